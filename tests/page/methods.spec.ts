// Any methods side by side: added, changed, removed; which two are shown; six of them.

import type { Locator } from "@playwright/test";
import { expectAccessibleInEveryLook } from "./accessible.js";
import { expect, test } from "./fixture.js";
import { Keeping } from "./keeping.js";
import { Playground, SHORT } from "./playground.js";

test.use({ hasTouch: true });

const THREE = `${SHORT}&methods=dice,descent,descent&c.lr=0.01`;
const SIX =
  "v=2&runs=1000&kept=1000&methods=dice,dice,dice,descent,descent,descent&a.hidden=4&c.hidden=64&d.hidden=4&f.hidden=64";

test("a method is added, gets a step of its own, is taken twice, and removed", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  await playground.result();
  const cards = page.locator("dd-method");
  await expect(cards).toHaveCount(2);
  await expect(page.locator("dd-matrix")).toHaveCount(0);

  await playground.button("Add a method").click();
  await page.locator('[data-offer="descent-0"]').click();
  await expect(cards).toHaveCount(3);
  await expect(page).toHaveURL(/methods=dice,descent,descent/);
  // What was added is what is changed next.
  const rate = playground.setting("c.lr").getByRole("textbox");
  await rate.fill("0.01");
  await rate.press("Enter");
  await expect(cards.nth(2)).toContainText("SGD, step 0.01");
  await expect(cards.nth(1)).toContainText("SGD, step 0.1");
  await expect(page).toHaveURL(/c\.lr=0\.01/);
  await playground.result();
  await expect(page.locator("dd-matrix button")).toHaveCount(3);

  await rate.fill("-1");
  await rate.press("Enter");
  await expect(playground.setting("c.lr").getByRole("alert")).toContainText("outside");
  await expect(rate).toHaveValue("-1");
  await page.locator('[data-shares="c.lr"]').click();
  await expect(cards.nth(2)).toContainText("SGD (c)");
  await expect(page).not.toHaveURL(/c\.lr/);

  await playground.button("The same with another seed").click();
  await expect(cards).toHaveCount(4);
  await expect(page).toHaveURL(/d\.seed=2/);
  await playground.button("Remove").click();
  await expect(cards).toHaveCount(3);
  await playground.button("Change SGD (c)").click();
  await playground.button("Remove").click();
  await expect(cards).toHaveCount(2);
  await expect(page).not.toHaveURL(/methods=/);
});

test("the pair that the chart shows is chosen by mouse, touch and keys, without counting anew", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(THREE);
  const fingerprint = await playground.result();
  const cell = (pair: string) => page.locator(`dd-matrix [data-pair="${pair}"]`);
  const slope = page.locator('dd-summary [data-statement="slope"]');
  await expect(cell("ab")).toHaveAttribute("aria-pressed", "true");
  await expect(slope).toContainText("log P_b against log P_B");

  await cell("ac").click();
  await expect(cell("ac")).toHaveAttribute("aria-pressed", "true");
  await expect(slope).toContainText("log P_c against log P_B");
  await expect(page).toHaveURL(/pair=ac/);
  await expect(page.locator("dd-scatter")).toHaveAttribute("data-pair", "ac");

  await cell("ac").focus();
  await page.keyboard.press("ArrowDown");
  await expect(cell("bc")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(cell("bc")).toHaveAttribute("aria-pressed", "true");
  await expect(slope).toContainText("log P_c against log P_b");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  await expect(cell("ab")).toBeFocused();

  await cell("ab").tap();
  await expect(cell("ab")).toHaveAttribute("aria-pressed", "true");
  await expect(playground.main).toHaveAttribute("data-fingerprint", fingerprint);
});

test("six methods are readable on a phone, in light and dark, and told apart by name and mark", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SIX);
  await playground.result();
  await page.locator("dd-method-table").scrollIntoViewIfNeeded();
  await expect(page.locator("dd-method-table thead th")).toHaveCount(7);
  await expect(page.locator('dd-method-table [data-row="kept"] td')).toHaveCount(6);
  const titles = await page.locator("dd-method h2").allInnerTexts();
  expect(new Set(titles).size).toBe(6);
  await expect(page.locator("dd-matrix button")).toHaveCount(15);
  await expect(page.locator("dd-ranking li").first().locator(".track")).toHaveCount(6);
  await playground.button(`Change ${titles[5]}`).click();
  await expect(playground.setting("f.hidden").locator("input")).toHaveValue("64");
  await expectAccessibleInEveryLook(page);
});

test("workers killed while six methods count are replaced, and every count is the same", async ({
  page,
  complaints,
  undisturbed,
}) => {
  complaints.allow(/killed by the test/);
  const long = SIX.replace("runs=1000&kept=1000", "runs=30000&kept=30000");
  const playground = new Playground(page);
  await playground.openPaused(long);
  const samplers = page.workers().filter((worker) => worker.url().includes("sampler"));
  await samplers[0]?.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error("killed by the test");
      }),
  );
  await expect(page.getByText("killed by the test")).toBeVisible();
  await playground.button("▶ Continue").click();
  expect(await playground.result()).toBe(await undisturbed(long));
});

test("a link with a setting that no method has says so, and the rest holds", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`${THREE}&d.lr=0.5&b.lr=-1&c.n=5`);
  await playground.result();
  await expect(page.locator('dd-notices li[data-key="d.lr"]')).toContainText("methods go from a to c");
  await expect(page.locator('dd-notices li[data-key="b.lr"]')).toContainText("is used");
  await expect(page.locator('dd-notices li[data-key="c.n"]')).toBeVisible();
  await expect(page.locator("dd-method").nth(2)).toContainText("step 0.01");
});

test("methods with weights show P(S) side by side and how they fared, and give that away too", async ({ page }) => {
  const playground = new Playground(page);
  const WEIGHTED = "v=2&methods=dice,splitting,slice&kept=2000&splits=12&particles=100&chains=16&states=60";
  await playground.open(WEIGHTED);
  await playground.result();
  const likelihood = page.locator('[data-part="likelihood"]');
  const workings = page.locator('[data-part="workings"]');
  const chart = likelihood.getByRole("img");
  await expect(chart).toHaveAttribute("aria-label", /Dice: 1 in .*; Splitting: 0\.\d+ \(95%: .*; Slice sampling: not estimated/);
  await expect(workings.locator("dd-lines")).toHaveCount(2);
  await expect(workings).toContainText("First particles with descendants at the end");
  await expect(workings).toContainText("R-hat of test errors");
  for (const painted of [chart, ...(await workings.getByRole("img").all())]) {
    await painted.scrollIntoViewIfNeeded();
    await expect.poll(() => colours(painted), "more is painted than the ground").toBeGreaterThan(3);
  }
  const keeping = new Keeping(page);
  await keeping.openPanel();
  for (const name of ["P(S), by every method that estimates it", "Splitting: The ladder of levels"]) {
    await expect(keeping.panel).toContainText(name);
  }
  await expectAccessibleInEveryLook(page);
  await page.evaluate((link) => (location.hash = link), `${WEIGHTED}&hide=likelihood`);
  await expect(likelihood).toHaveCount(0);
  await expect(workings).toHaveCount(1);
  await page.evaluate((link) => (location.hash = link), `${WEIGHTED}&methods=dice,descent`);
  await expect(workings).toHaveCount(0);
});

/** How many colours a canvas shows. */
function colours(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    if (width === 0 || height === 0) return 0;
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })!;
    copy.drawImage(element as HTMLCanvasElement, 0, 0);
    return new Set(new Uint32Array(copy.getImageData(0, 0, width, height).data.buffer)).size;
  });
}
