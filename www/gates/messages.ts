import type { GateTable } from "../wasm-atlas/dice_and_descent.js";

/** What of the table is to be published: how many rows, and the classes that are open. */
export interface Wanted {
  rows: number;
  open: string[];
}

/** What the gates ask of their ledger. */
export type Ask = { type: "wanted"; wanted: Wanted } | { type: "file" };

/** What their ledger tells. */
export type News = { type: "table"; table: GateTable } | { type: "file"; parts: string[] };
