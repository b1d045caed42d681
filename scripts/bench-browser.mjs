// The browser of the benchmark: Chromium on a page of its own, with the engine's builds beside it.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { KIT, SEAMS } from "./bench-build.mjs";
import { CHROME_FLAGS, findChrome } from "./browser.mjs";
import { inRoot } from "./places.mjs";

const TYPES = /** @type {Record<string, string>} */ ({
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
});

const FOLDERS = /** @type {Record<string, string>} */ ({
  bench: inRoot("benches", "browser"),
  kit: KIT,
  page: inRoot("dist"),
  seams: SEAMS,
  wasm: inRoot("www", "wasm-atlas"),
  "wasm-plain": inRoot("www", "wasm-atlas-plain"),
});

const BENCH_PAGE = '<!doctype html><title>Benchmark</title><script type="module" src="/bench/page.mjs"></script>';

/** @param {import("node:http").ServerResponse} response @param {string} path */
async function answer(response, path) {
  const [, folder = "", rest = ""] = /^\/([^/]*)\/?(.*)$/.exec(path) ?? [];
  if (folder === "") {
    response.writeHead(200, { "content-type": "text/html" }).end(BENCH_PAGE);
    return;
  }
  const directory = FOLDERS[folder];
  const file = normalize(rest === "" ? "index.html" : rest);
  const type = TYPES[extname(file)];
  if (!directory || !type || file.startsWith("..")) {
    response.writeHead(404).end();
    return;
  }
  try {
    const body = await readFile(join(directory, file));
    response.writeHead(200, { "content-type": type }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

/** @returns {Promise<{ origin: string, close: () => void }>} */
function serve() {
  const server = createServer((request, response) => {
    void answer(response, new URL(request.url ?? "/", "http://127.0.0.1").pathname);
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      resolve({ origin: `http://127.0.0.1:${port}`, close: () => server.close() });
    });
  });
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
  const server = await serve();
  try {
    const browser = await chromium.launch({
      executablePath: findChrome() ?? "",
      args: [...CHROME_FLAGS, ...flags],
    });
    try {
      return await work(browser, server.origin);
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
