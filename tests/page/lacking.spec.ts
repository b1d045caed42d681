// Browsers and servers that lack something: a sentence, or another way.

import { expect, test } from "./fixture.js";
import { Playground, SHORT } from "./playground.js";

test("without WebAssembly the page says so", async ({ page }) => {
  await page.addInitScript(() => { Reflect.deleteProperty(globalThis, "WebAssembly"); });
  await new Playground(page).open();
  await expect(page.getByRole("alert").filter({ hasText: /has no WebAssembly/ })).toBeVisible();
});

test("an engine that does not arrive is reported", async ({ page, complaints }) => {
  complaints.allow(/404/);
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 404 }));
  await new Playground(page).open();
  await expect(page.getByText(/could not be loaded \(404/)).toBeVisible();
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
