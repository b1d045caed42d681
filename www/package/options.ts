import type { Notice } from "../wasm/dice_and_descent.js";

/** How far a run is. */
export interface RunProgress {
  /** Of the budget, 0 to 1: of the part that is furthest behind. */
  share: number;
  /** What has been done, in words. */
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

/** What every run comes to. */
export interface Done {
  settings: string;
  fingerprint: string;
  notices: Notice[];
  /** The record. */
  json: string;
}

/** So many workers compute: all processors but the one that the page needs, unless a number is wanted. */
export const workersOf = ({ workers }: RunOptions): number =>
  Math.max(1, Math.trunc(workers ?? (navigator.hardwareConcurrency || 2) - 1));

/** What comes of work that is closed whatever comes of it. */
export async function outcome<T>(
  signal: AbortSignal | undefined,
  begin: (resolve: (value: T) => void, reject: (why: unknown) => void) => { close(): void },
): Promise<T> {
  signal?.throwIfAborted();
  let work: { close(): void } | undefined;
  let abort: (() => void) | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      abort = () => reject(signal?.reason);
      signal?.addEventListener("abort", abort);
      work = begin(resolve, reject);
    });
  } finally {
    if (abort) signal?.removeEventListener("abort", abort);
    work?.close();
  }
}
