// The result depends on settings and seed alone, not on who did the work.

import { expect, test } from "./fixture.js";
import { Playground, SHORT } from "./playground.js";

test("one worker and four count the same", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`${SHORT}&workers=1`);
  const alone = await playground.result();
  await playground.open(`${SHORT}&workers=4`);
  expect(await playground.result()).toBe(alone);
});

test("workers killed in mid-run are replaced, and the census is the same", async ({ page, complaints }) => {
  complaints.allow(/killed by the test/);
  const playground = new Playground(page);
  const link = "v=1&runs=200000&kept=200000&workers=2";
  await playground.open(link);
  const undisturbed = await playground.result();

  await playground.open(link);
  await playground.expectSomeCounted();
  await playground.button("❚❚ Pause").click();
  await playground.expectPhase("paused");
  const [first, second] = page.workers().filter((worker) => worker.url().includes("sampler"));
  // One fails aloud, the other is simply gone.
  await first?.evaluate(() => void setTimeout(() => { throw new Error("killed by the test"); }));
  await expect(page.getByText("killed by the test")).toBeVisible();
  await second?.evaluate(() => self.close()).catch(() => undefined);
  await playground.button("▶ Continue").click();
  expect(await playground.result()).toBe(undisturbed);
});
