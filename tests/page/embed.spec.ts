// Figures inside other pages.

import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { inRoot } from "../../scripts/places.mjs";
import { PLACEHOLDER } from "../../scripts/hosts.mjs";
import { expectAccessible } from "./accessible.js";
import { breakEngine } from "./faults.js";
import { expect, heard, listen, merged, SAID, said, test } from "./hosts.js";
import { LONG, Playground, SHORT } from "./playground.js";

/** What the page itself counts with the settings that the examples have. */
async function fingerprintOf(playground: Playground, link: string): Promise<string> {
  await playground.open(link);
  return playground.result();
}

test("a blog post: a figure starts when it is scrolled to, and is as tall as it says", async ({ page, hosts }) => {
  const expected = await fingerprintOf(new Playground(page), "v=2&target=xor&runs=4000&kept=4000");
  await listen(page);
  await page.goto(`${hosts.address}blog.html`);
  const first = page.frameLocator("#first iframe");
  await expect(first.locator("main")).toHaveAttribute("data-phase", "ended");
  await expect(first.locator("dd-scatter")).toBeVisible();
  await expect(first.locator("dd-method")).toHaveCount(0);

  const element = page.locator("dice-and-descent");
  const second = page.frameLocator("dice-and-descent iframe");
  // Whether it is loaded is the browser's to say, but it does not work.
  await expect(second.locator("dd-compare")).toHaveCount(0);
  await element.evaluate((element) => {
    element.addEventListener("result", (event) => {
      element.dataset["fingerprint"] = (event as CustomEvent<{ fingerprint: string }>).detail.fingerprint;
    });
  });
  await element.scrollIntoViewIfNeeded();
  await expect(element).toHaveAttribute("data-fingerprint", expected);
  const tall = () => element.evaluate((element) => element.getBoundingClientRect().height);
  const inside = () => second.locator("html").evaluate((html) => Math.ceil(html.getBoundingClientRect().height));
  await expect.poll(async () => (await tall()) - (await inside())).toBe(0);
  expect((await heard(page, "error")).length).toBe(0);
});

test("off screen, in a hidden tab or when its host says so a figure rests, and goes on after it", async ({
  page,
  hosts,
  baseURL,
}) => {
  const address = hosts.write(
    "long.html",
    `<!doctype html><link rel="icon" href="data:," /><iframe src="${baseURL}embed.html#${LONG}" height="400"></iframe><div style="height: 500vh"></div>`,
  );
  await page.goto(address);
  const figure = page.frameLocator("iframe");
  await expect.poll(() => merged(figure)).toBeGreaterThan(0);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  // At rest its counts are settled, and stay as they are.
  const expectRest = async () => {
    await expect(figure.locator("main")).toHaveAttribute("data-fingerprint", /^[0-9a-f]{16}$/);
    const resting = await merged(figure);
    await page.waitForTimeout(300);
    expect(await merged(figure)).toBe(resting);
    return resting;
  };
  let resting = await expectRest();
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(() => merged(figure)).toBeGreaterThan(resting);

  const inside = page.frames()[1]!;
  const setTab = (state: DocumentVisibilityState) =>
    inside.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, value: state });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await setTab("hidden");
  resting = await expectRest();
  await setTab("visible");
  await expect.poll(() => merged(figure)).toBeGreaterThan(resting);

  // The host has a say, too.
  const say = (type: string) =>
    page.evaluate((type) => document.querySelector("iframe")!.contentWindow!.postMessage({ type }, "*"), type);
  await say("pause");
  await expect(figure.locator("main")).toHaveAttribute("data-phase", "paused");
  resting = await expectRest();
  await say("continue");
  await expect(figure.locator("main")).toHaveAttribute("data-phase", "running");
  await expect.poll(() => merged(figure)).toBeGreaterThan(resting);
});

test("in a sandbox that allows scripts alone it counts what the page counts", async ({ page, hosts }) => {
  const expected = await fingerprintOf(new Playground(page), SHORT);
  await listen(page);
  await page.goto(`${hosts.address}sandboxed.html`);
  await expect(page.locator("#figure")).toHaveAttribute("data-fingerprint", expected);
  await expect.poll(async () => (await heard(page, "height")).length).toBeGreaterThan(0);
  const full = page.frameLocator("#figure").getByRole("link", { name: "Open in full" });
  await expect(full).toHaveAttribute("href", new RegExp(`/#${SHORT}$`));
});

test("the element passes on what happens inside, and its attributes", async ({ page, hosts, baseURL }) => {
  await page.goto(
    hosts.write(
      "element.html",
      `<!doctype html><title>Element</title><link rel="icon" href="data:," />
      <script type="module" src="${baseURL}embed.js"></script>
      <dice-and-descent runs="500" kept="500" data-hidden="8" seed="3" hide="all,-chart"></dice-and-descent>
      <script>
        // Before the element is known: what it says first is heard, however quick the run.
        for (const type of ["progress", "result", "error"]) {
          document.querySelector("dice-and-descent").addEventListener(type, ({ detail, target }) => {
            target.setAttribute("data-said-" + type, detail.settings + " " + detail.fingerprint);
          });
        }
      </script>
      <iframe id="stranger" srcdoc="<p>A stranger</p>"></iframe>`,
    ),
  );
  const element = page.locator("dice-and-descent");
  await expect(element).toHaveAttribute(
    "data-said-result",
    /^v=2&hidden=8&seed=3&runs=500&kept=500&hide=all,-chart [0-9a-f]{16}$/,
  );
  const first = await element.getAttribute("data-said-result");
  await element.evaluate((element) => element.setAttribute("seed", "4"));
  await expect(element).toHaveAttribute("data-said-result", /&seed=4&.* [0-9a-f]{16}$/);
  expect(await element.getAttribute("data-said-result")).not.toBe(first);

  await element.evaluate((element) => element.setAttribute("experiment", "gates"));
  await element.evaluate((element) => element.setAttribute("hide", "all,-table"));
  const figure = page.frameLocator("dice-and-descent iframe");
  await expect(figure.locator("dd-gates-table")).toBeVisible();

  // What is taken along leads to the page, with nothing hidden.
  await element.evaluate((element) => element.setAttribute("hide", "all,-keep"));
  await figure.getByRole("button", { name: "Export, cite, open a saved run" }).click();
  const full = `${baseURL}#v=2&experiment=gates&hidden=8&seed=4`;
  await expect(figure.locator("dd-keep-panel [data-part=link] input")).toHaveValue(full);
  await expect(figure.locator("dd-keep-panel [data-part=cite] pre")).toContainText(`{${full}}`);

  // Others may say what they like.
  const forged = { from: "dice-and-descent", type: "height", height: 9999 };
  await page.evaluate(async (forged) => {
    let left = 2;
    const arrived = new Promise<void>((resolve) => {
      addEventListener("message", ({ data }) => {
        if (data.height === forged.height && (left -= 1) === 0) resolve();
      });
    });
    postMessage(forged, "*");
    const stranger = document.querySelector<HTMLIFrameElement>("#stranger")!.contentWindow as Window & typeof globalThis;
    stranger.eval(`parent.postMessage(${JSON.stringify(forged)}, "*")`);
    await arrived;
  }, forged);
  expect(await element.evaluate((element) => element.getBoundingClientRect().height)).toBeLessThan(forged.height);
});

test("a host that says nonsense changes nothing", async ({ page, hosts, baseURL }) => {
  await listen(page);
  await page.goto(
    hosts.write(
      "nonsense.html",
      `<!doctype html><link rel="icon" href="data:," /><iframe src="${baseURL}embed.html#${SHORT}" height="900" width="700"></iframe>`,
    ),
  );
  const main = page.frameLocator("iframe").locator("main");
  await expect(main).toHaveAttribute("data-phase", "ended");
  const fingerprint = await main.getAttribute("data-fingerprint");
  await page.evaluate((long) => {
    const figure = document.querySelector("iframe")!.contentWindow!;
    const nonsense: unknown[] = [
      ...[null, 7, "settings", [], {}, { type: 1 }, { type: "settings" }, { type: "settings", settings: 7 }],
      ...[
        { type: "settings", settings: { toString: "x" } },
        { type: "settings", settings: long },
      ],
      ...[{ type: "constructor" }, { type: "pause", settings: "x" }, new Map([["type", "settings"]])],
    ];
    for (const one of nonsense) figure.postMessage(one, "*");
  }, "seed=5&".repeat(1000));
  await page.waitForTimeout(300);
  await expect(main).toHaveAttribute("data-fingerprint", fingerprint ?? "");
  // What can be read is read as any link is.
  await page.evaluate(() => {
    document
      .querySelector("iframe")!
      .contentWindow!.postMessage({ type: "settings", settings: "runs=99&kept=100&colour=<script>&n=99" }, "*");
  });
  await expect(page.frameLocator("iframe").locator('dd-notices li[data-key="colour"]')).toBeVisible();
  await expect(page.frameLocator("iframe").locator('dd-notices li[data-key="n"]')).toContainText("7 is used");
});

test("the element is under 3 KB, compressed", async () => {
  const size = gzipSync(await readFile(inRoot("dist", "embed.js"))).length;
  test.info().annotations.push({ type: "embed.js", description: `${size} bytes` });
  expect(size).toBeLessThan(3000);
});

test("whatever a link hides is not there, and what it does not know is named", async ({ page }) => {
  const playground = new Playground(page);
  const places: Record<string, string> = {
    title: "h1",
    lead: "header.top p.lead",
    methods: "dd-method >> nth=0",
    verdict: ".verdict",
    chart: "dd-scatter",
    detail: "dd-detail",
    ranking: "dd-ranking",
    histogram: "dd-histogram",
    summary: "dd-summary",
    pause: "[data-does=pause]",
    step: "[data-does=step]",
    reset: "[data-does=reset]",
    reseed: "[data-does=seed]",
    presets: ".preset",
    truth: "dd-task",
    about: "dd-about",
    lr: 'dd-setting[data-key="lr"]',
  };
  const keys = Object.keys(places);
  const there = async () => {
    const counts = await Promise.all(keys.map((key) => page.locator(`main ${places[key]}`).count()));
    return keys.filter((_, place) => counts[place] !== 0);
  };
  await playground.open(SHORT);
  await playground.expectPhase("ended");
  await expect.poll(there).toEqual(keys);
  for (const key of keys) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `${SHORT}&hide=all,-${key}`);
    await expect.poll(there, { message: `only ${key} is shown` }).toEqual([key]);
  }
  await playground.open(`${SHORT}&hide=captions,colour`);
  await playground.expectPhase("ended");
  await expect(page.locator("figcaption")).toHaveCount(0);
  await expect(page.locator('dd-notices li[data-key="hide"]')).toContainText("colour");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page).toHaveURL(/hide=captions$/);
});

test("what the documents say to copy works as it stands", async ({ page, hosts, baseURL, complaints }) => {
  const texts = await Promise.all(["README.md", "docs/embedding.md"].map((file) => readFile(inRoot(file), "utf8")));
  const snippets = [...texts.join("\n").matchAll(/```html\n([\s\S]*?)```/g)].map(([, text]) => text ?? "");
  expect(snippets.length).toBe(4);
  const addresses = snippets.map((text, place) => {
    expect(text).toContain(PLACEHOLDER);
    const head = `<!doctype html><title>Copied</title><link rel="icon" href="data:," />`;
    return hosts.write(`copied-${place}.html`, head + text.replaceAll(PLACEHOLDER, baseURL ?? ""));
  });
  const script = addresses.pop();
  for (const address of addresses) {
    await page.goto(address);
    const main = page.frameLocator("iframe").locator("main");
    await expect(main).toHaveAttribute("data-phase", "ended");
    await expect(page.frameLocator("iframe").locator("dd-scatter")).toBeVisible();
  }
  await page.goto(script ?? "");
  await expect(page.locator("#result")).toHaveText(/^[0-9a-f]{16}: 0\.\d+ apart, 0\.\d+ by chance, P\(S\) = 0\.00\d+$/);
  expect(complaints.list).toEqual([]);
});

const FIGURES = {
  compare: SHORT,
  landscape: "v=2&experiment=landscape&draws=2000",
  gates: "v=2&experiment=gates&draws=1000",
  map: "v=2&experiment=map&resolution=64",
};

test("every experiment is embedded: slim, accessible, and it tells its host what fails, how far it is and what it finds", async ({
  page,
  hosts,
  baseURL,
}) => {
  const mend = await breakEngine(page);
  await page.setViewportSize({ width: 1500, height: 1400 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  const figures = Object.entries(FIGURES).map(
    ([experiment, link]) =>
      `<dice-and-descent id="${experiment}" title="${experiment}" settings="${link}" workers="1" ${experiment === "gates" ? "sandbox" : ""}
        style="width: 360px"></dice-and-descent>`,
  );
  await page.goto(
    hosts.write(
      "figures.html",
      `<!doctype html><html lang="en"><title>Figures</title><link rel="icon" href="data:," />
      <script>${SAID}</script><script async src="${baseURL}embed.js"></script>
      <main style="display: flex; flex-wrap: wrap"><h1 style="width: 100%">Figures</h1>${figures.join("")}</main>`,
    ),
  );
  for (const experiment of Object.keys(FIGURES)) {
    await expect.poll(() => said(page, experiment, "error")).toEqual([{ text: expect.stringMatching(/could not be loaded/) }]);
    expect(await said(page, experiment, "progress")).toEqual([]);
  }
  mend();
  for (const [experiment, link] of Object.entries(FIGURES)) {
    const figure = page.frameLocator(`#${experiment} iframe`);
    await figure.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => said(page, experiment, "result")).toHaveLength(1);
    const settings = expect.stringMatching(new RegExp(`^${link}&`));
    const [result] = await said(page, experiment, "result");
    expect(result).toEqual({
      settings,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      text: expect.stringMatching(/\w+ .*\w/),
    });
    const progress = await said(page, experiment, "progress");
    expect(progress[0]).toEqual({ settings, phase: expect.stringMatching(/^(loading|running)$/), share: expect.any(Number) });
    expect(progress.filter(({ share }) => !(Number(share) >= 0 && Number(share) <= 1))).toEqual([]);
    expect(await said(page, experiment, "error")).toHaveLength(1);
    await expect(figure.locator("nav, dd-about, dd-task, dd-settings, h1")).toHaveCount(0);
    const over = () => figure.locator("html").evaluate((html) => html.scrollWidth - innerWidth);
    await expect.poll(over, "nothing scrolls sideways").toBeLessThanOrEqual(0);
  }
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
});

test("a figure without a frame has a width of its own wherever it stands, and is as sharp as it is seen", async ({
  page,
  hosts,
  baseURL,
}) => {
  const figure =
    '<dice-and-descent-figure settings="v=2&amp;runs=100&amp;kept=100&amp;hide=all,-chart"></dice-and-descent-figure>';
  const places = {
    row: `<div style="display: flex">${figure}</div>`,
    column: `<div style="display: flex; flex-direction: column; align-items: start">${figure}</div>`,
    grid: `<div style="display: grid; justify-items: start">${figure}</div>`,
    float: `<div style="display: flow-root"><div style="float: left">${figure}</div></div>`,
    inline: `<div style="display: inline-block">${figure}</div>`,
    fit: `<div style="width: fit-content">${figure}</div>`,
    absolute: `<div style="position: relative; height: 50rem"><div style="position: absolute">${figure}</div></div>`,
    cell: `<table><tr><td>${figure}</td></tr></table>`,
    block: `<div>${figure}</div>`,
    scaled: `<div style="width: 600px; transform: scale(0.3); transform-origin: 0 0">${figure}</div>`,
  };
  const body = Object.entries(places)
    .map(([name, html]) => `<section id="${name}">${html}</section>`)
    .join("");
  await page.goto(
    hosts.write(
      "places.html",
      `<!doctype html><meta name="viewport" content="width=device-width" /><link rel="icon" href="data:," />${body}
      <script type="module" src="${baseURL}package/element.js"></script>`,
    ),
  );
  for (const name of Object.keys(places)) {
    await page.locator(`#${name}`).scrollIntoViewIfNeeded();
    await expect(page.locator(`#${name} main`)).toHaveAttribute("data-phase", "ended");
  }
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const name of Object.keys(places).filter((name) => name !== "scaled")) {
      const box = (await page.locator(`#${name} dice-and-descent-figure`).boundingBox())!;
      expect(box.width, `${name} at ${width} px`).toBeGreaterThan(Math.min(600, width - 60));
      expect(box.x + box.width, `${name} at ${width} px`).toBeLessThanOrEqual(width);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  const scaled = page.locator("#scaled > div");
  const canvas = page.locator("#scaled canvas");
  const sharpness = () => canvas.evaluate((canvas) => (canvas as HTMLCanvasElement).width / canvas.getBoundingClientRect().width);
  await scaled.scrollIntoViewIfNeeded();
  await scaled.evaluate((element) => (element.style.transform = "none"));
  await expect.poll(sharpness, "after it was shrunk").toBeGreaterThan(0.99);
  // As a slide grows.
  await scaled.evaluate((element) => {
    element.style.transition = "transform 50ms";
    element.style.transform = "scale(1.8)";
  });
  await expect.poll(async () => (await canvas.boundingBox())!.width).toBeGreaterThan(1000);
  await expect.poll(sharpness, "when it has grown").toBeGreaterThan(0.99);
});
