// Small screens, dark mode, and what assistive technology meets.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.js";
import { Playground, SHORT } from "./playground.js";

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 }, contextOptions: { reducedMotion: "reduce" } });

      for (const link of [SHORT, "v=1&n=7&runs=64&kept=64&draws=100000"]) {
        test(`nothing scrolls sideways and axe finds nothing serious at ${link}`, async ({ page }) => {
          const playground = new Playground(page);
          await playground.open(link);
          await playground.result();
          for (const group of ["task", "network", "descent", "run"]) await playground.openGroup(group);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(over).toBeLessThanOrEqual(0);
          await expectAccessible(page);
        });
      }
    });
  }
}

test("dark mode darkens the chart with the page", async ({ page }) => {
  const playground = new Playground(page);
  const corner = async () => (await playground.lookAtChart()).corner;
  await page.emulateMedia({ colorScheme: "light" });
  await playground.open(SHORT);
  await playground.result();
  await expect.poll(corner).toBeGreaterThan(600);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(corner).toBeLessThan(200);
});

test("the chart is as sharp as the screen", async ({ browser }) => {
  const page = await browser.newPage({ deviceScaleFactor: 2 });
  const playground = new Playground(page);
  await page.goto(`./#${SHORT}`);
  await playground.result();
  await expect
    .poll(() => playground.chart.evaluate((canvas) => (canvas as HTMLCanvasElement).width / canvas.clientWidth))
    .toBeCloseTo(2, 1);
  await page.close();
});
