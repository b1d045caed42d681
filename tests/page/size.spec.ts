import { readFile } from "node:fs/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "./fixture.js";

const LIMIT = 300_000;

test("the first load is under 300 KB, compressed", async ({ page }) => {
  const paths = new Set<string>();
  page.context().on("request", (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (protocol === "http:") paths.add(pathname === "/" ? "/index.html" : pathname);
  });
  await page.goto("./#v=1&runs=100&kept=100");
  await expect(page.locator("main")).toHaveAttribute("data-phase", "ended");
  await page.waitForLoadState("networkidle");

  // By brotli, as browsers ask for it; gzip makes the engine a quarter larger.
  const sizes = await Promise.all(
    [...paths].map(async (path) => {
      const file = await readFile(new URL(`../../dist${path}`, import.meta.url));
      return [path, brotliCompressSync(file).length, gzipSync(file).length] as const;
    }),
  );
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  const zipped = sizes.reduce((sum, [, , size]) => sum + size, 0);
  const listing = sizes.map(([path, size]) => `${size} ${path}`).join("\n");
  test.info().annotations.push({ type: "first load", description: `${total} bytes (gzip: ${zipped})\n${listing}` });

  // Were a kind of file not noticed at all, the sum would mean nothing.
  for (const kind of [".html", ".js", ".wasm"]) {
    expect(listing, `the first load has a ${kind} file`).toContain(kind);
  }
  expect(total, listing).toBeLessThan(LIMIT);
});
