/** A new worker that draws and trains. */
export const samplerWorker = (): Worker =>
  // Written out: the bundler has to see it.
  new Worker(new URL("./sampler.worker.ts", import.meta.url), { type: "module" });
