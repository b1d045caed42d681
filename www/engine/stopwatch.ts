/** Measures the time during which it runs, in milliseconds. */
export class Stopwatch {
  #spent = 0;
  #since: number | undefined;

  run(running: boolean): void {
    this.#spent = this.read();
    this.#since = running ? performance.now() : undefined;
  }

  read(): number {
    return this.#spent + (this.#since === undefined ? 0 : performance.now() - this.#since);
  }
}
