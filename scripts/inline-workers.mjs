// Vite plugin: workers that travel inside the script that starts them. A worker's own file cannot be started from a
// sandboxed frame, from a script of another origin, or from disk; a classic script in a blob can.

import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { build } from "vite";
import { noted } from "./third-party.mjs";

const START = /new Worker\(new URL\("(\.\/[\w.-]+)", import\.meta\.url\), \{ type: "module" \}\)/g;
const QUERY = "?inline-worker";
const PREFIX = "\0inline-worker:";

/** @returns {import("vite").Plugin} */
export function inlineWorkers() {
  /** @type {Map<string, Promise<string>>} */
  const bundled = new Map();
  return {
    name: "inline-workers",
    enforce: "pre",
    transform(code) {
      /** @type {string[]} */
      const imports = [];
      const changed = code.replace(START, (_, file) => {
        imports.push(`import text${imports.length} from "${file}${QUERY}";`);
        return `startInline(text${imports.length - 1})`;
      });
      if (imports.length === 0) return undefined;
      return [`import { startInline } from "/www/engine/inline.ts";`, ...imports, changed].join("\n");
    },
    resolveId(source, importer) {
      if (!source.endsWith(QUERY) || !importer) return undefined;
      return PREFIX + resolve(dirname(importer), source.slice(0, -QUERY.length));
    },
    async load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const entry = id.slice(PREFIX.length);
      const text = bundled.get(entry) ?? bundle(entry);
      bundled.set(entry, text);
      return `export default ${JSON.stringify(await text)};`;
    },
  };
}

/** A worker and all that it imports, as one classic script. @param {string} entry */
async function bundle(entry) {
  const output = await build({
    configFile: false,
    logLevel: "error",
    plugins: [oneForBoth(), noted()],
    build: {
      target: "esnext",
      write: false,
      rolldownOptions: { input: entry, output: { format: "iife", codeSplitting: false } },
    },
  });
  const [first] = Array.isArray(output) ? output : [output];
  if (!first || !("output" in first)) throw new Error(`nothing came of ${entry}`);
  const [chunk, ...others] = first.output;
  if (others.length > 0) throw new Error(`${entry} is more than one file`);
  return chunk.code;
}

/**
 * Takes the bindings of the engine without SIMD from those with it, where they are the same, letter for letter.
 *
 * @returns {import("vite").Plugin}
 */
function oneForBoth() {
  return {
    name: "one-for-both",
    enforce: "pre",
    resolveId(source, importer) {
      if (!importer || !/\/wasm(-atlas)?-plain\/dice_and_descent\.js$/.test(source)) return undefined;
      const plain = resolve(dirname(importer), source);
      const simd = resolve(dirname(importer), source.replace("-plain/", "/"));
      return readFileSync(plain, "utf8") === readFileSync(simd, "utf8") ? simd : undefined;
    },
  };
}
