// The result depends on settings and seed alone, not on who did the work.

import { MEDIUM } from "./faults.js";
import { expect, test } from "./fixture.js";
import { LONG, Playground, SHORT } from "./playground.js";

test("one worker and four count the same", async ({ page, undisturbed }) => {
  const playground = new Playground(page);
  await playground.open(`${SHORT}&workers=4`);
  expect(await playground.result()).toBe(await undisturbed(`${SHORT}&workers=1`));
});

for (const [experiment, link] of Object.entries({
  compare: LONG,
  landscape: "v=1&experiment=landscape&draws=1000000000000",
  gates: "v=1&experiment=gates&draws=100000000000",
  map: "v=1&experiment=map&resolution=1024&hidden=40,40,40,40&n=7",
})) {
  test(`the ${experiment} uses as many workers as were chosen, and fewer or more when told so`, async ({ page }) => {
    await page.goto(`./#${link}&workers=3`);
    const samplers = () => page.workers().filter((worker) => /sampler|hand/.test(worker.url())).length;
    await expect.poll(samplers).toBe(3);
    // And one that keeps the counts, or the picture.
    await expect.poll(() => page.workers().length).toBe(4);
    for (const [workers, left] of [["1", 1], ["2", 2]] as const) {
      await page.evaluate((hash) => void (location.hash = hash), `${link}&workers=${workers}`);
      await expect.poll(samplers).toBe(left);
    }
    await expect(page.locator("main")).toHaveAttribute("data-phase", "running");
  });
}

test("workers killed in mid-run are replaced, and the census is the same", async ({ page, complaints, undisturbed }) => {
  complaints.allow(/killed by the test/);
  const playground = new Playground(page);
  await playground.openPaused(MEDIUM);
  const [first, second] = page.workers().filter((worker) => worker.url().includes("sampler"));
  // One fails aloud, the other is simply gone.
  await first?.evaluate(() => void setTimeout(() => { throw new Error("killed by the test"); }));
  await expect(page.getByText("killed by the test")).toBeVisible();
  await second?.evaluate(() => self.close()).catch(() => undefined);
  await playground.button("▶ Continue").click();
  expect(await playground.result()).toBe(await undisturbed(MEDIUM));
});
