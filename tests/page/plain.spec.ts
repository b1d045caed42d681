import { expect, test } from "./fixture.js";
import { CHROME_FLAGS, findChrome } from "../../scripts/browser.mjs";

// V8 knows no wasm SIMD on a processor without SSE 4.1, and believes this flag about the processor.
test.use({
  launchOptions: {
    executablePath: findChrome() ?? "",
    args: [...CHROME_FLAGS, "--js-flags=--no-enable-sse4-1"],
  },
});

test("a browser without SIMD gets the engine without SIMD", async ({ page }) => {
  await page.goto("./");
  await expect(page.getByText("The engine runs, without SIMD.")).toBeVisible();
});
