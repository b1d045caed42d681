// Where the time goes: a sampling profile of the engine, of which random numbers and counting are kept apart.

import { openBench, withBrowser } from "./bench-browser.mjs";
import { median } from "./bench-statistics.mjs";

const SAMPLE_US = 200;
const TURNS = 5;

// V8 must not inline what the build keeps apart.
const FLAGS = ["--js-flags=--no-wasm-inlining"];

const RANDOM = /::random::|box_muller/;
const COUNTING = /::table::|::census::|::take\b|::pack\b|runner_take|::sort|btree/i;

/** @typedef {{ random: number, arithmetic: number, counting: number }} Shares */

/** @param {string} name @returns {keyof Shares} */
function classOf(name) {
  if (RANDOM.test(name)) return "random";
  return COUNTING.test(name) ? "counting" : "arithmetic";
}

/**
 * The shares of random numbers, counting, and all else in a workload's time in wasm; and how much of the speed of
 * the shipped build the profiled one has, without the profiler.
 *
 * @param {{ name: string }[]} jobs
 * @param {number} ms how long each workload is profiled
 */
export const profile = (jobs, ms) =>
  withBrowser(async (browser, origin) => {
    const { page } = await openBench(browser, origin);
    const session = await page.context().newCDPSession(page);
    await session.send("Profiler.enable");
    await session.send("Profiler.setSamplingInterval", { interval: SAMPLE_US });
    /** Items a second. @param {string} build @param {{ name: string }} job @param {number} ms */
    const run = async (build, job, ms) => {
      const { items, seconds } = await page.evaluate(
        ([build, job, ms]) => /** @type {any} */ (globalThis).runHere(build, job, ms),
        /** @type {const} */ ([build, job, ms]),
      );
      return items / seconds;
    };
    const found = [];
    for (const job of jobs) {
      for (const build of ["wasm", "seams"]) await run(build, job, ms);
      const speeds = [];
      for (let turn = 0; turn < TURNS; turn += 1) {
        speeds.push((await run("seams", job, ms / TURNS)) / (await run("wasm", job, ms / TURNS)));
      }
      await session.send("Profiler.start");
      await run("seams", job, ms);
      const { nodes } = (await session.send("Profiler.stop")).profile;
      const times = { random: 0, arithmetic: 0, counting: 0 };
      /** @type {Record<string, number>} */
      const functions = {};
      for (const { callFrame, hitCount = 0 } of nodes) {
        if (!callFrame.url.endsWith(".wasm")) continue;
        times[classOf(callFrame.functionName)] += hitCount;
        functions[callFrame.functionName] = (functions[callFrame.functionName] ?? 0) + hitCount;
      }
      const samples = times.random + times.arithmetic + times.counting;
      found.push({
        name: job.name,
        speed: median(speeds),
        samples,
        random: times.random / samples,
        arithmetic: times.arithmetic / samples,
        counting: times.counting / samples,
        functions: Object.entries(functions)
          .filter(([, hits]) => hits > 0.01 * samples)
          .sort(([, a], [, b]) => b - a)
          .map(([name, hits]) => ({ name, share: hits / samples })),
      });
    }
    return found;
  }, FLAGS);
