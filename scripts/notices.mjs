// The notices that the licences of other people's code ask for, wherever that code is shipped. Each text is taken from
// the package itself.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inRoot } from "./places.mjs";
import { ask, Failure } from "./run.mjs";

/** What is to be said of one package. @typedef {{ name: string, licence: string, texts: string[] }} Notice */

/** The engines that are shipped, by their folders in www/. */
export const ENGINES = ["wasm", "wasm-plain", "wasm-atlas", "wasm-atlas-plain"];

/** Of several licences that one may choose from, the shortest to comply with. */
const CHOICE = /\b(MIT|BSD-3-Clause)\b/;

/**
 * Crates that were published with the path of their licence in its place, and the crate of the same project and author
 * that brings the text.
 *
 * @type {Record<string, string>}
 */
const ELSEWHERE = { plotters: "plotters-canvas", "plotters-backend": "plotters-canvas", "plotters-svg": "plotters-canvas" };

/** No licence is shorter, in characters. */
const SHORTEST = 200;

/** Line ends and outer blank lines as everywhere. @param {string} text */
const tidy = (text) =>
  text
    .replaceAll("\r\n", "\n")
    .replace(/[ \t]+$/gm, "")
    .replace(/^\n+|\n+$/g, "");

/**
 * The notice of a package that lies in a directory.
 *
 * @param {string} directory
 * @param {{ name: string, version: string, licence: string | null }} about
 * @returns {Notice}
 */
export function noticeIn(directory, { name, version, licence }) {
  const files = readdirSync(directory)
    .filter((file) => /^(licen[cs]e|copying|notice|copyright|unlicense)/i.test(file))
    .sort();
  // Where it is not a choice, all of them hold.
  const chosen = /\bOR\b|\//.test(licence ?? "") ? CHOICE.exec(licence ?? "")?.[1] : undefined;
  const own = files.filter((file) => chosen && file.toUpperCase().includes(chosen.toUpperCase()));
  const texts = (own.length > 0 ? own : files).map((file) => tidy(readFileSync(join(directory, file), "utf8")));
  if (!licence || texts.length === 0 || texts.some((text) => text.length < SHORTEST))
    throw new Failure(`${name} ${version} brings no licence that could be shipped with it`);
  return { name: `${name} ${version}`, licence: chosen ?? licence, texts };
}

/**
 * The notices of the crates in an engine, from what `cargo build --message-format json` prints.
 *
 * @param {string} messages
 * @param {string} directory where what is built for the engine goes, and what runs while building does not
 */
export function noticesOfCrates(messages, directory) {
  /** @type {Map<string, Parameters<typeof noticeIn>[1]>} */
  const crates = new Map();
  for (const line of messages.split("\n").filter((line) => line.startsWith("{"))) {
    const { reason, manifest_path: manifest, filenames } = JSON.parse(line);
    if (reason !== "compiler-artifact" || !filenames.some((/** @type {string} */ file) => file.startsWith(directory))) continue;
    if (dirname(manifest) === inRoot().replace(/\/$/, "")) continue;
    const section = /^\[package\]$([^]*?)(?=^\[)/m.exec(`${readFileSync(manifest, "utf8")}\n[`)?.[1] ?? "";
    const field = (/** @type {string} */ key) => new RegExp(`^${key} = "(.*)"$`, "m").exec(section)?.[1];
    crates.set(dirname(manifest), {
      name: field("name") ?? manifest,
      version: field("version") ?? "",
      licence: field("license") ?? null,
    });
  }
  if (crates.size === 0) throw new Failure("cargo names no crate that it has built");
  const found = [...crates].sort(([, one], [, other]) =>
    `${one.name} ${one.version}` < `${other.name} ${other.version}` ? -1 : 1,
  );
  const placeOf = (/** @type {string | undefined} */ name) => found.find(([, about]) => about.name === name)?.[0];
  return found.map(([place, about]) => noticeIn(placeOf(ELSEWHERE[about.name]) ?? place, about));
}

/** Text of a fragment of HTML. @param {string} html */
const plain = (html) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

/** The notices of Rust's standard library as it is built for the browser: the toolchain brings them. @returns {Notice[]} */
function noticesOfRust() {
  const sysroot = ask("rustc", ["--print", "sysroot"]) ?? "";
  const documents = join(sysroot, "share", "doc", "rust");
  const copyright = join(documents, "COPYRIGHT-library.html");
  if (!existsSync(copyright)) {
    throw new Failure(`this Rust is without the notices of its standard library (${copyright}): install it by rustup`);
  }
  const html = readFileSync(copyright, "utf8");
  const [own = "", others = ""] = html.split('<h2 id="out-of-tree-dependencies">');
  // From here on it lists files, each with its licence and whose it is.
  const files = plain(own.slice(own.indexOf("<b>File/Directory:")))
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n")
    .replaceAll("File/Directory:", "\nFile/Directory:");
  const texts = ["MIT", "Unicode-3.0", "BSD-2-Clause"].map((name) =>
    tidy(readFileSync(join(documents, "licenses", `${name}.txt`), "utf8")),
  );
  const version = ask("rustc", ["--version"])?.split(" ")[1] ?? "";
  const library = {
    name: `Rust's standard library ${version}`,
    licence: "MIT, and of some files as listed",
    texts: [tidy(files), ...texts],
  };
  const built = new Set(
    readdirSync(join(sysroot, "lib", "rustlib", "wasm32-unknown-unknown", "lib")).map((file) => /^lib(\w+)-/.exec(file)?.[1]),
  );
  const crates = others
    .split("<h3>")
    .slice(1)
    .flatMap((entry) => {
      const [, name = "", version = ""] = /^\P{ASCII}* ?([\w-]+?)-(\d[^<]*)<\/h3>/u.exec(entry) ?? [];
      // What is built for other systems is not in a browser's engine.
      if (!built.has(name.replaceAll("-", "_"))) return [];
      const licence = plain(/<b>License:<\/b>(.*?)<\/p>/.exec(entry)?.[1] ?? "").trim();
      const files = [...entry.matchAll(/<code>([^<]*)<\/code><\/summary>\s*<pre>([^]*?)<\/pre>/g)].map(
        ([, file = "", text = ""]) => ({
          file,
          text: tidy(plain(text)),
        }),
      );
      const mit = /MIT/.test(licence) ? files.filter(({ file }) => /MIT/.test(file)) : [];
      return [
        {
          name: `${name} ${version} (in Rust's standard library)`,
          licence: mit.length > 0 ? "MIT" : licence,
          texts: (mit.length > 0 ? mit : files).map(({ text }) => text),
        },
      ];
    });
  return [library, ...crates];
}

/** The notices of all engines and of the standard library in them. */
function noticesOfEngines() {
  const all = ENGINES.flatMap((engine) => JSON.parse(readFileSync(inRoot("www", engine, "notices.json"), "utf8")));
  return [...all, ...noticesOfRust()];
}

const LINE = "-".repeat(100);

/**
 * THIRD-PARTY.txt: the notices of what is built in, packages with the same words together.
 *
 * @param {Notice[]} packages those of npm that are built in
 */
export function thirdParty(packages) {
  /** @type {Map<string, Set<string>>} */
  const byText = new Map();
  for (const { name, licence, texts } of [...packages, ...noticesOfEngines()]) {
    const text = texts.join(`\n\n`);
    byText.set(text, (byText.get(text) ?? new Set()).add(`${name}: ${licence}`));
  }
  const entries = [...byText].map(([text, names]) => ({ names: [...names].sort(), text }));
  entries.sort((a, b) => (`${a.names}` < `${b.names}` ? -1 : 1));
  const head =
    "Dice & Descent is built with the following packages by other people, parts of which are in what you have here.\n" +
    "Each name is followed by the licence under which it is used, and by what that licence asks to be passed on.";
  return [head, ...entries.map(({ names, text }) => `${LINE}\n${names.join("\n")}\n\n${text}`)]
    .map((part) => `${part}\n`)
    .join("\n");
}
