import type { Place } from "./place.js";

const WRITE_DELAY_MS = 250;

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
    return `${location.href.split("#")[0]}#${settings}`;
  }

  /** Replaces the settings in the address, without a new entry in the history. */
  write(settings: string): void {
    clearTimeout(this.#timer);
    // Browsers refuse more than some 100 replacements in half a minute.
    this.#timer = setTimeout(() => {
      if (settings === this.read()) return;
      history.replaceState(history.state, "", settings === "" ? location.pathname + location.search : `#${settings}`);
    }, WRITE_DELAY_MS);
  }
}
