// What the compiler writes in place of the folders of this machine. The places at which Rust code can panic are in the
// engine by path: unchanged they would tell whose machine built it, and every machine would build other bytes.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CARGO_HOME, ROOT } from "./places.mjs";
import { ask, Failure, run } from "./run.mjs";

/**
 * The compiler's flags for it. Of several that match a path the last one counts.
 *
 * @param {string[]} options of cargo
 */
export async function remapFlags(...options) {
  // Unpacks the sources of the crates, whose folders are known only then.
  await run("cargo", ["tree", "--edges", "normal", "--quiet", ...options], { quiet: true });
  const sysroot = ask("rustc", ["--print", "sysroot"]);
  const commit = /^commit-hash: (\w+)$/m.exec(ask("rustc", ["--version", "--verbose"]) ?? "")?.[1];
  if (!sysroot || !commit) throw new Failure("rustc does not say where it is and of which commit");
  const sources = join(CARGO_HOME, "registry", "src");
  const crates = existsSync(sources) ? readdirSync(sources).sort() : [];
  /** @type {[from: string, to: string][]} */
  const prefixes = [
    [ROOT.replace(/\/$/, ""), "/dice-and-descent"],
    [CARGO_HOME, "/cargo"],
    // Named after the server that the crates were loaded from.
    ...crates.map((name) => /** @type {[string, string]} */ ([join(sources, name), "/crates"])),
    // Where the standard library's sources are installed too, the compiler would know them by that place.
    [join(sysroot, "lib", "rustlib", "src", "rust"), `/rustc/${commit}`],
  ];
  return prefixes.map(([from, to]) => `--remap-path-prefix=${from}=${to}`);
}
