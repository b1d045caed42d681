// The system's Chromium and its driver, for the tests.

import { installByApt } from "./apt.mjs";
import { ask, Failure } from "./run.mjs";

/**
 * What Chromium leaves out in all tests. A switch that is given twice counts once, so what Playwright leaves out stands
 * here too; the last three would start several processes more for every test: what drops down from the address bar, and
 * one in reserve.
 */
const WITHOUT = [
  ...[
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
  ],
  ...["LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect"],
  ...["OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"],
  ...["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess"],
];

/** What Chromium is told in all tests: to run without a GPU and as root, and to stay off the network. */
export const CHROME_FLAGS = [
  `--disable-features=${WITHOUT.join(",")}`,
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // With no name to be resolved, a forbidden request cannot succeed unnoticed.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** @param {string[]} names */
function inPath(names) {
  for (const name of names) {
    const path = ask("which", [name]);
    if (path) return path;
  }
  return undefined;
}

const CHROMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Chromium's path: from CHROME in the environment, or found. */
export const findChrome = () => process.env.CHROME ?? inPath(CHROMES);

/** chromedriver's path: from CHROMEDRIVER in the environment, or found. */
export const findChromedriver = () => process.env.CHROMEDRIVER ?? inPath(["chromedriver"]);

const BY_HAND = `The tests need Chromium and its chromedriver, of the same version. Either install them
(Debian: chromium and chromium-driver; Ubuntu and others: google-chrome and chromedriver), or say where
they are in the environment variables CHROME and CHROMEDRIVER.`;

/** Installs Chromium and its driver where they are missing and this can be done without asking. */
export async function setUpBrowser() {
  if (findChrome() && findChromedriver()) return;
  await installByApt(["chromium", "chromium-driver"]);
  if (!findChrome() || !findChromedriver()) throw new Failure(BY_HAND);
}

/** The paths of both, for the commands that start them. */
export function browserEnvironment() {
  const CHROME = findChrome();
  const CHROMEDRIVER = findChromedriver();
  if (!CHROME || !CHROMEDRIVER) throw new Failure(BY_HAND);
  return { CHROME, CHROMEDRIVER };
}
