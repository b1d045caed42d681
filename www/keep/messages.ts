import type { Engine } from "../engine/bindings.js";
import type { RunComparison, Chart } from "../wasm-atlas/dice_and_descent.js";

/** A saved run: a file of the visitor's, or what a ledger has packed. */
export type Saved = File | Uint32Array;

export type Table = "json" | "numbers" | "functions";

/** What is printed beside or inside a chart. */
export interface Caption {
  title: string;
  text: string;
  link: string;
}

/** A file that has been read: of which experiment it is a run, and the run. */
export interface Opened {
  experiment: string;
  hash: string;
  fingerprint: string;
  /** What has to be said of a run of other random streams than this page's. */
  note: string | null;
  saved: Uint32Array;
}

/** By job: what it needs and what it gives. */
export interface Jobs {
  write: { ask: { table: Table; saved: Saved }; answer: string[] };
  open: { ask: { saved: Saved }; answer: Opened };
  beside: { ask: { saved: [Saved, Saved] }; answer: RunComparison };
  longer: { ask: { hash: string; saved: Uint32Array }; answer: string };
  svg: { ask: { chart: Chart; width: number; height: number; caption: Caption }; answer: string };
  png: { ask: { png: Uint8Array; caption: Caption; density: number }; answer: Uint8Array };
  cite: { ask: { page: string; hash: string; fingerprint: string | null; day: string }; answer: string };
}

export type Kind = keyof Jobs;

/** The one message to an archive worker. */
export type ToArchive = { [K in Kind]: { engine: Engine; kind: K; ask: Jobs[K]["ask"] } }[Kind];

/** Its one answer. */
export type FromArchive = { answer: Jobs[Kind]["answer"] } | { error: string };
