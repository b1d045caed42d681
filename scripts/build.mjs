// `npm run build`: the page, ready to be served from any path, in dist/; `npm run build:single`: the page in one file.

import { run, asScript, isMain } from "./run.mjs";
import { setUp } from "./setup.mjs";
import { buildWasm } from "./wasm.mjs";

/** One of the builds of vite.config.ts. @param {string[]} mode */
export const bundle = (...mode) => run("vite", ["build", "--logLevel", "warn", ...mode]);

/** Bundles the page, and what others embed of it; the engine must have been built. */
export async function bundlePage() {
  await bundle();
  await bundle("--mode", "embed");
  await bundle("--mode", "element");
}

/** The page in one file, dist-single/dice-and-descent.html. */
export const bundleSingle = () => bundle("--mode", "single");

/** Sets up, builds the engine and bundles. @param {() => Promise<unknown>} bundling */
export async function build(bundling = bundlePage) {
  await setUp({ tests: false });
  console.log("building the engine");
  await buildWasm();
  console.log("bundling the page");
  await bundling();
}

if (isMain(import.meta.url)) {
  const single = process.argv.includes("--single");
  await asScript(() => build(single ? bundleSingle : bundlePage));
}
