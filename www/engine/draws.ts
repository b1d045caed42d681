import type { Assignment, Runner } from "../wasm/dice_and_descent.js";
import { instantiate, type Bindings } from "./bindings.js";
import type { Duty, Start } from "./colleague.js";
import { textOf, type FromSampler, type ToSampler } from "./messages.js";
import { Slices } from "./slices.js";

/** Draws and trains, chunk by chunk, in slices short enough that every message is heard at once. */
class Draws implements Duty {
  #boot: Promise<Bindings> | undefined;
  #runner: Runner | undefined;
  #generation = 0;
  #queue: Assignment[] = [];
  #begun = false;
  #held = false;

  readonly #slices = new Slices((work) => {
    const assignment = this.#queue[0];
    if (!this.#runner || !assignment || this.#held) return false;
    try {
      if (!this.#begun) this.#runner.begin(assignment.method, assignment.chunk);
      this.#begun = true;
      if (this.#runner.advance(work)) {
        const delta = this.#runner.take();
        this.#queue.shift();
        this.#begun = false;
        this.post({ type: "done", generation: this.#generation, assignment, delta }, [delta.buffer]);
      }
      return true;
    } catch (thrown) {
      this.#fail(thrown);
      return false;
    }
  });

  constructor(private readonly post: (message: FromSampler, transfer?: Transferable[]) => void) {}

  async hear(message: ToSampler): Promise<void> {
    try {
      if (message.type === "boot") {
        this.#boot = instantiate(message.engine);
        await this.#boot;
        this.post({ type: "ready" });
      } else if (this.#boot) {
        this.#handle(message, await this.#boot);
      }
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  close(): void {
    this.#queue = [];
    this.#runner = undefined;
  }

  #fail(thrown: unknown): void {
    // After a trap the instance is in no defined state: only the page can go on, with a new worker.
    this.close();
    this.post({ type: "failed", text: textOf(thrown) });
  }

  #handle(message: Exclude<ToSampler, { type: "boot" }>, { Runner }: Bindings): void {
    switch (message.type) {
      case "start":
        this.#runner?.free();
        this.#runner = undefined;
        this.#runner = new Runner(message.hash);
        this.#generation = message.generation;
        this.#held = message.held;
        this.#queue = [];
        this.#begun = false;
        break;
      case "work":
        if (message.generation === this.#generation) this.#queue.push(message.assignment);
        break;
      case "hold":
        this.#held = true;
        break;
      case "go":
        this.#held = false;
        break;
      case "ping":
        this.post({ type: "pong" });
    }
    this.#slices.start();
  }
}

export const startDraws: Start = (post) => new Draws(post);
