import { instantiate, instantiateAtlas, type Engine, type Part } from "../engine/bindings.js";
import type { WorkerPort } from "../engine/worker-port.js";
import { loadEngine } from "../engine/load.js";
import type { RunStatus } from "../engine/messages.js";
import { Run } from "../engine/run.js";
import { archive } from "../keep/archive.js";
import { MOST_LOSSES } from "../session/losses.js";
import type { Notice, Status } from "../wasm/dice_and_descent.js";
import type { GatesStatus } from "../wasm-atlas/dice_and_descent.js";
import { outcome, workersOf, type Done, type RunOptions, type RunProgress } from "./options.js";

/** What an experiment that counts has of its own. */
interface Counting<S extends RunStatus> {
  part: Part;
  /** What a link means. */
  read(engine: Engine, link: string): Promise<{ hash: string; notices: Notice[] }>;
  ledgerWorker(): Promise<() => WorkerPort>;
  progress(status: S): RunProgress;
}

export const compare: Counting<Status> = {
  part: "core",
  read: async (engine, link) => (await instantiate(engine)).readLink(link),
  ledgerWorker: async () => (await import("../compare/worker.js")).ledgerWorker,
  progress: (status) => progressOf(status.progress.map(({ share, counts }) => ({ share, text: counts }))),
};

export const landscape: Counting<Status> = {
  part: "atlas",
  read: async (engine, link) => (await instantiateAtlas(engine)).readLandscapeLink(link),
  ledgerWorker: async () => (await import("../landscape/worker.js")).ledgerWorker,
  progress: compare.progress,
};

export const gates: Counting<GatesStatus> = {
  part: "atlas",
  read: async (engine, link) => (await instantiateAtlas(engine)).readGatesLink(link),
  ledgerWorker: async () => (await import("../gates/worker.js")).ledgerWorker,
  progress: ({ making, made, sampled }) => progressOf([{ share: made, text: making }, ...sampled]),
};

const progressOf = (parts: readonly RunProgress[]): RunProgress => ({
  share: Math.min(...parts.map(({ share }) => share)),
  text: parts
    .map(({ text }) => text)
    .filter(Boolean)
    .join("; "),
});

/** Counts to the end of a link's budget. */
export async function count<S extends RunStatus>(
  { part, read, ledgerWorker, progress }: Counting<S>,
  link: string,
  options: RunOptions,
): Promise<Done> {
  let engine = await loadEngine(part);
  if ((await instantiate(engine)).needsWhole(link)) engine = await loadEngine("atlas");
  const [{ hash, notices }, worker] = await Promise.all([read(engine, link), ledgerWorker()]);
  const { fingerprint, saved } = await outcome<{ fingerprint: string; saved: Uint32Array }>(options, (resolve, reject, tell) => {
    let losses = 0;
    let ended = false;
    const begin = (): void => {
      ended = false;
      work.start(hash, true, workersOf(options));
    };
    const work = new Run<never, S, unknown>(engine, worker, {
      status: (status, fingerprint) => {
        tell(progress(status));
        if (!status.ended || !fingerprint || ended) return;
        ended = true;
        const before = losses;
        // What is packed of a run that was begun again is not the end of this one.
        void work.pack().then((saved) => before === losses && resolve({ fingerprint, saved }));
      },
      news: () => {},
      mended: () => {},
      slow: () => {},
      // The same settings and seed give the same counts, so what is lost can be counted again.
      lost: (text) => {
        losses += 1;
        if (losses > MOST_LOSSES) reject(new Error(text || "the worker with the counts failed again and again"));
        else begin();
      },
      stopped: (text) => reject(new Error(text || "the workers failed again and again")),
    });
    begin();
    return work;
  });
  const pieces = await archive("write", { table: "json", saved });
  return { settings: hash, fingerprint, notices, json: pieces.join("") };
}
