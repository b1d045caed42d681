// Light and dark as the link says, whatever the device prefers.

import type { Page } from "@playwright/test";
import { expect, test } from "./hosts.js";
import { Playground, SHORT } from "./playground.js";

/** How light the page is, 0 to 255. */
const ground = (page: Page) => page.evaluate(() => Number(/\d+/.exec(getComputedStyle(document.body).backgroundColor)?.[0]));

test("the link, a button and a key make the page dark, and its charts with it", async ({ page }) => {
  const playground = new Playground(page);
  const corner = async () => (await playground.lookAtChart()).corner;
  await playground.open(`${SHORT}&theme=dark`);
  await expect.poll(() => ground(page)).toBeLessThan(60);
  const fingerprint = await playground.result();
  await expect.poll(corner).toBeLessThan(200);

  const colours = page.getByRole("button", { name: /^Colours/ });
  await expect(colours).toHaveAccessibleName("Colours: dark");
  await colours.click();
  await expect(colours).toHaveAccessibleName("Colours: as this device prefers");
  await expect.poll(corner).toBeGreaterThan(600);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(corner).toBeLessThan(200);
  await page.keyboard.press("t");
  await expect.poll(corner).toBeGreaterThan(600);
  await expect(page).toHaveURL(/theme=light/);
  expect(await playground.fingerprint()).toBe(fingerprint);

  // It goes with the visitor to the other experiments, and stays with a preset.
  await page.keyboard.press("4");
  await expect(page.locator("dd-map canvas")).toBeVisible();
  await expect(page).toHaveURL(/experiment=map.*theme=light/);
  await expect.poll(() => ground(page)).toBeGreaterThan(200);
  await page.getByLabel("Show me").selectOption({ index: 2 });
  await expect(colours).toHaveAccessibleName("Colours: light");
});

test("a figure is as the page around it is, framed or not", async ({ page, hosts, baseURL }) => {
  const settings = `runs="300" kept="300" theme="dark"`;
  await page.goto(
    hosts.write(
      "themed.html",
      `<!doctype html><title>Host</title><link rel="icon" href="data:," />
      <script async src="${baseURL}embed.js"></script><dice-and-descent ${settings}></dice-and-descent>
      <script type="module" src="${baseURL}package/element.js"></script>
      <dice-and-descent-figure ${settings}></dice-and-descent-figure>`,
    ),
  );
  const framed = page.frameLocator("iframe");
  await expect(framed.locator("main")).toHaveAttribute("data-phase", "ended");
  const dark = (element: Element) => getComputedStyle(element).getPropertyValue("--scheme").trim();
  await expect.poll(() => framed.locator("main").evaluate(dark)).toBe("dark");
  const figure = page.locator("dice-and-descent-figure");
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator("dd-scatter")).toBeVisible();
  await expect.poll(() => figure.evaluate(dark)).toBe("dark");
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--scheme"))).toBe("");

  await page.locator("dice-and-descent, dice-and-descent-figure").evaluateAll((all) => {
    for (const element of all) element.setAttribute("theme", "light");
  });
  await expect.poll(() => framed.locator("main").evaluate(dark)).toBe("light");
  await expect.poll(() => figure.evaluate(dark)).toBe("light");
});

test("the panel for sharing builds it in", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  await playground.result();
  await page.keyboard.press("e");
  await page.getByRole("radio", { name: "Dark" }).check();
  for (const copy of ["link", "part", "iframe"]) {
    await expect(page.locator(`dd-share [data-copy="${copy}"] pre`)).toContainText("theme=dark");
  }
  await expect(page.locator('dd-share [data-copy="element"] pre')).toContainText('theme="dark"');
});
