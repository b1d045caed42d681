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
 * @param {string} build.target a directory of cargo's
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

/**
 * Builds all four, side by side: optimising at link time uses one core. Each has a directory of its own, as cargo
 * keeps one file of a library's name: builds that share a directory would undo one another's.
 */
export async function buildWasm() {
  const page = { crate: ENGINE, suffix: "" };
  const atlas = { crate: ["--lib"], suffix: "-atlas" };
  const builds = [page, atlas].flatMap(({ crate, suffix }) => [
    buildOne({ out: inRoot("www", `wasm${suffix}`), target: `page${suffix}`, crate }),
    buildOne({ out: inRoot("www", `wasm${suffix}-plain`), target: `page${suffix}-plain`, crate, env: NO_SIMD }),
  ]);
  await together(builds);
}
