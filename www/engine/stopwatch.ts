/** Measures the time during which it runs, in milliseconds. A clock that is set back loses no time. */
export class Stopwatch {
  #spent = 0;
  #running = false;
  #last = 0;

  run(running: boolean): void {
    this.#look();
    this.#running = running;
  }

  read(): number {
    this.#look();
    return this.#spent;
  }

  #look(): void {
    const now = performance.now();
    if (this.#running) this.#spent += Math.max(0, now - this.#last);
    this.#last = now;
  }
}
