/** Of the time, what showing news may take. */
const SHARE = 0.25;
/** News never wait longer than this. */
const LONGEST_MS = 2000;

/**
 * Shows news as often as the machine bears it: what showing them costs is measured, with all that the frame then has to
 * lay out and paint, and for three times as long there are none. A quick machine never waits.
 */
export class Bearable {
  /** When the last was shown, and what that has cost. */
  #last = -Infinity;
  #cost = 0;
  #waiting: Promise<void> | undefined;
  #hurry: (() => void) | undefined;

  /** Until more can be borne. */
  turn(): Promise<void> {
    const wait = Math.min(LONGEST_MS, this.#cost / SHARE) - (performance.now() - this.#last);
    if (wait <= 0) return Promise.resolve();
    this.#waiting ??= new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting = this.#hurry = undefined;
        resolve();
      };
      const timer = setTimeout(done, wait);
      this.#hurry = done;
    });
    return this.#waiting;
  }

  /** There is more to show than news: whoever waits goes on at once. */
  hurry(): void {
    this.#hurry?.();
  }

  /** Something is shown by `show`: what that costs counts. */
  shows(show: () => void): void {
    const start = (this.#last = performance.now());
    show();
    // After all that follows from it in this task, and then in its frame.
    setTimeout(() => {
      const scripts = performance.now() - start;
      requestAnimationFrame((frame) => setTimeout(() => (this.#cost = scripts + performance.now() - Math.max(start, frame))));
    });
  }
}
