// `npm run setup`: installs what the project needs and does not find; quick when all is there.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setUpBrowser } from "./browser.mjs";
import { inRoot, NODE_MODULES } from "./places.mjs";
import { asScript, isMain, run, secondsSince, together } from "./run.mjs";
import { setUpReaders } from "./readers.mjs";
import { setUpRust } from "./rust.mjs";

async function setUpPackages() {
  const lock = createHash("sha256");
  for (const file of ["package.json", "package-lock.json"]) lock.update(readFileSync(inRoot(file)));
  const wanted = lock.digest("hex");
  const stamp = join(NODE_MODULES, ".installed-from");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await run("npm", ["ci", "--no-progress"], { quiet: true });
  writeFileSync(stamp, wanted);
}

/**
 * Does a part of the set-up, and says how long it took if that was noticeable.
 *
 * @param {string} name
 * @param {Promise<void>} part
 */
async function timed(name, part) {
  const start = performance.now();
  await part;
  if (performance.now() - start > 1000) console.log(`set-up: ${name} (${secondsSince(start)})`);
}

/**
 * Sets up what building needs, with `tests` what testing needs too, and with `readers` what reads tables; the parts at
 * the same time.
 *
 * @param {{ tests: boolean, readers?: boolean }} needs
 */
export async function setUp(needs) {
  const parts = [timed("npm packages", setUpPackages()), timed("Rust tools", setUpRust(needs))];
  if (needs.tests) parts.push(timed("Chromium", setUpBrowser()));
  // Only the last of all tests needs them, and says what is missing.
  if (needs.readers)
    parts.push(
      timed(
        "pandas and pyarrow",
        setUpReaders().catch(() => undefined),
      ),
    );
  await together(parts);
}

if (isMain(import.meta.url)) await asScript(() => setUp({ tests: true, readers: true }));
