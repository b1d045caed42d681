// The gates, and the way to them.

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessibleInEveryLook } from "./accessible.js";
import { expect, scriptsOf, test } from "./fixture.js";
import { imageOf, LONG, Playground, still } from "./playground.js";

const SHORT = "v=2&experiment=gates&draws=1000&hidden=none";

async function open(page: Page, hash = SHORT): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`./#${hash}`);
  await expect(page.locator("dd-gates main")).toHaveAttribute("data-phase", "ended");
}

const row = (page: Page, gate: string) => page.locator(`dd-gates-table tr[data-gate="${gate}"]`);
const cell = (page: Page, gate: string, column: string) => row(page, gate).locator(`[data-cell="${column}"]`);

test("links lead from experiment to experiment and back to where one was", async ({ page }) => {
  await page.goto(`./#${LONG}&seed=7`);
  const navigation = page.getByRole("navigation", { name: "Experiments" });
  await expect(navigation.getByRole("link", { name: "Compare" })).toHaveAttribute("aria-current", "page");
  await expect.poll(() => page.locator("dd-compare main").getAttribute("data-merged").then(Number)).toBeGreaterThan(0);
  await expect.poll(() => page.workers().length).toBeGreaterThan(1);

  await navigation.getByRole("link", { name: "Gates" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("dd-gates h1")).toBeVisible();
  await expect(page.locator("dd-compare")).toHaveCount(0);
  await expect(navigation.getByRole("link", { name: "Gates" })).toHaveAttribute("aria-current", "page");
  await expect(navigation.locator("[aria-current]")).toHaveCount(1);
  await expect(page.locator("dd-gates-table")).toBeVisible();
  await expect(page).toHaveURL(/#v=2&experiment=gates$/);

  await navigation.getByRole("link", { name: "Compare" }).click();
  await expect(page.locator("dd-compare main")).toHaveAttribute("data-phase", "running");
  await expect(page.locator("dd-gates")).toHaveCount(0);
  await expect(page).toHaveURL(/seed=7/);
  await page.goBack();
  await expect(page.locator("dd-gates h1")).toBeVisible();
});

test("what is due to be written does not overwrite where a link or the way back has led", async ({ page }) => {
  // Browsers tell of a new address some time after it is there; here long enough for everything that is due to come first.
  await page.addInitScript(() =>
    addEventListener("hashchange", (event) => {
      if (!event.isTrusted) return;
      event.stopImmediatePropagation();
      const { oldURL, newURL } = event;
      setTimeout(() => dispatchEvent(new HashChangeEvent("hashchange", { oldURL, newURL })), 600);
    }),
  );
  await page.goto(`./#${LONG}&seed=7`);
  await expect(page.locator("dd-compare main")).toHaveAttribute("data-phase", "running");
  const navigation = page.getByRole("navigation", { name: "Experiments" });
  for (const [name, seed] of [
    ["Gates", 8],
    ["Landscape", 9],
  ] as const) {
    // Whatever was changed last is written a quarter of a second later.
    await page.evaluate((seed) => {
      const experiment = document.querySelector("dd-compare") as unknown as {
        session: { change(key: string, text: string): void };
      };
      experiment.session.change("seed", `${seed}`);
    }, seed);
    await navigation.getByRole("link", { name }).click();
    await expect(page.locator(`dd-${name.toLowerCase()} h1`)).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`experiment=${name.toLowerCase()}$`));
    await page.goBack();
    await expect(page.locator("dd-compare main")).toHaveAttribute("data-phase", "running");
  }
});

test("an experiment that is left does no more work", async ({ page }) => {
  await open(page);
  await page.goto("./#v=2&experiment=gates&draws=100000000000");
  await expect.poll(() => page.workers().length).toBeGreaterThan(1);
  await page.getByRole("link", { name: "Compare" }).click();
  await expect(page.locator("dd-compare main")).toHaveAttribute("data-phase", "running");
  const names = page.workers().map((worker) => worker.url());
  // One ledger, of the comparison; the gates' is gone.
  await expect
    .poll(() => page.workers().filter((worker) => /ledger/.test(worker.url())).length, { message: names.join() })
    .toBe(1);
});

test("the comparison loads nothing of the gates", async ({ page }) => {
  const loaded = scriptsOf(page);
  await page.goto("./#v=2&runs=100&kept=100");
  await expect(page.locator("dd-compare main")).toHaveAttribute("data-phase", "ended");
  const scripts = await loaded();
  expect(scripts.filter((text) => text.includes("dd-compare")).length).toBeGreaterThan(0);
  expect(scripts.filter((text) => text.includes("dd-gates-picture"))).toEqual([]);
});

test("two inputs: exact fractions, areas, and what is impossible", async ({ page }) => {
  await open(page);
  await expect(page.locator("dd-gates-table tbody tr")).toHaveCount(16);
  for (const [gate, fraction] of [
    ["0001", "1/48"],
    ["0111", "2/48"],
    ["1111", "13/48"],
    ["0110", "0"],
  ] as const) {
    await expect(cell(page, gate, "cube")).toContainText(fraction);
  }
  await expect(cell(page, "0111", "cube")).toContainText("0.041667");
  await expect(cell(page, "0001", "gaussian")).toContainText("0.01462330467");
  await expect(cell(page, "0001", "formula")).toContainText("a & b");
  await expect(cell(page, "1111", "drawn")).toContainText(" to ");
  await expect(page.locator("dd-gates [data-verdict]")).toContainText("p = ");
});

test("a row opens into all that is known of it, by mouse, by keyboard and by finger", async ({ page }) => {
  await open(page);
  const detail = (gate: string) => page.locator(`dd-gates-table [data-detail="${gate}"]`);
  const button = (gate: string) => row(page, gate).getByRole("button", { name: /everything that is known/ });
  await expect(page.locator("dd-gates-table [data-detail]")).toHaveCount(0);
  await expect(button("0001")).toHaveAttribute("aria-expanded", "false");
  await button("0001").focus();
  await page.keyboard.press("Enter");
  await expect(button("0001")).toHaveAttribute("aria-expanded", "true");
  await expect(detail("0001").locator('[data-said="gaussian"]')).toContainText(
    "0.01462330467 = (2 arccos(√(2/3)) − π/3) / 4π, error at most",
  );
  await expect(detail("0001").locator('[data-said="drawn"]')).toContainText(/\(95%: .* to .*\), [\d,]+ of [\d,]+/);
  await expect(detail("0001").locator('[data-said="formula"]')).toContainText("2 leaves: a & b");
  await expect(detail("0001").locator('[data-said="conditions"]')).toContainText("3 needed of 4");
  await expect(detail("0001").locator(".redundant")).toHaveText("c ≤ 0");
  await button("0111").click();
  await expect(detail("0111").locator('[data-said="cube"]')).toContainText("2/48 = 1/24 = 0.041667");
  for (const gate of ["0110", "1001"]) {
    await button(gate).click();
    await expect(detail(gate).locator('[data-said="conditions"]')).toContainText("impossible");
    await expect(detail(gate).locator('[data-said="conditions"]')).toContainText("add up to");
  }
  await page.keyboard.press("Space");
  await expect(detail("1001")).toHaveCount(0);
  await expect(detail("0001")).toBeVisible();
  await expectAccessibleInEveryLook(page);
});

test("every heading sorts, by keyboard too, both ways", async ({ page }) => {
  await open(page);
  const heading = page.locator('dd-gates-table [data-column="cube"]');
  const first = page.locator("dd-gates-table tbody tr").first();
  await heading.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator('dd-gates-table th[aria-sort="descending"]')).toContainText("P in the cube");
  await expect(first).toHaveAttribute("data-gate", "0000");
  await heading.press("Enter");
  await expect(page.locator('dd-gates-table th[aria-sort="ascending"]')).toHaveCount(1);
  await expect(first).toHaveAttribute("data-gate", "0110");
  await expect(page).toHaveURL(/sort=cube/);
  for (const button of await page.locator("dd-gates-table thead button").filter({ visible: true }).all()) {
    await button.click();
    await expect(page.locator("dd-gates-table th[aria-sort] button")).toHaveAttribute(
      "data-column",
      (await button.getAttribute("data-column")) ?? "",
    );
    await expect(page.locator("dd-gates-table tbody tr")).toHaveCount(16);
  }
  // A column for which there is no room is there while it sorts.
  const needed = page.locator('dd-gates-table th[data-room] [data-column="conditions"]');
  await expect(needed).toBeHidden();
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `${SHORT}&sort=conditions`);
  await expect(needed).toBeVisible();
  await expect(first).toContainText("3 needed");
});

test("a region marks its row, a row its region", async ({ page }) => {
  await open(page);
  const canvas = page.locator("dd-gates-picture canvas");
  const image = () => imageOf(canvas);
  await canvas.scrollIntoViewIfNeeded();
  const plain = await image();
  const box = (await canvas.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.4);
  await expect(page.locator("dd-gates-table tr.marked")).toHaveCount(1);
  await expect(page.locator("dd-gates-table tr.marked")).toHaveAttribute("data-gate", "1111");
  await page.mouse.move(0, 0);
  await expect(page.locator("dd-gates-table tr.marked")).toHaveCount(0);
  await expect.poll(image).toBe(plain);
  await row(page, "0101").getByRole("button").focus();
  await expect.poll(image).not.toBe(plain);
});

test("the picture turns by dragging and by keys, and keeps its side", async ({ page }) => {
  await open(page);
  const canvas = page.locator("dd-gates-picture canvas");
  const image = () => imageOf(canvas);
  const plain = await image();
  await canvas.focus();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(image).not.toBe(plain);
  await page.keyboard.press("Home");
  await expect.poll(image).toBe(plain);
  const box = (await canvas.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 + 20);
  await page.mouse.up();
  await page.mouse.move(0, 0);
  await expect.poll(image).not.toBe(plain);
  const turned = await image();
  await page.locator('dd-gates-table [data-column="cube"]').click();
  await expect(page.locator("dd-gates-table th[aria-sort] button")).toHaveAttribute("data-column", "cube");
  await page.mouse.move(0, 0);
  await expect.poll(image).toBe(turned);
  await page.getByRole("button", { name: "Sphere" }).click();
  await expect.poll(image).not.toBe(turned);
});

test("three and four inputs by class, which open into their functions", async ({ page }) => {
  await open(page, `${SHORT}&n=3`);
  await expect(page.getByText("104 of the 256 functions")).toBeVisible();
  const classes = page.locator("dd-gates-table tbody tr[data-gate]");
  await expect(classes.first()).toBeVisible();
  const before = await classes.count();
  await row(page, "00000000").getByRole("button").click();
  await expect(page.locator("dd-gates-table tr.member")).toHaveCount(2);
  await expect(classes).toHaveCount(before + 2);
  await open(page, `${SHORT}&n=4`);
  await expect(page.getByText("1,882 of the 65,536 functions")).toBeVisible();
});

test("the file has every function, volumes beside complexities and counts", async ({ page }) => {
  await open(page, `${SHORT}&n=3`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the table as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("gates-n3-01-seed1.csv");
  const lines = (await readFile(await file.path(), "utf8")).trimEnd().split("\n");
  expect(lines.length).toBe(257);
  const names = lines[0]!.split(",");
  for (const name of ["cube_fraction", "gaussian", "perceptron_count", "network_count", "formula", "lz", "circuit"]) {
    expect(names).toContain(name);
  }
  const threshold = lines.slice(1).filter((line) => line.split(",")[names.indexOf("threshold")] === "1");
  expect(threshold.length).toBe(104);
});

test("volumes of two, three and four inputs stand against a complexity that is chosen", async ({ page }) => {
  await open(page);
  const chart = page.locator("dd-gates-volumes");
  const canvas = chart.locator("canvas");
  await expect(page.getByText("14 functions of 2 inputs, 104 of 3 and 1,882 of 4")).toBeVisible();
  await expect(canvas).toHaveAccessibleName(/formula size.*1,882 of 4.*The squares are how often/);

  const told = chart.locator(".told");
  await canvas.focus();
  // It is painted when it is about to be seen.
  await expect(async () => {
    await page.keyboard.press("Home");
    await expect(told).toContainText(/FALSE, TRUE.*2 inputs/, { timeout: 500 });
  }).toPass();
  await page.keyboard.press("End");
  await expect(told).toContainText(/4 inputs: 1\/\d+ of parameter space/);
  // The marks keep their meaning when the settings change.
  const image = () => imageOf(canvas);
  const before = await image();
  await page.locator("dd-gates figure").getByLabel("Complexity").selectOption("entropy");
  await expect(page).toHaveURL(/measure=entropy/);
  await expect(canvas).toHaveAccessibleName(/against Entropy/);
  await expect.poll(image).not.toBe(before);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save these marks as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("gates-volumes-entropy-seed1.csv");
  const lines = (await readFile(await file.path(), "utf8")).trimEnd().split("\n");
  expect(lines[0]).toBe("what,inputs,function,names,functions,entropy,probability,low,high,count,draws");
  for (const start of ["exact,2,", "exact,3,", "exact,4,", "network,2,"]) {
    expect(lines.some((line) => line.startsWith(start))).toBe(true);
  }
});

test("pointing at a mark of the chart names its functions and marks their row", async ({ page }) => {
  await open(page);
  const chart = page.locator("dd-gates-volumes");
  await expect(page.getByText("1,882 of 4 that a perceptron")).toBeVisible();
  await chart.locator("canvas").focus();
  // It is painted when it is about to be seen.
  await expect(async () => {
    await page.keyboard.press("Home");
    await expect(chart.locator(".told")).toContainText("FALSE", { timeout: 500 });
  }).toPass();
  await expect(page.locator("dd-gates-table tr.marked")).toHaveAttribute("data-gate", "0000");
  await page.keyboard.press("Escape");
  await expect(page.locator("dd-gates-table tr.marked")).toHaveCount(0);
});

test("space walks through the regions, and turns those at the back into view", async ({ page }) => {
  await open(page);
  const canvas = page.locator("dd-gates-picture canvas");
  const marked = page.locator("dd-gates-table tr.marked");
  await canvas.focus();
  const top = async () => Math.round((await canvas.boundingBox())!.y);
  const before = await top();
  const walked: (string | null)[] = [];
  for (let step = 0; step < 14; step += 1) {
    await page.keyboard.press("Space");
    await expect(marked).toHaveCount(1);
    await expect.poll(() => marked.getAttribute("data-gate")).not.toBe(walked.at(-1) ?? null);
    walked.push(await marked.getAttribute("data-gate"));
  }
  expect(new Set(walked).size).toBe(14);
  expect(walked).not.toContain("0110");
  await expect(page.locator("dd-gates-picture [aria-live]")).toHaveText("Region of TRUE");
  await page.keyboard.press("Shift+Space");
  await expect(marked).toHaveAttribute("data-gate", walked[12]!);
  await page.keyboard.press("Escape");
  await expect(marked).toHaveCount(0);
  // The keys were not taken for scrolling.
  expect(await top()).toBe(before);
  const outline = await canvas.evaluate((canvas) => getComputedStyle(canvas).outlineStyle);
  expect(outline).not.toBe("none");
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 640 } });

  test("a swipe across turns the picture, a swipe along the page scrolls it, a tap stays marked", async ({ page }) => {
    await open(page);
    const canvas = page.locator("dd-gates-picture canvas");
    await canvas.evaluate((canvas) => canvas.scrollIntoView({ block: "center" }));
    const box = (await canvas.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const touch = await page.context().newCDPSession(page);
    const swipe = async (dx: number, dy: number) => {
      await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
      for (let step = 1; step <= 10; step += 1) {
        const touchPoints = [{ x: x + (dx * step) / 10, y: y + (dy * step) / 10 }];
        await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints });
      }
      await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    };
    const image = () => imageOf(canvas);
    const scrolled = () => page.evaluate(() => scrollY);
    const [plain, top] = [await image(), await scrolled()];
    await swipe(90, 0);
    await expect.poll(image).not.toBe(plain);
    expect(await scrolled()).toBe(top);
    await swipe(0, -120);
    await expect.poll(scrolled).toBeGreaterThan(top);
    await still(page);

    await canvas.evaluate((canvas) => canvas.scrollIntoView({ block: "center" }));
    await page.touchscreen.tap(x, y);
    await expect(page.locator("dd-gates-table tr.marked")).toHaveCount(1);
    await page.waitForTimeout(300);
    await expect(page.locator("dd-gates-table tr.marked")).toHaveCount(1);
  });
});

test("a pause stops the draws, and they go on from there", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open("v=2&experiment=gates&draws=100000000000");
  await playground.expectSomeCounted();
  await page.getByRole("button", { name: "Pause" }).click();
  await playground.expectPhase("paused");
  await playground.fingerprint();
  const held = await playground.merged();
  await page.waitForTimeout(300);
  expect(await playground.merged()).toBe(held);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect.poll(() => playground.merged()).toBeGreaterThan(held);
});

for (const n of [2, 3]) {
  test(`narrow and wide, light and dark: everybody can use the gates of ${n} inputs`, async ({ page }) => {
    await open(page, `${SHORT}&n=${n}`);
    await expectAccessibleInEveryLook(page);
  });
}
