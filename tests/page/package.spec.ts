// What others import: the package that `npm pack` packs, in a page that a bundler made, and as a plain module.

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { serve } from "../../scripts/hosts.mjs";
import { ask } from "../../scripts/run.mjs";
import { inRoot } from "../../scripts/places.mjs";
import { breakEngine } from "./faults.js";
import { expect, SAID, said, test } from "./hosts.js";
import { install } from "./installed.js";

/** A run of every experiment. */
const RUNS = {
  compare: "v=2&target=xor&hidden=8&runs=500&kept=500",
  landscape: "v=2&experiment=landscape&n=5&draws=20000",
  gates: "v=2&experiment=gates&draws=1000",
  map: "v=2&experiment=map&resolution=64&paths=1",
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
    compilerOptions: {
      target: "esnext",
      module: "esnext",
      moduleResolution: "bundler",
      strict: true,
      noEmit: true,
      lib: ["esnext", "dom", "dom.iterable"],
      types: [],
    },
    files: ["main.ts"],
  });
  writeFileSync(join(consumer, "tsconfig.json"), tsconfig);
  expect(ask("tsc", ["--project", consumer]), "its types are whole").toBeDefined();
  await build({
    root: consumer,
    configFile: false,
    logLevel: "error",
    base: "./",
    build: { target: "esnext", assetsInlineLimit: 0 },
  });
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
  const expected = await undisturbed("v=2&target=xor&runs=2000&kept=2000");
  await page.goto(`${hosts.address}script.html`);
  await expect(page.locator("#fingerprint")).toHaveText(expected);
  await expect(page.locator("#fit")).toHaveText(/^0\.00\d+$/);
});

test("plain modules run every experiment and show it in the page itself; what fails is told, and can be tried again", async ({
  page,
  hosts,
  baseURL,
  undisturbed,
}) => {
  const mend = await breakEngine(page);
  await page.setViewportSize({ width: 1500, height: 1400 });
  const figures = Object.entries(RUNS).map(
    ([experiment, link]) =>
      `<dice-and-descent-figure id="${experiment}" settings="${link}" style="width: 360px"></dice-and-descent-figure>`,
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
    page.evaluate(
      (links) => (globalThis as unknown as { runAll(links: object): Promise<Record<string, unknown>> }).runAll(links),
      RUNS,
    );
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
    expect((await said(page, experiment, "progress"))[0]).toEqual({
      settings,
      phase: expect.any(String),
      share: expect.any(Number),
    });
  }
});

test("whatever is no settings and no option is said at once, and who hears of progress may end a run", async ({
  page,
  hosts,
  baseURL,
  undisturbed,
}) => {
  await page.goto(
    hosts.write(
      "wrong.html",
      `<!doctype html><title>Wrong</title><link rel="icon" href="data:," /><script type="module">
    import { run } from "${baseURL}package/index.js";
    const said = (...how) => run(...how).then(({ fingerprint }) => "ran: " + fingerprint, (why) => why.name + ": " + why.message);
    const settings = [7, 7n, true, null, Symbol("x"), () => 0, [], new Map([["target", "xor"]]), new Set(), new Date(0), Promise.resolve(), new Uint8Array(4),
      { lr: null }, { lr: NaN }, { lr: true }, { lr: {} }, { hidden: [8, null] }, { experiment: "moon" }, "experiment=moon"];
    const options = [null, 7, "x", ...[NaN, 0, -1, 1.5, 65, 200, Infinity, "2", null].map((workers) => ({ workers })),
      ...[7, "x", null, {}].map((onProgress) => ({ onProgress })), ...[7, {}, null, new AbortController()].map((signal) => ({ signal })), ...[7, null, {}].map((wasmUrl) => ({ wasmUrl }))];
    const small = { runs: 500, kept: 500, target: "xor", hidden: [8], seed: undefined };
    globalThis.said = {
      settings: await Promise.all(settings.map((wrong) => said(wrong))),
      options: await Promise.all(options.map((wrong) => said(small, wrong))),
      thrown: await Promise.all(["", "experiment=landscape&draws=2000", "experiment=gates&draws=1000", "experiment=map&resolution=64"].map((link) =>
        said(link, { workers: 1, onProgress: () => { throw new Error("enough of " + link); } }))),
      right: await Promise.all([small, new URLSearchParams("hidden=8&runs=500&kept=500&target=xor"), new URL("https://x.org/#v=2&hidden=8&runs=500&kept=500&target=xor")].map((right) => said(right))),
    };
  </script>`,
    ),
  );
  await page.waitForFunction(() => "said" in globalThis);
  const said = await page.evaluate(() => (globalThis as unknown as { said: Record<string, string[]> }).said);
  for (const text of [...said["settings"]!, ...said["options"]!])
    expect(text).toMatch(/^(Type|Range)Error: [\w"].*(, and not [-\w. ]+\.|: there are compare, landscape, gates, map\.)$/);
  expect(said["thrown"]).toEqual(
    ["", "experiment=landscape&draws=2000", "experiment=gates&draws=1000", "experiment=map&resolution=64"].map(
      (link) => `Error: enough of ${link}`,
    ),
  );
  const fingerprint = `ran: ${await undisturbed(RUNS.compare)}`;
  expect(said["right"]).toEqual([fingerprint, fingerprint, fingerprint]);
  await expect.poll(() => page.workers().length, "nobody goes on").toBe(0);

  // Where a bundler has left the engines behind, they come from where they were copied to.
  await page.route(`${hosts.address}engines/*.wasm`, (route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
    return route.fulfill({ path: inRoot("dist", "package", "wasm", name), contentType: "application/wasm" });
  });
  const engines: string[] = [];
  page.on("request", (request) => request.url().endsWith(".wasm") && engines.push(request.url()));
  await page.goto(
    hosts.write(
      "copied.html",
      `<!doctype html><title>Copied</title><link rel="icon" href="data:," /><script type="module">
    import { run } from "${baseURL}package/index.js";
    document.title = (await run("${RUNS.compare}", { wasmUrl: "engines" })).fingerprint;
  </script>`,
    ),
  );
  await expect(page).toHaveTitle(await undisturbed(RUNS.compare));
  expect(engines.every((url) => url.startsWith(`${hosts.address}engines/`))).toBe(true);
});

test("without a page it runs in Node, and the elements do nothing", async ({ undisturbed }) => {
  const script = `
    const { run } = await import(${JSON.stringify(inRoot("dist", "package", "index.js"))});
    for (const element of ["element", "embed"]) await import(${JSON.stringify(inRoot("dist", "package"))} + "/" + element + ".js");
    for (const link of ${JSON.stringify(Object.values(RUNS))}) console.log((await run(link)).fingerprint);`;
  const expected = await Promise.all(Object.values(RUNS).map(undisturbed));
  expect(ask(process.execPath, ["--input-type=module", "--eval", script])?.split("\n")).toEqual(expected);
});
