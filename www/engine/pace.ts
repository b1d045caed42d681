/**
 * Runs a task again and again while there is something new, never more often than every `gap`
 * milliseconds, and never for more than `share` of the time.
 */
export class Pace {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = -Infinity;
  #rest = 0;

  constructor(
    private readonly task: () => void,
    private readonly gap: number,
    private readonly share: number,
  ) {}

  /** There is something new: the task will run, as soon as it may. */
  touch(): void {
    // A clock that is set back must not hold the task up.
    const rested = Math.max(0, performance.now() - this.#last);
    this.#timer ??= setTimeout(() => this.flush(), Math.max(0, this.#rest - rested));
  }

  /** Runs the task now. */
  flush(): void {
    this.cancel();
    const start = performance.now();
    this.task();
    this.#last = performance.now();
    this.#rest = Math.max(this.gap, (this.#last - start) / this.share);
  }

  /** Forgets what was new. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
