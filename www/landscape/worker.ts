/** A new worker that keeps the ledger of this experiment. */
export const ledgerWorker = (): Worker =>
  // Written out: the bundler has to see it.
  new Worker(new URL("./ledger.worker.ts", import.meta.url), { type: "module" });
