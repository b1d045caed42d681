// The package as a project of somebody else's sees it: its types, strictly and in both ways of finding modules, and what is
// in it.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot, NODE_MODULES } from "../../scripts/places.mjs";
import { expect, test } from "@playwright/test";
import { install } from "./installed.js";

let project = "";
test.beforeAll(() => {
  project = install();
});
test.afterAll(() => rmSync(project, { recursive: true, force: true }));

/** Newest in what a project must know; it checks the package's own files too. */
const STRICT = {
  target: "es2022",
  lib: ["es2022", "dom"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
  types: [],
};
const MODES = {
  bundler: { module: "esnext", moduleResolution: "bundler" },
  node: { module: "node16", moduleResolution: "node16" },
  newest: { module: "nodenext", moduleResolution: "nodenext" },
};

/** What the compiler says of files, in every mode: nothing if all is well. */
function compile(files: Record<string, string>): Record<string, string> {
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
  const said = Object.entries(MODES).map(([mode, how]) => {
    writeFileSync(
      join(project, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...STRICT, ...how }, files: Object.keys(files) }),
    );
    const { stdout } = spawnSync(join(NODE_MODULES, ".bin", "tsc"), ["--project", project, "--pretty", "false"], {
      encoding: "utf8",
    });
    return [mode, stdout] as const;
  });
  return Object.fromEntries(said.filter(([, text]) => text !== ""));
}

const USE = `
import { run, type LandscapeRecord, type MapSettings, type SettingAttributes, type Settings } from "dice-and-descent";
import { DiceAndDescentFigure } from "dice-and-descent/element";
import "dice-and-descent/embed";

const compared = await run({ target: "xor", runs: 500, hidden: "8,8", activation: "tanh", lr: "0.1", hide: "all" });
export const distance: number | undefined = compared.record.contrast.total_variation?.value;
const landscape = await run({ experiment: "landscape", n: 5, measure: "lz" });
export const record: LandscapeRecord = landscape.record;
export const gates: number = (await run({ experiment: "gates", n: 3, bias: "no" })).record.functions.length;
export const map: MapSettings = { experiment: "map", plane: "path" };
export const paths: number = (await run(map)).record.paths.length;
export const layers: Settings = { hidden: [8, 8], hide: ["all", "-chart"] };
export const window: MapSettings = { experiment: "map", centre: [0.5, -1] };
export const any: Settings = "v=2&target=xor";
export const attributes: SettingAttributes = { experiment: "gates", "data-hidden": "8", n: 4, plane: "path" };

const figure: DiceAndDescentFigure = document.createElement("dice-and-descent-figure");
for (const element of [figure, document.createElement("dice-and-descent"), new DiceAndDescentFigure()]) {
  element.addEventListener("progress", ({ detail }) => detail.share.toFixed(2) + detail.phase.length + detail.settings.length);
  element.addEventListener("result", function ({ detail }) { this.title = detail.fingerprint.slice(1) + detail.text; });
  element.addEventListener("error", ({ detail: { text } }) => text.length, { once: true });
  element.addEventListener("click", (event) => event.preventDefault());
}
document.querySelector("dice-and-descent-figure")?.addEventListener("result", ({ detail }) => detail.fingerprint.length);

// @ts-expect-error: there is no such setting
void run({ targett: "xor" });
// @ts-expect-error: there is no such choice
void run({ activation: "softplus" });
// @ts-expect-error: it is a number
void run({ runs: "many" });
// @ts-expect-error: it is one number
void run({ runs: [1, 2] });
// @ts-expect-error: it is a setting of another experiment
void run({ experiment: "landscape", optimiser: "adam" });
// @ts-expect-error: there is no such experiment
void run({ experiment: "landscapes" });
// @ts-expect-error: the comparison has no such record
void compared.record.rank;
// @ts-expect-error: the detail of a result has no share
figure.addEventListener("result", ({ detail }) => detail.share);
// @ts-expect-error: there is no such attribute
export const other: SettingAttributes = { experimint: "gates" };
`;

test("its types are whole in a strict project, and know every setting and every event", () => {
  expect(compile({ "use.ts": USE })).toEqual({});
});

test("what the documents show of JavaScript is right for TypeScript too", () => {
  const shown = ["README.md", "docs/embedding.md"].map((file) => readFileSync(inRoot(file), "utf8")).join("\n");
  const blocks = [...shown.matchAll(/^```(js|ts|html)\n([^]*?)^```$/gm)].flatMap(([, language, text = ""]) =>
    language === "html"
      ? [...text.matchAll(/<script type="module">([^]*?)<\/script>/g)].map(([, script = ""]) => script)
      : [text],
  );
  expect(blocks.length).toBeGreaterThan(1);
  const files = blocks.map((text, place) => {
    const local = text.replaceAll(/"https:\/\/example\.org\/[^"]*\/package\/index\.js"/g, '"dice-and-descent"');
    return [`block-${place}.ts`, /\bimport\b.*\brun\b/.test(local) ? local : `import { run } from "dice-and-descent";\n${local}`];
  });
  expect(compile(Object.fromEntries(files) as Record<string, string>)).toEqual({});
});

test("what is packed is what is needed", () => {
  const root = join(project, "node_modules", "dice-and-descent");
  const packed = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => statSync(join(root, file)).isFile());
  expect(packed).toEqual(
    expect.arrayContaining([
      "README.md",
      "CHANGELOG.md",
      "docs/embedding.md",
      "LICENSE-MIT",
      "LICENSE-APACHE",
      "www/picture.png",
      "dist/package/THIRD-PARTY.txt",
      "dist/package/custom-elements.json",
    ]),
  );
  const strange = packed.filter(
    (file) =>
      !/^dist\/package\/(?:[\w-]+\.js|types\/[\w/-]+\.d\.ts|(?:parts|wasm)\/[\w.-]+\.(?:js|wasm|css)|[\w-]+\.json|THIRD-PARTY\.txt)$|^docs\/[\w-]+\.md$/.test(
        file,
      ),
  );
  expect(strange.sort()).toEqual([
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "package.json",
    "www/picture.png",
  ]);
  const bytes = packed.reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
  test.info().annotations.push({ type: "package", description: `${packed.length} files, ${bytes} bytes` });

  const { exports, customElements } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    exports: Record<string, string | Record<string, string>>;
    customElements: string;
  };
  const named = [
    customElements,
    ...Object.values(exports).flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry))),
  ];
  const missing = named
    .map((file) => file.replace(/^\.\//, "").split("*"))
    .filter(([begin = "", end]) => {
      return !packed.some((file) => (end === undefined ? file === begin : file.startsWith(begin) && file.endsWith(end)));
    });
  expect(missing).toEqual([]);
});
