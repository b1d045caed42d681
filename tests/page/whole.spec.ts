// The engine of the first load and the whole one: which link needs which, and that nobody notices when one follows the other.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { inRoot } from "../../scripts/places.mjs";
import type { AtlasBindings, Bindings } from "../../www/engine/bindings.js";
import { expect, test } from "./hosts.js";
import { LONG, Playground, SHORT } from "./playground.js";

const THREE = `${SHORT}&methods=dice,descent,descent&c.lr=0.01`;

const bytesOf = (name: string): Buffer => readFileSync(inRoot("www", name, "dice_and_descent_bg.wasm"));

/** The engines that a page fetches from now on, by their folders in www/. */
function engines(page: Page): string[] {
  const kinds = ["wasm", "wasm-plain", "wasm-atlas", "wasm-atlas-plain"];
  const sizes = kinds.map((kind) => [kind, bytesOf(kind).length] as const);
  const fetched: string[] = [];
  page.context().on("response", (response) => {
    if (!response.url().endsWith(".wasm")) return;
    const length = Number(response.headers()["content-length"]);
    fetched.push(sizes.find(([, size]) => size === length)?.[0] ?? `of ${length} bytes`);
  });
  return fetched;
}

/** No more than the engine of the first load can be had. */
async function withoutWhole(page: Page): Promise<void> {
  const usual = bytesOf("wasm").length;
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    if ((await response.body()).length === usual) await route.fulfill({ response });
    else await route.abort();
  });
}

test("the usual page loads the small engine alone; whoever adds a method goes on in the whole one, and loses nothing", async ({
  page,
  undisturbed,
}) => {
  const three = await undisturbed(THREE);
  const fetched = engines(page);
  const playground = new Playground(page);
  await playground.open(LONG);
  await playground.expectSomeCounted();
  await playground.button("❚❚ Pause").click();
  const before = await playground.fingerprint();
  expect(fetched).toEqual(["wasm"]);

  await playground.button("Add a method").click();
  await expect(page.locator("[data-offer]")).not.toHaveCount(0);
  expect(fetched).toEqual(["wasm", "wasm-atlas"]);
  await playground.expectPhase("paused");
  expect(await playground.fingerprint()).toBe(before);
  await playground.button("▶ Continue").click();
  const merged = await playground.merged();
  await expect.poll(() => playground.merged()).toBeGreaterThan(merged);

  await page.evaluate((link) => (location.hash = link), THREE);
  expect(await playground.result()).toBe(three);
  await page.evaluate((link) => (location.hash = link), SHORT);
  expect(await playground.result()).toBe(await undisturbed(SHORT));
  expect(fetched).toEqual(["wasm", "wasm-atlas"]);
});

test("a link of three methods counts the same in the page, in a figure and by run()", async ({
  page,
  hosts,
  baseURL,
  undisturbed,
}) => {
  const three = await undisturbed(THREE);
  const fetched = engines(page);
  await page.goto(`./embed.html#${THREE}`);
  const main = page.locator("main");
  await expect(main).toHaveAttribute("data-phase", "ended");
  await expect(main).toHaveAttribute("data-fingerprint", three);
  expect(fetched).toEqual(["wasm", "wasm-atlas"]);
  await page.goto(
    hosts.write(
      "three.html",
      `<!doctype html><link rel="icon" href="data:," /><script type="module">
        import { run } from "${baseURL}package/index.js";
        run("${THREE}").then(({ fingerprint }) => (document.body.dataset.said = fingerprint));
      </script>`,
    ),
  );
  await expect(page.locator("body")).toHaveAttribute("data-said", three);
});

test("where the whole engine cannot be loaded the page says so, and what stands there goes on", async ({ page, complaints }) => {
  complaints.allow(/ERR_FAILED/);
  await withoutWhole(page);
  const playground = new Playground(page);
  await playground.open(LONG);
  await playground.expectSomeCounted();
  await playground.button("Add a method").click();
  await expect(page.locator("dd-method-editor").getByRole("alert")).toContainText("whole engine");
  await page.evaluate((link) => (location.hash = link), THREE);
  await expect(page.locator('dd-notices li[data-key="link"]')).toContainText("Nothing has changed");
  const activation = playground.setting("activation").locator("select");
  await playground.openGroup("network");
  await activation.selectOption("tanh");
  await expect(playground.setting("activation").getByRole("alert")).toContainText("whole engine");
  const merged = await playground.merged();
  await expect.poll(() => playground.merged()).toBeGreaterThan(merged);

  await page.unroute("**/*.wasm");
  await activation.selectOption("relu");
  await activation.selectOption("tanh");
  await expect(page).toHaveURL(/activation=tanh/);
  await playground.expectSomeCounted();

  // Where it is needed at once there is nothing to go on with.
  await withoutWhole(page);
  await playground.open(THREE);
  await expect(page.locator("dd-notices .trouble")).toContainText("could not be loaded");
  await page.unroute("**/*.wasm");
  await playground.button("Try again").click();
  await playground.result();
});

/** An engine in this process. */
async function loaded<B extends Bindings>(name: string): Promise<B> {
  const bound = (await import(inRoot("www", name, "dice_and_descent.js"))) as B;
  await bound.default({ module_or_path: await WebAssembly.compile(Uint8Array.from(bytesOf(name))) });
  return bound;
}

/** Numbers from 0 to `end`, at random but always the same. */
function numbers(seed: number): (end: number) => number {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

const TEXTS =
  "2 5 0.5 0x1 tanh relu uniform fixed units adam hinge 01 xor full none 3,4 ba dice,descent,descent descent,dice -1 x".split(
    " ",
  );

/** What a link's ledger has counted after the first chunks, and what that says. */
function counted({ Ledger, Runner }: Bindings, link: string): unknown {
  const [ledger, runner] = [new Ledger(link), new Runner(link)];
  for (let chunk = 0; chunk < 4; chunk += 1) {
    const assignment = ledger.assign();
    if (!assignment) break;
    runner.begin(assignment.method, assignment.chunk);
    while (!runner.advance(1_000_000));
    ledger.accept(runner.take(), assignment.method);
  }
  const { matrix, likelihood, likelihoodAlt, workings, ...analysis } = ledger.analyse(5) as unknown as Record<string, unknown>;
  return { fingerprint: ledger.fingerprint(), saved: ledger.pack(), analysis };
}

test("all that the engine of the first load does for a link, the whole one does in the same way", async () => {
  const [small, whole] = [await loaded<Bindings>("wasm"), await loaded<AtlasBindings>("wasm-atlas")];
  const keys = small.settingsTable().groups.flatMap(({ settings }) => settings.map(({ key }) => key));
  const any = numbers(1);
  const pick = <T>(of: readonly T[]): T => of[any(of.length)] as T;
  /** The small one knows nothing of the settings of further methods. */
  const known = (state: ReturnType<Bindings["readLink"]>) => ({
    ...state,
    values: Object.fromEntries(Object.entries(state.values).filter(([key]) => keys.includes(key))),
    disabled: state.disabled.filter((key) => keys.includes(key)),
  });
  let [usual, changed, runs] = [0, 0, 0];
  for (let round = 0; round < 500; round += 1) {
    const pairs = Array.from(
      { length: any(4) },
      () => `${pick(["", "", "", "", "b.", "e."])}${pick([...keys, "brightness"])}=${pick(TEXTS)}`,
    );
    const link = ["v=2", ...pairs].join("&");
    expect(whole.needsWhole(link)).toBe(false);
    if (small.needsWhole(link)) continue;
    usual += 1;
    const state = small.readLink(link);
    expect(known(whole.readLink(link)), link).toEqual(known(state));
    const [key, text] = [pick(keys), pick(TEXTS)];
    const after = small.change(link, key, text);
    if (!small.needsWhole(after.state.hash)) {
      changed += 1;
      const other = whole.change(link, key, text);
      expect({ ...other, state: known(other.state) }, `${link} ${key} ${text}`).toEqual({ ...after, state: known(after.state) });
      expect(small.effectOf(link, after.state.hash)).toBe(whole.effectOf(link, after.state.hash));
    }
    if (runs < 40) {
      runs += 1;
      expect(counted(whole, link), link).toEqual(counted(small, link));
    }
  }
  // A link that nobody could leave to the small engine would show nothing.
  expect(Math.min(usual, changed) > 40 && runs === 40, `${usual} ${changed} ${runs}`).toBe(true);
});
