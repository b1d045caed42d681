import { chromium } from "@playwright/test";
import { expect, test } from "./fixture.js";
import { CHROME_FLAGS, findChrome } from "../../scripts/browser.mjs";
import { Playground, SHORT } from "./playground.js";

const executablePath = findChrome() ?? "";

// V8 knows no wasm SIMD on a processor without SSE 4.1, and believes this flag about the processor.
test.use({ launchOptions: { executablePath, args: [...CHROME_FLAGS, "--js-flags=--no-enable-sse4-1"] } });

test("a browser without SIMD counts the same", async ({ page, baseURL }) => {
  const plain = new Playground(page);
  await plain.open(SHORT);
  const counted = await plain.result();

  const other = await chromium.launch({ executablePath, args: CHROME_FLAGS });
  const simd = new Playground(await other.newPage({ baseURL: baseURL ?? "" }));
  await simd.open(SHORT);
  expect(counted).toBe(await simd.result());
  await other.close();
});
