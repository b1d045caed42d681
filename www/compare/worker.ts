import { startWorker, type WorkerPort } from "../engine/worker-port.js";

/** Somebody new who keeps the ledger of this experiment. */
export const ledgerWorker = (): WorkerPort =>
  startWorker(
    // Written out: the bundler has to see it.
    () => new Worker(new URL("./ledger.worker.ts", import.meta.url), { type: "module" }),
    async () => (await import("./ledger-handler.js")).startCompareHandler,
  );
