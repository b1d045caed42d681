// Where there are no workers the page itself must stay at hand: shorter slices, and a rest after each.
const ON_PAGE = typeof document === "object";
const TARGET_MS = ON_PAGE ? 5 : 10;
const REST_MS = 4;

/**
 * Cuts a long computation into slices of about 10 ms (5 ms in the page itself), and lets messages in between them.
 * `slice(work)` does about `work` units and says whether there is more to do.
 */
export class Slices {
  readonly #channel = new MessageChannel();
  #work = 1000;
  #scheduled = false;

  constructor(private readonly slice: (work: number) => boolean) {
    this.#channel.port1.onmessage = () => this.#turn();
    this.#hold(false);
  }

  /** Where a program ends when nothing is left to be done, this is something only while there is more. */
  #hold(held: boolean): void {
    const port = this.#channel.port1 as MessagePort & { ref?(): void; unref?(): void };
    if (held) port.ref?.();
    else port.unref?.();
  }

  /** Starts, or does nothing when under way. */
  start(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    if (ON_PAGE) {
      setTimeout(() => this.#turn(), REST_MS);
      return;
    }
    this.#hold(true);
    // A message to oneself comes after those already waiting; a timer would be held back for 4 ms or more.
    this.#channel.port2.postMessage(null);
  }

  #turn(): void {
    this.#scheduled = false;
    const start = performance.now();
    const more = this.slice(this.#work);
    const spent = performance.now() - start;
    // At most a factor of two at a time: one slice may be slow by chance, or short because a chunk ended.
    const factor = Math.min(2, Math.max(0.5, TARGET_MS / Math.max(spent, 0.1)));
    this.#work = Math.min(1e8, Math.max(1, Math.round(this.#work * factor)));
    if (more) this.start();
    else this.#hold(false);
  }
}
