// The panel that builds links, frames and elements.

import type { Page } from "@playwright/test";
import { expectAccessibleInEveryLook } from "./accessible.js";
import { scriptsOf } from "./fixture.js";
import { expect, test } from "./hosts.js";
import { Playground } from "./playground.js";

const SHORT = "v=2&runs=300&kept=300";

async function openPanel(page: Page, hash = `${SHORT}&target=xor&hidden=8,8`): Promise<void> {
  const playground = new Playground(page);
  await playground.open(hash);
  await playground.result();
  await page.getByRole("button", { name: "Embed / share" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
}

const snippet = (page: Page, copy: string) => page.locator(`dd-share [data-copy="${copy}"] pre`).innerText();
const preview = (page: Page) => page.frameLocator("dd-share dice-and-descent iframe");

test("what is chosen is previewed and stands in what is copied", async ({ page, context, baseURL, hosts }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPanel(page);
  await expect(preview(page).locator("main")).toHaveAttribute("data-phase", "ended");
  await expect(preview(page).locator("dd-scatter")).toBeVisible();
  await expect(preview(page).locator("dd-ranking")).toHaveCount(0);

  const part = (key: string) => page.locator(`dd-share input[data-part="${key}"]`);
  await part("ranking").check();
  await expect(preview(page).locator("dd-ranking")).toBeVisible();
  for (const key of ["methods", "verdict", "pause", "captions", "ranking"]) await part(key).uncheck();
  await page.getByText("Settings: none").click();
  await part("lr").check();
  await expect(preview(page).locator('dd-setting[data-key="lr"]')).toBeVisible();
  await expect(preview(page).locator("dd-setting")).toHaveCount(1);

  const settings = `${SHORT.replace("v=2&", "v=2&target=xor&hidden=8,8&")}&hide=all,-chart,-lr`;
  expect(await snippet(page, "link")).toBe(`${baseURL}#${settings.replace(/&hide=.*/, "")}`.replaceAll(",", "%2C"));
  expect(await snippet(page, "part")).toBe(`${baseURL}#${settings}`);

  for (const copy of ["iframe", "element"]) {
    await page.getByRole("button", { name: copy === "iframe" ? "Copy: Frame" : "Copy: Element" }).click();
    await expect(page.locator(`dd-share [data-copy="${copy}"] button`)).toHaveText("Copied");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const host = await context.newPage();
    await host.goto(
      hosts.write(`${copy}.html`, `<!doctype html><title>Copied</title><link rel="icon" href="data:," />${copied}`),
    );
    const main = host.frameLocator("iframe").locator("main");
    await expect(main).toHaveAttribute("data-phase", "ended");
    expect(await main.getAttribute("data-fingerprint")).toBe(
      await page.locator("dd-compare main").getAttribute("data-fingerprint"),
    );
    await expect(host.frameLocator("iframe").locator("dd-setting")).toHaveCount(1);
    // What the strictest of hosts leaves of it is still words with a link.
    const left = await host.evaluate((copied) => {
      const parsed = new DOMParser().parseFromString(copied, "text/html");
      for (const element of parsed.querySelectorAll("script, iframe")) element.remove();
      for (const element of parsed.querySelectorAll("dice-and-descent, figure, figcaption"))
        element.replaceWith(...element.childNodes);
      return [parsed.body.textContent?.trim(), parsed.querySelector("a")?.href];
    }, copied);
    expect(left).toEqual([
      "Dice & Descent: Compare, computed in your browser.",
      `${baseURL}#${settings.replace(/&hide=.*/, "")}`.replaceAll(",", "%2C"),
    ]);
    await host.close();
  }
});

test("the panel opens and closes by keyboard, and the page behind it rests", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open("v=2&runs=50000000&kept=50000000");
  await playground.expectSomeCounted();
  const button = page.getByRole("button", { name: "Embed / share" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await playground.fingerprint();
  const resting = await playground.merged();
  await page.waitForTimeout(300);
  expect(await playground.merged()).toBe(resting);
  await page.keyboard.press("Escape");
  await expect(page.locator("dd-share")).toHaveCount(0);
  await expect(button).toBeFocused();
  await expect.poll(() => playground.merged()).toBeGreaterThan(resting);
});

test("narrow and wide, light and dark: everybody can use the panel", async ({ page }) => {
  await openPanel(page);
  await expect(preview(page).locator("main")).toHaveAttribute("data-phase", "ended");
  await page.getByText("Settings: none").click();
  await page.setViewportSize({ width: 360, height: 800 });
  const over = await page.locator("dd-share dialog").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
  await expectAccessibleInEveryLook(page, "dd-share");
});

test("the first load is without the panel", async ({ page }) => {
  const loaded = scriptsOf(page);
  await new Playground(page).open(SHORT);
  await new Playground(page).result();
  const scripts = await loaded();
  expect(scripts.filter((text) => text.includes("dd-compare")).length).toBeGreaterThan(0);
  expect(scripts.filter((text) => text.includes("dd-share"))).toEqual([]);
});
