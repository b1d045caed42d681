import type { Place } from "./place.js";

const WRITE_DELAY_MS = 250;
const LONGEST_DELAY_MS = 16_000;

/** Keeps the settings in the address of the page, and hears of addresses that are typed or followed. */
export class Link implements Place {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the address is to say. */
  #due: string | undefined;
  /** What it said when it was read, written or followed last. */
  #known = "";
  #followed: ((settings: string) => void) | undefined;

  listen(followed: (settings: string) => void): void {
    this.#followed = followed;
    this.#known = location.hash;
    addEventListener("hashchange", this.#hear);
  }

  close(): void {
    clearTimeout(this.#timer);
    removeEventListener("hashchange", this.#hear);
  }

  readonly #hear = ({ newURL }: HashChangeEvent): void => {
    clearTimeout(this.#timer);
    this.#due = undefined;
    this.#known = location.hash;
    // Not what stands in the address now: a write that was due may have come in between.
    this.#followed?.(new URL(newURL).hash.slice(1));
  };

  /** The settings in the address, without the `#`. */
  read(): string {
    return location.hash.slice(1);
  }

  address(settings: string): string {
    return addressOf(settings);
  }

  /** Replaces the settings in the address, without a new entry in the history. */
  write(settings: string): void {
    this.#due = settings;
    this.#wait(WRITE_DELAY_MS);
  }

  enter(settings: string): void {
    this.#replace();
    enter(settings);
    this.#known = location.hash;
    // Where there can be no new entry.
    this.write(settings);
  }

  #wait(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // Browsers refuse more than some 100 in half a minute, and all of them in some frames.
      if (!this.#replace()) this.#wait(Math.min(2 * delay, LONGEST_DELAY_MS));
    }, delay);
  }

  /** Writes what is due; false if the browser refuses it. */
  #replace(): boolean {
    const due = this.#due;
    if (due === undefined || due === this.read()) return true;
    if (location.hash !== this.#known) {
      // A link has been followed, or the way back, and the event that says so is still to come.
      this.#due = undefined;
      this.#known = location.hash;
      return true;
    }
    try {
      history.replaceState(history.state, "", due === "" ? location.pathname + location.search : addressOf(due));
      this.#known = location.hash;
      return true;
    } catch {
      return false;
    }
  }
}

/** The address of this page with other settings, whatever a `base` makes of `#`. */
const addressOf = (settings: string): string => `${location.href.split("#")[0]}#${settings}`;

/** Other settings in the address, as a new entry in the history where the browser lets there be one. */
export function enter(settings: string): void {
  if (settings === location.hash.slice(1)) return;
  try {
    history.pushState(null, "", addressOf(settings));
  } catch {
    // Whoever keeps the settings tries again.
  }
}
