// A worker of the benchmark.

import { Load, peak } from "./measure.mjs";
import { merge } from "./merge.mjs";
import { open } from "./open.mjs";

const [simd, plain, kit] = await Promise.all([
  open("wasm", "dice_and_descent"),
  open("wasm-plain", "dice_and_descent"),
  open("kit", "browser_bench"),
]);

const jobs = JSON.parse(kit.jobs());
let load;

const tasks = {
  jobs: () => jobs,

  /** Rounds over peak and all workloads on both builds, so that a change of the machine's pace meets all alike. */
  measure({ names, rounds, ms, warmUpMs }) {
    const loads = jobs.filter(({ name }) => names.includes(name)).map((job) => [new Load(simd, job), new Load(plain, job)]);
    const round = (ms) => ({
      peak: peak(kit, ms / 3),
      loads: loads.map(([fast, slow]) => ({ simd: fast.run(ms), plain: slow.run(ms / 2) })),
    });
    // V8 runs a function first as it was quickly compiled, and optimises it while it runs.
    round(warmUpMs);
    return Array.from({ length: rounds }, () => round(ms));
  },

  /** Prepares one workload for the runs of several workers together. */
  prepare({ name, chunk, stride, warmUpMs }) {
    const job = jobs.find((job) => job.name === name);
    load = new Load(simd, job, chunk, stride);
    load.run(warmUpMs);
  },

  run: ({ ms }) => load.run(ms),

  peak: ({ ms }) => peak(kit, ms),

  merge: ({ name, functions, chunks }) => merge(simd, jobs.find((job) => job.name === name).link, functions, chunks),
};

addEventListener("message", ({ data: { id, task, options } }) => {
  try {
    postMessage({ id, result: tasks[task](options) });
  } catch (error) {
    postMessage({ id, error: String(error?.stack ?? error) });
  }
});
postMessage({ id: 0 });
