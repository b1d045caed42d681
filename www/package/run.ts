import type { Ask, News } from "../compare/messages.js";
import { ledgerWorker } from "../compare/worker.js";
import { instantiate } from "../engine/bindings.js";
import { loadEngine } from "../engine/load.js";
import { Run } from "../engine/run.js";
import { experimentOf } from "../experiments.js";
import { archive } from "../keep/archive.js";
import { MOST_LOSSES } from "../session/losses.js";
import type { Notice, Status } from "../wasm/dice_and_descent.js";
import type { RunRecord } from "./record.js";

/** Settings by key, as in the link; or a link, or what stands behind its `#`. */
export type Settings = string | Readonly<Record<string, string | number>>;

/** How far a run is. */
export interface RunProgress {
  /** Of the budget, 0 to 1: of the method that is further behind. */
  share: number;
  /** Networks that the dice have drawn and training runs that descent has done, in words. */
  text: string;
}

export interface RunOptions {
  /** Called a few times a second. */
  onProgress?: (progress: RunProgress) => void;
  /** Ends the run; its promise is rejected with the signal's reason. */
  signal?: AbortSignal;
  /** How many workers compute; the result does not depend on it. */
  workers?: number;
}

/** A run that has ended. */
export interface RunResult {
  /** The settings, as behind the `#` of a link that repeats the run on any machine. */
  settings: string;
  /** A short hash of settings and counts: the same on every machine. */
  fingerprint: string;
  /** What in the given settings could not be used as it was. */
  notices: Notice[];
  /** Totals, contrast with intervals, verdict, and the functions found with both counts: what the page exports. */
  record: RunRecord;
}

/**
 * Runs a comparison of dice and descent to its end, in workers of its own.
 *
 * Settings that are not allowed are replaced by the nearest that are, and named in the result's notices.
 */
export async function run(settings: Settings = {}, options: RunOptions = {}): Promise<RunResult> {
  const { signal } = options;
  signal?.throwIfAborted();
  const link = textOf(settings);
  const experiment = experimentOf(link);
  if (experiment.key !== "compare") {
    throw new Error(`run() does the comparison; the experiment "${experiment.key}" has an element.`);
  }
  const engine = await loadEngine("core");
  const { hash, notices } = (await instantiate(engine)).readLink(link);
  signal?.throwIfAborted();
  const { fingerprint, saved } = await counted(hash, engine, options);
  const pieces = await archive("write", { table: "json", saved });
  signal?.throwIfAborted();
  return { settings: hash, fingerprint, notices, record: JSON.parse(pieces.join("")) as RunRecord };
}

const textOf = (settings: Settings): string =>
  typeof settings === "string"
    ? settings.replace(/^.*#/, "")
    : new URLSearchParams(Object.entries(settings).map(([key, value]) => [key, String(value)])).toString();

/** The counts of a whole run, packed. */
async function counted(
  hash: string,
  engine: Awaited<ReturnType<typeof loadEngine>>,
  { onProgress, signal, workers }: RunOptions,
): Promise<{ fingerprint: string; saved: Uint32Array }> {
  let work: Run<Ask, Status, News> | undefined;
  let abort: (() => void) | undefined;
  try {
    return await new Promise((resolve, reject) => {
      let ended: string | undefined;
      let losses = 0;
      const begin = (): void => {
        ended = undefined;
        work?.start(hash, true, Math.max(1, Math.trunc(workers ?? (navigator.hardwareConcurrency || 2) - 1)));
      };
      work = new Run(engine, ledgerWorker, {
        status: (status, fingerprint) => {
          onProgress?.(progressOf(status));
          if (!status.ended || !fingerprint || ended) return;
          ended = fingerprint;
          work?.ask({ type: "pack" });
        },
        news: (news) => {
          if (news.type === "packed" && ended) resolve({ fingerprint: ended, saved: news.saved });
        },
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
      abort = () => reject(signal?.reason);
      signal?.addEventListener("abort", abort);
      begin();
    });
  } finally {
    if (abort) signal?.removeEventListener("abort", abort);
    work?.close();
  }
}

const progressOf = ({ progress }: Status): RunProgress => ({
  share: Math.min(...progress.map(({ share }) => share)),
  text: progress.map(({ counts }) => counts).join("; "),
});
