// Vite plugin: the page in one HTML file that opens from disk. Style, script and engine are inside it; a file that is
// opened from disk may load no other.

import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { policyOf, withPolicy } from "./policy.mjs";
import { inRoot } from "./places.mjs";
import { noticesSoFar } from "./third-party.mjs";

const QUERY = "?gzip";
const PREFIX = "\0gzip:";

/** @param {string} name what the file is called @returns {import("vite").Plugin} */
export function oneFile(name) {
  return {
    name: "one-file",
    enforce: "pre",
    resolveId(source, importer) {
      if (!importer) return undefined;
      const path = resolve(dirname(importer), source);
      if (source === "./source.js" && path.endsWith("engine/source.js")) {
        return path.replace(/source\.js$/, "source.inline.ts");
      }
      return source.endsWith(QUERY) ? PREFIX + path.slice(0, -QUERY.length) : undefined;
    },
    load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const packed = gzipSync(readFileSync(id.slice(PREFIX.length)), { level: 9 });
      return `export default ${JSON.stringify(packed.toString("base64"))};`;
    },
    generateBundle: {
      // When the page and what it links to are there.
      order: "post",
      handler(_, bundle) {
        const page = bundle["index.html"];
        if (page?.type !== "asset") throw new Error("there is no page");
        let html = text(page.source);
        /** @type {string[]} */
        const scripts = [];
        for (const [file, part] of Object.entries(bundle)) {
          if (part === page) continue;
          const code = part.type === "chunk" ? escaped(part.code) : text(part.source);
          if (part.type === "chunk") scripts.push(code);
          const tag = part.type === "chunk" ? `<script type="module">${code}</script>` : `<style>${code}</style>`;
          const place = new RegExp(`<(?:script|link)\\b[^>]*"\\./${file.replaceAll(".", "\\.")}"[^>]*>(?:</script>)?`);
          if (!place.test(html)) throw new Error(`the page does not link to ${file}, and cannot load it from disk`);
          html = html.replace(place, () => tag);
          delete bundle[file];
        }
        const notices = ["LICENSE-MIT", "LICENSE-APACHE"].map((file) => readFileSync(inRoot(file), "utf8"));
        const inside = asText([...notices, noticesSoFar()].join("\n"));
        html = html.replace("</body>", () => `  <template id="notices">${inside}</template>\n  </body>`);
        page.source = withPolicy(html, policyOf("single", scripts));
        page.fileName = name;
      },
    },
  };
}

/** @param {string | Uint8Array} source */
const text = (source) => (typeof source === "string" ? source : Buffer.from(source).toString());

/** As text between tags. @param {string} text */
const asText = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** What would end the element early, or begin another, can be written in another way. @param {string} code */
const escaped = (code) => code.replace(/<(\/script|!--)/gi, "\\x3C$1");
