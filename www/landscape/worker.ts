import { hire, type Colleague } from "../engine/colleague.js";

/** Somebody new who keeps the ledger of this experiment. */
export const ledgerWorker = (): Colleague =>
  hire(
    // Written out: the bundler has to see it.
    () => new Worker(new URL("./ledger.worker.ts", import.meta.url), { type: "module" }),
    async () => (await import("./desk.js")).startLandscapeDesk,
  );
