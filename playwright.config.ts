// Page tests: the built page (dist/) in the system's Chromium.

import { availableParallelism } from "node:os";
import { defineConfig, devices } from "@playwright/test";
import { CHROME_FLAGS, findChrome } from "./scripts/browser.mjs";

const port = Number(process.env.PAGE_PORT ?? 4174);
const report = process.env.PAGE_REPORT;
const executablePath = findChrome();
if (!executablePath) throw new Error("no Chromium: see npm run setup");

export default defineConfig({
  testDir: "tests/page",
  outputDir: "tests/page/.results/artefacts",
  snapshotPathTemplate: "{testDir}/snapshots/{arg}{ext}",
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // A page that works only at the second try does not work.
  retries: 0,
  // Each page computes on several cores, but waits and paints for longer than it computes.
  workers: availableParallelism(),
  // What a test shows does not depend on how slow the machine is, or on what else runs on it.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [["list"], ...(report ? ([["json", { outputFile: report }]] as const) : [])],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: `http://127.0.0.1:${port}/`,
    // Traces take a tenth of all work: `playwright test --trace retain-on-failure` where one is wanted.
    screenshot: "only-on-failure",
    // What is broken on purpose must not be mended from a cache; tests/page/offline.spec.ts has its own say.
    serviceWorkers: "block",
    launchOptions: { executablePath, args: CHROME_FLAGS },
  },
  webServer: {
    command: `node scripts/start.mjs --built --port ${port}`,
    port,
    stdout: "ignore",
    stderr: "pipe",
  },
});
