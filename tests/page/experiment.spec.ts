// Choosing another experiment: presets, the truth table, settings, links.

import { expect, test } from "./fixture.js";
import { LONG, Playground, SHORT } from "./playground.js";

test("a preset changes the experiment and says what to watch", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  const first = await playground.result();
  const watch = page.locator(".watch");
  const before = await watch.innerText();
  await page.getByLabel("Show me").selectOption("xor");
  await expect(watch).not.toHaveText(before);
  await expect(watch).toContainText("What to watch");
  await expect(page).toHaveURL(/target=xor/);
  expect(await playground.result()).not.toBe(first);
  // A preset is complete: nothing is left of what was set before.
  expect(new URL(page.url()).hash).toBe("#v=2&target=xor");
});

test("a click flips a label, or moves an input between training and test", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  const first = await playground.result();
  const input = playground.input(5);
  await expect(input).toHaveAccessibleName(/label 0/);
  await input.click();
  await expect(input).toHaveAccessibleName(/label 1/);
  expect(await playground.result()).not.toBe(first);

  const membership = /training|test/.exec((await input.getAttribute("aria-label")) ?? "")?.[0];
  await page.getByLabel("moves between training and test").check();
  await input.click();
  await expect(input).toHaveAccessibleName(membership === "test" ? /training/ : /test/);
  await input.click();
  await expect(input).toHaveAccessibleName(membership === "test" ? /test/ : /training/);
  await input.click();
  await page.getByLabel("flips the label").check();
  await input.click();
  await expect(input).toHaveAccessibleName(/label 0/);
});

test("everything can be done by keyboard", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  const first = await playground.result();

  await playground.input(0).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(playground.input(9)).toBeFocused();
  const before = (await playground.input(9).getAttribute("aria-label")) ?? "";
  await page.keyboard.press("Space");
  await expect(playground.input(9)).toHaveAccessibleName(before.includes("label 0") ? /label 1/ : /label 0/);
  const flipped = await playground.result();
  expect(flipped).not.toBe(first);
  await page.keyboard.press("t");
  await expect(playground.input(9)).toHaveAccessibleName(before.includes("training") ? /test/ : /training/);
  await playground.result();

  await playground.chart.focus();
  // The chart knows at once what is selected; its description comes later.
  const ends: string[] = [];
  for (const key of ["Home", "End"]) {
    await page.keyboard.press(key);
    const selected = await page.locator("dd-scatter").evaluate((chart) => String(Reflect.get(chart, "selected")));
    await expect(playground.detail.locator("code")).toHaveText(`0x${parseInt(selected, 2).toString(16).padStart(4, "0")}`);
    ends.push(selected);
  }
  expect(ends[0]).not.toBe(ends[1]);

  await playground.button("Reset").focus();
  await page.keyboard.press("Enter");
  await playground.result();
});

test("a refused text stays beside its error, and the run goes on", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(LONG);
  await playground.openGroup("descent");
  const rate = playground.setting("lr");
  await rate.getByRole("textbox").fill("-1");
  await rate.getByRole("textbox").press("Enter");
  await expect(rate.getByRole("alert")).toContainText("Still in use: 0.1");
  await expect(rate.getByRole("textbox")).toHaveValue("-1");
  await playground.expectSomeCounted();

  await rate.getByRole("textbox").fill("0.2");
  await rate.getByRole("textbox").press("Enter");
  await expect(rate.getByRole("alert")).toHaveCount(0);
  await expect(page).toHaveURL(/lr=0\.2/);
});

test("a larger budget goes on where the run had ended", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open("v=2&runs=4000&kept=4000");
  const whole = await playground.result();
  await playground.open(SHORT);
  await playground.result();
  const merged = await playground.merged();
  await playground.openGroup("run");
  for (const key of ["runs", "kept"]) {
    await playground.setting(key).getByRole("textbox").fill("4000");
    await playground.setting(key).getByRole("textbox").press("Enter");
  }
  await expect.poll(() => playground.merged()).toBeGreaterThan(merged);
  await expect(playground.main).toHaveAttribute("data-fingerprint", whole);
});

test("a link is restored, and can be followed within the page", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`${SHORT}&target=xor&seed=7`);
  const first = await playground.result();
  await expect(playground.setting("seed").locator("input")).toHaveValue("7");
  await expect(playground.setting("target").locator("input")).toHaveValue("xor");

  await page.evaluate((hash) => {
    location.hash = hash;
  }, `${SHORT}&target=xor&seed=8`);
  await expect(playground.setting("seed").locator("input")).toHaveValue("8");
  expect(await playground.result()).not.toBe(first);
});

test("a broken link gives a notice with key and value, and the rest holds", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`${SHORT}&sigma_b=-1&colour=red&seed=7`);
  await playground.result();
  await expect(page.locator('dd-notices li[data-key="sigma_b"]')).toContainText("0 is used");
  await expect(page.locator('dd-notices li[data-key="colour"]')).toBeVisible();
  await expect(playground.setting("seed").locator("input")).toHaveValue("7");
  // What was not understood can be read and mended in the address until then.
  await page.waitForTimeout(600);
  await expect(page).toHaveURL(/sigma_b=-1&colour=red&seed=7$/);
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.locator("dd-notices li")).toHaveCount(0);
  await expect(page).toHaveURL(/#v=2&sigma_b=0&seed=7&runs=\d+&kept=\d+$/);

  // What is certain needs no notice, and is written as it was meant.
  await page.goto("about:blank");
  await playground.open("#v%3D1&amp;experiment=landscape&amp;draws=2000&amp;n%3D3&amp;hide%3Dabout).");
  await expect(page.locator("dd-landscape main")).toHaveAttribute("data-phase", "ended");
  await expect(page).toHaveURL(/#v=2&experiment=landscape&n=3&draws=2000&hide=about$/);
  await expect(page.locator("dd-notices li")).toHaveCount(0);
});

test("an address that the browser does not let be changed is changed later", async ({ page }) => {
  await page.addInitScript(() => {
    const replace = history.replaceState.bind(history);
    let refused = 0;
    history.replaceState = (...how) => {
      refused += 1;
      if (refused <= 3) throw new DOMException("Too many calls", "SecurityError");
      replace(...how);
    };
  });
  const playground = new Playground(page);
  await playground.open(`${SHORT}&theme=dark`);
  await playground.result();
  await page.getByRole("button", { name: "New seed" }).click();
  await expect(page).toHaveURL(/seed=\d+/);
});

test("more functions are listed on demand", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  await playground.result();
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(page.locator("dd-ranking li")).toHaveCount(40);
  await playground.expectPhase("ended");
});

test("descent says why it cannot run without gradients, and dice run", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`${SHORT}&activation=sign`);
  await playground.result();
  await expect(page.locator("dd-method[method=descent]")).toContainText(/gradient/);
});
