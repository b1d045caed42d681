// Keys that do what the buttons do, and the list of them.

import type { Page } from "@playwright/test";
import { expectAccessibleInEveryLook } from "./accessible.js";
import { expect, test } from "./fixture.js";
import { LONG, Playground, SHORT } from "./playground.js";

const list = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });
const keysListed = async (page: Page): Promise<string[]> => {
  const keys = list(page).locator("dl").first().locator("kbd");
  await expect(keys.first()).toBeVisible();
  return keys.allInnerTexts();
};

test("keys pause, step, begin anew, open panels and lead to the experiments", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(LONG);
  await playground.expectSomeCounted();
  await page.keyboard.press("p");
  await playground.expectPhase("paused");
  const before = await playground.merged();
  await page.keyboard.press("s");
  await expect.poll(() => playground.merged()).toBeGreaterThan(before);
  await page.keyboard.press("P");
  await playground.expectPhase("running");
  await page.keyboard.press("p");
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/seed=\d+/);

  await page.keyboard.press("x");
  await expect(page.locator("dd-keep-panel")).toBeVisible();
  await expect(page.locator("dd-keep .open")).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.locator("dd-keep-panel")).toHaveCount(0);

  await page.keyboard.press("e");
  await expect(page.getByRole("dialog", { name: "Embed or share" })).toBeVisible();
  // Behind a dialog nothing is pressed.
  await page.keyboard.press("3");
  await page.keyboard.press("Escape");
  await expect(page.locator("dd-share")).toHaveCount(0);
  await expect(playground.main).toBeVisible();

  await page.keyboard.press("3");
  await expect(page.locator("dd-gates h1")).toBeVisible();
  await page.keyboard.press("4");
  await expect(page.locator("dd-map h1")).toBeVisible();
});

test("where a key means something else it presses nothing", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(LONG);
  await playground.expectSomeCounted();
  await playground.openGroup("run");
  await playground.setting("seed").locator("input").focus();
  await page.keyboard.type("pnx?3");
  await page.getByLabel("Show me").focus();
  await page.keyboard.press("p");
  for (const chord of ["Control+Alt+p", "Alt+n", "Meta+x"]) await page.keyboard.press(chord);
  await expect(list(page)).toHaveCount(0);
  await expect(page.locator("dd-keep-panel")).toHaveCount(0);
  await playground.expectPhase("running");
});

test("they are listed, for what is there, and can be switched off for good", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(LONG);
  await playground.expectPhase("running");
  await page.keyboard.press("?");
  expect(await keysListed(page)).toEqual(["?", "P", "S", "N", "X", "E", "T", "1", "2", "3", "4"]);
  await expect(list(page)).toContainText("flip the label");
  await list(page).getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await expect(list(page)).toHaveCount(0);
  await page.keyboard.press("p");
  await page.keyboard.press("?");
  await page.reload();
  await playground.expectPhase("running");
  await page.keyboard.press("?");
  await page.keyboard.press("p");
  await expect(list(page)).toHaveCount(0);
  await playground.expectPhase("running");

  const button = page.getByRole("button", { name: "Keyboard shortcuts" });
  await button.press("Enter");
  await expect(list(page).getByRole("checkbox")).not.toBeChecked();
  await list(page).getByRole("checkbox").check();
  await list(page).getByRole("button", { name: "Close" }).click();
  await expect(button).toBeFocused();
  await page.keyboard.press("p");
  await playground.expectPhase("paused");
});

test("in an embedded figure they press what it shows", async ({ page }) => {
  await page.goto("./embed.html#v=2&experiment=map&n=3&resolution=64&hide=all,-map,-pause");
  await expect(page.locator("main")).toHaveAttribute("data-phase", /running|ended/);
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  expect((await keysListed(page)).filter((key) => key !== "P")).toEqual(["?"]);
  await expect(list(page)).toContainText("move the map");
});

test("narrow and wide, light and dark: everybody can use the list", async ({ page }) => {
  await new Playground(page).open(SHORT);
  await new Playground(page).result();
  await page.keyboard.press("?");
  await page.setViewportSize({ width: 360, height: 800 });
  const over = await list(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
  await expectAccessibleInEveryLook(page, "dd-shortcuts");
});
