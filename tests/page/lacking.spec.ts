// Browsers, devices and servers that lack something: a sentence that says what can still be done, or another way. On the
// page as in an embedded figure.

import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { inRoot } from "../../scripts/places.mjs";
import { expect, test } from "./fixture.js";
import { Playground, SHORT } from "./playground.js";

const MAP = "v=2&experiment=map&resolution=64&hide=all,-map";

/** What is said where it is heard, and seen at once. */
async function expectSaid(page: Page, text: RegExp): Promise<void> {
  const said = page.getByRole("alert").filter({ hasText: text });
  await expect(said).toBeVisible();
  await expect(said).toBeInViewport({ ratio: 1 });
}

const NO_WASM: [string, () => void][] = [
  ["has no WebAssembly", () => void Reflect.deleteProperty(globalThis, "WebAssembly")],
  [
    "forbids WebAssembly",
    () => {
      const refuse = () => Promise.reject(new WebAssembly.CompileError("disallowed by embedder"));
      const Module = function (): void {
        throw new WebAssembly.CompileError("disallowed by embedder");
      };
      Object.assign(WebAssembly, { Module, compile: refuse, compileStreaming: refuse });
    },
  ],
];

for (const [what, lack] of NO_WASM) {
  test(`a browser that ${what} is told so, and what can be done`, async ({ page }) => {
    await page.addInitScript(lack);
    for (const address of [`./#${SHORT}`, `./embed.html#${SHORT}`, `./#${MAP}`, `./embed.html#${MAP}`]) {
      await page.goto("about:blank");
      await page.goto(address);
      await expectSaid(page, /runs no WebAssembly here.*open it in another browser/);
    }
    // An embedded figure shows no more than it would have shown.
    await expect(page.locator("h1")).toBeHidden();
  });
}

test("a device without memory for the engine is told so, and can try again", async ({ page }) => {
  await page.addInitScript(() => {
    const { instantiate } = WebAssembly;
    const refuse = () =>
      Promise.reject(new RangeError("WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance"));
    Object.assign(globalThis, { relieve: () => Object.assign(WebAssembly, { instantiate }) });
    Object.assign(WebAssembly, { instantiate: refuse });
  });
  for (const address of [`./#${SHORT}`, `./embed.html#${MAP}`]) {
    await page.goto("about:blank");
    await page.goto(address);
    await expectSaid(page, /no memory left for the engine \(.*Close other tabs/);
    await page.evaluate(() => (globalThis as unknown as { relieve(): void }).relieve());
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.locator("main")).toHaveAttribute("data-phase", "ended");
    await expect(page.getByText(/no memory left/)).toHaveCount(0);
  }
});

test("an engine that does not arrive is reported, and can be tried again", async ({ page, complaints }) => {
  complaints.allow(/404/);
  for (const address of ["./", "./embed.html"]) {
    await page.route("**/*.wasm", (route) => route.fulfill({ status: 404 }));
    await page.goto(`${address}#${SHORT}`);
    await expectSaid(page, /could not be loaded \(404/);
    await page.unroute("**/*.wasm");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.locator("main")).toHaveAttribute("data-phase", "ended");
  }
});

test("an embedded figure without workers counts the same, and says why it is slow", async ({ page }) => {
  const main = page.locator("main");
  await page.goto(`./#${SHORT}`);
  await expect(main).toHaveAttribute("data-phase", "ended");
  const usual = await main.getAttribute("data-fingerprint");
  await page.addInitScript(() => void Reflect.deleteProperty(globalThis, "Worker"));
  await page.goto(`./embed.html#${SHORT}`);
  await expect(main).toHaveAttribute("data-phase", "ended");
  expect(await main.getAttribute("data-fingerprint")).toBe(usual);
  await expect(page.getByText(/starts no web workers here/)).toBeVisible();
  expect(page.workers().length).toBe(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("both pages say what they are and what is missing", async ({ page }) => {
    await page.goto("./");
    await expect(page.getByRole("heading")).toBeInViewport({ ratio: 1 });
    await expect(page.locator("noscript p", { hasText: "Please allow JavaScript for this page" })).toBeInViewport({ ratio: 1 });
    await expect(page.getByText(/takes longer than it should/)).toBeHidden();
    await page.goto("./embed.html");
    await expect(page.locator("noscript p", { hasText: "which takes JavaScript" })).toBeInViewport({ ratio: 1 });
  });
});

test("scripts that do not arrive leave a sentence, and those that do take it away", async ({ page, complaints }) => {
  complaints.allow(/ERR_FAILED/);
  const late = page.getByText(/takes longer than it should/);
  // It comes up by an animation of no length, some seconds late.
  const wait = (ms: number) =>
    late.evaluate((late, ms) => {
      for (const animation of late.getAnimations()) {
        animation.pause();
        animation.currentTime = ms;
      }
    }, ms);
  for (const address of ["./", "./embed.html"]) {
    await page.goto("about:blank");
    await page.route("**/assets/*.js", (route) => route.abort());
    await page.goto(address);
    await wait(4900);
    await expect(late).toBeHidden();
    await wait(5100);
    await expect(late).toBeInViewport({ ratio: 1 });
    await page.unroute("**/assets/*.js");
    await page.reload();
    await expect(page.locator("main")).toBeVisible();
    await expect(late).toHaveCount(0);
  }
  // From disk no script arrives.
  complaints.allow(/CORS policy|ERR_FAILED|file:/);
  await page.goto(pathToFileURL(inRoot("dist", "index.html")).href);
  await wait(5100);
  await expect(late).toContainText("its single file, dice-and-descent.html");
});

test("a server that does not know wasm serves the page as well", async ({ page }) => {
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "application/octet-stream" } });
  });
  const playground = new Playground(page);
  await playground.open(SHORT);
  await playground.result();
});
