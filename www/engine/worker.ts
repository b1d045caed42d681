import type { Assignment } from "../wasm/dice_and_descent.js";
import { startWorker } from "./worker-port.js";
import type { JobKind } from "./worker-handle.js";

/** Drawing and training, chunk by chunk. */
export const CHUNKS: JobKind<Assignment, Uint32Array> = {
  startWorker: () =>
    startWorker(
      // Written out: the bundler has to see it.
      () => new Worker(new URL("./sampler.worker.ts", import.meta.url), { type: "module" }),
      async () => (await import("./draws.js")).startDraws,
    ),
  same: (a, b) => a.method === b.method && a.chunk === b.chunk,
  isJob: (data): data is Assignment => {
    const { method, chunk } = (data ?? {}) as Partial<Assignment>;
    return typeof method === "number" && typeof chunk === "number";
  },
  isProduct: (data) => data instanceof Uint32Array,
  // Enough that a sampler always has a next chunk while the ledger is busy with an analysis.
  jobsEach: 2,
};
