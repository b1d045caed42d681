// What others import: the package that `npm pack` packs, in a page that a bundler made, and as a plain module.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { serve } from "../../scripts/hosts.mjs";
import { inRoot } from "../../scripts/places.mjs";
import { ask } from "../../scripts/run.mjs";
import { expect, test } from "./hosts.js";
import { Playground } from "./playground.js";

/** A page of its own that has the packed package installed. */
function install(): string {
  const consumer = mkdtempSync(join(tmpdir(), "consumer-"));
  cpSync(inRoot("tests", "page", "consumer"), consumer, { recursive: true });
  const tarball = ask("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", consumer])?.split("\n").at(-1);
  const installed = join(consumer, "node_modules", "dice-and-descent");
  mkdirSync(installed, { recursive: true });
  expect(ask("tar", ["-xzf", join(consumer, tarball ?? ""), "--strip-components=1", "-C", installed])).toBeDefined();
  return consumer;
}

test("the package is imported by a bundler, with its types", async ({ page, complaints }) => {
  const playground = new Playground(page);
  const shown = async (link: string) => {
    await playground.open(link);
    return playground.result();
  };
  const expected = await shown("v=1&target=xor&hidden=8&runs=500&kept=500");
  const others = {
    landscape: `${await shown("v=1&experiment=landscape&n=5&draws=20000")} true`,
    gates: `${await shown("v=1&experiment=gates&draws=1000")} 16`,
    map: `${await shown("v=1&experiment=map&resolution=64&paths=1")} 4096 1`,
  };

  const consumer = install();
  const tsconfig = JSON.stringify({
    compilerOptions: { target: "esnext", module: "esnext", moduleResolution: "bundler", strict: true, noEmit: true, lib: ["esnext", "dom", "dom.iterable"], types: [] },
    files: ["main.ts"],
  });
  writeFileSync(join(consumer, "tsconfig.json"), tsconfig);
  expect(ask("tsc", ["--project", consumer]), "its types are whole").toBeDefined();
  await build({ root: consumer, configFile: false, logLevel: "error", base: "./", build: { target: "esnext", assetsInlineLimit: 0 } });
  const { address, close } = await serve(join(consumer, "dist"));
  complaints.own(new URL(address).host);
  await page.goto(`${address}index.html`);
  const body = page.locator("body");
  await expect(body).toHaveAttribute("data-fingerprint", expected);
  await expect(body).toHaveAttribute("data-settings", "v=1&target=xor&hidden=8&runs=500&kept=500");
  await expect(body).toHaveAttribute("data-progress", "1");
  await expect(body).toHaveAttribute("data-drawn", /^\d+$/);
  await expect(body).toHaveAttribute("data-distance", /^0\.\d+$/);
  await expect(body).toHaveAttribute("data-stopped", "Error: enough");
  for (const [experiment, expected] of Object.entries(others)) {
    await expect(body, "as on the page").toHaveAttribute(`data-${experiment}`, `${experiment} ${expected}`);
  }
  await expect(body).toHaveAttribute("data-gates-progress", /drawn/);
  await expect(body).toHaveAttribute("data-figure", /^[0-9a-f]{16}$/);
  await expect(page.locator("dice-and-descent-figure dd-gates-table tbody tr")).toHaveCount(16);
  // An aborted run leaves nothing behind.
  await expect.poll(() => page.workers().length).toBeLessThan(8);
  close();
  rmSync(consumer, { recursive: true, force: true });
});

test("a plain module script of another origin runs it", async ({ page, hosts }) => {
  const playground = new Playground(page);
  await playground.open("v=1&target=xor&runs=2000&kept=2000");
  const expected = await playground.result();
  await page.goto(`${hosts.address}script.html`);
  await expect(page.locator("#fingerprint")).toHaveText(expected);
  await expect(page.locator("#fit")).toHaveText(/^0\.00\d+$/);
});
