// `npm run build`: the page, ready to be served from any path, in dist/.

import { run, asScript, isMain } from "./run.mjs";
import { setUp } from "./setup.mjs";
import { buildWasm } from "./wasm.mjs";

/** Bundles the page; the engine must have been built. */
export const bundlePage = () => run("vite", ["build", "--logLevel", "warn"]);

/** Sets up, builds the engine and bundles the page. */
export async function build() {
  await setUp({ tests: false });
  console.log("building the engine");
  await buildWasm();
  console.log("bundling the page");
  await bundlePage();
}

if (isMain(import.meta.url)) await asScript(build);
