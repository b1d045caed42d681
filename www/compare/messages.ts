import type { Analysis as OfTwo, FunctionDetail } from "../wasm/dice_and_descent.js";
import type { Cell } from "../wasm-atlas/dice_and_descent.js";

/** What the counts say; the whole engine also compares every pair of more than two methods. */
export type Analysis = OfTwo & { matrix?: Cell[] };

/** What the comparison asks of its ledger. */
export type Ask =
  /** What is shown: settings that change no count, and how many rows the ranking has. */
  | { type: "shown"; hash: string; rows: number }
  /** The function to be described. */
  | { type: "select"; function: string | null };

/** What its ledger tells. */
export type News = { type: "analysis"; analysis: Analysis } | { type: "detail"; detail: FunctionDetail };
