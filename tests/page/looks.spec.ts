// Small screens, dark mode, and what assistive technology meets.

import { expectAccessibleInEveryLook } from "./accessible.js";
import { expect, test } from "./fixture.js";
import { Playground, SHORT } from "./playground.js";

for (const link of [SHORT, "v=2&n=7&runs=64&kept=64&draws=100000"]) {
  test(`narrow and wide, light and dark: everybody can use ${link}`, async ({ page }) => {
    const playground = new Playground(page);
    await playground.open(link);
    await playground.result();
    for (const group of ["task", "network", "descent", "run"]) await playground.openGroup(group);
    await expectAccessibleInEveryLook(page);
  });
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
