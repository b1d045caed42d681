// The types of the package: those of what it exports, and of nothing else.

import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ENGINES } from "./notices.mjs";
import { inRoot } from "./places.mjs";

const TYPES = inRoot("dist", "package", "types");

/** The declaration files that package.json names. @returns {string[]} */
function entries() {
  const { exports } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  return Object.values(exports).flatMap(({ types }) => (types ? [relative(TYPES, inRoot(types))] : []));
}

/**
 * Of what wasm-bindgen declares, the data. Its functions and classes are not exported, and would ask of a project that it
 * knows the newest JavaScript.
 *
 * @param {string} text
 */
function dataOf(text) {
  const data = text.slice(0, text.search(/^export (class|function) /m));
  // Without what is said of the first of them.
  return `${data.slice(0, Math.max(data.lastIndexOf("}"), data.lastIndexOf(";")) + 1)}\n`;
}

/** What a declaration file imports, as paths below the types. @param {string} file @param {string} text */
const imports = (file, text) =>
  [...text.matchAll(/(?:from|import) ?\(?"(\.[^"]*)\.js"/g)].map(([, path = ""]) => join(dirname(file), `${path}.d.ts`));

/** Leaves those types that can be reached, with the engine's data among them. */
export function packTypes() {
  for (const engine of ENGINES) {
    mkdirSync(join(TYPES, engine), { recursive: true });
    const text = readFileSync(inRoot("www", engine, "dice_and_descent.d.ts"), "utf8");
    writeFileSync(join(TYPES, engine, "dice_and_descent.d.ts"), dataOf(text));
  }
  const reached = new Set(entries());
  for (const file of reached) for (const other of imports(file, readFileSync(join(TYPES, file), "utf8"))) reached.add(other);
  for (const file of readdirSync(TYPES, { recursive: true, encoding: "utf8" })) {
    if (statSync(join(TYPES, file)).isFile() && !reached.has(file)) rmSync(join(TYPES, file));
  }
}
