// What the pages may do, and how they are to be served. The Content-Security-Policy travels inside every page; as a
// header it says in addition who may frame the page, which a page cannot say itself.

import { createHash } from "node:crypto";

/** @typedef {"page" | "embed" | "single" | "plain"} Kind of a page: the full one, the slim one, the one in one file, one of words only */

// Workers may load and compile the engine, and no more. A worker that is a file does not inherit the policy of its page:
// it has that of the answer which its script came with.
const SCRIPT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** @type {Record<Kind, Record<string, string>>} */
const DIRECTIVES = {
  // Workers are files beside the page; the frame is the preview in the panel for embedding.
  page: {
    "img-src": "'self' data:",
    "manifest-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "frame-src": "'self'",
  },
  // Workers travel inside the scripts.
  embed: { "connect-src": "'self'", "worker-src": "blob:" },
  single: { "worker-src": "blob:" },
  plain: { "script-src": "'none'" },
};

/**
 * The Content-Security-Policy of a page. Where style sheets cannot be constructed (Safari before 16.4), the elements' style
 * stands inline; attributes of style are nowhere, since a host's policy may forbid them.
 *
 * @param {Kind} kind
 * @param {string[]} [scripts] the scripts within it, if the page is one file
 */
export function policyOf(kind, scripts) {
  const allowed = scripts ? scripts.map((code) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`) : ["'self'"];
  const directives = {
    "default-src": "'none'",
    "script-src": `${allowed.join(" ")} 'wasm-unsafe-eval'`,
    "style-src": scripts ? "'unsafe-inline'" : "'self' 'unsafe-inline'",
    "style-src-attr": "'none'",
    "img-src": "data:",
    ...DIRECTIVES[kind],
    "base-uri": "'none'",
    "form-action": "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** Puts a policy into a page, before anything that it concerns. @param {string} html @param {string} policy */
export function withPolicy(html, policy) {
  const first = '<meta charset="utf-8" />';
  if (!html.includes(first)) throw new Error("the page does not begin with its character set");
  return html.replace(first, () => `${first}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`);
}

// Figures are embedded in sandboxes and scripts imported from other origins: each file may be read from everywhere.
const EVERYWHERE = {
  "Access-Control-Allow-Origin": "*",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": SCRIPT,
  "Cache-Control": "no-cache",
};

/** The headers that a file should be served with. @param {string} path of the file on the server @returns {Record<string, string>} */
export function headersOf(path) {
  // Its name changes with its content.
  if (/\/assets\/|\/package\/parts\//.test(path))
    return { ...EVERYWHERE, "Cache-Control": "public, max-age=31536000, immutable" };
  if (path.endsWith("/embed.html")) {
    return {
      ...EVERYWHERE,
      // Nothing of who may frame it: `frame-ancestors *` would keep away pages from disk, from data and in sandboxes.
      "Content-Security-Policy": policyOf("embed"),
      // Else a host that is cross-origin isolated could not frame it.
      "Cross-Origin-Embedder-Policy": "require-corp",
    };
  }
  if (!/\/(index\.html)?$/.test(path)) return EVERYWHERE;
  return {
    ...EVERYWHERE,
    "Content-Security-Policy": `${policyOf("page")}; frame-ancestors 'self'`,
    "Cross-Origin-Opener-Policy": "same-origin",
  };
}

/**
 * The file `_headers`, from which several static hosts take what they send. Rules that match one path add up there,
 * so a value that is to be another one is taken away first.
 *
 * @param {string[]} pages the addresses of the full page and of those that open it
 */
export function headersFile(pages) {
  const common = headersOf("/embed.js");
  /** @type {[pattern: string, path: string][]} */
  const rules = [
    ["/assets/*", "/assets/"],
    ["/package/parts/*", "/package/parts/"],
    ...pages.map((path) => /** @type {[string, string]} */ ([path, path])),
    // Some hosts leave out the ending, and lead from the one address to the other.
    ...["/embed.html", "/embed"].map((path) => /** @type {[string, string]} */ ([path, "/embed.html"])),
  ];
  /** @param {string} pattern @param {[name: string, value: string][]} headers */
  const rule = (pattern, headers) =>
    [
      pattern,
      ...headers.filter(([name]) => pattern !== "/*" && name in common).map(([name]) => `  ! ${name}`),
      ...headers.map((header) => `  ${header.join(": ")}`),
    ].join("\n");
  const own = rules.map(([pattern, path]) =>
    rule(
      pattern,
      Object.entries(headersOf(path)).filter(([name, value]) => common[name] !== value),
    ),
  );
  return [rule("/*", Object.entries(common)), ...own].map((rule) => `${rule}\n`).join("\n");
}

/**
 * Vite plugin: a built page carries its policy.
 *
 * @param {Kind} kind
 * @returns {import("vite").Plugin}
 */
export function policy(kind) {
  return {
    name: "policy",
    transformIndexHtml: {
      order: "post",
      // What the development server adds to a page is not for visitors.
      handler: (html, { server }) => (server ? html : withPolicy(html, policyOf(kind))),
    },
  };
}
