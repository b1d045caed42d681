// `npm run audit`: the licences of everything that is used, and known advisories. Licences are looked up in what is
// installed; what takes a network, or data that is not there, is said to be unchecked.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { ENVIRONMENT, inRoot, ROOT } from "./places.mjs";
import { ask, asScript, Failure, isMain } from "./run.mjs";
import { setUp } from "./setup.mjs";

/** Licences of what is shipped: each asks for no more than its notice. */
const SHIPPED = [
  "MIT",
  "MIT-0",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "Zlib",
  "0BSD",
  "Unicode-3.0",
  "Unlicense",
  "CC0-1.0",
  "BSL-1.0",
];

/** Of tools, which are not shipped, in addition: what is changed of them would have to be published. */
const TOOLS = [...SHIPPED, "MPL-2.0", "BlueOak-1.0.0", "Python-2.0", "CC-BY-4.0", "LLVM-exception"];

/**
 * Whether an expression of licences can be met by some of those allowed. Exceptions only ever allow more.
 *
 * @param {string} expression
 * @param {string[]} allowed
 */
export function isAllowed(expression, allowed) {
  const tokens =
    expression
      .replaceAll("/", " OR ")
      .replace(/ WITH [\w.-]+/g, "")
      .match(/[()]|[\w.+-]+/g) ?? [];
  let at = 0;
  /** @returns {boolean} */
  const one = () => {
    const token = tokens[at++];
    if (token !== "(") return token !== undefined && allowed.includes(token);
    const value = either();
    at += 1;
    return value;
  };
  const both = () => {
    let value = one();
    for (; tokens[at] === "AND"; value = one() && value) at += 1;
    return value;
  };
  const either = () => {
    let value = both();
    for (; tokens[at] === "OR"; value = both() || value) at += 1;
    return value;
  };
  return either() && at === tokens.length;
}

/** The crates below the project, with their licences. @param {string[]} options of `cargo tree` @returns {[string, string][] | undefined} */
function crates(...options) {
  const listing = ask("cargo", ["tree", "--locked", "--prefix", "none", "--format", "{p}|{l}", ...options]);
  return listing?.split("\n").map((line) => {
    const [name = "", licence = ""] = line.split("|");
    return [name.replace(/ \(.*/, ""), licence.replace(/ \(\*\)$/, "")];
  });
}

/** The packages of npm, with their licences. @returns {[string, string][]} */
function packages() {
  const { packages } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));
  return Object.entries(packages).map(([path, { version, license }]) => [
    `${path.replace(/^.*node_modules\//, "") || "dice-and-descent"} ${version}`,
    license ?? "",
  ]);
}

/** @param {string} what @param {[string, string][] | undefined} list @param {string[]} allowed */
function checkLicences(what, list, allowed) {
  if (!list) {
    console.log(`licences of ${what}: not checked, as not all of them are here and they cannot be loaded`);
    return [];
  }
  const refused = [...new Map(list)].filter(([, licence]) => !isAllowed(licence, allowed));
  console.log(`licences of ${what}: ${new Map(list).size} looked at`);
  return refused.map(([name, licence]) => `${name}: ${licence || "no licence"} (${what})`);
}

/** What a command prints, whether it fails or not. @param {string} command @param {string[]} args */
const said = (command, ...args) => spawnSync(command, args, { cwd: ROOT, env: ENVIRONMENT, encoding: "utf8" });

/** @returns {string[]} what is wrong */
function npmAdvisories() {
  try {
    const { vulnerabilities } = JSON.parse(said("npm", "audit", "--json").stdout);
    if (vulnerabilities) {
      console.log("advisories about packages of npm: asked for");
      return Object.values(vulnerabilities).map(
        ({ name, severity, range }) => `${name} ${range}: an advisory of severity ${severity}`,
      );
    }
  } catch {
    // No answer, or none that is one.
  }
  console.log("advisories about packages of npm: not checked, as the registry does not answer");
  return [];
}

/** @returns {string[]} what is wrong */
function crateAdvisories() {
  for (const args of [["deny", "check", "advisories"], ["audit"]]) {
    if (!ask("cargo", [args[0] ?? "", "--version"])) continue;
    const { status, stdout, stderr } = said("cargo", ...args);
    const ok = status === 0;
    const output = `${stdout}${stderr}`;
    // Neither tells by its end whether it has found something or could not look.
    const unread = /fetch|resolve|network|could not|failed to (load|open)/i.test(output) && !/RUSTSEC-\d/.test(output);
    console.log(
      `advisories about crates: ${ok || !unread ? `asked for by cargo ${args[0]}` : "not checked, as their data cannot be loaded"}`,
    );
    return ok || unread ? [] : [output.trim()];
  }
  console.log("advisories about crates: not checked, as neither cargo-deny nor cargo-audit is installed");
  return [];
}

if (isMain(import.meta.url))
  await asScript(async () => {
    await setUp({ tests: false });
    const wrong = [
      ...checkLicences(
        "crates in the engine",
        crates("--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro"),
        SHIPPED,
      ),
      ...checkLicences("all other crates", crates("--edges", "normal,build,dev"), TOOLS),
      ...checkLicences("packages of npm", packages(), TOOLS),
      ...npmAdvisories(),
      ...crateAdvisories(),
    ];
    if (wrong.length > 0) throw new Failure(wrong.join("\n"));
    console.log("nothing was found");
  });
