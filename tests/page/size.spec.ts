import { readFile } from "node:fs/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "./fixture.js";

/** Bytes, as the best of servers send them and as those do that know nothing better. */
const LIMITS = { brotli: 280_000, gzip: 340_000 };

test("the first load is small, compressed", async ({ page }) => {
  const paths = new Set<string>();
  page.context().on("request", (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (protocol === "http:") paths.add(pathname === "/" ? "/index.html" : pathname);
  });
  await page.goto("./#v=2&runs=100&kept=100");
  await expect(page.locator("main")).toHaveAttribute("data-phase", "ended");
  await page.waitForLoadState("networkidle");

  // By gzip at its highest level the engine is a quarter larger.
  const sizes = await Promise.all(
    [...paths].map(async (path) => {
      const file = await readFile(new URL(`../../dist${path}`, import.meta.url));
      return { path, brotli: brotliCompressSync(file).length, gzip: gzipSync(file, { level: 9 }).length };
    }),
  );
  const listing = sizes.map(({ path, brotli, gzip }) => `${brotli} ${gzip} ${path}`).join("\n");
  // Were a kind of file not noticed at all, the sum would mean nothing.
  for (const kind of [".html", ".js", ".wasm"]) {
    expect(listing, `the first load has a ${kind} file`).toContain(kind);
  }
  for (const [encoding, limit] of Object.entries(LIMITS) as [keyof typeof LIMITS, number][]) {
    const total = sizes.reduce((sum, size) => sum + size[encoding], 0);
    test.info().annotations.push({ type: "first load", description: `${total} bytes by ${encoding}` });
    expect(total, `by ${encoding}; bytes by brotli and by gzip of each file:\n${listing}`).toBeLessThan(limit);
  }

  // What is read last is not among it, and there when somebody comes near.
  const background = page.locator("dd-background summary");
  await expect(background).toHaveCount(0);
  await page.locator("dd-about").scrollIntoViewIfNeeded();
  await expect(background).toHaveCount(2);
});
