import type { Analysis, FunctionDetail } from "../wasm/dice_and_descent.js";

/** What the comparison asks of its ledger. */
export type Ask =
  /** How many rows the ranking has. */
  | { type: "rows"; rows: number }
  /** The function to be described. */
  | { type: "select"; function: string | null }
  /** Settings and counts, to be put away. */
  | { type: "pack" };

/** What its ledger tells. */
export type News =
  | { type: "analysis"; analysis: Analysis }
  | { type: "detail"; detail: FunctionDetail }
  | { type: "packed"; saved: Uint32Array };
