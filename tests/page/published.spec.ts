// What is published beside the pages: notices, headers, tags for shared links, icons; and what must not be in it.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isAllowed } from "../../scripts/audit.mjs";
import { ENGINES, noticeIn } from "../../scripts/notices.mjs";
import { CARGO_HOME, inRoot, ROOT } from "../../scripts/places.mjs";
import { headersOf } from "../../scripts/policy.mjs";
import { ask } from "../../scripts/run.mjs";
import { ANNOUNCED, announced, beside, ICONS, PREVIEW, siteOf } from "../../scripts/site.mjs";
import { expect, test } from "./fixture.js";

const SITE = "https://example.org/some/where/";

/** The files below a directory. */
const filesIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(join(directory, file)).isFile())
    .sort();

const read = (...path: string[]): string => readFileSync(inRoot(...path), "utf8");

/** The packages of npm that the page's sources import, and those that these bring along. */
function imported(): Set<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    const { dependencies = {} } = JSON.parse(read("node_modules", name, "package.json")) as {
      dependencies?: Record<string, string>;
    };
    // Types and what stands in for a document on a server are in no bundle for browsers.
    for (const name of Object.keys(dependencies)) if (!/^@types\/|ssr-dom-shim$/.test(name)) add(name);
  };
  for (const file of filesIn(inRoot("www")).filter((file) => file.endsWith(".ts"))) {
    for (const [, name = ""] of read("www", file).matchAll(/(?:from|import) "((?:@[\w-]+\/)?[a-z][\w-]*)(?:\/[^"]*)?";$/gm))
      add(name);
  }
  return found;
}

test("whatever is built in has its notice, in all three forms, and the page leads to it", async ({ page, complaints }) => {
  const packages = [...imported()];
  expect(packages).toContain("lit-html");
  const crates = ENGINES.flatMap((engine) => {
    const wasm = readFileSync(inRoot("www", engine, "dice_and_descent_bg.wasm"), "latin1");
    const named = [...wasm.matchAll(/\/crates\/([\w-]+)-(\d+\.[\w.+-]+)\//g)].map(([, name, version]) => `${name} ${version}`);
    expect(named.length, "an engine names the crates in which it can panic").toBeGreaterThan(0);
    return named;
  });
  const tree = ask("cargo", [
    "tree",
    "--target",
    "wasm32-unknown-unknown",
    "--edges",
    "normal,no-proc-macro",
    "--prefix",
    "none",
    "--format",
    "{p}",
  ]);
  const built = (tree ?? "")
    .split("\n")
    .map((line) => line.replace(/^(\S+) v(\S+).*$/, "$1 $2"))
    .filter((name) => !name.startsWith("dice-and-descent"));
  expect(built).toContainEqual(expect.stringMatching(/^plotters-svg /));

  const html = read("dist-single", "dice-and-descent.html");
  const [, inside = ""] = /<template id="notices">([^]*?)<\/template>/.exec(html) ?? [];
  const forms = {
    dist: read("dist", "THIRD-PARTY.txt"),
    package: read("dist", "package", "THIRD-PARTY.txt"),
    single: inside.replaceAll("&lt;", "<").replaceAll("&amp;", "&"),
  };
  for (const [form, text] of Object.entries(forms)) {
    const missing = [
      ...packages.filter((name) => !text.includes(`\n${name} `)),
      ...[...crates, ...built].filter((name) => !text.includes(`\n${name}: `)),
      ...["Rust's standard library", "dlmalloc", "hashbrown"].filter((name) => !text.includes(`\n${name} `)),
    ];
    expect(missing, `${form} lacks notices`).toEqual([]);
    // Each after its own name, and before the next.
    for (const [entry, words] of [
      ["lit 3", /Copyright \(c\) 2017 Google LLC[^]*AS IS/],
      ["plotters 0", /Hao Hou[^]*WITHOUT WARRANTY/],
      ["slab 0", /Copyright \(c\) 2019 Carl Lerche/],
      ["memchr 2", /Andrew Gallant/],
    ] as const) {
      const part = text.split(/^-{100}$/m).find((part) => part.includes(`\n${entry}`));
      expect(part, `${form}: ${entry}`).toMatch(words);
    }
  }
  // The package has its own at its root: tests/page/types.spec.ts.
  for (const [name, own] of [
    ["MIT", "LICENSE-MIT"],
    ["Apache-2.0", "LICENSE-APACHE"],
  ] as const) {
    expect(read("dist", "licences", `${name}.txt`)).toBe(read(own));
    expect(forms.single).toContain(read(own));
  }

  const licences = page.getByRole("link", { name: /^Licences/ });
  for (const { key } of ANNOUNCED) {
    await page.goto("about:blank");
    await page.goto(`./#experiment=${key}&hide=all,-about`);
    await licences.click();
    await expect(page.locator("body"), key).toContainText("lit-html");
  }
  complaints.own("");
  await page.goto(`${pathToFileURL(inRoot("dist-single", "dice-and-descent.html")).href}#hide=all,-about`);
  await licences.click();
  await expect(page.locator("body")).toContainText("lit-html");
});

test("a package without a licence's text cannot be built in", () => {
  const folder = mkdtempSync(join(tmpdir(), "package-"));
  const about = { name: "some", version: "1.0.0", licence: "MIT" };
  const licence = "Permission is granted, ".repeat(20);
  const files = (given: Record<string, string>): void => {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    for (const [name, text] of Object.entries(given)) writeFileSync(join(folder, name), text);
  };
  for (const given of [{}, { "README.md": licence }, { LICENSE: "../LICENSE" }, { LICENSE: "" }]) {
    files(given);
    expect(() => noticeIn(folder, about)).toThrow(/some 1\.0\.0 brings no licence/);
  }
  files({ LICENSE: licence });
  expect(() => noticeIn(folder, { ...about, licence: null })).toThrow(/brings no licence/);
  files({ "LICENSE-MIT": `MIT ${licence}`, "LICENSE-APACHE": `Apache ${licence}`, NOTICE: `Notice ${licence}` });
  expect(noticeIn(folder, { ...about, licence: "MIT OR Apache-2.0" }).texts).toEqual([`MIT ${licence.trim()}`]);
  expect(noticeIn(folder, { ...about, licence: "MIT AND Apache-2.0" }).texts).toHaveLength(3);
  rmSync(folder, { recursive: true });
});

test("a licence's expression is read as it is meant", () => {
  const allowed = ["MIT", "Apache-2.0", "Unicode-3.0"];
  let state = 21;
  const below = (bound: number): number => ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 16) % bound;
  const leaf = (): [string, boolean] => {
    const licence = [...allowed, "GPL-3.0-only", "MPL-2.0"][below(5)]!;
    return [below(4) === 0 ? `${licence} WITH LLVM-exception` : licence, allowed.includes(licence)];
  };
  const tree = (depth: number): [string, boolean] => {
    if (depth === 0 || below(3) === 0) return leaf();
    const [[one, first], [other, second]] = [tree(depth - 1), tree(depth - 1)];
    return below(2) === 0 ? [`(${one} AND ${other})`, first && second] : [`(${one} OR ${other})`, first || second];
  };
  const seen = new Set<boolean>();
  for (let round = 0; round < 500; round++) {
    const [text, meant] = tree(4);
    expect(isAllowed(text, allowed), text).toBe(meant);
    seen.add(meant);
  }
  expect(seen.size).toBe(2);
  // AND binds more tightly, older crates write a slash, and what is no expression is not allowed.
  const others = {
    "MIT OR GPL-2.0 AND GPL-3.0": true,
    "GPL-2.0 AND GPL-3.0 OR MIT": true,
    "GPL-2.0 AND MIT OR GPL-3.0": false,
    "MIT/GPL-2.0": true,
  };
  const none = ["", "MIT Apache-2.0", "(MIT", "MIT OR", "AND MIT", "Mit", "SEE LICENSE IN LICENSE"];
  for (const [text, meant] of [...Object.entries(others), ...none.map((text) => [text, false] as const)]) {
    expect(isAllowed(text, allowed), text).toBe(meant);
  }
});

test("nothing that is built says where it was built", () => {
  const rustup = process.env["RUSTUP_HOME"] ?? join(homedir(), ".rustup");
  const places = [ROOT.replace(/\/$/, ""), homedir(), CARGO_HOME, rustup, ...readdirSync(join(CARGO_HOME, "registry", "src"))];
  const said: string[] = [];
  for (const folder of ["dist", "dist-single", ...ENGINES.map((engine) => join("www", engine))]) {
    for (const file of filesIn(inRoot(folder)).filter((file) => /\.(wasm|js|html|css|json|ts|txt)$/.test(file))) {
      const text = readFileSync(inRoot(folder, file), "latin1");
      const found = places.filter((place) => place.length > 2 && text.includes(place));
      // Whoever built it, and wherever.
      found.push(...(text.match(/(?:\/(?:home|Users)\/|[A-Z]:\\Users\\|\/root\/\.)\w+|registry\/src\/[\w.-]+/g) ?? []));
      said.push(...found.map((place) => `${folder}/${file}: ${place}`));
    }
  }
  expect(said).toEqual([]);
});

/** What a host that reads `_headers` sends for a path: rules add up, and a value that is taken away is gone. */
function sentBy(file: string, path: string): Record<string, string> {
  const sent = new Map<string, string>();
  let matches = false;
  for (const line of file.split("\n")) {
    const [, off, name = "", value = ""] = /^ {2}(?:! ([\w-]+)|([\w-]+): (.*))$/.exec(line) ?? [];
    if (/^\//.test(line)) matches = new RegExp(`^${line.replaceAll(".", "\\.").replaceAll("*", ".*")}$`).test(path);
    else if (!matches) continue;
    else if (off) sent.delete(off);
    else if (name) sent.set(name, sent.has(name) ? `${sent.get(name)}, ${value}` : value);
  }
  return Object.fromEntries(sent);
}

test("a static host that reads _headers sends what the server here sends", () => {
  const file = read("dist", "_headers");
  for (const path of filesIn(inRoot("dist")).map((file) => `/${file}`)) {
    expect(sentBy(file, path), path).toEqual(headersOf(path));
    if (path.endsWith("/index.html")) expect(sentBy(file, path.replace(/index\.html$/, ""))).toEqual(headersOf(path));
  }
  expect(sentBy(file, "/embed")).toEqual(headersOf("/embed.html"));
});

/** What the tags of a page say, by name. */
function tagsOf(html: string): Map<string, string> {
  const tags = [...html.matchAll(/<(?:meta|link)\s[^>]*>/g)].map(([tag]) =>
    Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value])),
  );
  return new Map(
    tags.flatMap(({ property, name, rel, media = "", type = "", content, href }) => {
      const key = property ?? name ?? (rel && `${rel} ${type}`.trim());
      return key === undefined ? [] : [[`${key}${media}`, (content ?? href ?? "").replaceAll("&amp;", "&")] as const];
    }),
  );
}

/** Width and height of a PNG. */
const sizeOf = (png: Uint8Array | string): [number, number] => {
  const bytes = Buffer.from(png as Uint8Array);
  expect(bytes.toString("latin1", 1, 4)).toBe("PNG");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

test("every experiment has an address of its own, whose tags say what is there", async ({ page }) => {
  const keys = [...read("www", "experiments.ts").matchAll(/^ {4}key: "(\w+)"/gm)].map(([, key]) => key);
  expect(ANNOUNCED.map(({ key }) => key)).toEqual(keys);
  const source = read("index.html");
  for (const site of [undefined, SITE]) {
    const files = beside(site);
    const seen = new Set<string>();
    for (const { key, path } of ANNOUNCED) {
      const html = path ? String(files[`${path}index.html`]) : announced(source, site);
      if (!site && !process.env["SITE_URL"] && path) expect(read("dist", path, "index.html")).toBe(html);
      const tags = tagsOf(html);
      const own = new URL(path, SITE);
      for (const name of ["og:title", "og:description", "description", "og:image:alt"]) {
        expect(tags.get(name)?.length, `${key}: ${name}`).toBeGreaterThan(10);
      }
      expect(tags.get("og:description")).toBe(tags.get("description"));
      expect(tags.get("twitter:card")).toBe("summary_large_image");
      expect([tags.get("og:image:width"), tags.get("og:image:height")]).toEqual(["1200", "630"]);
      const picture = new URL(tags.get("og:image") ?? "", own).href.slice(SITE.length);
      expect(picture).toBe(`previews/${key}.png`);
      expect(sizeOf(files[picture] ?? "")).toEqual([PREVIEW.width, PREVIEW.height]);
      expect(files[new URL(tags.get("apple-touch-icon") ?? "", own).href.slice(SITE.length)]).toBeDefined();
      expect(new URL(tags.get("manifest") ?? "", own).href).toBe(`${SITE}manifest.webmanifest`);
      // What a place needs to know the whole address for is there with it, and only then.
      expect(tags.get("og:image")?.startsWith(SITE)).toBe(site !== undefined);
      for (const name of ["canonical", "og:url"]) expect(tags.get(name)).toBe(site && own.href);
      const card = tags.get("alternate application/json+oembed");
      expect(card !== undefined).toBe(site !== undefined);
      if (card) {
        const { type, version, html, title, thumbnail_url } = JSON.parse(String(files[card.slice(SITE.length)])) as Record<
          string,
          string
        >;
        expect({ type, version, title, thumbnail_url }).toEqual({
          type: "rich",
          version: "1.0",
          title: tags.get("og:title"),
          thumbnail_url: tags.get("og:image"),
        });
        const link = path ? `#v=2&amp;experiment=${key}` : "#v=2";
        expect(html).toContain(`<iframe src="${SITE}embed.html${link}"`);
      }
      seen.add(`${tags.get("og:title")} ${tags.get("og:description")}`);
    }
    expect(seen.size, "no two are announced alike").toBe(ANNOUNCED.length);
  }
  for (const [name, value] of tagsOf(announced(source, siteOf(process.env["SITE_URL"])))) {
    // The build itself says where style is.
    if (name !== "stylesheet") expect(tagsOf(read("dist", "index.html")).get(name), name).toBe(value);
  }

  for (const { key, path } of ANNOUNCED.filter(({ path }) => path)) {
    await page.goto(`./${path}`);
    await expect(page.locator(`dd-${key} main`)).toHaveCount(1);
    expect(new URL(page.url()).hash).toMatch(new RegExp(`^#v=2&experiment=${key}`));
    expect(new URL(page.url()).pathname).toBe("/");
    // What stands behind the address's own `#` is taken along.
    await page.goto(`./${path}#n=3&seed=77`);
    await expect(page.locator(`dd-${key} main`)).toHaveCount(1);
    await expect.poll(() => new URL(page.url()).hash).toMatch(new RegExp(`^#v=2&experiment=${key}&.*n=3.*seed=77`));
  }
});

test("the page can be installed, and has the colours of its paper", async ({ page }) => {
  await page.goto("./#hide=all");
  const address = await page.locator("link[rel=manifest]").evaluate((link) => (link as HTMLLinkElement).href);
  const answer = await page.request.get(address);
  expect(answer.headers()["content-type"]).toContain("application/manifest+json");
  const manifest = (await answer.json()) as {
    start_url: string;
    display: string;
    icons: { src: string; sizes: string; purpose: string }[];
  };
  expect(manifest).toMatchObject({ start_url: "./", scope: "./", display: "standalone" });
  expect(manifest.icons).toHaveLength(ICONS.length);
  for (const { src, sizes } of manifest.icons) {
    expect(sizeOf(await (await page.request.get(new URL(src, address).href)).body()).join("x")).toBe(sizes);
  }
  expect(manifest.icons.map(({ purpose, sizes }) => `${purpose} ${sizes}`)).toEqual(
    expect.arrayContaining(["any 192x192", "any 512x512", "maskable 512x512"]),
  );
  // From here, as a browser would: the policy lets it.
  expect(await page.evaluate(async (address) => (await fetch(address)).status, address)).toBe(200);
  const client = await page.context().newCDPSession(page);
  const { errors, data } = await client.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(data).toContain("standalone");

  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const said = await page.evaluate(() => {
      const tags = Array.from(document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]"));
      return [
        tags.find(({ media }) => matchMedia(media).matches)?.content,
        getComputedStyle(document.documentElement).getPropertyValue("--paper").trim(),
      ];
    });
    expect(said[0]).toMatch(/^#/);
    expect(said[0]).toBe(said[1]);
  }
});

test("an address that cannot be one is refused with what it should be", () => {
  for (const text of ["example.org", "ftp://example.org/", "https://example.org/?a", "https://example.org/#a", "/here/", " "]) {
    expect(() => siteOf(text), text).toThrow(/must be the address of the built page/);
  }
  expect(siteOf("https://example.org/page")).toBe("https://example.org/page/");
  expect([siteOf(undefined), siteOf("")]).toEqual([undefined, undefined]);
});

test("what the workflows use is pinned by commit", () => {
  const folder = [".github", "workflows"];
  const files = readdirSync(inRoot(...folder)).map((file) => read(...folder, file));
  const uses = files.flatMap((text) => [...text.matchAll(/uses:\s*(\S+)/g)].map(([, action = ""]) => action));
  expect(uses.length).toBeGreaterThan(5);
  expect(uses.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
  // What is released may not be more than what is asked for.
  for (const text of files) expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
});
