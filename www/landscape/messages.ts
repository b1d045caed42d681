import type { LandscapeAnalysis, LandscapeDetail } from "../wasm-atlas/dice_and_descent.js";

/** What can be saved: everything as JSON, all numbers or the most frequent functions as CSV. */
export type File = "json" | "numbers" | "functions";

/** What the landscape asks of its ledger. */
export type Ask =
  /** The function to be described, or null for the most frequent one. */
  | { type: "select"; function: string | null }
  | { type: "file"; file: File };

/** What its ledger tells. */
export type News =
  | { type: "analysis"; analysis: LandscapeAnalysis }
  | { type: "detail"; detail: LandscapeDetail }
  | { type: "file"; file: File; parts: string[] };
