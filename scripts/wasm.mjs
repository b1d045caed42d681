// Builds the engine: with 128-bit SIMD and, for browsers that lack it, without; once with what the page needs at
// first, and once whole.

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINES, noticesOfCrates } from "./notices.mjs";
import { ENVIRONMENT, inRoot } from "./places.mjs";
import { remapFlags } from "./prefixes.mjs";
import { attempt, Failure, run, together } from "./run.mjs";

const TARGET = "wasm32-unknown-unknown";

/** What the page needs at once: without what is loaded when a link asks for it. */
const ENGINE = ["--lib", "--no-default-features"];

/**
 * Functions are inlined that are less than half as long as the compiler would have them: a tenth of the module is saved.
 * What is hot says by `#[inline]` that it shall be inlined wherever it is called, and is as fast as before.
 */
const INLINING = "-inline-threshold=100";

/**
 * What is hot is written in tiles of constant size. The copies that the compiler would make of other loops by itself are a
 * twentieth of the module and save no time. (Without its vectors too the module would be smaller still, and training with one
 * point a step a tenth slower.)
 */
const LOOPS = "-unroll-runtime=0";
const SMALL = ["-C", `llvm-args=${INLINING} ${LOOPS}`];

/** The same for every build. @type {Promise<string[]> | undefined} */
let remapping;

/**
 * Builds a crate for the browser, with its bindings and the notices of the crates in it.
 *
 * @param {object} build
 * @param {string} build.out where the bindings go
 * @param {string} build.target a directory of cargo's
 * @param {string[]} [build.crate] what cargo builds: the engine unless said otherwise
 * @param {string} [build.product] the file that comes of it
 * @param {boolean} [build.simd] whether the browser must have 128-bit SIMD
 * @param {string[]} [build.flags] more for the compiler
 * @param {Record<string, string>} [build.env]
 */
export async function buildOne({ out, target, crate = ENGINE, product = "dice_and_descent", simd = true, flags = [], env = {} }) {
  const directory = inRoot("target", target);
  remapping ??= remapFlags("--target", TARGET, ...lockedInCi());
  // Separated by what is in no path. They take the place of those in .cargo/config.toml.
  const encoded = ["-C", `target-feature=${simd ? "+" : "-"}simd128`, ...(await remapping), ...SMALL, ...flags].join("\x1f");
  const args = ["build", ...crate, "--release", "--target", TARGET, "--target-dir", directory, ...lockedInCi()];
  const options = { env: { ...SHIPPED, CARGO_ENCODED_RUSTFLAGS: encoded, ...env }, quiet: true };
  await run("cargo", args, options);
  // With nothing left to build it only lists what was built.
  const { ok, output } = await attempt("cargo", [...args, "--message-format", "json"], options);
  if (!ok) throw new Failure("cargo does not say what it has built");
  rmSync(out, { recursive: true, force: true });
  await run("wasm-bindgen", [
    `${directory}/${TARGET}/release/${product}.wasm`,
    ...["--target", "web", "--out-dir", out],
    // The page says where the module is; a default would make the bundler ship it a second time.
    "--omit-default-module-path",
  ]);
  writeFileSync(join(out, "notices.json"), JSON.stringify(noticesOfCrates(output, join(directory, TARGET)), null, 1));
}

/** Where nobody is there to commit a changed Cargo.lock, it must be right as it stands. */
export const lockedInCi = () => (process.env.CI ? ["--locked"] : []);

/** What is shipped is optimised whole, unless a quick build is asked for. */
const SHIPPED = {
  CARGO_PROFILE_RELEASE_LTO: ENVIRONMENT.CARGO_PROFILE_RELEASE_LTO ?? "fat",
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: ENVIRONMENT.CARGO_PROFILE_RELEASE_CODEGEN_UNITS ?? "1",
};

/**
 * Builds one of the engines. Each has a directory of its own, as cargo keeps one file of a library's name: builds that
 * share a directory would undo one another's.
 *
 * @param {string} name of its folder in www/
 */
export function buildEngine(name) {
  const kind = name.replace(/^wasm/, "");
  const crate = kind.includes("-atlas") ? ["--lib"] : ENGINE;
  return buildOne({ out: inRoot("www", name), target: `page${kind}`, crate, simd: !kind.includes("-plain") });
}

/** Builds all four, side by side: optimising at link time uses one core. */
export const buildWasm = () => together(ENGINES.map(buildEngine));
