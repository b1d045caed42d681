// Whatever fails: the counts at the end are those of an undisturbed run, or the page says what is missing.

import type { Page } from "@playwright/test";
import { breakEngine, HANG, lookAtWill, meddle, MEDIUM, tamper, trap } from "./faults.js";
import { expect, test } from "./fixture.js";
import { LONG, Playground, SHORT } from "./playground.js";

const MENDED = /no number changes/;

/** Waits until the page says what is wrong, which a look may have brought to light. */
const expectSaid = (page: Page, said: RegExp, look: () => Promise<void>) =>
  expect.poll(async () => (await page.getByText(said).isVisible()) || (await look()), { intervals: [100, 1000] }).toBe(true);

for (const [what, fault, said] of [
  ["hangs", meddle(`if (count === 2) ${HANG}`), MENDED],
  ["answers twice", meddle('if (message.type === "done") post(structuredClone(message));'), null],
  ["answers with counts that are none", meddle("if (count === 2) message.product = new Uint32Array([1, 2, 3]);"), MENDED],
  // Once, where some draws were thrown away: one more is kept and one fewer thrown away, so that the sums still hold.
  [
    "alters a count",
    meddle(`if (count > 0 && message.product?.[6] > 0 && message.product[16] > 0) {
    count = -Infinity;
    message.product[22] += 1;
    message.product[6] -= 1;
  }`),
    MENDED,
  ],
  ["answers with nothing", meddle("if (count === 2) { count += 1; post(null); }"), /an answer that is none/],
  ["answers with half a message", meddle('if (count === 2) { count += 1; post({ type: "done" }); }'), /an answer that is none/],
  [
    "answers what nobody asked",
    meddle("if (count === 2) post({ ...structuredClone(message), job: { method: 0, chunk: 1e6 } });"),
    null,
  ],
  [
    "runs out of memory",
    trap("runner_advance", 'if (count === 5) throw new WebAssembly.RuntimeError("unreachable");'),
    /unreachable/,
  ],
] as const) {
  test(`a worker that ${what} changes no number`, async ({ page, undisturbed }) => {
    const playground = new Playground(page);
    const look = await lookAtWill(page);
    await tamper(page, "sampler", fault, 1);
    await playground.open(MEDIUM);
    if (said) await expectSaid(page, said, look);
    expect(await playground.result()).toBe(await undisturbed(MEDIUM));
  });
}

for (const [what, fault] of [
  ["dies", meddle('if (count === 3) { count += 1; throw new Error("killed by the test"); }')],
  ["hangs", meddle(`if (count === 3) ${HANG}`)],
  ["runs out of memory", trap("ledger_accept", 'if (count === 4) throw new WebAssembly.RuntimeError("unreachable");')],
] as const) {
  test(`a ledger that ${what} is made again, and counts the same`, async ({ page, undisturbed }) => {
    const playground = new Playground(page);
    const look = await lookAtWill(page);
    await tamper(page, "ledger", fault, 1);
    await playground.open(MEDIUM);
    await expectSaid(page, /what it had counted is gone/, look);
    expect(await playground.result()).toBe(await undisturbed(MEDIUM));
  });
}

for (const [kind, what, fault, said] of [
  ["hand", "falls silent", meddle(`if (count === 2) ${HANG}`), MENDED],
  ["hand", "answers with what is no piece", meddle("if (count === 2) message.product = new Uint32Array([1, 2, 3]);"), MENDED],
  [
    "atlas",
    "dies",
    meddle('if (count === 2) { count += 1; throw new Error("killed by the test"); }'),
    /what it had counted is gone/,
  ],
  ["atlas", "falls silent", meddle(`if (count === 2) ${HANG}`), /what it had counted is gone/],
] as const) {
  test(`of the map, a worker (${kind}) that ${what} changes no pixel`, async ({ page, undisturbed }) => {
    const link = "v=2&experiment=map&n=4&hidden=24,24,24&resolution=256&workers=2";
    const main = page.locator("dd-map main");
    const look = await lookAtWill(page);
    await tamper(page, kind, fault, 1);
    await page.goto(`./#${link}`);
    await expectSaid(page, said, look);
    await expect(main).toHaveAttribute("data-phase", "ended");
    await expect(main).toHaveAttribute("data-fingerprint", await undisturbed(link));
  });
}

test("a ledger that fails again and again stops the run, and says so; trying again helps once it is mended", async ({ page }) => {
  const playground = new Playground(page);
  await tamper(page, "ledger", trap("ledger_accept", 'throw new WebAssembly.RuntimeError("out of bounds");'), 3);
  await playground.open(SHORT);
  await expect(page.getByRole("alert").filter({ hasText: /The run stopped.*out of bounds/ })).toBeVisible();
  await expect(playground.main).toHaveAttribute("data-phase", "stopped");
  await playground.button("Try again").click();
  await playground.result();
  await expect(page.getByText(/The run stopped/)).toHaveCount(0);
});

test("workers that all fail stop the run after five, and what was counted stays", async ({ page, complaints }) => {
  complaints.allow(/killed by the test/);
  const playground = new Playground(page);
  await playground.openPaused(LONG);
  await playground.fingerprint();
  const counted = await playground.merged();
  let started = 0;
  page.on("worker", () => (started += 1));
  await tamper(page, "sampler", 'throw new Error("killed by the test");');
  for (const worker of page.workers().filter((worker) => worker.url().includes("sampler"))) {
    await worker
      .evaluate(
        () =>
          void setTimeout(() => {
            throw new Error("killed by the test");
          }),
      )
      .catch(() => undefined);
  }
  await expect(playground.main).toHaveAttribute("data-phase", "stopped");
  await expect(page.getByRole("alert").filter({ hasText: /The run stopped: its workers failed again and again/ })).toBeVisible();
  expect(await playground.merged()).toBe(counted);
  await page.waitForTimeout(500);
  expect(started).toBeLessThan(20);
});

test("an engine that arrives in part is reported, and can be tried again", async ({ page }) => {
  const mend = await breakEngine(page);
  const playground = new Playground(page);
  await playground.open(SHORT);
  await expect(page.getByRole("alert").filter({ hasText: /could not be loaded/ })).toBeVisible();
  await expect(playground.main).toHaveAttribute("data-phase", "failed");
  mend();
  await playground.button("Try again").click();
  await playground.result();
  await expect(page.getByText(/could not be loaded/)).toHaveCount(0);
});

test("workers without memory for the engine stop the run, and the page says so", async ({ page }) => {
  const refuse = 'WebAssembly.instantiate = () => Promise.reject(new RangeError("Out of memory"));';
  await tamper(page, "sampler", refuse);
  const playground = new Playground(page);
  await playground.open(SHORT);
  await expect(page.getByRole("alert").filter({ hasText: /The run stopped.*Out of memory/ })).toBeVisible();
});

test("a hundred changes at once end where one would have", async ({ page, undisturbed }) => {
  const playground = new Playground(page);
  await playground.open(`${SHORT}&workers=2`);
  await playground.expectSomeCounted();
  await page.locator("dd-settings").evaluate((settings) => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const detail = { key: "seed", text: String(seed) };
      settings.dispatchEvent(new CustomEvent("change-request", { detail, bubbles: true, composed: true }));
    }
  });
  expect(await playground.result()).toBe(await undisturbed(`${SHORT}&seed=100&workers=2`));
  await expect(page).toHaveURL(/seed=100/);
  await expect(page.locator("dd-notices .box")).toHaveCount(0);
});

test("a clock that is set back holds nothing up", async ({ page, undisturbed }) => {
  const playground = new Playground(page);
  // Real monotonic clocks do not do this; some machines after a sleep do.
  const back = `{
    const now = performance.now.bind(performance);
    let calls = 0;
    performance.now = () => now() - ((calls += 1) > 300 ? 3.6e6 : 0);
    Date.now = () => 0;
  }`;
  await tamper(page, "sampler", back);
  await tamper(page, "ledger", back);
  await page.addInitScript(back);
  await playground.open(MEDIUM);
  expect(await playground.result()).toBe(await undisturbed(MEDIUM));
  await expect(page.locator("dd-notices .box")).toHaveCount(0);
});
