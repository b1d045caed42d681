// Builds the service worker of a built page: it names every file that the page consists of, with a hash of its content.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./places.mjs";
import { ANNOUNCED } from "./site.mjs";

const MODULE = "virtual:shipped";

/** @typedef {{ path: string, integrity: string, simd?: boolean }} Shipped */

/** @param {string} file */
const integrityOf = (file) => `sha256-${createHash("sha256").update(readFileSync(file)).digest("base64")}`;

/** By the hash of its content: whether an engine needs SIMD. Each browser keeps those that it can run. */
function engines() {
  /** @type {Map<string, boolean>} */
  const known = new Map();
  for (const part of ["wasm", "wasm-atlas"]) {
    for (const [directory, simd] of /** @type {const} */ ([
      [part, true],
      [`${part}-plain`, false],
    ])) {
      known.set(integrityOf(inRoot("www", directory, "dice_and_descent_bg.wasm")), simd);
    }
  }
  return known;
}

/** The files of both pages in a directory. @param {string} directory @returns {Shipped[]} */
function shippedIn(directory) {
  const known = engines();
  const assets = readdirSync(join(directory, "assets"))
    .sort()
    .map((name) => `assets/${name}`);
  // Experiments at addresses of their own lead to the page.
  const opening = ANNOUNCED.flatMap(({ path }) => (path ? [`${path}index.html`] : []));
  return ["index.html", "embed.html", "opening.js", ...opening, ...assets].map((path) => {
    const integrity = integrityOf(join(directory, path));
    const simd = known.get(integrity);
    if (path.endsWith(".wasm") && simd === undefined) throw new Error(`${path} is none of the engines`);
    return { path: path.replace(/(^|\/)index\.html$/, "$1"), integrity, ...(simd === undefined ? {} : { simd }) };
  });
}

/** Writes service-worker.js beside the pages that are built in a directory. @param {string} directory */
export async function bundleServiceWorker(directory) {
  if (!existsSync(join(directory, "embed.html"))) throw new Error("the service worker is the last to be built");
  const files = JSON.stringify(shippedIn(directory));
  const version = createHash("sha256").update(files).digest("hex").slice(0, 16);
  // Not at the head of the file: whoever begins to set up does not have it yet.
  const { build } = await import("vite");
  const { thirdPartyNotices } = await import("./third-party.mjs");
  await build({
    configFile: false,
    logLevel: "warn",
    plugins: [
      {
        name: "shipped",
        resolveId: (source) => (source === MODULE ? `\0${MODULE}` : undefined),
        load: (id) => (id === `\0${MODULE}` ? `export const files = ${files}; export const version = "${version}";` : undefined),
      },
      thirdPartyNotices({ into: directory }),
    ],
    build: {
      target: "esnext",
      outDir: directory,
      emptyOutDir: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: inRoot("www", "service-worker", "main.ts"),
        // Its name stays: that is how a browser finds out that it has changed.
        output: { format: "iife", codeSplitting: false, entryFileNames: "service-worker.js" },
      },
    },
  });
}
