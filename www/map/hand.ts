import type { Engine } from "../engine/bindings.js";
import { same, type FromHand, type Job, type Product, type ToHand } from "./messages.js";

export interface HandEvents {
  done(generation: number, job: Job, product: Product): void;
  died(hand: Hand, text: string): void;
}

/** One worker, seen from the page, with the jobs that it has been given. */
export class Hand {
  queue: Job[] = [];
  readonly #worker = new Worker(new URL("./hand.worker.ts", import.meta.url), { type: "module" });
  #ready = false;
  #heard = true;

  constructor(
    engine: Engine,
    private readonly events: HandEvents,
  ) {
    this.#worker.onmessage = ({ data }: MessageEvent<FromHand>) => this.#hear(data);
    this.#worker.onmessageerror = () => this.events.died(this, "");
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.events.died(this, event.message ?? "");
    };
    this.send({ type: "boot", engine });
  }

  send(message: ToHand): void {
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

  #hear(message: FromHand): void {
    this.#heard = true;
    if (message.type === "ready") this.#ready = true;
    if (message.type === "failed") this.events.died(this, message.text);
    if (message.type !== "done") return;
    this.queue = this.queue.filter((waiting) => !same(waiting, message.job));
    this.events.done(message.generation, message.job, message.product);
  }
}
