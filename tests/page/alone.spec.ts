// No workers, a page that nobody sees, a run that is over: what the page does, and what it leaves alone.

import type { Page } from "@playwright/test";
import { MEDIUM, tamper } from "./faults.js";
import { expect, test } from "./fixture.js";
import { Keeping } from "./keeping.js";
import { LONG, Playground, SHORT } from "./playground.js";

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
    expect(await playground.result()).toBe(await undisturbed(SHORT));
    // It has a place of its own, and covers nothing.
    const bottom = await page.getByText(ALONE).evaluate((note) => note.getBoundingClientRect().bottom);
    const top = await page
      .locator("dd-method")
      .first()
      .evaluate((method) => method.getBoundingClientRect().top);
    expect(bottom).toBeLessThanOrEqual(top);
    expect(await page.locator("dd-notices").evaluate((notices) => getComputedStyle(notices).position)).toBe("static");
    await expect.poll(() => page.workers().length).toBe(0);
  });
}

for (const [experiment, link] of [
  ["gates", "v=2&experiment=gates&draws=1000&hidden=none"],
  ["landscape", "v=2&experiment=landscape&n=3&draws=20000"],
  ["map", "v=2&experiment=map&resolution=128"],
] as const) {
  test(`without workers: the ${experiment}, counted the same`, async ({ page, undisturbed }) => {
    const main = page.locator(`dd-${experiment} main`);
    await page.addInitScript(() => void Reflect.deleteProperty(globalThis, "Worker"));
    await page.goto(`./#${link}`);
    await expect(main).toHaveAttribute("data-phase", "ended");
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
  const { slices, merged } = await playground.main.evaluate(async (main) => {
    const counted = globalThis as unknown as { slices: number };
    while (counted.slices <= 100) await new Promise(requestAnimationFrame);
    return { slices: counted.slices, merged: Number(main.dataset["merged"]) };
  });
  expect(slices).toBeGreaterThan(merged);
  await playground.button("❚❚ Pause").click();
  await playground.expectPhase("paused");
  const fingerprint = await playground.fingerprint();
  await playground.button("Step").click();
  await expect.poll(() => playground.main.getAttribute("data-fingerprint")).not.toBe(fingerprint);
});

/** What waits for its time or its frame in a page or a worker, and how much has been said there. */
interface Stirrings {
  waiting: string[];
  said: number;
}

/** Stands at the head of a page or a worker, and keeps account of all that stirs there. */
function keepAccount(): void {
  type Any = (...args: unknown[]) => unknown;
  const scope = globalThis as unknown as Record<string, Any | undefined>;
  const waiting = new Set<string>();
  let said = 0;
  scope["stirrings"] = () => ({ waiting: [...waiting], said });
  for (const [begin, end] of [
    ["setTimeout", "clearTimeout"],
    ["setInterval", "clearInterval"],
    ["requestAnimationFrame", "cancelAnimationFrame"],
  ] as const) {
    const [begun, ended] = [scope[begin], scope[end]];
    scope[begin] = (task, ...rest) => {
      const act = (...given: unknown[]) => {
        if (begin !== "setInterval") waiting.delete(`${begin} ${id}`);
        (task as Any)(...given);
      };
      const id = begun?.(act, ...rest);
      waiting.add(`${begin} ${id}`);
      return id;
    };
    scope[end] = (id) => {
      waiting.delete(`${begin} ${id}`);
      ended?.(id);
    };
  }
  for (const owner of [globalThis, globalThis.Worker?.prototype, MessagePort.prototype] as { postMessage: Any }[]) {
    const post = owner?.postMessage;
    if (!post) continue;
    owner.postMessage = function (...args) {
      said += 1;
      return post.apply(this, args);
    };
  }
}

test("a run that is over leaves page and workers in peace", async ({ page }) => {
  await page.addInitScript(keepAccount);
  for (const kind of ["sampler", "ledger"] as const) await tamper(page, kind, `(${String(keepAccount)})();`);
  const playground = new Playground(page);
  await playground.open(`${SHORT}&workers=2`);
  await playground.result();
  const workers = page.workers();
  expect(workers.length).toBe(3);
  const stirrings = async () => {
    const look = (): Stirrings => (globalThis as unknown as { stirrings(): Stirrings }).stirrings();
    const all = await Promise.all([page.evaluate(look), ...workers.map((worker) => worker.evaluate(look))]);
    return { waiting: all.flatMap(({ waiting }) => waiting), said: all.map(({ said }) => said) };
  };
  expect(
    (await stirrings()).said.every((said) => said > 0),
    "what is said is noticed",
  ).toBe(true);
  // Once the last figures are painted, and the last watch has seen that there is nothing to do.
  await expect.poll(async () => (await stirrings()).waiting).toEqual([]);
  // With nothing that waits, only a message could bring another.
  const before = await stirrings();
  await page.waitForTimeout(1000);
  expect(await stirrings()).toEqual(before);
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
  await playground.openHidden(MEDIUM);
  const held = await playground.fingerprint();
  const merged = await playground.merged();
  await page.clock.fastForward("01:00:00");
  await page.waitForTimeout(1000);
  expect(await playground.merged()).toBe(merged);
  expect(await playground.fingerprint()).toBe(held);
  await expect(playground.main).toHaveAttribute("data-phase", "running");
  await see(page, false);
  expect(await playground.result()).toBe(await undisturbed(MEDIUM));
  await expect(page.locator("dd-notices .box")).toHaveCount(0);
});

test("a run that was paused stays paused when the page is seen again", async ({ page }) => {
  const playground = new Playground(page);
  await playground.openPaused(LONG);
  const fingerprint = await playground.fingerprint();
  await see(page, true);
  await see(page, false);
  await page.waitForTimeout(500);
  expect(await playground.fingerprint()).toBe(fingerprint);
  await playground.button("▶ Continue").click();
  await expect.poll(() => playground.main.getAttribute("data-fingerprint")).not.toBe(fingerprint);
});

test("a slow device is told what helps", async ({ page }) => {
  // As if every chunk took so much longer.
  await page.addInitScript(() => {
    const now = performance.now.bind(performance);
    performance.now = () => 10_000 * now();
  });
  await new Playground(page).open(`${LONG}&workers=3`);
  await expect(page.getByText(/This device is slow at this: a chunk of work takes it \d+ seconds/)).toBeVisible();
});
