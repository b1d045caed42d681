const LOOK_MS = 5000;

/**
 * Notices that somebody has fallen silent: while there is work, asks for a sign of life now and then. Sleeps while there
 * is none.
 */
export class Watch {
  #timer: ReturnType<typeof setInterval> | undefined;
  #unanswered = 0;

  /** `patience` is how many questions in a row may stay unanswered. */
  constructor(
    private readonly on: {
      busy: () => boolean;
      patience: () => number;
      ask: () => void;
      lost: () => void;
    },
  ) {}

  /** There may be work. */
  wake(): void {
    if (this.#timer !== undefined || !this.on.busy()) return;
    this.#unanswered = 1;
    this.on.ask();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  /** A sign of life. */
  heard(): void {
    this.#unanswered = 0;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    if (!this.on.busy()) {
      this.close();
    } else if (this.#unanswered >= this.on.patience()) {
      this.close();
      this.on.lost();
    } else {
      this.#unanswered += 1;
      this.on.ask();
    }
  }
}
