const WRITE_DELAY_MS = 250;

/** Keeps the settings in the address of the page, and hears of addresses that are typed or followed. */
export class Link {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly followed: (hash: string) => void) {
    addEventListener("hashchange", this.#hear);
  }

  /** Hears and writes nothing any more. */
  close(): void {
    clearTimeout(this.#timer);
    removeEventListener("hashchange", this.#hear);
  }

  readonly #hear = (): void => {
    clearTimeout(this.#timer);
    this.followed(this.read());
  };

  /** The settings in the address, without the `#`. */
  read(): string {
    return location.hash.slice(1);
  }

  /** Replaces the settings in the address, without a new entry in the history. */
  write(hash: string): void {
    clearTimeout(this.#timer);
    // Browsers refuse more than some 100 replacements in half a minute.
    this.#timer = setTimeout(() => {
      if (hash === this.read()) return;
      history.replaceState(history.state, "", hash === "" ? location.pathname + location.search : `#${hash}`);
    }, WRITE_DELAY_MS);
  }
}
