import { named } from "../embed/settings-text.js";
import { usual } from "../engine/processors.js";
import type { Notice } from "../wasm/dice_and_descent.js";

/** How far a run is. */
export interface RunProgress {
  /** Of the budget, 0 to 1: of the part that is furthest behind. */
  share: number;
  /** What has been done, in words. */
  text: string;
}

/** How a run is done; what is wrong with any of it is said at once. */
export interface RunOptions {
  /** Called a few times a second. */
  onProgress?: (progress: RunProgress) => void;
  /** Ends the run; its promise is rejected with the signal's reason. */
  signal?: AbortSignal;
  /** How many workers compute, 1 to 64; the result does not depend on it. */
  workers?: number;
  /**
   * Where the package's directory `wasm/` is, for bundlers that leave it behind. It holds for all that loads an engine
   * from then on.
   */
  wasmUrl?: string | URL;
}

const MOST_WORKERS = 64;

/** @throws TypeError or RangeError, with a sentence, where an option is none */
export function check(options: unknown): asserts options is RunOptions {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`The options of a run are an object, and not ${named(options)}.`);
  const { onProgress, signal, workers, wasmUrl } = options as Record<keyof RunOptions, unknown>;
  if (onProgress !== undefined && typeof onProgress !== "function")
    throw new TypeError(`onProgress is a function, and not ${named(onProgress)}.`);
  if (
    signal !== undefined &&
    !(typeof signal === "object" && signal !== null && "aborted" in signal && "addEventListener" in signal)
  ) {
    throw new TypeError(`signal is the signal of an AbortController, and not ${named(signal)}.`);
  }
  if (
    workers !== undefined &&
    !(typeof workers === "number" && Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS)
  ) {
    throw new RangeError(`workers is a whole number from 1 to ${MOST_WORKERS}, and not ${named(workers)}.`);
  }
  if (wasmUrl !== undefined && typeof wasmUrl !== "string" && Object.prototype.toString.call(wasmUrl) !== "[object URL]") {
    throw new TypeError(`wasmUrl is the address of a directory, and not ${named(wasmUrl)}.`);
  }
}

/** What every run comes to. */
export interface Done {
  settings: string;
  fingerprint: string;
  notices: Notice[];
  /** The record. */
  json: string;
}

/** So many workers compute: all processors but the one that the page needs, unless a number is wanted. */
export const workersOf = ({ workers }: RunOptions): number => workers ?? usual();

/** What comes of work that is closed whatever comes of it; it ends too when whoever hears of its progress throws. */
export async function outcome<T>(
  { signal, onProgress }: RunOptions,
  begin: (
    resolve: (value: T) => void,
    reject: (why: unknown) => void,
    tell: (progress: RunProgress) => void,
  ) => { close(): void },
): Promise<T> {
  signal?.throwIfAborted();
  let work: { close(): void } | undefined;
  let abort: (() => void) | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      abort = () => reject(signal?.reason);
      signal?.addEventListener("abort", abort);
      work = begin(resolve, reject, (progress) => {
        try {
          onProgress?.(progress);
        } catch (thrown) {
          reject(thrown);
        }
      });
    });
  } finally {
    if (abort) signal?.removeEventListener("abort", abort);
    work?.close();
  }
}
