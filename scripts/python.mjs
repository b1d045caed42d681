// The Python package: its tests, in the environment of what reads tables. `node scripts/python.mjs` runs them alone.

import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { ENVIRONMENT, inRoot } from "./places.mjs";
import { PYTHON, setUpReaders } from "./readers.mjs";
import { asScript, attempt, isMain, run } from "./run.mjs";
import { lockedInCi } from "./wasm.mjs";

const PROGRAM = inRoot("target", "debug", "dice-and-descent");
const IN_PACKAGE = { cwd: inRoot("python") };

/** Builds the package, checks its types, and runs its tests. @returns {Promise<{ ok: boolean, count?: { passed: number, failed: number } }>} */
export async function pythonTests() {
  await setUpReaders();
  if (!existsSync(PROGRAM)) await run("cargo", ["build", "--bin", "dice-and-descent", ...lockedInCi()]);
  const env = {
    VIRTUAL_ENV: dirname(dirname(PYTHON)),
    PATH: [dirname(PYTHON), ENVIRONMENT["PATH"]].join(delimiter),
    CARGO_TARGET_DIR: inRoot("target", "python"),
    DICE_AND_DESCENT: PROGRAM,
    MPLBACKEND: "agg",
    PYTHONDONTWRITEBYTECODE: "1",
  };
  const options = { ...IN_PACKAGE, env };
  await run("cargo", ["fmt", "--check"], options);
  await run("cargo", ["clippy", "--quiet", ...lockedInCi(), "--", "-D", "warnings"], options);
  await run(join(dirname(PYTHON), "maturin"), ["develop", "--quiet", ...lockedInCi()], { ...options, quiet: true });
  await run(PYTHON, ["-m", "mypy", "--cache-dir", inRoot("target", "python", "mypy")], options);
  const { ok, output } = await attempt(PYTHON, ["-m", "pytest", "-p", "no:cacheprovider"], { ...options, capture: true });
  const sum = (/** @type {string} */ word) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
  return { ok, count: { passed: sum("passed"), failed: sum("failed") } };
}

if (isMain(import.meta.url)) {
  await asScript(async () => {
    if (!(await pythonTests()).ok) process.exitCode = 1;
  });
}
