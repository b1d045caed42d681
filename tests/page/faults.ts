// Things that go wrong, on purpose.

import type { Page } from "@playwright/test";

/**
 * A run that lasts some seconds, so that something can happen in the middle of it. A page may show its first counts two
 * seconds late, when showing things is slow: by then a shorter run was over.
 */
export const MEDIUM = "v=2&runs=120000&kept=120000&workers=2";

const LAST_WORDS = "silent from now on";

/** Falls silent for good, and lets others work: a loop without end would not. */
export const HANG = `{
  console.debug(${JSON.stringify(LAST_WORDS)});
  Atomics.wait(new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer), 0, 0);
}`;

/**
 * Every few seconds the page looks whether its workers still answer. What this gives has it look at once, if one of them
 * has fallen silent.
 */
export async function lookAtWill(page: Page): Promise<() => Promise<void>> {
  let silent = false;
  page.on("console", (message) => (silent ||= message.text() === LAST_WORDS));
  await page.addInitScript(() => {
    const looks = new Map<unknown, () => void>();
    const { setInterval, clearInterval } = globalThis;
    Object.assign(globalThis, {
      setInterval: (look: () => void, delay: number) => {
        const timer = setInterval(look, delay);
        looks.set(timer, look);
        return timer;
      },
      clearInterval: (timer: ReturnType<typeof setInterval>) => {
        looks.delete(timer);
        clearInterval(timer);
      },
      lookAtWorkers: () => {
        for (const look of [...looks.values()]) look();
      },
    });
  });
  return async () => {
    if (silent) await page.evaluate(() => (globalThis as unknown as { lookAtWorkers(): void }).lookAtWorkers());
  };
}

/** What stands at the head of a worker's script to meddle with the messages that it posts. */
export const meddle = (act: string): string => `{
  const post = self.postMessage.bind(self);
  let count = 0;
  self.postMessage = (message, options) => {
    if (["done", "status", "print"].includes(message.type)) count += 1;
    ${act}
    post(message, options);
  };
}`;

/** What makes the engine fail in a worker: `act` runs before every call of the export `name`. */
export const trap = (name: string, act: string): string => `{
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (module, imports) => {
    const instance = await instantiate(module, imports);
    let count = 0;
    const exports = { ...instance.exports };
    const original = exports[${JSON.stringify(name)}];
    exports[${JSON.stringify(name)}] = (...args) => {
      count += 1;
      ${act}
      return original(...args);
    };
    return { instance: { exports }, module };
  };
}`;

/** Puts a fault into the scripts of the next `times` workers of a kind; those after them are as they should be. */
export async function tamper(
  page: Page,
  kind: "sampler" | "ledger" | "hand" | "atlas",
  fault: string,
  times = Infinity,
): Promise<void> {
  let served = 0;
  await page.context().route(`**/${kind}.worker*.js`, async (route) => {
    served += 1;
    const hit = served <= times;
    const response = await route.fetch();
    const body = await response.text();
    await route.fulfill({ response, body: hit ? `${fault}\n${body}` : body });
  });
}

/** Lets the engine arrive in part only, until what this gives is called. */
export async function breakEngine(page: Page): Promise<() => void> {
  let broken = true;
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: broken ? body.subarray(0, body.length / 2) : body });
  });
  return () => {
    broken = false;
  };
}
