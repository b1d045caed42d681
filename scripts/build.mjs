// `npm run build`: the page, ready to be served from any path, in dist/; `npm run build:single`: the page
// in one file; `npm run build:package`: what others import.

import { cpSync } from "node:fs";
import { packTypes } from "./package-types.mjs";
import { inRoot } from "./places.mjs";
import { run, asScript, isMain } from "./run.mjs";
import { bundleServiceWorker } from "./service-worker.mjs";
import { setUp } from "./setup.mjs";
import { buildWasm } from "./wasm.mjs";

/** One of the builds of vite.config.ts. @param {string[]} mode */
export const bundle = (...mode) => run("vite", ["build", "--logLevel", "warn", ...mode]);

/** Bundles the page, and what others embed or import of it; the engine must have been built. */
export async function bundlePage() {
  await bundle();
  await bundle("--mode", "embed");
  await bundle("--mode", "element");
  await bundlePackage();
  await bundleServiceWorker(inRoot("dist"));
}

/** Bundles everything there is. */
export async function bundleAll() {
  await bundlePage();
  await bundleSingle();
}

/** The page in one file, dist-single/dice-and-descent.html. */
export const bundleSingle = () => bundle("--mode", "single");

/** The package that `npm pack` packs: scripts, engine and types in dist/package/. */
export async function bundlePackage() {
  await bundle("--mode", "package");
  await run("tsc", ["--project", "tsconfig.package.json"]);
  packTypes();
  const manifest = "custom-elements.json";
  cpSync(inRoot("www", "package", manifest), inRoot("dist", "package", manifest));
}

/** Sets up, builds the engine and bundles. @param {() => Promise<unknown>} bundling */
export async function build(bundling = bundlePage) {
  await setUp({ tests: false });
  console.log("building the engine");
  await buildWasm();
  console.log("bundling the page");
  await bundling();
}

if (isMain(import.meta.url)) {
  const wanted = process.argv[2];
  await asScript(() => build({ "--single": bundleSingle, "--package": bundlePackage }[wanted ?? ""] ?? bundlePage));
}
