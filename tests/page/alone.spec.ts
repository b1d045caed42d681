// No workers, a page that nobody sees, a run that is over: what the page does, and what it leaves alone.

import type { Page } from "@playwright/test";
import { meddle, MEDIUM, tamper } from "./faults.js";
import { expect, test } from "./fixture.js";
import { Keeping } from "./keeping.js";
import { LONG, Playground, SHORT } from "./playground.js";

test.describe.configure({ timeout: 120_000 });

const ALONE = /starts no web workers here/;

const REFUSALS: [string, (page: Page) => Promise<unknown>][] = [
  ["has no workers", (page) => page.addInitScript(() => void Reflect.deleteProperty(globalThis, "Worker"))],
  [
    "refuses to start workers",
    (page) =>
      page.addInitScript(() => {
        const refuse = function (): void {
          throw new DOMException("Failed to construct 'Worker'", "SecurityError");
        };
        Object.assign(globalThis, { Worker: refuse });
      }),
  ],
  [
    "loads no scripts of workers",
    async (page) => {
      await page.context().route("**/*.worker*.js", (route) => route.fulfill({ status: 404 }));
    },
  ],
];

for (const [what, refuse] of REFUSALS) {
  test(`a browser that ${what} counts the same, slowly, and says why`, async ({ page, complaints, undisturbed }) => {
    complaints.allow(/404/);
    const playground = new Playground(page);
    await refuse(page);
    await playground.open(SHORT);
    await expect(page.getByText(ALONE)).toBeVisible();
    // It has a place of its own, and covers nothing.
    const bottom = await page.getByText(ALONE).evaluate((note) => note.getBoundingClientRect().bottom);
    const top = await page.locator("dd-method").first().evaluate((method) => method.getBoundingClientRect().top);
    expect(bottom).toBeLessThanOrEqual(top);
    expect(await page.locator("dd-notices").evaluate((notices) => getComputedStyle(notices).position)).toBe("static");
    expect(await playground.result()).toBe(await undisturbed(SHORT));
    expect(page.workers().length).toBe(0);
  });
}

for (const [experiment, link] of [
  ["gates", "v=1&experiment=gates&draws=1000&hidden=none"],
  ["landscape", "v=1&experiment=landscape&n=3&draws=20000"],
  ["map", "v=1&experiment=map&resolution=128"],
] as const) {
  test(`without workers: the ${experiment}, counted the same`, async ({ page, undisturbed }) => {
    const main = page.locator(`dd-${experiment} main`);
    await page.addInitScript(() => void Reflect.deleteProperty(globalThis, "Worker"));
    await page.goto(`./#${link}`);
    await expect(main).toHaveAttribute("data-phase", "ended", { timeout: 45_000 });
    await expect(main).toHaveAttribute("data-fingerprint", await undisturbed(link));
    await expect(page.getByText(ALONE)).toBeVisible();
  });
}

test("without workers: a run can be saved", async ({ page }) => {
  await page.addInitScript(() => void Reflect.deleteProperty(globalThis, "Worker"));
  const playground = new Playground(page);
  await playground.open(SHORT);
  const fingerprint = await playground.result();
  const keeping = new Keeping(page);
  await keeping.openPanel();
  const { run } = await keeping.saveRun();
  expect(run).toMatchObject({ fingerprint });
});

test("without workers the page stays at hand: draws go in slices, and a pause is heard at once", async ({ page }) => {
  await page.addInitScript(() => void Reflect.deleteProperty(globalThis, "Worker"));
  // After each slice the page rests for a timer's shortest time.
  await page.addInitScript(() => {
    Object.assign(globalThis, { slices: 0 });
    const later = globalThis.setTimeout;
    const counted = (task: () => void, delay?: number) => {
      if (delay === 4) Object.assign(globalThis, { slices: (globalThis as unknown as { slices: number }).slices + 1 });
      return later(task, delay);
    };
    Object.assign(globalThis, { setTimeout: counted });
  });
  const playground = new Playground(page);
  await playground.open(LONG);
  await playground.expectSomeCounted();
  const slices = () => page.evaluate(() => (globalThis as unknown as { slices: number }).slices);
  await expect.poll(slices).toBeGreaterThan(100);
  expect(await slices()).toBeGreaterThan(await playground.merged());
  await playground.button("❚❚ Pause").click();
  await playground.expectPhase("paused");
  const fingerprint = await playground.fingerprint();
  await playground.button("Step").click();
  await expect.poll(() => playground.main.getAttribute("data-fingerprint")).not.toBe(fingerprint);
});

/** Counts every timer, frame and message of the page from now on. */
const countStirrings = (page: Page) =>
  page.evaluate(() => {
    const stirred: string[] = [];
    Object.assign(globalThis, { stirred });
    const count = (owner: object, name: string) => {
      const original = Reflect.get(owner, name) as (...args: unknown[]) => unknown;
      Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
        stirred.push(name);
        return original.apply(this, args);
      });
    };
    for (const name of ["setTimeout", "setInterval", "requestAnimationFrame"]) count(globalThis, name);
    count(Worker.prototype, "postMessage");
    count(MessagePort.prototype, "postMessage");
  });

const stirrings = (page: Page) => page.evaluate(() => (globalThis as unknown as { stirred: string[] }).stirred);

test("a run that is over leaves page and workers in peace", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`${SHORT}&workers=2`);
  await playground.result();
  // The last figures are painted, and the last watch sees that there is nothing to do.
  await page.waitForTimeout(7000);
  await countStirrings(page);
  const workers = page.workers();
  expect(workers.length).toBe(3);
  for (const worker of workers) {
    await worker.evaluate(() => {
      const told: string[] = [];
      Object.assign(globalThis, { told });
      const post = globalThis.postMessage;
      globalThis.postMessage = ((...args: unknown[]) => {
        told.push("message");
        return (post as (...args: unknown[]) => void)(...args);
      }) as typeof post;
      const later = globalThis.setTimeout;
      globalThis.setTimeout = ((...args: Parameters<typeof later>) => {
        told.push("timer");
        return later(...args);
      }) as typeof later;
    });
  }
  await page.waitForTimeout(6000);
  expect(await stirrings(page)).toEqual([]);
  for (const worker of workers) {
    expect(await worker.evaluate(() => (globalThis as unknown as { told: string[] }).told)).toEqual([]);
  }
});

const see = (page: Page, hidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    Object.defineProperty(document, "visibilityState", { value: hidden ? "hidden" : "visible", configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test("a page that nobody sees for an hour computes nothing, and goes on where it was", async ({ page, undisturbed }) => {
  const playground = new Playground(page);
  await page.clock.install();
  await playground.open(MEDIUM);
  await playground.expectSomeCounted();
  await see(page, true);
  await page.clock.runFor(1000);
  const merged = await playground.merged();
  await page.clock.fastForward("01:00:00");
  await page.waitForTimeout(1000);
  expect(await playground.merged()).toBe(merged);
  await expect(playground.main).toHaveAttribute("data-phase", "running");
  await see(page, false);
  expect(await playground.result()).toBe(await undisturbed(MEDIUM));
  await expect(page.locator("dd-notices .box")).toHaveCount(0);
});

test("a run that was paused stays paused when the page is seen again", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(LONG);
  await playground.expectSomeCounted();
  await playground.button("❚❚ Pause").click();
  await playground.expectPhase("paused");
  const fingerprint = await playground.fingerprint();
  await see(page, true);
  await see(page, false);
  await page.waitForTimeout(500);
  expect(await playground.fingerprint()).toBe(fingerprint);
  await playground.button("▶ Continue").click();
  await expect.poll(() => playground.main.getAttribute("data-fingerprint")).not.toBe(fingerprint);
});

test("a slow device is told what helps", async ({ page }) => {
  // As if every chunk took so much more.
  const busy = 'if (message.type === "done") for (const end = Date.now() + 3500; Date.now() < end; );';
  await tamper(page, "sampler", meddle(busy));
  await new Playground(page).open(`${LONG}&workers=3`);
  await expect(page.getByText(/This device is slow at this: a chunk of work takes it \d+ seconds/)).toBeVisible({
    timeout: 60_000,
  });
});
