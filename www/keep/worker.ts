/** A new worker that does one job with files. */
export const archiveWorker = (): Worker =>
  // Written out: the bundler has to see it.
  new Worker(new URL("./archive.worker.ts", import.meta.url), { type: "module" });
