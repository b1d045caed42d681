import type { Assignment } from "../wasm/dice_and_descent.js";
import type { Engine } from "./bindings.js";

// Every run has a generation. A message of an older one is about a run that is no more, and is dropped.

/** First message to any worker; all others wait until the instance is made. */
export interface Boot {
  type: "boot";
  engine: Engine;
}

/** To a worker that does jobs of a run; `Order` says of which. */
export type ToSampler<Order, Job> =
  | Boot
  | { type: "start"; generation: number; order: Order; held: boolean }
  | { type: "work"; generation: number; job: Job }
  | { type: "hold"; held: boolean }
  | { type: "ping" };

export type FromSampler<Job, Product> =
  | { type: "ready" }
  | { type: "pong" }
  | { type: "done"; generation: number; job: Job; product: Product }
  | { type: "failed"; text: string };

/** To the worker that keeps an experiment's ledger; `Ask` is what only this experiment asks for. */
export type ToLedger<Ask> =
  | Boot
  /** A new run, or a packed one that is taken up where it stands. */
  | { type: "start"; generation: number; hash: string; running: boolean; saved: Uint32Array | null }
  | { type: "want"; generation: number; count: number }
  | { type: "delta"; generation: number; assignment: Assignment; delta: Uint32Array }
  | { type: "give-back"; generation: number; assignment: Assignment }
  | { type: "step"; generation: number }
  /** Settings with which the same run goes on: a larger budget. */
  | { type: "extend"; generation: number; hash: string }
  /** Whether counts grow; what comes back while they do not, waits. */
  | { type: "running"; generation: number; running: boolean }
  | { type: "ask"; generation: number; ask: Ask }
  /** Settings and counts, to be put away. */
  | { type: "pack"; generation: number }
  | { type: "ping" };

/** From that worker; `News` is what only this experiment tells. */
export type FromLedger<Status, News> =
  | { type: "assignments"; generation: number; assignments: Assignment[] }
  | { type: "status"; generation: number; status: Status; fingerprint: string | null }
  | { type: "news"; generation: number; news: News }
  | { type: "packed"; generation: number; saved: Uint32Array }
  /** The counts of a chunk were none of this run. */
  | { type: "refused"; generation: number; assignment: Assignment; text: string }
  | { type: "pong" }
  | { type: "failed"; text: string };

/** What every experiment's status has. */
export interface RunStatus {
  /** Whether everything is counted. */
  ended: boolean;
  /** Whether a step of a held run is still being done. */
  stepping: boolean;
  /** Chunks counted. */
  merged: number;
}

/** Whether something that came from a worker is a message at all. */
export function isAnswer<Job, Product>(
  data: unknown,
  { isJob, isProduct }: { isJob(data: unknown): data is Job; isProduct(data: unknown): data is Product },
): data is FromSampler<Job, Product> {
  if (typeof data !== "object" || data === null || !("type" in data)) return false;
  if (data.type !== "done") return data.type === "ready" || data.type === "pong" || data.type === "failed";
  const { generation, job, product } = data as Record<string, unknown>;
  return typeof generation === "number" && isJob(job) && isProduct(product);
}

/** The sentence in whatever was thrown. */
export const textOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
