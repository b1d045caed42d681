import { hire, type Colleague } from "./colleague.js";

/** Somebody new who draws and trains. */
export const samplerWorker = (): Colleague =>
  hire(
    // Written out: the bundler has to see it.
    () => new Worker(new URL("./sampler.worker.ts", import.meta.url), { type: "module" }),
    async () => (await import("./draws.js")).startDraws,
  );
