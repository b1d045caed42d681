import type { Boot } from "../engine/messages.js";
import type { Assignment, GateTable, GatesStatus } from "../wasm-atlas/dice_and_descent.js";

/** What of the table is to be published: how many rows, and the classes that are open. */
export interface Wanted {
  rows: number;
  open: string[];
}

export type ToGates =
  | Boot
  | { type: "start"; generation: number; hash: string; running: boolean; wanted: Wanted }
  | { type: "want"; generation: number; count: number }
  | { type: "delta"; generation: number; assignment: Assignment; delta: Uint32Array }
  | { type: "give-back"; generation: number; assignment: Assignment }
  /** Settings that differ only in what is shown, or in a larger number of draws. */
  | { type: "adopt"; generation: number; hash: string }
  | { type: "running"; generation: number; running: boolean }
  | { type: "wanted"; generation: number; wanted: Wanted }
  | { type: "csv"; generation: number };

export type FromGates =
  | { type: "assignments"; generation: number; assignments: Assignment[] }
  | { type: "status"; generation: number; status: GatesStatus }
  | { type: "table"; generation: number; table: GateTable }
  | { type: "csv"; generation: number; parts: string[] }
  | { type: "refused"; generation: number; text: string }
  | { type: "failed"; text: string };
