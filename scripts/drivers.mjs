// Browsers of three engines, each driven in its own way, that can do two things: go somewhere and evaluate a script.

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
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

/** @returns {Promise<Driven | undefined>} */
export async function openChromium() {
  const executablePath = findChrome();
  if (executablePath === undefined) return undefined;
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch({ executablePath, args: CHROME_FLAGS });
  const page = await browser.newPage();
  return {
    version: browser.version(),
    goto: (address) => page.goto(address),
    evaluate: (body) => page.evaluate(`(() => { ${body} })()`),
    close: () => browser.close(),
  };
}

/**
 * A Firefox as it comes, by WebDriver BiDi: Playwright asks more of it than one of long-term support has.
 *
 * @returns {Promise<Driven | undefined>}
 */
export async function openFirefox() {
  const binary = ask("which", ["firefox-esr"]) ?? ask("which", ["firefox"]);
  if (binary === undefined) return undefined;
  const profile = mkdtempSync(join(tmpdir(), "firefox-"));
  const flags = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile];
  const browser = spawn(binary, flags, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((resolve) => browser.on("close", resolve));
  /** @type {string} */
  const address = await new Promise((resolve, reject) => {
    let said = "";
    browser.stderr.setEncoding("utf8").on("data", (text) => {
      said += text;
      const [, found] = /WebDriver BiDi listening on (ws:\S+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    browser.on("close", () => reject(new Failure("Firefox ended at once")));
  });
  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => Object.assign(socket, { onopen: resolve, onerror: reject }));
  /** @type {Map<number, { resolve: (result: any) => void, reject: (why: Error) => void }>} */
  const waiting = new Map();
  socket.onmessage = ({ data }) => {
    const { id, type, result, message } = JSON.parse(String(data));
    const asked = waiting.get(id);
    waiting.delete(id);
    if (type === "success") asked?.resolve(result);
    else asked?.reject(new Failure(message));
  };
  let last = 0;
  /** @param {string} method @param {unknown} params @returns {Promise<any>} */
  const command = (method, params) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  const { capabilities } = await command("session.new", { capabilities: {} });
  const { contexts } = await command("browsingContext.getTree", {});
  const { context } = contexts[0];
  return {
    version: capabilities.browserVersion,
    goto: (url) => command("browsingContext.navigate", { context, url, wait: "complete" }),
    evaluate: async (body) => {
      const script = { functionDeclaration: `() => { ${body} }`, target: { context }, awaitPromise: false };
      const { result, exceptionDetails } = await command("script.callFunction", script);
      if (exceptionDetails) throw new Failure(exceptionDetails.text);
      return result.value;
    },
    close: async () => {
      socket.close();
      browser.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 9 });
    },
  };
}

/** The small browser that comes with WebKitGTK, outside of the search path. */
function findMiniBrowser() {
  const libraries = "/usr/lib";
  const folders = readdirSync(libraries).flatMap((folder) =>
    ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"].map((name) => join(libraries, folder, name, "MiniBrowser")),
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
