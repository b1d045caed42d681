// `npm run build`: the page, ready to be served from any path, in dist/.

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

/** Sets up, builds the engine and bundles the page. */
export async function build() {
  await setUp({ tests: false });
  console.log("building the engine");
  await buildWasm();
  console.log("bundling the page");
  await bundlePage();
}

if (isMain(import.meta.url)) await asScript(build);
