// `npm run previews`: makes the pictures of shared links and the icons anew, from the built page (`npm run build`). They
// are kept in the repository: not every machine that builds has a browser.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { CHROME_FLAGS, findChrome } from "./browser.mjs";
import { serve } from "./hosts.mjs";
import { inRoot } from "./places.mjs";
import { asScript, Failure } from "./run.mjs";
import { ANNOUNCED, ICONS, PREVIEW } from "./site.mjs";

const INTO = inRoot("www", "site");

/** What the comparison is about, in a sentence. */
const COMPARED =
  "The same tiny network on the same data, trained by gradient descent and found by rolling dice. Do the two ways find the same functions?";

/**
 * What of each experiment is in its picture, how wide it is drawn, in css pixels, and what of that is taken.
 *
 * @type {Record<string, { link: string, width: number, part?: string }>}
 */
const SHOWN = {
  compare: { link: "v=2&runs=50000&kept=50000&hide=all,-chart", width: 640 },
  landscape: { link: "v=2&experiment=landscape&draws=300000&hide=all,-chart", width: 640 },
  gates: { link: "v=2&experiment=gates&draws=1000&hide=all,-picture", width: 640, part: "main canvas" },
  map: { link: "v=2&experiment=map&paths=4&hide=all,-map", width: 560 },
};

/** The figure itself, as the page draws it, at twice the resolution. @param {import("@playwright/test").Browser} browser @param {string} address @param {string} key */
async function figureOf(browser, address, key) {
  const { link = "", width = 640, part = "main" } = SHOWN[key] ?? {};
  const page = await browser.newPage({ viewport: { width, height: 1400 }, deviceScaleFactor: 2, colorScheme: "light" });
  await page.goto(`${address}embed.html#${link}&theme=light`);
  await page.locator("main[data-phase=ended]").waitFor({ timeout: 600_000 });
  const picture = await page.locator(part).first().screenshot({ animations: "disabled" });
  await page.close();
  return picture.toString("base64");
}

/** @param {import("@playwright/test").Browser} browser @param {string} address */
async function takePreviews(browser, address) {
  for (const { key, title, description } of ANNOUNCED) {
    const figure = await figureOf(browser, address, key);
    const page = await browser.newPage({ viewport: PREVIEW, colorScheme: "light" });
    await page.setContent(
      `<style>
        body { box-sizing: border-box; margin: 0; height: 100vh; padding: 36px 44px 36px 64px; display: flex; gap: 44px; align-items: center;
          background: #fdfcf9; color: #23211d; font: 27px/1.45 "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, serif; }
        h1 { margin: 0 0 20px; font-size: 54px; line-height: 1.1; }
        div { flex: 1; }
        img { max-width: 640px; max-height: 558px; }
      </style>
      <div><h1></h1><p></p></div><img src="data:image/png;base64,${figure}" />`,
    );
    await page.evaluate(
      ({ title, text }) => {
        document.querySelector("h1")?.append(title);
        document.querySelector("p")?.append(text);
      },
      { title: title.replace(/ · .*/, ""), text: description ?? COMPARED },
    );
    await page.waitForFunction(() => document.querySelector("img")?.complete);
    await page.screenshot({ path: join(INTO, "previews", `${key}.png`) });
    await page.close();
  }
}

/** @param {import("@playwright/test").Browser} browser */
async function drawIcons(browser) {
  const [, svg] = /<link rel="icon" href="data:image\/svg\+xml,([^"]*)"/.exec(readFileSync(inRoot("index.html"), "utf8")) ?? [];
  if (!svg) throw new Failure("index.html has no icon");
  for (const { file, size, maskable } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    // A system may cut away all but the middle.
    const inside = maskable ? size * 0.6 : size;
    await page.setContent(
      `<style>body { margin: 0; height: 100vh; display: grid; place-items: center; ${maskable ? "background: #fdfcf9" : ""} }</style>
      <img width="${inside}" height="${inside}" src="data:image/svg+xml,${svg}" />`,
    );
    await page.screenshot({ path: join(INTO, file), omitBackground: !maskable });
    await page.close();
  }
}

await asScript(async () => {
  const executablePath = findChrome();
  if (!executablePath) throw new Failure("no Chromium: see npm run setup");
  for (const folder of ["previews", "icons"]) mkdirSync(join(INTO, folder), { recursive: true });
  const { address, close } = await serve(inRoot("dist"));
  const browser = await chromium.launch({ executablePath, args: CHROME_FLAGS });
  await takePreviews(browser, address);
  await drawIcons(browser);
  await browser.close();
  close();
});
