// `npm test`: every test; `npm test -- lint native wasm page python`: only the parts named.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { bundleAll } from "./build.mjs";
import { browserEnvironment, CHROME_FLAGS } from "./browser.mjs";
import { inRoot, PAGE_RESULTS } from "./places.mjs";
import { asScript, attempt, Failure, run, secondsSince } from "./run.mjs";
import { pythonTests } from "./python.mjs";
import { readTables } from "./readers.mjs";
import { setUp } from "./setup.mjs";
import { buildWasm, lockedInCi } from "./wasm.mjs";

/** Where the native tests leave their tables. */
const TABLES = inRoot("target", "tables");

const PARTS = ["lint", "native", "wasm", "page", "python"];
const WASM = ["--target", "wasm32-unknown-unknown"];

/** How many tests ran. @typedef {{ passed: number, failed: number }} Count */

/** How a stage ended; it may have counted tests. @typedef {{ ok: boolean, count?: Count }} Outcome */

/** @typedef {{ name: string, parts: string[], work: () => Promise<Outcome | void> }} Stage */

/** @param {string[]} target */
const clippy = (target) => attempt("cargo", ["clippy", "--all-targets", ...target, ...lockedInCi(), "--", "-D", "warnings"]);

/** The page's TypeScript and its service worker's, then that of the tests together with the scripts' JavaScript. */
async function types() {
  await run("tsc", ["--project", "tsconfig.json"]);
  await run("tsc", ["--project", "www/service-worker/tsconfig.json"]);
  await run("tsc", ["--project", "tests/page/tsconfig.json"]);
}

/** Sums the result lines of Rust's test runners. @param {string} output @returns {Count} */
function countRust(output) {
  const count = { passed: 0, failed: 0 };
  for (const [, passed, failed] of output.matchAll(/test result: .*?(\d+) passed; (\d+) failed/g)) {
    count.passed += Number(passed);
    count.failed += Number(failed);
  }
  return count;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
async function rustTests(command, args, env = {}) {
  const { ok, output } = await attempt(command, args, { env, capture: true });
  return { ok, count: countRust(output) };
}

/** All tests of the core, which leave tables for other readers. */
function nativeTests() {
  rmSync(TABLES, { recursive: true, force: true });
  mkdirSync(TABLES, { recursive: true });
  return rustTests("cargo", ["test", "--no-fail-fast", ...lockedInCi()], { TABLES_FOR_READERS: TABLES });
}

/** The tests in tests/wasm/ and tests/wasm_page.rs, in Chromium. */
async function wasmTests() {
  const { CHROME, CHROMEDRIVER } = browserEnvironment();
  // The driver would look for a Chrome by itself, not necessarily the one chosen.
  const capabilities = inRoot("target", "webdriver.json");
  mkdirSync(inRoot("target"), { recursive: true });
  const options = { binary: CHROME, args: CHROME_FLAGS };
  writeFileSync(capabilities, JSON.stringify({ "goog:chromeOptions": options }));
  return rustTests(
    "wasm-pack",
    [
      // Otherwise it warns whenever it cannot ask whether there is a newer wasm-pack.
      ...["--log-level", "error"],
      ...["test", "--headless", "--chrome", "--release"],
      // With wasm-bindgen of another version it would silently build its own.
      ...["--mode", "no-install"],
      ...["--", "--test", "wasm*", ...lockedInCi()],
    ],
    {
      CHROMEDRIVER,
      WASM_BINDGEN_TEST_WEBDRIVER_JSON: capabilities,
      WASM_BINDGEN_TEST_TIMEOUT: "600",
    },
  );
}

/** A port that nothing listens on. @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** The tests in tests/page, against the built page. @returns {Promise<Outcome>} */
async function pageTests() {
  const report = join(PAGE_RESULTS, "report.json");
  rmSync(report, { force: true });
  const { ok } = await attempt("playwright", ["test"], {
    env: { ...browserEnvironment(), PAGE_PORT: String(await freePort()), PAGE_REPORT: report },
  });
  if (!existsSync(report)) return { ok: false };
  const { expected, unexpected, flaky } = JSON.parse(readFileSync(report, "utf8")).stats;
  return { ok, count: { passed: expected, failed: unexpected + flaky } };
}

/** @type {Stage[]} */
const STAGES = [
  { name: "Rust format", parts: ["lint"], work: () => attempt("cargo", ["fmt", "--all", "--check"]) },
  { name: "clippy, native", parts: ["lint"], work: () => clippy([]) },
  { name: "clippy, wasm32", parts: ["lint"], work: () => clippy(WASM) },
  // The page's types need it too: they come from Rust, and some of Biome's rules follow types.
  { name: "engine build", parts: ["lint", "page"], work: buildWasm },
  { name: "Biome", parts: ["lint"], work: () => attempt("biome", ["ci", "--error-on-warnings"]) },
  { name: "TypeScript", parts: ["lint"], work: types },
  {
    name: "native tests",
    parts: ["native"],
    work: nativeTests,
  },
  { name: "wasm tests", parts: ["wasm"], work: wasmTests },
  { name: "page build", parts: ["page"], work: bundleAll },
  { name: "page tests", parts: ["page"], work: pageTests },
  // The last, since they need what nothing else does.
  { name: "Python package", parts: ["native", "python"], work: pythonTests },
  { name: "tables in other readers", parts: ["native"], work: () => readTables(TABLES) },
];

/**
 * Runs one stage, and prints its name and time.
 *
 * @param {Stage} stage
 * @returns {Promise<Outcome>}
 */
async function runStage({ name, work }) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  /** @type {Outcome} */
  let outcome;
  try {
    outcome = (await work()) ?? { ok: true };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    outcome = { ok: false };
  }
  console.log(`-- ${name}: ${outcome.ok ? "ok" : "FAILED"} (${secondsSince(start)})`);
  return outcome;
}

await asScript(async () => {
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) {
    throw new Failure(`no part of the tests is called ${unknown.join(", ")}: there are ${PARTS.join(", ")}`);
  }
  const parts = chosen.length > 0 ? chosen : PARTS;
  const start = performance.now();
  await setUp({
    tests: parts.includes("wasm") || parts.includes("page"),
    readers: parts.includes("native") || parts.includes("python"),
  });

  let passed = 0;
  let failed = 0;
  let broken;
  for (const stage of STAGES.filter((stage) => stage.parts.some((part) => parts.includes(part)))) {
    const { ok, count } = await runStage(stage);
    passed += count?.passed ?? 0;
    // A stage can fail without a failing test: when it does not compile, say. It counts as one.
    failed += count?.failed || (ok ? 0 : 1);
    if (!ok) {
      broken = stage.name;
      break;
    }
  }
  const end = broken ? `stopped at the first failing stage: ${broken}` : "all stages ok";
  console.log(`\n${end} (${secondsSince(start)})`);
  console.log(`${passed} passed, ${failed} failed`);
  if (broken) process.exitCode = 1;
});
