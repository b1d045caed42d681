import type { Group, Notice } from "../wasm/dice_and_descent.js";

export type Phase = "loading" | "running" | "paused" | "ended" | "stopped" | "failed";

/** What the states of all experiments have. */
export interface BaseState {
  /** The fragment of the link. */
  hash: string;
  values: Record<string, string>;
  notices: Notice[];
  /** The keys of settings that mean nothing with the others as they are. */
  disabled: string[];
}

/** What every experiment shows, at one moment. */
export interface BaseView<State, Status> {
  phase: Phase;
  /** Why the phase is "failed" or "stopped". */
  trouble: string | null;
  /** What was mended without loss, if anything. */
  mended: string | null;
  /** What makes the run slow here, if anything. */
  slow: string | null;
  notices: Notice[];
  /** The settings, in groups. */
  groups: Group[];
  state: State | null;
  /** By setting: what is wrong with the text that the visitor typed and that is not in use. */
  errors: Readonly<Record<string, string>>;
  status: Status | null;
  /** A short hash of settings and counts, while they stand still. */
  fingerprint: string | null;
  /** What the link hides, by key. */
  hidden: ReadonlySet<string>;
}

export const EMPTY = {
  phase: "loading",
  trouble: null,
  mended: null,
  slow: null,
  notices: [],
  groups: [],
  state: null,
  errors: {},
  status: null,
  fingerprint: null,
  hidden: new Set(),
} satisfies BaseView<null, null>;
