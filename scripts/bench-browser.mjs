// The browser of the benchmark: Chromium on a page of its own, with the engine's builds beside it.

import { KIT, SEAMS } from "./bench-build.mjs";
import { CHROME_FLAGS, findChrome } from "./browser.mjs";
import { inRoot } from "./places.mjs";
import { filesOf, serveFiles } from "./serve.mjs";

const FOLDERS = /** @type {Record<string, string>} */ ({
  bench: inRoot("benches", "browser"),
  kit: KIT,
  page: inRoot("dist"),
  seams: SEAMS,
  wasm: inRoot("www", "wasm-atlas"),
  "wasm-plain": inRoot("www", "wasm-atlas-plain"),
});

const BENCH_PAGE = '<!doctype html><title>Benchmark</title><script type="module" src="/bench/page.mjs"></script>';

/** @type {import("./serve.mjs").Find} */
async function find(path) {
  if (path === "/index.html") return { body: BENCH_PAGE };
  const [, folder = "", file = ""] = /^\/([^/]*)(.*)$/.exec(path) ?? [];
  const directory = FOLDERS[folder];
  return directory === undefined ? undefined : filesOf(directory)(file);
}

/**
 * Does some work in Chromium, with a server for the benchmark's files.
 *
 * @template T
 * @param {(browser: import("@playwright/test").Browser, origin: string) => Promise<T>} work
 * @param {string[]} [flags] more flags for Chromium
 */
export async function withBrowser(work, flags = []) {
  // Not at the head of the file: whoever begins to set up does not have it yet.
  const { chromium } = await import("@playwright/test");
  const server = await serveFiles(find);
  try {
    const browser = await chromium.launch({
      executablePath: findChrome() ?? "",
      args: [...CHROME_FLAGS, ...flags],
    });
    try {
      return await work(browser, new URL(server.address).origin);
    } finally {
      await browser.close();
    }
  } finally {
    server.close();
  }
}

/**
 * A page of the benchmark, ready to be asked.
 *
 * @param {import("@playwright/test").Browser} browser
 * @param {string} origin
 */
export async function openBench(browser, origin) {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(`${origin}/`);
  await page.waitForFunction("globalThis.ask !== undefined");
  /**
   * What a worker answers to a task.
   *
   * @param {number} worker
   * @param {string} task
   * @param {Record<string, unknown>} [options]
   * @returns {Promise<any>}
   */
  const ask = (worker, task, options = {}) =>
    page.evaluate(
      ([worker, task, options]) => /** @type {any} */ (globalThis).ask(worker, task, options),
      /** @type {const} */ ([worker, task, options]),
    );
  return { page, ask };
}
