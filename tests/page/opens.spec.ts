import { expect, test } from "./fixture.js";

test("the page opens and its engine runs", async ({ page }) => {
  await page.goto("./");
  await expect(page).toHaveTitle("Dice & Descent");
  await expect(page.getByText("The engine runs, with SIMD.")).toBeVisible();
});
