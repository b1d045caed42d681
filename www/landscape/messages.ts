import type { LandscapeAnalysis, LandscapeDetail } from "../wasm-atlas/dice_and_descent.js";

/** What the landscape asks of its ledger. */
export interface Ask {
  type: "select";
  /** The function to be described, or null for the most frequent one. */
  function: string | null;
}

/** What its ledger tells. */
export type News = { type: "analysis"; analysis: LandscapeAnalysis } | { type: "detail"; detail: LandscapeDetail };
