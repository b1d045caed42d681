// Where things stand: every control in its own cell, at every width and size of letters.

import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.js";
import { painted, SHORT } from "./playground.js";

const EXPERIMENTS = {
  compare: SHORT,
  landscape: "v=2&experiment=landscape&n=4&draws=2000",
  gates: "v=2&experiment=gates&draws=1000",
  map: "v=2&experiment=map&resolution=64&paths=2",
};

/** Widths of windows in css pixels, from phones to desktops, with letters so many times as large as usual. */
const WINDOWS = [
  ...[320, 360, 390, 480, 640, 768, 960, 1024, 1280, 1920].map((width) => ({ width, letters: 1 })),
  ...[320, 360, 640, 1280].map((width) => ({ width, letters: 1.5 })),
  ...[640, 1280].map((width) => ({ width, letters: 2 })),
];

/** Controls that leave what they stand in, or lie over one another; and whether the page scrolls sideways. */
const misplaced = (page: Page) =>
  page.evaluate(() => {
    /** For what is rounded to whole pixels of the screen. */
    const slack = 1;
    const controls: { name: string; element: Element; box: DOMRect }[] = [];
    const faults: string[] = [];
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.matches("button, input, select, textarea, summary, a[href], canvas")) continue;
        if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(".hidden")) continue;
        const host = root instanceof ShadowRoot ? root.host.localName : "";
        const name = `${host} ${element.localName}#${element.id || element.getAttribute("data-key") || element.textContent?.trim().slice(0, 24)}`;
        controls.push({ name, element, box: element.getBoundingClientRect() });
      }
    };
    look(document);
    for (const { name, element, box } of controls) {
      for (let cell = above(element); cell; cell = above(cell)) {
        // What scrolls shows the rest when it is scrolled; words that break have several boxes.
        if (getComputedStyle(cell).overflowX !== "visible") break;
        if (getComputedStyle(cell).display === "inline" || getComputedStyle(cell).display === "contents") continue;
        const { left, right } = cell.getBoundingClientRect();
        if (box.left < left - slack || box.right > right + slack) {
          faults.push(`${name} (${box.left} to ${box.right}) leaves ${cell.localName}.${cell.className} (${left} to ${right})`);
          break;
        }
      }
    }
    for (const [place, one] of controls.entries()) {
      for (const other of controls.slice(place + 1)) {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        const nested = one.element.contains(other.element) || one.element.getRootNode() !== other.element.getRootNode();
        if (across > slack && down > slack && !(nested && one.element.contains(hostIn(other.element, one.element)))) {
          if (one.element.localName !== "a" && other.element.localName !== "a")
            faults.push(`${one.name} and ${other.name} lie over one another`);
        }
      }
    }
    const over = document.documentElement.scrollWidth - innerWidth;
    if (over > 0) faults.push(`the page scrolls sideways by ${over}`);
    return faults;

    /** What an element stands in, through the edges of shadow trees. */
    function above(element: Element): Element | null {
      const root = element.getRootNode();
      return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    }
    /** The element or host above `element` in the tree of `beside`. */
    function hostIn(element: Element, beside: Element): Element | null {
      let at: Element | null = element;
      while (at && at.getRootNode() !== beside.getRootNode()) at = above(at);
      return at;
    }
  });

for (const [experiment, link] of Object.entries(EXPERIMENTS)) {
  test(`the ${experiment} keeps every control in its cell, at every width`, async ({ page }) => {
    await page.goto(`./#${link}`);
    await expect(page.locator("main")).toHaveAttribute("data-phase", "ended");
    await page.locator("details").evaluateAll((groups) => groups.forEach((group) => ((group as HTMLDetailsElement).open = true)));
    const found: Record<string, string[]> = {};
    for (const { width, letters } of WINDOWS) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate((letters) => document.documentElement.style.setProperty("font-size", `${100 * letters}%`), letters);
      await painted(page);
      const faults = await misplaced(page);
      if (faults.length > 0) found[`${width} px, letters ${letters}`] = faults;
    }
    expect(found).toEqual({});
  });
}

const TABLES = [
  "n=2",
  "n=2&prior=gaussian&measure=generalization",
  "n=3&measure=max-sensitivity",
  "n=4&measure=dnf-literals&show=all",
];

for (const link of TABLES) {
  test(`the table of the gates fits its page: ${link}`, async ({ page }) => {
    await page.goto(`./#v=2&experiment=gates&draws=1000&hidden=none&${link}`);
    const table = page.locator("dd-gates-table");
    await expect(page.locator("main")).toHaveAttribute("data-phase", "ended");
    await table.locator("tbody button").first().click();
    await expect(table.locator("[data-detail]")).toHaveCount(1);
    const shape = () =>
      table.evaluate((table) => {
        const root = table.shadowRoot!;
        const scroll = root.querySelector(".scroll")!;
        const seen = [...root.querySelectorAll<HTMLElement>("thead [data-column]")].filter((one) => one.checkVisibility());
        return { over: scroll.scrollWidth - scroll.clientWidth, columns: seen.map((one) => one.dataset["column"]) };
      });
    const prior = link.includes("gaussian") ? "gaussian" : "cube";
    for (const width of [360, 390, 480, 640, 768, 960, 1024, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      await painted(page);
      const { over, columns } = await shape();
      expect(over, `${width} px: ${columns}`).toBeLessThanOrEqual(0);
      expect(columns, `${width} px`).toEqual(expect.arrayContaining([prior, "network"]));
      const wide = ["cube", "gaussian", "drawn", "z", "network", "formula", "circuit", "lz"];
      if (width >= 1280) expect(columns, `${width} px`).toEqual(expect.arrayContaining(wide));
    }
    // With large letters it scrolls, beneath its first column.
    await page.setViewportSize({ width: 360, height: 800 });
    await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
    const through = await table.evaluate((table) => {
      const root = table.shadowRoot!;
      root.querySelector(".scroll")!.scrollLeft = 10_000;
      const faults: string[] = [];
      for (const head of [...root.querySelectorAll("tbody th")].slice(0, 8)) {
        head.scrollIntoView({ block: "center" });
        const { left, top, width, height } = head.getBoundingClientRect();
        for (let step = 1; step < 40; step += 1) {
          const at = root.elementFromPoint(left + (width * step) / 40, top + (height * ((step * 7) % 40 || 1)) / 40);
          if (at && !head.contains(at)) faults.push(`${at.localName}: ${at.textContent}`);
        }
      }
      return faults;
    });
    expect(through).toEqual([]);
  });
}

for (const [experiment, link] of Object.entries({ ...EXPERIMENTS, "classes of gates": `${EXPERIMENTS.gates}&n=3` })) {
  test(`what stands on the page of the ${experiment} stays there while the rest comes in`, async ({ page }) => {
    // As browsers count it for "cumulative layout shift": 0.1 is still good.
    await page.addInitScript(() => {
      const shifts: { value: number; sources: string[] }[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, sources } = entry as unknown as {
            value: number;
            sources: { node: Node; previousRect: DOMRect; currentRect: DOMRect }[];
          };
          shifts.push({
            value,
            sources: sources.map(
              ({ node, previousRect, currentRect }) => `${node?.nodeName} ${previousRect.y} to ${currentRect.y}`,
            ),
          });
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto("about:blank");
      await page.goto(`./#${link}`);
      await expect(page.locator("main")).toHaveAttribute("data-phase", "ended");
      await expect(page.locator("main")).toHaveAttribute("data-fingerprint", /./);
      await painted(page);
      const shifts = await page.evaluate(
        () => (globalThis as unknown as { shifts: { value: number; sources: string[] }[] }).shifts,
      );
      const sum = shifts.reduce((sum, { value }) => sum + value, 0);
      expect(sum, `${width} px: ${JSON.stringify(shifts)}`).toBeLessThan(0.1);
    }
  });
}
