// Builds the engine: with 128-bit SIMD and, for browsers that lack it, without; once with what the page needs at
// first, and once with the bindings of all experiments.

import { rmSync } from "node:fs";
import { inRoot } from "./places.mjs";
import { run, together } from "./run.mjs";

const TARGET = "wasm32-unknown-unknown";

/** What the page needs at once: without the bindings of the experiments that are loaded when they are opened. */
const ENGINE = ["--lib", "--no-default-features"];

/**
 * Builds a crate for the browser, with its bindings.
 *
 * @param {object} build
 * @param {string} build.out where the bindings go
 * @param {string} build.target a directory for each set of flags, else each build would undo the other's
 * @param {string[]} [build.crate] what cargo builds: the engine unless said otherwise
 * @param {string} [build.product] the file that comes of it
 * @param {Record<string, string>} [build.env]
 */
export async function buildOne({ out, target, crate = ENGINE, product = "dice_and_descent", env = {} }) {
  const directory = inRoot("target", target);
  await run(
    "cargo",
    ["build", ...crate, "--release", "--target", TARGET, "--target-dir", directory, ...lockedInCi()],
    { env, quiet: true },
  );
  rmSync(out, { recursive: true, force: true });
  await run("wasm-bindgen", [
    `${directory}/${TARGET}/release/${product}.wasm`,
    ...["--target", "web", "--out-dir", out],
    // The page says where the module is; a default would make the bundler ship it a second time.
    "--omit-default-module-path",
  ]);
}

/** Where nobody is there to commit a changed Cargo.lock, it must be right as it stands. */
export const lockedInCi = () => (process.env.CI ? ["--locked"] : []);

const NO_SIMD = { RUSTFLAGS: "-C target-feature=-simd128" };

/** Builds all four, in two directories of cargo's: what differs only in features shares its dependencies. */
export async function buildWasm() {
  /** @param {string} target @param {string} suffix @param {Record<string, string>} env */
  const both = async (target, suffix, env) => {
    await buildOne({ out: inRoot("www", `wasm${suffix}`), target, env });
    await buildOne({ out: inRoot("www", `wasm-atlas${suffix}`), target, crate: ["--lib"], env });
  };
  // One after the other would leave most cores idle: optimising at link time uses one.
  await together([both("page", "", {}), both("page-plain", "-plain", NO_SIMD)]);
}
