// What the slim page and its host say to each other, by postMessage.

/** Says that a message comes from an embedded page. */
export const FROM_EMBED = "dice-and-descent";

/** Heights beyond this, in css pixels, are not believed. */
export const HEIGHT_LIMIT = 20_000;

/** Where a run stands. */
export interface Progress {
  /** Behind the `#` of a link that repeats it. */
  settings: string;
  phase: string;
  /** Of its budget, 0 to 1. */
  share: number;
}

/** A run that has ended. */
export interface Result {
  /** Behind the `#` of a link that repeats it. */
  settings: string;
  /** A short hash of settings and counts: the same on every machine. */
  fingerprint: string;
  /** What it says, in a sentence. */
  text: string;
}

/** What happens in a figure. */
export type Happening =
  | { type: "progress"; detail: Progress }
  | { type: "result"; detail: Result }
  /** What went wrong, as its reader is told. */
  | { type: "error"; detail: { text: string } };

/** What an embedded page tells. */
export type Report =
  | Happening
  /** It listens. */
  | { type: "ready" }
  /** Its height in css pixels. */
  | { type: "height"; height: number };

export type FromEmbed = { from: typeof FROM_EMBED } & Report;

export type ToEmbed =
  /** Other settings, as behind the `#` of a link. */
  | { type: "settings"; settings: string }
  | { type: "pause" }
  | { type: "continue" };

/** Longer settings than this are no settings. */
const LONGEST = 4096;

/** The message that a host means, if it is one: it may have said anything. */
export function read(data: unknown): ToEmbed | undefined {
  if (typeof data !== "object" || data === null || !("type" in data)) return undefined;
  if (data.type === "pause" || data.type === "continue") return { type: data.type };
  if (data.type !== "settings" || !("settings" in data)) return undefined;
  const { settings } = data;
  return typeof settings === "string" && settings.length <= LONGEST ? { type: "settings", settings } : undefined;
}
