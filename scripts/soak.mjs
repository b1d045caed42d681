// `npm run soak [minutes] [link]`: a long run in the built page, in headless Chromium, and what memory it takes: the
// page's scripts, every worker's scripts and wasm, and the whole process; at the end whether every network is counted.

import { existsSync } from "node:fs";
import { withBrowser } from "./bench-browser.mjs";
import { inRoot } from "./places.mjs";
import { ask, asScript, Failure } from "./run.mjs";

// Small networks with many functions: memory is full after a few million of them, and counting goes on beyond.
const LINK = "v=2&experiment=landscape&n=5&hidden=4&draws=1000000000000&workers=2";
const STEPS = 10;
const MEGABYTE = 1 << 20;

/** @param {number} bytes */
const megabytes = (bytes) => (bytes / MEGABYTE).toFixed(1);

/**
 * Questions to the page's workers by their own debugging sessions.
 *
 * @param {import("@playwright/test").CDPSession} session of the page
 */
async function workersOf(session) {
  /** By session: what the worker is. @type {Map<string, string>} */
  const workers = new Map();
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  /** Handles of their memories, once found. @type {Map<string, string>} */
  const memories = new Map();
  let last = 0;
  session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    workers.set(sessionId, /([a-z]+)\.worker/.exec(targetInfo.url)?.[1] ?? targetInfo.type);
  });
  session.on("Target.detachedFromTarget", ({ sessionId }) => void workers.delete(sessionId));
  session.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result ?? {});
    waiting.delete(id);
  });
  // Sessions of their own, and not nested ones: only these can be asked from here.
  await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  /** @param {string} sessionId @param {string} method @param {object} [params] @returns {Promise<any>} */
  const ask = (sessionId, method, params = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, resolve);
      const message = JSON.stringify({ id: last, method, params });
      session.send("Target.sendMessageToTarget", { sessionId, message }).catch(reject);
    });
  /** Finds the memories; while a worker is busy it does not look for them. */
  async function find() {
    for (const sessionId of workers.keys()) {
      const prototype = await ask(sessionId, "Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
      const found = await ask(sessionId, "Runtime.queryObjects", { prototypeObjectId: prototype.result.objectId });
      memories.set(sessionId, found.objects.objectId);
    }
  }
  /** Bytes of all wasm memories of a worker that was there to be found. @param {string} sessionId @returns {Promise<number>} */
  async function wasm(sessionId) {
    const objectId = memories.get(sessionId);
    if (!objectId) return NaN;
    const functionDeclaration = "function () { return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0); }";
    const sum = await ask(sessionId, "Runtime.callFunctionOn", { objectId, functionDeclaration, returnByValue: true });
    return sum.result.value;
  }
  const measure = async () => {
    const rows = [];
    for (const [sessionId, name] of workers) {
      const { usedSize = 0, backingStorageSize = 0 } = await ask(sessionId, "Runtime.getHeapUsage");
      rows.push({ name, scripts: usedSize + backingStorageSize, wasm: await wasm(sessionId) });
    }
    return rows;
  };
  return { find, measure };
}

/** Resident memory of the largest renderer, in bytes. @param {import("@playwright/test").CDPSession} browser */
async function resident(browser) {
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const sizes = renderers.map(({ id }) => Number(ask("ps", ["-o", "rss=", "-p", String(id)]) ?? 0) * 1024);
  return Math.max(0, ...sizes);
}

/** @param {import("@playwright/test").Page} page */
const counted = (page) => page.locator("dd-method .numbers span").first().innerText();

await asScript(async () => {
  const minutes = Number(process.argv[2] ?? 10);
  const link = process.argv[3] ?? LINK;
  if (!(minutes > 0)) throw new Failure("how many minutes? npm run soak 10");
  if (!existsSync(inRoot("dist", "index.html"))) throw new Failure("there is no built page: npm run build");
  await withBrowser(async (browser, origin) => {
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    const session = await page.context().newCDPSession(page);
    const whole = await browser.newBrowserCDPSession();
    const workers = await workersOf(session);
    await page.goto(`${origin}/page/#${link}`);
    await page.locator("main[data-phase=running]:not([data-merged='0'])").waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.locator("main[data-phase=paused][data-fingerprint]").waitFor();
    await workers.find();
    await page.getByRole("button", { name: "Continue" }).click();
    console.log(`#${link}\nMB of scripts, then of wasm; the process as a whole`);
    const start = performance.now();
    for (let step = 1; step <= STEPS; step += 1) {
      await page.waitForTimeout(Math.max(0, (step * minutes * 60_000) / STEPS - (performance.now() - start)));
      const { usedSize } = await session.send("Runtime.getHeapUsage");
      const parts = (await workers.measure()).map(
        ({ name, scripts, wasm }) => `${name} ${megabytes(scripts)} + ${megabytes(wasm)}`,
      );
      const seconds = Math.round((performance.now() - start) / 1000);
      console.log(`${seconds} s: page ${megabytes(usedSize)}, ${parts.join(", ")}, process ${megabytes(await resident(whole))}`);
      console.log(`    ${(await counted(page)).replaceAll(/\s+/g, " ")}`);
    }
    await page.getByRole("button", { name: "Pause" }).click();
    await page.locator("main[data-phase=paused][data-fingerprint]").waitFor();
    await page.getByRole("button", { name: "Export, cite, open a saved run" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator('dd-keep-panel [data-file="run"]').click(),
    ]);
    const stream = await download.createReadStream();
    let text = "";
    for await (const piece of stream.setEncoding("utf8")) text += piece;
    sums(JSON.parse(text));
  });
});

/** Whether every network that was tried is in exactly one count. @param {any} run */
function sums(run) {
  /** @param {[string, number][]} counts */
  const sum = (counts) => counts.reduce((all, [, count]) => all + count, 0);
  /** @param {string} name @param {number} tried @param {Record<string, number>} parts */
  const check = (name, tried, parts) => {
    const all = Object.values(parts).reduce((a, b) => a + b, 0);
    const said = Object.entries(parts).map(([part, count]) => `${count.toLocaleString("en")} ${part}`);
    console.log(`${name}: ${tried.toLocaleString("en")} = ${said.join(" + ")}: ${all === tried}`);
    if (all !== tried) process.exitCode = 1;
  };
  console.log(`fingerprint ${run.fingerprint}`);
  if (run.experiment === "landscape") {
    const { drawn, once, beyond, census } = run;
    check("drawn", drawn, { "of functions found again": sum(census), "found once": once, "beyond memory": beyond });
    return;
  }
  if (run.experiment === "gates") {
    check("perceptrons", run.perceptron.drawn, { found: sum(run.census_perceptron) });
    check("networks", run.network.drawn, { found: sum(run.census_network) });
    return;
  }
  const { dice, descent } = run;
  check("dice", dice.drawn, {
    "thrown away": dice.thrown_away,
    kept: sum(run.census_dice),
    "kept beyond memory": dice.beyond,
  });
  const { unfit, lost, diverged, beyond } = descent;
  check("descent", descent.runs, { unfit, lost, diverged, found: sum(run.census_descent), "found beyond memory": beyond });
}
