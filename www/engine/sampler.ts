import type { Assignment } from "../wasm/dice_and_descent.js";
import type { Engine } from "./bindings.js";
import { same, type FromSampler, type ToSampler } from "./messages.js";
import { samplerWorker } from "./worker.js";

export interface SamplerEvents {
  done(sampler: Sampler, generation: number, assignment: Assignment, delta: Uint32Array): void;
  died(sampler: Sampler, text: string): void;
}

/** One sampler worker, seen from the page, with the chunks that it has been given. */
export class Sampler {
  queue: Assignment[] = [];
  readonly #worker = samplerWorker();
  #ready = false;
  #heard = true;

  constructor(
    engine: Engine,
    private readonly events: SamplerEvents,
  ) {
    this.#worker.onmessage = ({ data }: MessageEvent<FromSampler>) => this.#hear(data);
    this.#worker.onmessageerror = () => this.events.died(this, "");
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.events.died(this, event.message ?? "");
    };
    this.send({ type: "boot", engine });
  }

  send(message: ToSampler): void {
    this.#worker.postMessage(message);
  }

  terminate(): void {
    this.#worker.onmessage = this.#worker.onerror = null;
    this.#worker.terminate();
  }

  /** Whether anything was heard since the last time; asks for a sign of life for the next time. */
  check(): boolean {
    if (!this.#ready) return true;
    const heard = this.#heard;
    this.#heard = false;
    this.send({ type: "ping" });
    return heard;
  }

  #hear(message: FromSampler): void {
    this.#heard = true;
    if (message.type === "ready") this.#ready = true;
    if (message.type === "failed") this.events.died(this, message.text);
    if (message.type !== "done") return;
    this.queue = this.queue.filter((waiting) => !same(waiting, message.assignment));
    this.events.done(this, message.generation, message.assignment, message.delta);
  }
}
