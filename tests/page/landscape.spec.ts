// The landscape: four figures, the table of measures, and one function in detail.

import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expectAccessibleInEveryLook } from "./accessible.js";
import { expect, test } from "./fixture.js";

const HEAD = "v=2&experiment=landscape";
/** A run that ends soon, with exact complexities. */
const SHORT = `${HEAD}&n=4&encoding=pm&hidden=16&sigma_b=0.1&draws=90000`;
/** A run that does not end while a test looks at it. */
const LONG = `${HEAD}&draws=1000000000000`;

const main = (page: Page): Locator => page.locator("dd-landscape main");
const detail = (page: Page): Locator => page.locator("dd-landscape-detail");
const tab = (page: Page, name: string): Locator => page.getByRole("tab", { name });
const merged = async (page: Page): Promise<number> => Number(await main(page).getAttribute("data-merged"));
const button = (page: Page, name: string): Locator => page.getByRole("button", { name });

async function open(page: Page, hash: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`./#${hash}`);
}

/** Waits for the end of the run, and gives the hash of settings and counts. */
async function result(page: Page): Promise<string> {
  await expect(main(page)).toHaveAttribute("data-phase", "ended");
  await expect(main(page)).toHaveAttribute("data-fingerprint", /^[0-9a-f]{16}$/);
  return (await main(page).getAttribute("data-fingerprint")) ?? "";
}

/** How many pixels of a canvas have the colour of marks. */
const inked = (canvas: Locator): Promise<number> =>
  canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const copy = new OffscreenCanvas(width, height).getContext("2d")!;
    copy.drawImage(element as HTMLCanvasElement, 0, 0);
    const { data } = copy.getImageData(0, 0, width, height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at]! - data[at + 2]! > 90) count += 1;
    return count;
  });

/** The words and numbers in some elements that are broken over two lines. */
const broken = (elements: Locator): Promise<string[]> =>
  elements.evaluateAll((found) =>
    found.flatMap((element) => {
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const words: string[] = [];
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        for (const { index, 0: word } of (node.textContent ?? "").matchAll(/\S+/g)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) words.push(word);
        }
      }
      return words;
    }),
  );

test("every figure is found by its tab, says what it shows, and stands in the link", async ({ page }) => {
  await open(page, SHORT);
  await result(page);
  for (const [name, element, key, words] of [
    ["P by complexity", "dd-complexity", "complexity", /Rank correlation with log P/],
    ["Number of ones", "dd-ones", "ones", /no input labelled 1, [\d.]+ \(95%: /],
    ["Complexity of networks", "dd-distribution", "distribution", /the median of .* random networks/],
    ["P by rank", "dd-rank", null, /distinct functions/],
  ] as const) {
    await tab(page, name).click();
    await expect(tab(page, name)).toHaveAttribute("aria-selected", "true");
    await expect.poll(() => inked(page.locator(`${element} canvas`))).toBeGreaterThan(200);
    await expect(page.locator("figcaption").first()).toContainText(words);
    if (key) await expect(page).toHaveURL(new RegExp(`view=${key}`));
    else await expect(page).not.toHaveURL(/view=/);
  }
  await tab(page, "P by rank").press("ArrowRight");
  await expect(tab(page, "P by complexity")).toBeFocused();
  await expect(page.locator("dd-complexity")).toBeVisible();
  await page.getByText("This figure as a table").click();
  await expect(page.locator(".figure-table tbody tr").first()).toContainText(/zero|one/);
});

test("a mark shows its function: by pointer, by keys, and back", async ({ page }) => {
  await open(page, `${SHORT}&view=complexity`);
  await result(page);
  const most = await detail(page).locator("code").innerText();
  const canvas = page.locator("dd-complexity canvas");
  await canvas.focus();
  await page.keyboard.press("End");
  await expect(detail(page).locator("code")).not.toHaveText(most);
  await expect(detail(page).locator("dd[data-part=share]")).toContainText(/1 in|fewer than/);
  for (const key of ["lz", "formula", "circuit", "dnf"]) {
    await expect(detail(page).locator(`[data-measure="${key}"]`)).not.toBeEmpty();
  }
  await expect(page.locator("dd-complexity .ring")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(detail(page).locator("code")).toHaveText(most);
  await expect(page.locator("dd-complexity .ring")).toBeHidden();

  // The constants are the most frequent and the simplest: their mark is the first from the left.
  await page.keyboard.press("Home");
  await expect(detail(page).locator("h3")).toContainText(/always [01]/);
  const box = (await canvas.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.55);
  await expect(detail(page).locator("h3")).not.toContainText(/always [01]/);
  await detail(page).getByRole("button", { name: "Back to the first" }).click();
  await expect(detail(page).locator("code")).toHaveText(most);
});

test("functions seen once are examples of very many", async ({ page }) => {
  const layers = Array.from({ length: 10 }, () => "64").join(",");
  const deep = `${HEAD}&hidden=${layers}&activation=tanh&sigma_w=2&sigma_b=0.2&bias_scale=units&draws=200`;
  await open(page, deep);
  await result(page);
  await expect(page.locator("figcaption").first()).toContainText(/distinct functions, [\d,]+ of them once/);
  await page.locator("dd-rank canvas").focus();
  await page.keyboard.press("End");
  await expect(detail(page).locator("code")).toHaveText(/^0x[0-9a-f]{32}$/);
  await expect(detail(page).locator("dd[data-part=share]")).toContainText(/: 1 of /);
});

test("classes of functions share their count, and the page says by which symmetries", async ({ page }) => {
  await open(page, `${HEAD}&n=5&hidden=16&draws=60000&classes=on`);
  await result(page);
  const by = "permuting inputs and negating the output";
  await expect(page.locator("figcaption").first()).toContainText(`classes of functions (by ${by})`);
  await expect(page.locator(".facts")).toContainText(`by ${by} (240 arrangements)`);
  await expect(page.locator(".facts")).toContainText("negating inputs changes P");
  const first = page.locator("dd-landscape-list[data-list=ranking] li").first();
  await expect(first).toContainText("one of 2 in its class");
  await expect(first).toContainText("its class of 2 was found");
  await expect(page.locator(".more")).toContainText("classes seen at least twice");
  await page.locator("dd-rank canvas").focus();
  await page.keyboard.press("End");
  await expect(detail(page).locator("dd[data-part=class]")).toHaveText(`one of 240 in its class, by ${by}`);
  await expect(detail(page).locator("dd[data-part=share]")).toContainText("its class of 240 was found once in");

  // Ranks of classes have many digits.
  await page.setViewportSize({ width: 360, height: 800 });
  const ranks = page.locator("dd-landscape-list[data-list=ranking] .rank");
  await expect(ranks.last()).toHaveText(/[\d,]{3,}/);
  expect(await broken(ranks)).toEqual([]);
  expect(await broken(page.locator("dd-measures th"))).toEqual([]);
});

test("bars say their numbers", async ({ page }) => {
  await open(page, `${HEAD}&n=5&hidden=none&weight_scale=fixed&sigma_b=0&draws=200000&view=ones`);
  await result(page);
  await expect(page.locator("figcaption").first()).toContainText("Theorem 4.1");
  const canvas = page.locator("dd-ones canvas");
  await canvas.focus();
  await page.keyboard.press("Home");
  await expect(page.locator("dd-ones .said")).toContainText(/^T = 0: [\d,]+ of [\d,]+ networks, .* the law says 0\.0312/);
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("dd-ones .said")).toContainText("T = 1: ");
  const box = (await canvas.boundingBox())!;
  await page.mouse.move(box.x + box.width - 20, box.y + box.height / 2);
  await expect(page.locator("dd-ones .said")).toContainText("T = 32: 0 of ");
});

test("the measures are compared, sorted, and chosen", async ({ page }) => {
  await open(page, SHORT);
  await result(page);
  const rows = page.locator("dd-measures tbody tr");
  await expect(rows).toHaveCount(16);
  await expect(rows.first()).toHaveAttribute("data-measure", "lz");
  await page.locator("dd-measures [data-order=overall]").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("dd-measures th[aria-sort=descending]")).toContainText("With log P");
  await expect(rows.first().locator("td").first()).toContainText("best");
  await expect(page).toHaveURL(/order=overall/);
  const order = () => rows.evaluateAll((rows) => rows.map((row) => row.dataset["measure"]).join());
  const overall = await order();
  await page.locator("dd-measures [data-order=within]").click();
  await expect.poll(order, "sorted anew").not.toBe(overall);
  await expect(rows.first().locator("td").nth(1)).toContainText("best");
  await page.locator("dd-measures tr[data-measure=circuit] button").click();
  await expect(page).toHaveURL(/measure=circuit/);
  await tab(page, "P by complexity").click();
  await expect(page.locator("#measure")).toHaveValue("circuit");
  await expect(page.locator("figcaption").first()).toContainText("against Circuit size");
  await page.locator("#measure").selectOption("entropy");
  await expect(page.locator("figcaption").first()).toContainText("against Entropy H");
  await expect(main(page)).toHaveAttribute("data-phase", "ended");
});

test("named functions stand with their P, or with the bound on it", async ({ page }) => {
  await open(page, SHORT);
  await result(page);
  const named = page.locator("[data-list=named]");
  await expect(named.locator("li")).toHaveCount(12);
  await expect(named).toContainText(/always 0/);
  await expect(named.locator("li", { hasText: "parity" })).toContainText(/fewer than 1 in [\d,]+ \(97\.5%\): never in/);
  await named.getByRole("button", { name: "Look at parity" }).click();
  await expect(detail(page).locator("h3")).toContainText("parity");
  await expect(page.locator("[data-list=ranking] li")).toHaveCount(20);
  await button(page, "Show more").click();
  await expect(page.locator("[data-list=ranking] li")).toHaveCount(40);
});

test("the same link gives the same counts, with any number of workers and after a reset", async ({ page }) => {
  await open(page, `${SHORT}&workers=1`);
  const alone = await result(page);
  await open(page, `${SHORT}&workers=3&view=ones&measure=entropy`);
  expect(await result(page)).toBe(alone);
  await button(page, "Reset").click();
  await expect.poll(() => result(page)).toBe(alone);
  await button(page, "New seed").click();
  await expect(page).toHaveURL(/seed=\d+/);
  await expect.poll(() => result(page)).not.toBe(alone);
});

test("pause holds the counts, a step counts one chunk, continue goes on", async ({ page }) => {
  await open(page, LONG);
  await expect.poll(() => merged(page)).toBeGreaterThan(0);
  await button(page, "Pause").click();
  await expect(main(page)).toHaveAttribute("data-phase", "paused");
  await expect(main(page)).toHaveAttribute("data-fingerprint", /^[0-9a-f]{16}$/);
  const held = await merged(page);
  await button(page, "Step").click();
  await expect.poll(() => merged(page)).toBe(held + 1);
  await button(page, "Continue").click();
  await expect.poll(() => merged(page)).toBeGreaterThan(held + 1);
});

test("a preset changes network and figure, and says what to watch", async ({ page }) => {
  await open(page, SHORT);
  await result(page);
  await page.getByLabel("Show me").selectOption("perceptron");
  await expect(page.getByText("Every number of ones from 0 to 127 is equally likely")).toBeVisible();
  await expect(tab(page, "Number of ones")).toHaveAttribute("aria-selected", "true");
  await expect(page).toHaveURL(/hidden=none/);
  await expect.poll(() => merged(page)).toBeGreaterThan(0);
});

test("what was counted can be taken along", async ({ page }) => {
  await open(page, `${SHORT}&seed=3`);
  const fingerprint = await result(page);
  const save = async (name: string): Promise<{ name: string; text: string }> => {
    const download = page.waitForEvent("download");
    await button(page, name).click();
    const file = await download;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
  };
  await button(page, "Export, cite, open a saved run").click();
  const run = await save("Everything as JSON");
  expect(run.name).toBe(`landscape-run-${fingerprint}.json`);
  const { experiment, link, fingerprint: said, drawn, once, functions, census } = JSON.parse(run.text);
  expect([experiment, said]).toEqual(["landscape", fingerprint]);
  expect(link).toContain("seed=3");
  const counted = (census as [string, number][]).reduce((sum, [, count]) => sum + count, 0);
  expect(counted + once).toBe(drawn);
  expect(Object.keys(functions[0].complexity).length).toBe(16);

  const table = await save("Functions as CSV");
  const [head, first] = table.text.split("\n").map((line) => line.split(","));
  expect(head!.slice(0, 6)).toEqual(["rank", "function", "count", "p", "p_low", "p_high"]);
  expect(first![head!.indexOf("count")]).toBe(String(functions[0].count));
  const numbers = await save("Numbers as CSV");
  expect(numbers.text.replaceAll("'", "")).toContain(`\nfingerprint,${fingerprint}`);
});

for (const view of ["rank", "complexity", "ones", "distribution"]) {
  test(`narrow and wide, light and dark: everybody can use the figure ${view}`, async ({ page }) => {
    await open(page, `${HEAD}&draws=3000&view=${view}`);
    await result(page);
    for (const group of ["inputs", "network", "run"]) await page.locator(`details[data-group="${group}"] summary`).click();
    await page.getByText("This figure as a table").click();
    await expectAccessibleInEveryLook(page);
  });
}
