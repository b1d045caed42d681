import { startWorker, type WorkerPort } from "../engine/worker-port.js";

/** Somebody new who does one job with files. */
export const archiveWorker = (): WorkerPort =>
  startWorker(
    // Written out: the bundler has to see it.
    () => new Worker(new URL("./archive.worker.ts", import.meta.url), { type: "module" }),
    async () => (await import("./job.js")).startArchive,
  );
