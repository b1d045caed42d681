// `npm run hosts [address]`: serves the pages of examples/hosts on a port of their own, as pages of other people, with
// the address of the built page (by default that of `npm start`) in place of the one in the examples.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { inRoot } from "./places.mjs";
import { asScript, isMain } from "./run.mjs";

/** The address that stands in the examples and in the README. */
export const PLACEHOLDER = "https://example.org/dice-and-descent/";

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".css": "text/css",
};

/** Pages that are no files, by path. @typedef {Record<string, { html: string, headers: Record<string, string> }>} Extra */

/**
 * Serves the files of a directory to whoever asks, from any origin.
 *
 * @param {string} directory
 * @param {{ port?: number, page?: string, extra?: Extra }} [options]
 * `page`: takes the place of the address in the examples
 * @returns {Promise<{ address: string, close: () => void }>}
 */
export function serve(directory, { port = 0, page, extra = {} } = {}) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname)).replace(/\/$/, "/index.html");
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    try {
      const { html, headers } = extra[path] ?? {};
      let body = html ?? (await readFile(join(directory, path)));
      if (page && type.startsWith("text/html")) body = body.toString().replaceAll(PLACEHOLDER, page);
      response.writeHead(200, { "Content-Type": type, "Access-Control-Allow-Origin": "*", ...headers }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const at = server.address();
      const number = typeof at === "object" && at ? at.port : port;
      resolve({ address: `http://127.0.0.1:${number}/`, close: () => void server.close() });
    });
  });
}

if (isMain(import.meta.url)) {
  await asScript(async () => {
    const page = process.argv[2] ?? "http://127.0.0.1:4173/";
    const { address } = await serve(inRoot("examples", "hosts"), { port: 4180, page });
    for (const name of ["blog", "sandboxed", "script"]) console.log(`${address}${name}.html`);
    console.log(`with figures from ${page}, until Ctrl+C`);
  });
}
