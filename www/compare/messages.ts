import type { Analysis, FunctionDetail } from "../wasm/dice_and_descent.js";

/** What the comparison asks of its ledger. */
export type Ask =
  /** What is shown: settings that change no count, and how many rows the ranking has. */
  | { type: "shown"; hash: string; rows: number }
  /** The function to be described. */
  | { type: "select"; function: string | null };

/** What its ledger tells. */
export type News = { type: "analysis"; analysis: Analysis } | { type: "detail"; detail: FunctionDetail };
