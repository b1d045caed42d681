// Browsers whose SIMD computes wrongly, without an error: an engine tries itself before anything is counted.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { inRoot } from "../../scripts/places.mjs";
import { expect, test } from "./hosts.js";
import { SHORT } from "./playground.js";
import { vectors, wrong } from "./wasm-code.js";

const ATLAS = "v=2&experiment=landscape&n=4&hidden=8&draws=2000";

/** `f32x4.add`, by its number behind the prefix of vector instructions. */
const ADD = 228;

/**
 * What random numbers, samplers and trainer are made of: f32x4 lt, gt, neg, sqrt, add, sub, mul, div; i32x4 shl, shr_u, add;
 * and, or, xor; bitmask; conversion.
 */
const HOT = [67, 68, 78, 80, 81, 164, 171, 173, 174, 225, 227, 228, 229, 230, 231, 250];

const engine = (name: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(readFileSync(inRoot("www", name, "dice_and_descent_bg.wasm")));

/** What an engine says of itself. */
async function computesRight(bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const module = await WebAssembly.compile(bytes);
  const imports: WebAssembly.Imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => {};
  const { exports } = await WebAssembly.instantiate(module, imports);
  try {
    return (exports["computesRight"] as () => number)() === 1;
  } catch {
    return false;
  }
}

/** Serves engines with SIMD that compute wrongly, and others too if so asked; gives what was fetched. */
async function miscompute(page: Page, plainToo: boolean): Promise<string[]> {
  const fetched: string[] = [];
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    const bytes = Uint8Array.from(await response.body());
    const simd = vectors(bytes).length > 0;
    fetched.push(simd ? "simd" : "plain");
    const body = simd ? wrong(bytes, ADD) : plainToo ? withWrongConstant(bytes) : bytes;
    await route.fulfill({ response, body: Buffer.from(body) });
  });
  return fetched;
}

/** The same engine in which every 1 of single precision is a little more. */
function withWrongConstant(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = Buffer.from(bytes);
  const one = Buffer.from([0x43, 0, 0, 0x80, 0x3f]);
  for (let at = copy.indexOf(one); at >= 0; at = copy.indexOf(one, at + 1)) copy[at + 3] = 0x81;
  return Uint8Array.from(copy);
}

test("where SIMD computes wrongly the build without it counts instead, the same as anywhere", async ({ page, undisturbed }) => {
  const usual = await undisturbed(SHORT);
  const fetched = await miscompute(page, false);
  const main = page.locator("main");
  for (const [address, link] of [
    ["./", SHORT],
    ["./embed.html", SHORT],
    ["./", ATLAS],
  ] as const) {
    await page.goto("about:blank");
    await page.goto(`${address}#${link}`);
    await expect(main).toHaveAttribute("data-phase", "ended");
    await expect(main).toHaveAttribute("data-fingerprint", link === SHORT ? usual : /^[0-9a-f]{16}$/);
    await expect(page.getByText(/computes without SIMD \(it has none, or none that computes rightly\)/)).toHaveCount(1);
  }
  expect(fetched).toEqual(["simd", "plain", "simd", "plain", "simd", "plain"]);
  const fingerprint = await main.getAttribute("data-fingerprint");
  await page.unroute("**/*.wasm");
  await page.reload();
  await expect(main).toHaveAttribute("data-phase", "ended");
  expect(await main.getAttribute("data-fingerprint")).toBe(fingerprint);
});

test("where every engine computes wrongly nothing is counted, and the page says what to do", async ({ page, baseURL, hosts }) => {
  await miscompute(page, true);
  for (const address of [`./#${SHORT}`, `./embed.html#${SHORT}`, `./#${ATLAS}`]) {
    await page.goto("about:blank");
    await page.goto(address);
    const said = page.getByRole("alert").filter({ hasText: /This browser computes wrongly.*Update the browser/ });
    await expect(said).toBeVisible();
    await expect(page.locator("[data-fingerprint]")).toHaveCount(0);
    expect(page.workers()).toHaveLength(0);
  }
  await page.goto(
    hosts.write(
      "wrong.html",
      `<!doctype html><link rel="icon" href="data:," /><script type="module">
        import { run } from "${baseURL}package/index.js";
        run({ runs: 100, kept: 100 }).catch(({ message }) => (document.body.dataset.said = message));
      </script>`,
    ),
  );
  await expect(page.locator("body")).toHaveAttribute("data-said", /^This browser computes wrongly/);
});

test("an engine finds itself out, whichever kind of vector instruction goes wrong", async () => {
  for (const name of ["wasm", "wasm-atlas", "wasm-plain", "wasm-atlas-plain"]) {
    expect(await computesRight(engine(name)), name).toBe(true);
  }
  const bytes = engine("wasm");
  const instructions = vectors(bytes);
  const missed: number[] = [];
  for (const code of HOT) {
    expect(instructions.map(({ code }) => code)).toContain(code);
    if (await computesRight(wrong(bytes, code, instructions))) missed.push(code);
  }
  expect(missed).toEqual([]);
});
