// The Rust that builds: rust-toolchain.toml names one version, as every other builds other bytes.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const FILE = new URL("../rust-toolchain.toml", import.meta.url);

/** The version that it names. */
export const PINNED = /^channel = "(.+)"$/m.exec(readFileSync(FILE, "utf8"))?.[1] ?? "";

/**
 * The name of a toolchain of that version, where it is installed under another name, such as `stable`: rustup would
 * load it a second time, and fail without a network.
 *
 * @param {string} [home] of rustup
 * @returns {string | undefined}
 */
export function byAnotherName(home = process.env.RUSTUP_HOME ?? join(homedir(), ".rustup")) {
  const directory = join(home, "toolchains");
  const names = existsSync(directory) ? readdirSync(directory).sort() : [];
  if (names.some((name) => name === PINNED || name.startsWith(`${PINNED}-`))) return undefined;
  return names.find((name) => {
    const { stdout } = spawnSync(join(directory, name, "bin", "rustc"), ["--version"], { encoding: "utf8" });
    return stdout?.split(" ")[1] === PINNED;
  });
}
