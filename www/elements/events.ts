import type { Opening } from "../session/session.js";

/** What the elements ask for. Events go up to the page, which alone acts on them. */
export interface Wishes {
  "run-wish": "pause" | "continue" | "step" | "reset" | "seed";
  "preset-wish": string;
  "change-wish": { key: string; text: string };
  "flip-wish": number;
  "move-wish": number;
  /** A function's truth table, or null for the target. */
  "select-wish": string | null;
  "rows-wish": null;
  "dismiss-wish": null;
  /** To try again what has failed. */
  "retry-wish": null;
}

export function wish<K extends keyof Wishes>(from: HTMLElement, type: K, detail: Wishes[K]): void {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}

type Heard = { [K in keyof Wishes]: CustomEvent<Wishes[K]> };

declare global {
  interface HTMLElementEventMap extends Heard {
    /** A saved run of another experiment. */
    "open-run": CustomEvent<Opening>;
  }
}
