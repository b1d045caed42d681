// Vite plugin: one file with the bindings of an engine, for the page, the slim page and every worker. Bundled with each
// of them they would be loaded twice on every visit, under two names.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { minify } from "vite";

const BINDINGS = /\/wasm(-atlas)?(-plain)?\/dice_and_descent\.js$/;

/** @param {{ emit: boolean }} how whether this bundle writes the files, or only refers to them @returns {import("vite").Plugin} */
export function sharedBindings({ emit }) {
  return {
    name: "shared-bindings",
    apply: "build",
    enforce: "pre",
    async resolveId(source, importer) {
      if (!importer || !BINDINGS.test(source)) return undefined;
      const file = resolve(dirname(importer), source);
      const { code } = await minify(file, readFileSync(file, "utf8"), { module: true });
      const hash = createHash("sha256").update(code).digest("base64url").slice(0, 8);
      const name = `${basename(file, ".js")}-${hash}.js`;
      if (emit) this.emitFile({ type: "asset", fileName: `assets/${name}`, source: code });
      // As seen from the other scripts, which are in the same directory.
      return { id: `./${name}`, external: true };
    },
  };
}
