// The result depends on settings and seed alone, not on who did the work.

import type { BrowserContext } from "@playwright/test";
import { MEDIUM } from "./faults.js";
import { expect, test } from "./hosts.js";
import { LONG, Playground, SHORT } from "./playground.js";

test("one worker and four count the same", async ({ page, undisturbed }) => {
  const playground = new Playground(page);
  await playground.open(`${SHORT}&workers=4`);
  expect(await playground.result()).toBe(await undisturbed(`${SHORT}&workers=1`));
});

/** Makes a machine of so many processors. */
const withProcessors = (context: BrowserContext, count: number): Promise<unknown> =>
  context.addInitScript(
    (count) => Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => count }),
    count,
  );

for (const [experiment, link] of Object.entries({
  compare: LONG,
  landscape: "v=2&experiment=landscape&draws=1000000000000",
  gates: "v=2&experiment=gates&draws=100000000000",
  map: "v=2&experiment=map&resolution=1024&hidden=40,40,40,40&n=7",
})) {
  test(`the ${experiment} uses as many workers as were chosen, and fewer or more when told so`, async ({ page, context }) => {
    await withProcessors(context, 4);
    await page.goto(`./#${link}&workers=3`);
    const samplers = () => page.workers().filter((worker) => /sampler|hand/.test(worker.url())).length;
    await expect.poll(samplers).toBe(3);
    // And one that keeps the counts, or the picture.
    await expect.poll(() => page.workers().length).toBe(4);
    for (const [workers, left] of [
      ["1", 1],
      ["2", 2],
    ] as const) {
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
  await first?.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error("killed by the test");
      }),
  );
  await expect(page.getByText("killed by the test")).toBeVisible();
  await second?.evaluate(() => self.close()).catch(() => undefined);
  await playground.button("▶ Continue").click();
  expect(await playground.result()).toBe(await undisturbed(MEDIUM));
});

test("no link takes more workers than there are processors, and figures share those", async ({
  page,
  context,
  hosts,
  baseURL,
  undisturbed,
}) => {
  await withProcessors(context, 10);
  const samplers = () => page.workers().filter((worker) => /sampler|hand/.test(worker.url())).length;
  for (const [wish, given] of [
    ["64", 10],
    ["auto", 9],
    ["3", 3],
  ] as const) {
    await page.goto("about:blank");
    await page.goto(`./#${LONG}&workers=${wish}`);
    await expect.poll(samplers).toBe(given);
  }
  const figures = [`${LONG}&workers=64`, `${LONG}&workers=64`, `${SHORT}&workers=64`].map((link) => `${link}&hide=all,-chart`);
  const style = `style="display: block; width: 300px; height: 200px"`;
  // Each in a document of its own, and all in one.
  const kinds = {
    frames: figures.map((link, id) => `<iframe id="f${id}" ${style} src="${baseURL}embed.html#${link}"></iframe>`),
    elements: [
      ...figures.map((link, id) => `<dice-and-descent-figure id="f${id}" ${style} settings="${link}"></dice-and-descent-figure>`),
      `<script type="module" src="${baseURL}package/element.js"></script>`,
    ],
  };
  for (const [kind, inside] of Object.entries(kinds)) {
    await page.goto(hosts.write(`${kind}.html`, `<!doctype html><link rel="icon" href="data:," />${inside.join("")}`));
    const ended = (kind === "frames" ? page.frameLocator("#f2") : page.locator("#f2")).locator("main");
    await expect(ended).toHaveAttribute("data-phase", "ended");
    await expect(ended).toHaveAttribute("data-fingerprint", await undisturbed(SHORT));
    // Each has one more, for its counts.
    const all = () => page.workers().length;
    const remove = (id: string) => page.evaluate((id) => document.getElementById(id)?.remove(), id);
    await remove("f2");
    await expect.poll(all, kind).toBe(2 * (1 + 4));
    await remove("f0");
    await expect.poll(all, kind).toBe(1 + 10);
  }
});

test("where some workers find no memory, the others go on", async ({ page, context, undisturbed }) => {
  await withProcessors(context, 8);
  // From the third on a worker ends before it has begun.
  await page.addInitScript(() => {
    const Real = Worker;
    let samplers = 0;
    const Fake = function (url: URL, options: WorkerOptions): Worker {
      const worker = new Real(url, options);
      if (!/sampler|hand/.test(String(url)) || (samplers += 1) <= 2) return worker;
      worker.terminate();
      const refuse = () =>
        worker.onerror?.(
          new ErrorEvent("error", { message: "WebAssembly.Memory(): could not allocate memory", cancelable: true }),
        );
      setTimeout(refuse, 20 * samplers);
      return worker;
    };
    Object.assign(globalThis, { Worker: Fake });
  });
  const playground = new Playground(page);
  await playground.open(`${SHORT}&workers=8`);
  expect(await playground.result()).toBe(await undisturbed(SHORT));
  await expect(page.locator("dd-notices .box")).toHaveCount(0);
  expect(page.workers().filter((worker) => worker.url().includes("sampler"))).toHaveLength(2);
});
