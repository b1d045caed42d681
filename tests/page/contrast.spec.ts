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
      (
        getComputedStyle(element)
          .getPropertyValue(property)
          .match(/[\d.]+/g) ?? []
      )
        .slice(0, 3)
        .map(Number) as Colour,
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
      const picture = page.locator("dd-ranking svg[viewBox]").first();
      const [ones, zeros] = [await colour(picture.locator(".ones"), "fill"), await colour(picture.locator(".zeros"), "fill")];
      expect(contrast(ones, zeros)).toBeGreaterThan(7);
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

const EXPERIMENTS = {
  compare: SHORT,
  landscape: "v=2&experiment=landscape&n=3&draws=2000",
  gates: "v=2&experiment=gates&draws=1000&hidden=none",
  map: "v=2&experiment=map&resolution=64&paths=2",
};

/** The letters of a control against what is behind them, each as it is painted now. */
const colours = (control: Locator): Promise<[Colour, Colour]> =>
  control.evaluate((control) => {
    const numbers = (text: string): number[] => {
      const found = (text.match(/[\d.]+(e-?\d+)?/g) ?? []).map(Number);
      return text.startsWith("color(srgb") ? [...found.slice(0, 3).map((share) => 255 * share), ...found.slice(3)] : found;
    };
    let behind: Element | null = control;
    let ground = numbers(getComputedStyle(control).backgroundColor);
    while (ground[3] === 0 && behind) {
      const root: Node = behind.getRootNode();
      behind = behind.assignedSlot ?? behind.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
      if (behind) ground = numbers(getComputedStyle(behind).backgroundColor);
    }
    return [numbers(getComputedStyle(control).color).slice(0, 3), ground.slice(0, 3)] as [Colour, Colour];
  });

for (const [experiment, link] of Object.entries(EXPERIMENTS)) {
  test(`every control of the ${experiment} can be read, pressed or not, under the pointer or not`, async ({ page }) => {
    await page.goto(`./#${link}`);
    await expect(page.locator(`dd-${experiment} main`)).toHaveAttribute("data-phase", "ended");
    // One of every kind: by where it is, its class, and its state.
    const count = await page.evaluate(() => {
      const kinds = new Set<string>();
      const look = (root: ParentNode): void => {
        for (const element of root.querySelectorAll("*")) {
          if (element.shadowRoot) look(element.shadowRoot);
          if (!element.matches("button:not(:disabled), select:not(:disabled), a[href]") || !element.checkVisibility()) continue;
          const state = ["aria-pressed", "aria-selected", "aria-expanded", "aria-current"].map((name) =>
            element.getAttribute(name),
          );
          const parent = element.parentElement;
          const kind = [parent?.localName, parent?.className, element.localName, element.className, ...state].join();
          if (kinds.has(kind)) continue;
          element.setAttribute("data-kind", String(kinds.size));
          kinds.add(kind);
        }
      };
      look(document);
      return kinds.size;
    });
    expect(count).toBeGreaterThan(10);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (let kind = 0; kind < count; kind += 1) {
        const control = page.locator(`[data-kind="${kind}"]`);
        const name = await control.evaluate((one) => `${one.parentElement?.className} ${one.outerHTML.slice(0, 120)}`);
        await page.mouse.move(0, 0);
        expect(contrast(...(await colours(control))), `${colorScheme}: ${name}`).toBeGreaterThan(4.49);
        await control.hover();
        expect(contrast(...(await colours(control))), `${colorScheme}, under the pointer: ${name}`).toBeGreaterThan(4.49);
      }
    }
  });
}
