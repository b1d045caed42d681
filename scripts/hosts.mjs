// `npm run hosts [address]`: serves the pages of examples/hosts on a port of their own, as pages of other people, with
// the address of the built page (by default that of `npm start`) in place of the one in the examples.

import { inRoot } from "./places.mjs";
import { asScript, isMain } from "./run.mjs";
import { filesOf, serveFiles } from "./serve.mjs";

/** The address that stands in the examples and in the documents. */
export const PLACEHOLDER = "https://example.org/dice-and-descent/";

/** Pages that are no files, by path. @typedef {Record<string, { html: string, headers: Record<string, string> }>} Extra */

/**
 * Serves the files of a directory to whoever asks, from any origin.
 *
 * @param {string} directory
 * @param {{ port?: number, page?: string, extra?: Extra }} [options]
 * `page`: takes the place of the address in the examples
 */
export function serve(directory, { port = 0, page, extra = {} } = {}) {
  const files = filesOf(directory);
  /** @type {import("./serve.mjs").Find} */
  const find = async (path) => {
    const own = extra[path];
    const found = own ? { body: own.html, headers: own.headers } : await files(path);
    if (!page || !path.endsWith(".html")) return found;
    return found && { ...found, body: found.body.toString().replaceAll(PLACEHOLDER, page) };
  };
  return serveFiles(find, { port, headers: () => ({ "Access-Control-Allow-Origin": "*" }) });
}

if (isMain(import.meta.url)) {
  await asScript(async () => {
    const page = process.argv[2] ?? "http://127.0.0.1:4173/";
    const { address } = await serve(inRoot("examples", "hosts"), { port: 4180, page });
    for (const name of ["blog", "sandboxed", "script"]) console.log(`${address}${name}.html`);
    console.log(`with figures from ${page}, until Ctrl+C`);
  });
}
