// pandas and pyarrow, in an environment of their own with what the Python package is built and tested by, and the tables that
// they read: see tests/readers.

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installByApt } from "./apt.mjs";
import { inRoot, TOOLS } from "./places.mjs";
import { ask, attempt, Failure, run } from "./run.mjs";

const PLACE = join(TOOLS, "readers");
/** The interpreter of that environment. */
export const PYTHON = join(PLACE, "bin", "python");
const WANTED = inRoot("tests", "readers", "requirements.txt");

const BY_HAND = `The tables are read by pandas and pyarrow, in an environment in ${PLACE}.
That takes Python 3.9 or later with venv and pip (Debian and Ubuntu: python3-venv), and its package index.`;

/** Installs what reads tables, where it is missing. */
export async function setUpReaders() {
  const stamp = join(PLACE, ".installed-from");
  const wanted = readFileSync(WANTED, "utf8");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  rmSync(PLACE, { recursive: true, force: true });
  if (ask("python3", ["-c", "import ensurepip, venv"]) === undefined) await installByApt(["python3-venv"]);
  const quiet = { quiet: true };
  const made = await attempt("python3", ["-m", "venv", PLACE], quiet).catch(() => ({ ok: false }));
  const options = ["--disable-pip-version-check", "--only-binary", ":all:", "--no-compile"];
  if (!made.ok || !(await attempt(PYTHON, ["-m", "pip", "install", "-q", ...options, "-r", WANTED], quiet)).ok) {
    throw new Failure(BY_HAND);
  }
  writeFileSync(stamp, wanted);
}

/** Has every table in a directory read and joined to its run. @param {string} directory */
export async function readTables(directory) {
  await setUpReaders();
  await run(PYTHON, [inRoot("tests", "readers", "check.py"), directory]);
}
