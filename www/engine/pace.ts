/**
 * Runs a task again and again while there is something new, never more often than every `gap`
 * milliseconds, and never for more than `share` of the time.
 */
export class Pace {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next = 0;

  constructor(
    private readonly task: () => void,
    private readonly gap: number,
    private readonly share: number,
  ) {}

  /** There is something new: the task will run, as soon as it may. */
  touch(): void {
    this.#timer ??= setTimeout(() => this.flush(), Math.max(0, this.#next - performance.now()));
  }

  /** Runs the task now. */
  flush(): void {
    this.cancel();
    const start = performance.now();
    this.task();
    const end = performance.now();
    this.#next = end + Math.max(this.gap, (end - start) / this.share);
  }

  /** Forgets what was new. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
