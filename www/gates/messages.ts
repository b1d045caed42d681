import type { GateTable, GateVolumes } from "../wasm-atlas/dice_and_descent.js";

/** What of the table is to be published: how many rows, and the classes that are open. */
export interface Wanted {
  rows: number;
  open: string[];
}

/** What can be saved: all functions of the table, or the marks of the chart. */
export type Saved = "table" | "volumes";

/** What the gates ask of their ledger. */
export type Ask = { type: "wanted"; wanted: Wanted } | { type: "file"; file: Saved };

/** What their ledger tells. */
export type News =
  | { type: "table"; table: GateTable }
  | { type: "volumes"; volumes: GateVolumes }
  | { type: "file"; file: Saved; parts: string[] };
