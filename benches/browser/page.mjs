// The page of the benchmark: starts workers and passes tasks on to them.

import { Load } from "./measure.mjs";
import { open } from "./open.mjs";

const workers = [];

/** The worker of this index; those before it exist too. */
async function worker(index) {
  while (workers.length <= index) {
    const made = new Worker(new URL("./worker.mjs", import.meta.url), { type: "module" });
    const waiting = new Map();
    const next = { made, waiting, asked: 0 };
    workers.push(next);
    made.onmessage = ({ data: { id, result, error } }) => {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) reject(new Error(error));
      else resolve(result);
    };
    const ready = new Promise((resolve, reject) => {
      waiting.set(0, { resolve, reject });
      made.onerror = (event) => reject(new Error(event.message));
    });
    await ready;
  }
  return workers[index];
}

/** What worker `index` answers to a task. */
globalThis.ask = async (index, task, options) => {
  const { made, waiting } = await worker(index);
  const id = (workers[index].asked += 1);
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    made.postMessage({ id, task, options });
  });
};

const loads = new Map();

/** Goes on with a workload on one build of the engine, in this thread, where the profiler looks. */
globalThis.runHere = async (build, job, ms) => {
  const key = `${build} ${job.name}`;
  if (!loads.has(key)) loads.set(key, new Load(await open(build, "dice_and_descent"), job));
  return loads.get(key).run(ms);
};
