// What the page itself says of its speed.

import { Failure } from "./run.mjs";

const READINGS = 9;
const BETWEEN_MS = 500;
// The page's rate is that of the last five seconds; before them are loading and warming up.
const SETTLING_MS = 7000;

/** "3.1 million networks/s" or "45,123 networks/s" as a number. @param {string} text */
function networksPerSecond(text) {
  const [, number = "", million] = /([\d.,]+)( million)? networks\/s/.exec(text) ?? [];
  const value = Number(number.replaceAll(",", "")) * (million ? 1e6 : 1);
  if (!(value > 0)) throw new Failure(`the page shows no rate: ${text}`);
  return value;
}

/**
 * Rates that the page shows for the dice of a link, drawn by one worker. Descent has nothing to do: one
 * chunk is soon done.
 *
 * @param {import("@playwright/test").Browser} browser
 * @param {string} origin
 * @param {string} link
 */
export async function pageRate(browser, origin, link) {
  const page = await browser.newPage();
  try {
    const endless = "runs=1&kept=100000000&draws=1000000000000";
    await page.goto(`${origin}/page/#${link}&workers=1&${endless}`);
    const rate = page.getByText(/networks\/s/).first();
    await rate.waitFor({ timeout: 30_000 });
    await page.waitForTimeout(SETTLING_MS);
    const rates = [];
    for (let reading = 0; reading < READINGS; reading += 1) {
      rates.push(networksPerSecond((await rate.textContent()) ?? ""));
      await page.waitForTimeout(BETWEEN_MS);
    }
    return rates;
  } finally {
    await page.close();
  }
}
