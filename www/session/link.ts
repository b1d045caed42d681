import type { Place } from "./place.js";

const WRITE_DELAY_MS = 250;
const LONGEST_DELAY_MS = 16_000;

/** Keeps the settings in the address of the page, and hears of addresses that are typed or followed. */
export class Link implements Place {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #followed: ((settings: string) => void) | undefined;

  listen(followed: (settings: string) => void): void {
    this.#followed = followed;
    addEventListener("hashchange", this.#hear);
  }

  close(): void {
    clearTimeout(this.#timer);
    removeEventListener("hashchange", this.#hear);
  }

  readonly #hear = ({ newURL }: HashChangeEvent): void => {
    clearTimeout(this.#timer);
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
    this.#replace(settings, WRITE_DELAY_MS);
  }

  #replace(settings: string, wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (settings === this.read()) return;
      try {
        history.replaceState(history.state, "", settings === "" ? location.pathname + location.search : addressOf(settings));
      } catch {
        // Browsers refuse more than some 100 in half a minute, and all of them in some frames.
        this.#replace(settings, Math.min(2 * wait, LONGEST_DELAY_MS));
      }
    }, wait);
  }
}

/** The address of this page with other settings, whatever a `base` makes of `#`. */
const addressOf = (settings: string): string => `${location.href.split("#")[0]}#${settings}`;

/** Other settings in the address, as a new entry in the history where the browser lets there be one. */
export function enter(settings: string): void {
  try {
    history.pushState(null, "", addressOf(settings));
  } catch {
    // Whoever keeps the settings tries again.
  }
}
