// The run: by itself to its end, and under the visitor's hands.

import { expect, test } from "./fixture.js";
import { LONG, Playground, SHORT } from "./playground.js";

test("the page opens and runs to its budget by itself", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await expect(page).toHaveTitle("Dice & Descent");
  await playground.result();
  await expect(page.locator("dd-method[method=dice]")).toContainText(/1 in \d+ random networks fits/);
  await expect(page.locator("dd-method[method=descent]")).toContainText("Done");
  await expect(page.getByRole("progressbar").first()).toHaveAttribute("aria-valuenow", "100");
  await expect(page.locator(".verdict")).toHaveAttribute("data-kind", /same|close|differ/);
  await expect(page.locator("dd-ranking li")).toHaveCount(20);
  await expect.poll(() => page.locator("dd-summary tr").count()).toBeGreaterThan(5);
});

test("the chart has marks where functions are, and a mark shows its function", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  await playground.result();
  await expect.poll(async () => (await playground.lookAtChart()).marks.length).toBeGreaterThan(100);

  const target = await playground.detail.locator("code").innerText();
  const { marks } = await playground.lookAtChart();
  // The lowest marks are rare functions, far from the target.
  const { x, y } = marks[marks.length - 1]!;
  await playground.chart.hover({ position: { x, y } });
  await expect(playground.detail.locator("code")).not.toHaveText(target);
  await playground.detail.getByRole("button", { name: "Back to the target" }).click();
  await expect(playground.detail.locator("code")).toHaveText(target);
});

test("nothing counted means no marks", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(LONG);
  await playground.expectSomeCounted();
  await playground.button("❚❚ Pause").click();
  await playground.button("Reset").click();
  await expect(playground.main).toHaveAttribute("data-merged", "0");
  await expect.poll(async () => (await playground.lookAtChart()).marks.length).toBe(0);
});

test("pause holds the counts, a step counts one chunk of each method, continue goes on", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(LONG);
  await playground.expectSomeCounted();
  await playground.button("❚❚ Pause").click();
  await playground.expectPhase("paused");
  const fingerprint = await playground.fingerprint();
  const merged = await playground.merged();

  await playground.button("Step").click();
  await expect(playground.main).toHaveAttribute("data-merged", String(merged + 2));
  expect(await playground.fingerprint()).not.toBe(fingerprint);

  await playground.button("▶ Continue").click();
  await playground.expectPhase("running");
  await expect.poll(() => playground.merged()).toBeGreaterThan(merged + 2);
});

test("reset gives the same numbers again, chunk by chunk and at the end", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  const first = await playground.result();
  await playground.button("Reset").click();
  expect(await playground.result()).toBe(first);

  await playground.open(LONG);
  await playground.expectSomeCounted();
  await playground.button("❚❚ Pause").click();
  const steps: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    await playground.button("Reset").click();
    await expect(playground.main).toHaveAttribute("data-merged", "0");
    await playground.button("Step").click();
    await expect(playground.main).toHaveAttribute("data-merged", "2");
    steps.push(await playground.fingerprint());
  }
  expect(steps[1]).toBe(steps[0]);
});

test("a new seed gives other numbers", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  const first = await playground.result();
  await playground.button("New seed").click();
  await expect(page).toHaveURL(/seed=\d+/);
  expect(await playground.result()).not.toBe(first);
});
