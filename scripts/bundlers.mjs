// `npm run bundlers [-- --built]`: installs the packed package in a project of its own and bundles it there with Vite, webpack, esbuild
// and Rollup; Chromium runs what comes of each. The bundlers are installed in target/bundlers, which takes a network. With --built
// it takes the package that is built already.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { CHROME_FLAGS, findChrome } from "./browser.mjs";
import { build, bundlePackage } from "./build.mjs";
import { serve } from "./hosts.mjs";
import { inRoot } from "./places.mjs";
import { ask, asScript, Failure, run } from "./run.mjs";

const PLACE = inRoot("target", "bundlers");

/** What is installed beside the package. */
const TOOLS = {
  vite: "8.3.8",
  webpack: "5",
  "webpack-cli": "6",
  esbuild: "0",
  rollup: "4",
  "@rollup/plugin-node-resolve": "16",
  "@web/rollup-plugin-import-meta-assets": "2",
};

/** The page that uses it: the same for all. */
const MAIN = `
import { run } from "dice-and-descent";
import { DiceAndDescentFigure } from "dice-and-descent/element";

const say = (key, value) => { document.body.dataset[key] = value; };
const results = {
  compare: { target: "xor", runs: 500, kept: 500, hidden: "8" },
  landscape: { experiment: "landscape", n: 4, draws: 20000 },
  gates: { experiment: "gates", draws: 1000 },
  map: { experiment: "map", resolution: 64 },
};
try {
  for (const [key, settings] of Object.entries(results)) say(key, (await run(settings, { workers: 1, ...OPTIONS })).fingerprint);
  const figure = new DiceAndDescentFigure();
  figure.setAttribute("experiment", "gates");
  figure.setAttribute("draws", "1000");
  figure.addEventListener("result", ({ detail }) => say("figure", detail.fingerprint));
  figure.addEventListener("error", ({ detail }) => say("failed", detail.text));
  document.body.append(figure);
} catch (thrown) {
  say("failed", String(thrown));
}
`;

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8" /><link rel="icon" href="data:," /><body><script type="module" src="./main.js"></script></body></html>`;

/** @typedef {{ name: string, options?: string, work: (out: string) => Promise<void> }} Bundler */

/** The engines in the package, for bundlers that leave them behind. */
const engines = join(PLACE, "node_modules", "dice-and-descent", "dist", "package", "wasm");

/** @param {string} command @param {string[]} args */
const tool = (command, ...args) => run(join(PLACE, "node_modules", ".bin", command), args, { cwd: PLACE, quiet: true });

/** @type {Bundler[]} */
const BUNDLERS = [
  {
    name: "vite",
    work: async (out) => {
      writeFileSync(join(PLACE, "index.html"), PAGE);
      await tool("vite", "build", "--base", "./", "--outDir", out, "--target", "esnext", "--logLevel", "error");
    },
  },
  {
    name: "webpack",
    work: async (out) => {
      const config = `export default { mode: "production", entry: "./main.js", performance: false, experiments: { outputModule: true },
        output: { path: ${JSON.stringify(out)}, filename: "main.js", module: true, publicPath: "auto" } };`;
      writeFileSync(join(PLACE, "webpack.config.mjs"), config);
      await tool("webpack", "--config", "webpack.config.mjs");
    },
  },
  {
    // It leaves the engines behind: they are copied, and the scripts are told where to.
    name: "esbuild",
    options: `{ wasmUrl: "wasm" }`,
    work: async (out) => {
      await tool(
        "esbuild",
        "main.js",
        "--bundle",
        "--format=esm",
        "--splitting",
        "--target=esnext",
        `--outdir=${out}`,
        "--log-level=error",
      );
      cpSync(engines, join(out, "wasm"), { recursive: true });
    },
  },
  {
    name: "rollup",
    work: async (out) => {
      const config = `import resolve from "@rollup/plugin-node-resolve";
        import { importMetaAssets } from "@web/rollup-plugin-import-meta-assets";
        export default { input: "main.js", plugins: [resolve(), importMetaAssets()], output: { dir: ${JSON.stringify(out)}, format: "es" } };`;
      writeFileSync(join(PLACE, "rollup.config.mjs"), config);
      await tool("rollup", "--config", "rollup.config.mjs", "--silent");
    },
  },
];

/** Installs the bundlers, if they are not there, and the package as it is packed now. */
async function install() {
  mkdirSync(PLACE, { recursive: true });
  writeFileSync(join(PLACE, "package.json"), JSON.stringify({ private: true, type: "module", devDependencies: TOOLS }));
  if (!existsSync(join(PLACE, "node_modules", "rollup")))
    await run("npm", ["install", "--no-progress"], { cwd: PLACE, quiet: true });
  const packed = ask("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", PLACE])?.split("\n").at(-1);
  if (!packed) throw new Failure("npm pack gives no package");
  const installed = join(PLACE, "node_modules", "dice-and-descent");
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  await run("tar", ["-xzf", join(PLACE, packed), "--strip-components=1", "-C", installed]);
}

/** Opens what a bundler made, and gives what the page says. @param {import("@playwright/test").Browser} browser @param {string} out */
async function outcome(browser, out) {
  const { address, close } = await serve(out);
  const page = await browser.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${address}index.html`);
  const ended = await page
    .waitForSelector("body[data-figure], body[data-failed]", { state: "attached", timeout: 300_000 })
    .catch(() => undefined);
  const said = ended
    ? await page.evaluate(() => ({ ...document.body.dataset }))
    : { failed: ["nothing came of it", ...complaints].join("; ") };
  await page.close();
  close();
  return said;
}

await asScript(async () => {
  if (!process.argv.includes("--built")) await build(bundlePackage);
  await install();
  const browser = await chromium.launch({ executablePath: findChrome() ?? "", args: CHROME_FLAGS });
  /** @type {string[]} */
  const failures = [];
  let first;
  for (const { name, options = "{}", work } of BUNDLERS) {
    const out = join(PLACE, "out", name);
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, "index.html"), PAGE);
    writeFileSync(join(PLACE, "main.js"), MAIN.replace("OPTIONS", options));
    const said = await work(out).then(
      () => outcome(browser, out),
      (why) => ({ failed: String(why) }),
    );
    const text = JSON.stringify(said);
    first ??= text;
    const versions = JSON.parse(readFileSync(join(PLACE, "node_modules", name, "package.json"), "utf8")).version;
    console.log(`${name} ${versions}: ${text}`);
    if ("failed" in said || text !== first) failures.push(name);
  }
  await browser.close();
  if (failures.length > 0) throw new Failure(`not the same, or nothing at all: ${failures.join(", ")}`);
});
