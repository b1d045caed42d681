// What others import: the package that `npm pack` packs, in a page that a bundler made, and as a plain module.

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { serve } from "../../scripts/hosts.mjs";
import { ask } from "../../scripts/run.mjs";
import { breakEngine } from "./faults.js";
import { expect, SAID, said, test } from "./hosts.js";
import { install } from "./installed.js";

/** A run of every experiment. */
const RUNS = {
  compare: "v=1&target=xor&hidden=8&runs=500&kept=500",
  landscape: "v=1&experiment=landscape&n=5&draws=20000",
  gates: "v=1&experiment=gates&draws=1000",
  map: "v=1&experiment=map&resolution=64&paths=1",
};

test("the package is imported by a bundler, with its types", async ({ page, complaints, undisturbed }) => {
  const expected = await undisturbed(RUNS.compare);
  const others = {
    landscape: `${await undisturbed(RUNS.landscape)} true`,
    gates: `${await undisturbed(RUNS.gates)} 16`,
    map: `${await undisturbed(RUNS.map)} 4096 1`,
  };

  const consumer = install();
  const tsconfig = JSON.stringify({
    compilerOptions: { target: "esnext", module: "esnext", moduleResolution: "bundler", strict: true, noEmit: true, lib: ["esnext", "dom", "dom.iterable"], types: [] },
    files: ["main.ts"],
  });
  writeFileSync(join(consumer, "tsconfig.json"), tsconfig);
  expect(ask("tsc", ["--project", consumer]), "its types are whole").toBeDefined();
  await build({ root: consumer, configFile: false, logLevel: "error", base: "./", build: { target: "esnext", assetsInlineLimit: 0 } });
  const { address, close } = await serve(join(consumer, "dist"));
  complaints.own(new URL(address).host);
  await page.goto(`${address}index.html`);
  const body = page.locator("body");
  await expect(body).toHaveAttribute("data-fingerprint", expected);
  await expect(body).toHaveAttribute("data-settings", RUNS.compare);
  await expect(body).toHaveAttribute("data-progress", "1");
  await expect(body).toHaveAttribute("data-drawn", /^\d+$/);
  await expect(body).toHaveAttribute("data-distance", /^0\.\d+$/);
  await expect(body).toHaveAttribute("data-stopped", "Error: enough");
  for (const [experiment, expected] of Object.entries(others)) {
    await expect(body, "as on the page").toHaveAttribute(`data-${experiment}`, `${experiment} ${expected}`);
  }
  await expect(body).toHaveAttribute("data-gates-progress", /drawn/);
  await expect(body).toHaveAttribute("data-figure", /^[0-9a-f]{16}$/);
  await expect(page.locator("dice-and-descent-figure dd-gates-table tbody tr")).toHaveCount(16);
  // An aborted run leaves nothing behind.
  await expect.poll(() => page.workers().length).toBeLessThan(8);
  close();
  rmSync(consumer, { recursive: true, force: true });
});

test("a plain module script of another origin runs it", async ({ page, hosts, undisturbed }) => {
  const expected = await undisturbed("v=1&target=xor&runs=2000&kept=2000");
  await page.goto(`${hosts.address}script.html`);
  await expect(page.locator("#fingerprint")).toHaveText(expected);
  await expect(page.locator("#fit")).toHaveText(/^0\.00\d+$/);
});

test("plain modules run every experiment and show it in the page itself; what fails is told, and can be tried again", async ({ page, hosts, baseURL, undisturbed }) => {
  const mend = await breakEngine(page);
  await page.setViewportSize({ width: 1500, height: 1400 });
  const figures = Object.entries(RUNS).map(
    ([experiment, link]) => `<dice-and-descent-figure id="${experiment}" settings="${link}" style="width: 360px"></dice-and-descent-figure>`,
  );
  await page.goto(
    hosts.write(
      "plain.html",
      `<!doctype html><html lang="he" dir="rtl"><title>Plain</title><link rel="icon" href="data:," />
      <main style="display: flex; flex-wrap: wrap; text-align: center; text-transform: uppercase; line-height: 3">${figures.join("")}</main>
      <script>${SAID}</script>
      <script type="module">
        import { run } from "${baseURL}package/index.js";
        import "${baseURL}package/element.js";

        globalThis.runAll = async (links) => {
          const outcomes = {};
          for (const [experiment, link] of Object.entries(links)) {
            const shares = [];
            outcomes[experiment] = await run(link, { workers: 1, onProgress: ({ share }) => shares.push(share) }).then(
              ({ experiment, settings, fingerprint, notices }) => ({ experiment, settings, fingerprint, notices, share: shares.at(-1) }),
              (why) => String(why),
            );
          }
          return outcomes;
        };
      </script>`,
    ),
  );
  await page.waitForFunction(() => "runAll" in globalThis);
  const runAll = () =>
    page.evaluate((links) => (globalThis as unknown as { runAll(links: object): Promise<Record<string, unknown>> }).runAll(links), RUNS);
  const failed = Object.keys(RUNS).map((experiment) => [experiment, expect.stringMatching(/^\w*Error: \w+/)]);
  expect(await runAll()).toEqual(Object.fromEntries(failed));
  for (const experiment of Object.keys(RUNS)) {
    await expect.poll(() => said(page, experiment, "error")).toEqual([{ text: expect.stringMatching(/could not be loaded/) }]);
  }

  mend();
  const outcomes = await runAll();
  for (const [experiment, link] of Object.entries(RUNS)) {
    const fingerprint = await undisturbed(link);
    expect(outcomes[experiment]).toEqual({ experiment, settings: link, fingerprint, notices: [], share: 1 });
    await page.locator(`#${experiment}`).getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => said(page, experiment, "result")).toEqual([expect.objectContaining({ fingerprint })]);
    const over = () => page.locator(`#${experiment}`).evaluate((figure) => figure.scrollWidth - figure.clientWidth);
    await expect.poll(over, "it keeps to its column, however wide the window is").toBeLessThanOrEqual(0);
    const main = page.locator(`#${experiment} main`);
    const style = await main.evaluate((main) => {
      const { direction, textAlign, textTransform } = getComputedStyle(main);
      return [direction, textAlign, textTransform];
    });
    expect(style, "it reads as it does elsewhere").toEqual(["ltr", "start", "none"]);
    await expect(page.locator(`#${experiment} [lang=en]`).first()).toBeAttached();
    const settings = expect.stringMatching(new RegExp(`^${link}&`));
    expect((await said(page, experiment, "progress"))[0]).toEqual({ settings, phase: expect.any(String), share: expect.any(Number) });
  }
});
