// Browsers of three engines, each driven in its own way, that can do two things: go somewhere and evaluate a script.

import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { CHROME_FLAGS, findChrome } from "./browser.mjs";
import { ask, Failure } from "./run.mjs";

/**
 * @typedef {object} Driven
 * @property {string} version
 * @property {(address: string) => Promise<unknown>} goto
 * @property {(body: string) => Promise<any>} evaluate the body of a function without arguments
 * @property {() => Promise<unknown>} close
 */

/** @param {import("@playwright/test").Browser} browser @returns {Promise<Driven>} */
async function byPlaywright(browser) {
  // A Firefox that nobody has changed cannot be told what its reader prefers.
  const page = await browser.newPage({ colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null });
  return {
    version: browser.version(),
    goto: (address) => page.goto(address),
    evaluate: (body) => page.evaluate(`(() => { ${body} })()`),
    close: () => browser.close(),
  };
}

/** @returns {Promise<Driven | undefined>} */
export async function openChromium() {
  const executablePath = findChrome();
  if (executablePath === undefined) return undefined;
  const { chromium } = await import("@playwright/test");
  return byPlaywright(await chromium.launch({ executablePath, args: CHROME_FLAGS }));
}

/** @returns {Promise<Driven | undefined>} */
export async function openFirefox() {
  const executablePath = ask("which", ["firefox-esr"]) ?? ask("which", ["firefox"]);
  if (executablePath === undefined) return undefined;
  const { firefox } = await import("@playwright/test");
  // By WebDriver BiDi, which a Firefox speaks that nobody has changed.
  return byPlaywright(await firefox.launch({ channel: "moz-firefox", executablePath }));
}

/** The small browser that comes with WebKitGTK, outside of the search path. */
function findMiniBrowser() {
  const libraries = "/usr/lib";
  const folders = readdirSync(libraries).flatMap((folder) =>
    ["4.1", "4.0", "6.0"]
      .map((abi) => (abi === "6.0" ? `webkitgtk-${abi}` : `webkit2gtk-${abi}`))
      .map((name) => join(libraries, folder, name, "MiniBrowser")),
  );
  return folders.find((path) => ask("test", ["-x", path]) !== undefined);
}

const PORT = 18_744;
const DISPLAY = ":94";

/** @returns {Promise<Driven | undefined>} */
export async function openWebKit() {
  const driver = ask("which", ["WebKitWebDriver"]);
  const binary = findMiniBrowser();
  const screen = ask("which", ["Xvfb"]);
  if (driver === undefined || binary === undefined || screen === undefined) return undefined;
  const processes = [spawn(screen, [DISPLAY, "-screen", "0", "1280x1024x24"], { stdio: "ignore" })];
  const env = { ...process.env, DISPLAY, GDK_BACKEND: "x11", WEBKIT_DISABLE_COMPOSITING_MODE: "1", NO_AT_BRIDGE: "1" };
  processes.push(spawn(driver, [`--port=${PORT}`], { stdio: "ignore", env }));
  const stop = () => processes.reverse().map((one) => one.kill());
  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
  const command = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${PORT}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Failure(value.message || value.error);
    return value;
  };
  try {
    for (let left = 100; ; left -= 1) {
      // Both take a while to start.
      if (
        await command("GET", "/status")
          .then(({ ready }) => ready)
          .catch(() => left === 0)
      )
        break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const wish = { "webkitgtk:browserOptions": { binary, args: ["--automation"] } };
    const { sessionId, capabilities } = await command("POST", "/session", { capabilities: { alwaysMatch: wish } });
    const session = `/session/${sessionId}`;
    return {
      version: capabilities.browserVersion,
      goto: (url) => command("POST", `${session}/url`, { url }),
      evaluate: (script) => command("POST", `${session}/execute/sync`, { script, args: [] }),
      close: async () => {
        await command("DELETE", session).catch(() => undefined);
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}
