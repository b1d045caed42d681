// Vite plugin: what is built carries the notices of what is built into it.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { noticeIn, thirdParty } from "./notices.mjs";
import { inRoot, NODE_MODULES, ROOT } from "./places.mjs";

/** What the notices are called. */
export const FILE = "THIRD-PARTY.txt";

/** Modules that the tools bring themselves, by how their names begin. @type {[RegExp, string][]} */
const BROUGHT = [
  [/^\0vite\//, "vite"],
  [/^\0rolldown\//, "rolldown"],
];

/** Of all bundles of this process: workers are bundles of their own. @type {Set<string>} */
const found = new Set();

/** The package of npm that a module belongs to. @param {string} id */
const packageOf = (id) =>
  /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? BROUGHT.find(([names]) => names.test(id))?.[1];

/** @param {string} name */
function noticeOf(name) {
  const directory = join(NODE_MODULES, name);
  const { version, license } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  const notice = noticeIn(directory, { name, version, licence: license });
  // What follows there is of packages that the tool consists of, and that it puts into nothing it builds.
  return { ...notice, texts: notice.texts.map((text) => text.split("\n# Licenses of bundled dependencies")[0] ?? text) };
}

/** Notes which packages are in a bundle. @returns {import("vite").Plugin} */
export function noted() {
  return {
    name: "noted",
    generateBundle(_, bundle) {
      for (const part of Object.values(bundle)) {
        if (part.type !== "chunk") continue;
        for (const id of part.moduleIds) {
          const name = packageOf(id);
          if (name) found.add(name);
        }
      }
    },
  };
}

/** The notices of all bundles so far. */
export const noticesSoFar = () => thirdParty([...found].map(noticeOf));

/**
 * Writes the notices beside what is built; with `into`, where another build has written its own, makes sure that they
 * are enough for this one too.
 *
 * @param {{ into?: string, own?: Record<string, string> }} [options]
 * `own`: our own licences by the names that they get, where they are not there already
 * @returns {import("vite").Plugin[]}
 */
export function thirdPartyNotices({ into, own = {} } = {}) {
  const written = into === undefined ? undefined : resolve(ROOT, into, FILE);
  return [
    noted(),
    {
      name: "third-party-notices",
      generateBundle: {
        order: "post",
        handler() {
          if (written === undefined) {
            this.emitFile({ type: "asset", fileName: FILE, source: noticesSoFar() });
            for (const [fileName, file] of Object.entries(own)) {
              this.emitFile({ type: "asset", fileName, source: readFileSync(inRoot(file), "utf8") });
            }
            return;
          }
          const text = existsSync(written) ? readFileSync(written, "utf8") : "";
          const missing = [...found].filter((name) => !text.includes(`\n${name} `));
          if (missing.length > 0) throw new Error(`${into}/${FILE} has no notice of ${missing.join(", ")}: build the page first`);
        },
      },
    },
  ];
}
