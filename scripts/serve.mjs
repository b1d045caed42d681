// A server of files: for `npm start`, `npm run hosts`, the tests and the benchmark. Whatever it is asked, it answers.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** @type {Record<number, string>} */
const REASONS = {
  400: "This is not the address of a file.",
  404: "There is no such file.",
  405: "Files can only be read.",
};

/** @typedef {{ body: string | Buffer, type?: string, headers?: Record<string, string> }} Found */

/**
 * What a server has: finds the file of a path, which begins with a slash and has no step that leads elsewhere; gives
 * nothing, or throws, where there is none.
 *
 * @typedef {(path: string) => Promise<Found | undefined>} Find
 */

/**
 * The path of a file that a request asks for; a status where it is none.
 *
 * @param {string} url as it stands in the request
 * @returns {string | number}
 */
function pathOf(url) {
  let path;
  try {
    path = decodeURIComponent(url.replace(/[?#].*/s, ""));
  } catch {
    return 400;
  }
  if (!path.startsWith("/") || /[\0\\]/.test(path)) return 400;
  if (
    path
      .split("/")
      .slice(1, -1)
      .some((step) => /^\.{0,2}$/.test(step)) ||
    /\/\.{1,2}$/.test(path)
  )
    return 404;
  return path.endsWith("/") ? `${path}index.html` : path;
}

/**
 * The files of a directory.
 *
 * @param {string} directory
 * @returns {Find}
 */
export const filesOf = (directory) => async (path) => ({ body: await readFile(directory + path) });

/**
 * Serves what is found.
 *
 * @param {Find} find
 * @param {object} [options]
 * @param {string} [options.host]
 * @param {number} [options.port] 0 takes any that is free
 * @param {(path: string) => Record<string, string>} [options.headers] that go with every answer, by path
 * @returns {Promise<{ address: string, close: () => void }>}
 */
export function serveFiles(find, { host = "127.0.0.1", port = 0, headers = () => ({}) } = {}) {
  const server = createServer(async ({ method, url = "/" }, response) => {
    const path = pathOf(url);
    const found = typeof path === "string" ? await find(path).catch(() => undefined) : undefined;
    /** @param {number} status @param {string | Buffer} body @param {Record<string, string>} more */
    const answer = (status, body, more) => {
      const all = { ...headers(typeof path === "string" ? path : "/"), ...more };
      response.writeHead(status, { ...all, "Content-Length": Buffer.byteLength(body) }).end(method === "HEAD" ? undefined : body);
    };
    if (typeof path === "string" && found && (method === "GET" || method === "HEAD")) {
      answer(200, found.body, {
        "Content-Type": found.type ?? TYPES[extname(path)] ?? "application/octet-stream",
        ...found.headers,
      });
      return;
    }
    const status = method !== "GET" && method !== "HEAD" ? 405 : typeof path === "number" ? path : 404;
    // What is not there today may be there tomorrow.
    answer(status, `${status}: ${REASONS[status]}\n`, {
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "no-cache",
      ...(status === 405 ? { Allow: "GET, HEAD" } : {}),
    });
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(port, host, () => {
      const at = server.address();
      const number = typeof at === "object" && at ? at.port : port;
      resolve({ address: `http://${host}:${number}/`, close: () => void server.close() });
    });
  });
}
