// What everybody must be able to use: no violation of WCAG 2.2 AA, and nothing that scrolls sideways.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixture.js";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The narrowest phone and a desktop: each width and each colour scheme once. */
const LOOKS = [
  { width: 360, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
] as const;

/** Axe over the page and its frames, or over what `within` selects. What is more than WCAG asks is for whole pages of ours. */
export async function expectAccessible(
  page: Page,
  { within, more = false }: { within?: string; more?: boolean } = {},
): Promise<void> {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .withTags(more ? [...WCAG, "best-practice"] : WCAG)
    // The other way opens a page to put the frames' results together, and takes twice as long.
    .setLegacyMode(page.frames().length === 1);
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
}

/**
 * The page as it stands, narrow and wide, light and dark: what a width changes is no matter of colours, so each is
 * looked at once. One load serves all, as for a visitor whose system darkens at night.
 */
export async function expectAccessibleInEveryLook(page: Page, within?: string): Promise<void> {
  for (const { width, colorScheme } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(over, `scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
    await expectAccessible(page, within ? { within } : { more: true });
  }
}
