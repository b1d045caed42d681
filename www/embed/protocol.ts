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
  /** Other settings, as behind the `#` of a link: all of them, or only what has changed since `before`. */
  { type: "settings"; settings: string; before?: string } | { type: "pause" } | { type: "continue" };

/** Longer settings than this are no settings. */
const LONGEST = 4096;

const isSettings = (settings: unknown): settings is string => typeof settings === "string" && settings.length <= LONGEST;

/** The message that a host means, if it is one: it may have said anything. */
export function read(data: unknown): ToEmbed | undefined {
  if (typeof data !== "object" || data === null || !("type" in data)) return undefined;
  if (data.type === "pause" || data.type === "continue") return { type: data.type };
  if (data.type !== "settings" || !("settings" in data) || !isSettings(data.settings)) return undefined;
  const { settings } = data;
  if (!("before" in data)) return { type: "settings", settings };
  return isSettings(data.before) ? { type: "settings", settings, before: data.before } : undefined;
}

/** By event: what its detail has, and of which type that is. */
const DETAILS: { [H in Happening as H["type"]]: Record<keyof H["detail"], "string" | "number"> } = {
  progress: { settings: "string", phase: "string", share: "number" },
  result: { settings: "string", fingerprint: "string", text: "string" },
  error: { text: "string" },
};

/** The event that a frame means, if it is one: it may have said anything. */
export function happened(type: unknown, detail: unknown): Happening | undefined {
  if (typeof type !== "string" || !Object.hasOwn(DETAILS, type)) return undefined;
  const said = Object(detail) as Record<string, unknown>;
  const fields = Object.entries(DETAILS[type as Happening["type"]]).map(([key, kind]) => [key, said[key], kind] as const);
  if (!fields.every(([, value, kind]) => typeof value === kind)) return undefined;
  return { type, detail: Object.fromEntries(fields) } as unknown as Happening;
}
