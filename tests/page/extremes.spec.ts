// Settings at the ends of what is allowed: the page holds no more than can be seen, so that a press on Pause is heard.

import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.js";
import { painted, Playground } from "./playground.js";

/** What a page may consist of, whatever its settings. An n of 7 alone has 128 inputs twice. */
const MOST_NODES = 12_000;

const nodes = (page: Page): Promise<number> =>
  page.evaluate(() => {
    let count = 0;
    const look = (root: Node): void => {
      for (const node of root.childNodes) {
        count += 1;
        if (node instanceof Element && node.shadowRoot) look(node.shadowRoot);
        look(node);
      }
    };
    look(document);
    return count;
  });

interface Row {
  key: string;
  default: string;
  kind: { kind: string; min?: number; max?: number; options?: { value: string }[]; hint?: string };
}

/** Every setting of the experiment that is open, with the least and the most that it may be. */
const ends = (page: Page, element: string): Promise<{ key: string; ends: string[] }[]> =>
  page.locator(element).evaluate((page) => {
    const texts: Record<string, string[]> = {
      hidden: ["none", "128,128,128,128"],
      target: ["0x1", "random"],
      train: ["f0", "random"],
      train_size: ["1", "half"],
      batch: ["1", "full"],
      centre: ["-10000,10000", "10000,-10000"],
      axis_u: ["1.1.1"],
      axis_v: ["1.1.b"],
    };
    const groups = (page as unknown as { view: { groups: { settings: Row[] }[] } }).view.groups;
    return groups
      .flatMap(({ settings }) => settings)
      .filter(({ key, kind }) => kind.kind !== "parts" && key !== "workers" && (kind.kind !== "text" || key in texts))
      .map(({ key, kind }) => ({
        key,
        ends: kind.options
          ? [kind.options[0]!.value, kind.options.at(-1)!.value]
          : (texts[key] ?? [String(kind.min), String(kind.max)]),
      }));
  });

const EXPERIMENTS = {
  compare: "v=2",
  landscape: "v=2&experiment=landscape",
  gates: "v=2&experiment=gates",
  map: "v=2&experiment=map",
};

for (const [experiment, link] of Object.entries(EXPERIMENTS)) {
  test(`at the ends of its settings the ${experiment} is small enough, and hears a press on Pause`, async ({ page }) => {
    const main = page.locator(`dd-${experiment} main`);
    await page.goto(`./#${link}`);
    await expect(main).not.toHaveAttribute("data-phase", "loading");
    const all = await ends(page, `dd-${experiment}`);
    expect(all.length).toBeGreaterThan(10);
    const one = ["n", "hidden", "rows", "paths", "resolution", "show", "measure", "zoom", "centre"];
    const links = [
      ...[0, -1].map((end) => all.map(({ key, ends }) => `${key}=${ends.at(end)}`).join("&")),
      ...all.filter(({ key }) => one.includes(key)).flatMap(({ key, ends }) => ends.map((end) => `${key}=${end}`)),
    ];
    for (const settings of links) {
      await page.goto("about:blank");
      await page.goto(`./#${link}&${settings}&workers=1`);
      await expect(main, settings).toHaveAttribute("data-phase", /running|ended/);
      // It may have ended meanwhile.
      await main.locator('[data-shortcut="p"]').evaluate((pause) => (pause as HTMLButtonElement).click());
      await expect(main, settings).toHaveAttribute("data-phase", /paused|ended/);
      expect(await nodes(page), settings).toBeLessThan(MOST_NODES);
    }
  });
}

for (const [element, link] of [
  ["dd-ranking", "v=2&n=7&hidden=none&target=random&train_size=4&runs=4000&kept=4000&rows=1000"],
  ["dd-landscape-list", "v=2&experiment=landscape&n=7&hidden=8&draws=200000&rows=1000"],
] as const) {
  test(`a thousand rows of ${element} are there when they are seen, and all on paper`, async ({ page }) => {
    const playground = new Playground(page);
    await playground.open(link);
    await playground.result();
    const list = page.locator(element).last();
    const made = list.locator("li");
    const size = 1000;
    await expect(made.first()).toHaveAttribute("aria-setsize", String(size));
    expect(await made.count()).toBeLessThan(200);
    const [first, whole] = [await list.boundingBox(), await nodes(page)];
    expect(whole).toBeLessThan(MOST_NODES);
    expect(first!.height, "there is room for all").toBeGreaterThan(20_000);
    // To the very end, in a few steps as by a scroll bar: rows are made there, and those above are gone.
    for (const share of [0.3, 0.7, 1, 1]) {
      await list.evaluate((list, share) => {
        const { top, height } = list.getBoundingClientRect();
        scrollBy(0, top + share * height - innerHeight / 2);
      }, share);
      await painted(page);
    }
    await expect(list.locator(`li[aria-posinset="${size}"]`)).toHaveCount(1);
    await expect.poll(() => made.count()).toBeLessThan(200);
    expect(await nodes(page)).toBeLessThan(MOST_NODES);
    await list.locator(`li[aria-posinset="${size}"] .choose`).click();
    await expect(list.locator("li.selected")).toHaveAttribute("aria-posinset", String(size));
    await page.emulateMedia({ media: "print" });
    await expect(made).toHaveCount(size);
  });
}
