// High contrast, asked for or forced by the system's own colours.

import type { Locator } from "@playwright/test";
import { expectAccessible } from "./accessible.js";
import { expect, test } from "./fixture.js";
import { Playground, SHORT } from "./playground.js";

type Colour = [red: number, green: number, blue: number];

/** Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio"). */
function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [one, other]
    .map((colour) => {
      const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
        const share = channel / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const colour = (element: Locator, property: string): Promise<Colour> =>
  element.evaluate(
    (element, property) =>
      (getComputedStyle(element).getPropertyValue(property).match(/[\d.]+/g) ?? []).slice(0, 3).map(Number) as Colour,
    property,
  );

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: "reduce" } });

    test("who asks for more contrast gets it, in words and charts", async ({ page }) => {
      await page.emulateMedia({ contrast: "more" });
      const playground = new Playground(page);
      const corner = async () => (await playground.lookAtChart()).corner;
      await playground.open(SHORT);
      await playground.result();
      const ground = await colour(page.locator("body"), "background-color");
      for (const words of [".lead", "figcaption", ".numbers", ".quiet", "h2", "dt"]) {
        const ratio = contrast(await colour(page.locator(words).first(), "color"), ground);
        expect(ratio, words).toBeGreaterThan(7);
      }
      expect(contrast(await colour(playground.button("Reset"), "border-top-color"), ground)).toBeGreaterThan(7);
      await expect.poll(corner).toBe(colorScheme === "dark" ? 0 : 765);
      await expectAccessible(page);
    });

    test("where the system forces its colours nothing is lost", async ({ page }) => {
      await page.emulateMedia({ forcedColors: "active", contrast: "more" });
      const playground = new Playground(page);
      const corner = async () => (await playground.lookAtChart()).corner;
      await playground.open(SHORT);
      await playground.result();
      await expect.poll(corner).toBe(colorScheme === "dark" ? 0 : 765);
      // What tells one from the other by its fill.
      const ground = await colour(page.locator("body"), "background-color");
      const one = page.locator("dd-task .one").first();
      expect(contrast(await colour(one, "background-color"), ground)).toBeGreaterThan(7);
      expect(contrast(await colour(one, "color"), await colour(one, "background-color"))).toBeGreaterThan(7);
      const cells = page.locator("dd-ranking svg").first().locator("rect");
      expect(contrast(await colour(cells.nth(0), "fill"), await colour(cells.nth(15), "fill"))).toBeGreaterThan(7);
      expect(contrast(await colour(page.locator("dd-ranking .bar").first(), "background-color"), ground)).toBeGreaterThan(3);
      await page.keyboard.press("Tab");
      await expect(page.getByRole("link", { name: "Compare" })).toHaveCSS("outline-style", "solid");
      await expectAccessible(page);

      await page.keyboard.press("4");
      const map = page.locator("dd-map");
      await expect(map.locator("main")).toHaveAttribute("data-phase", "ended");
      for (const pressed of [map.locator('[data-does="plane"]'), map.locator('.switch [aria-pressed="true"]')]) {
        await expect(pressed).toHaveCSS("forced-color-adjust", "none");
        expect(contrast(await colour(pressed, "color"), await colour(pressed, "background-color"))).toBeGreaterThan(7);
      }
      const swatches = map.locator("dd-map-legend .swatch");
      const first = await colour(swatches.nth(0), "background-color");
      expect(await colour(swatches.nth(1), "background-color")).not.toEqual(first);
      await expectAccessible(page);
    });
  });
}
