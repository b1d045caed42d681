import type { Opening } from "../session/session.js";

/** What the elements ask for. Events go up to the page, which alone acts on them. */
export interface Requests {
  "run-request": "pause" | "continue" | "step" | "reset" | "seed";
  "preset-request": string;
  "change-request": { key: string; text: string };
  /** A method is to be added, taken twice, removed, or to have a setting as all others again. */
  "methods-request":
    | { does: "add"; method: string; offer: number }
    | { does: "duplicate" | "remove"; place: number }
    | { does: "share"; key: string };
  "flip-request": number;
  "move-request": number;
  /** A function's truth table, or null for the target. */
  "select-request": string | null;
  "rows-request": null;
  "dismiss-request": null;
  /** To try again what has failed. */
  "retry-request": null;
}

export function request<K extends keyof Requests>(from: HTMLElement, type: K, detail: Requests[K]): void {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}

type Heard = { [K in keyof Requests]: CustomEvent<Requests[K]> };

declare global {
  interface HTMLElementEventMap extends Heard {
    /** A saved run of another experiment. */
    "open-run": CustomEvent<Opening>;
  }
}
