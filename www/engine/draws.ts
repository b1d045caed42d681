import type { Assignment, Runner } from "../wasm/dice_and_descent.js";
import { instantiate, type Bindings } from "./bindings.js";
import type { Start } from "./worker-port.js";
import { JobRunner } from "./job-runner.js";

/** Draws and trains, chunk by chunk. An order is the hash of the settings. */
class Draws extends JobRunner<Bindings, string, Assignment, Uint32Array> {
  #runner: Runner | undefined;

  protected override order({ Runner }: Bindings, hash: string): void {
    // Should the new one fail to be made, the old one must not be taken for it.
    this.#runner?.free();
    this.#runner = undefined;
    this.#runner = new Runner(hash);
  }

  protected override begin({ method, chunk }: Assignment): void {
    this.#runner?.begin(method, chunk);
  }

  protected override advance(_: Assignment, work: number): Uint32Array | undefined {
    return this.#runner?.advance(work) ? this.#runner.take() : undefined;
  }

  protected override drop(): void {
    this.#runner = undefined;
  }
}

export const startDraws: Start = (post) => new Draws(post, instantiate);
