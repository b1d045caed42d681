// The Rust side of the set-up: the wasm target, rustfmt and clippy, wasm-bindgen's tools, wasm-pack.

import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inRoot, TOOLS } from "./places.mjs";
import { ask, Failure, run } from "./run.mjs";
import { PINNED } from "./toolchain.mjs";

const WASM_PACK = "0.15.1";

/** The version of a crate in Cargo.lock. @param {string} name */
function lockedVersion(name) {
  const lock = readFileSync(inRoot("Cargo.lock"), "utf8");
  const version = new RegExp(`^name = "${name}"\\nversion = "(.+)"$`, "m").exec(lock)?.[1];
  if (!version) throw new Failure(`Cargo.lock names no ${name}`);
  return version;
}

/** @param {string} name @param {string} version */
const isInstalled = (name, version) => ask(name, ["--version"])?.split(" ")[1] === version;

async function setUpToolchain() {
  const sysroot = ask("rustc", ["--print", "sysroot"]);
  if (!sysroot || !ask("cargo", ["--version"])) {
    throw new Failure(`Rust ${PINNED} is needed: install it by rustup`);
  }
  const version = ask("rustc", ["--version"])?.split(" ")[1];
  if (version !== PINNED) console.log(`Rust is ${version}, not ${PINNED}: what is built will differ from what others build`);
  const target = existsSync(join(sysroot, "lib", "rustlib", "wasm32-unknown-unknown"));
  const components = [
    ["rustfmt", "cargo-fmt"],
    ["clippy", "cargo-clippy"],
  ].flatMap(([component = "", binary = ""]) =>
    existsSync(join(sysroot, "bin", binary)) || ask(binary, ["--version"]) ? [] : [component],
  );
  if (target && components.length === 0) return;
  if (!ask("rustup", ["--version"])) {
    throw new Failure("wasm32-unknown-unknown, rustfmt or clippy is missing, and rustup, which would add it");
  }
  // One after the other: rustup does not lock against itself.
  if (!target) await run("rustup", ["target", "add", "wasm32-unknown-unknown"], { quiet: true });
  if (components.length > 0) await run("rustup", ["component", "add", ...components], { quiet: true });
}

/** @param {[name: string, version: string][]} tools */
async function installTools(tools) {
  const building = join(TOOLS, "building");
  for (const [name, version] of tools) {
    // Built quickly rather than to run quickly: they have little to do.
    await run("cargo", ["install", name, "--version", version, "--locked", "--root", TOOLS], {
      quiet: true,
      env: {
        CARGO_TARGET_DIR: building,
        CARGO_PROFILE_RELEASE_OPT_LEVEL: "0",
        CARGO_PROFILE_RELEASE_LTO: "off",
        CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "16",
        CARGO_PROFILE_RELEASE_STRIP: "symbols",
      },
    });
  }
  rmSync(building, { recursive: true, force: true });
}

/**
 * Installs what is missing for building, and with `tests` for testing too.
 *
 * @param {{ tests: boolean }} needs
 */
export async function setUpRust({ tests }) {
  await setUpToolchain();
  const bindgen = lockedVersion("wasm-bindgen");
  /** @type {[string, string][]} */
  const missing = [];
  // The command line tool and the crate must be of one version.
  if (!isInstalled("wasm-bindgen", bindgen)) missing.push(["wasm-bindgen-cli", bindgen]);
  if (tests && !isInstalled("wasm-pack", WASM_PACK)) missing.push(["wasm-pack", WASM_PACK]);
  await installTools(missing);
}
