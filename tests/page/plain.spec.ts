import { chromium } from "@playwright/test";
import { expect, test } from "./fixture.js";
import { CHROME_FLAGS, findChrome } from "../../scripts/browser.mjs";
import { Playground, SHORT } from "./playground.js";

const executablePath = findChrome() ?? "";

// V8 knows no wasm SIMD on a processor without SSE 4.1, and believes this flag about the processor.
test.use({ launchOptions: { executablePath, args: [...CHROME_FLAGS, "--js-flags=--no-enable-sse4-1"] } });

test("a browser without SIMD counts the same, and is told that it takes longer", async ({ page, baseURL }) => {
  const plain = new Playground(page);
  await plain.open(SHORT);
  const counted = await plain.result();
  await expect(page.getByText(/computes without SIMD/)).toBeVisible();

  const other = await chromium.launch({ executablePath, args: CHROME_FLAGS });
  const simd = new Playground(await other.newPage({ baseURL: baseURL ?? "" }));
  await simd.open(SHORT);
  expect(counted).toBe(await simd.result());
  await expect(simd.page.getByText(/computes without SIMD/)).toHaveCount(0);
  await other.close();
});
