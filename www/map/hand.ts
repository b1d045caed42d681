import type { Engine } from "../engine/bindings.js";
import { Watch } from "../engine/watch.js";
import { isFromHand, same, type Job, type Product, type ToHand } from "./messages.js";
import { handWorker } from "./worker.js";

export interface HandEvents {
  done(generation: number, job: Job, product: Product): void;
  died(hand: Hand, text: string): void;
}

// It may have to be fetched first, over a slow line.
const PATIENCE_AT_FIRST = 12;
const PATIENCE = 1;
const REMEMBERED = 8;

/** One worker, seen from the page, with the jobs that it has been given. */
export class Hand {
  queue: Job[] = [];
  readonly #worker = handWorker();
  /** What it has answered last. */
  #answered: Job[] = [];
  #ready = false;
  #held = false;
  readonly #watch = new Watch({
    busy: () => !this.#ready || (this.queue.length > 0 && !this.#held),
    patience: () => (this.#ready ? PATIENCE : PATIENCE_AT_FIRST),
    ask: () => this.#tell({ type: "ping" }),
    lost: () => this.events.died(this, ""),
  });

  constructor(
    engine: Engine,
    private readonly events: HandEvents,
  ) {
    this.#worker.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data);
    this.#worker.onmessageerror = () => this.events.died(this, "");
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.events.died(this, event.message ?? "");
    };
    this.#tell({ type: "boot", engine });
    this.#watch.wake();
  }

  /** Drops what it was doing and starts on another window, plane or set of paths. */
  start(generation: number, hash: string, plane: Float64Array | null, held: boolean): void {
    this.queue = [];
    this.#answered = [];
    this.#held = held;
    this.#tell({ type: "start", generation, hash, plane, held });
  }

  work(generation: number, job: Job): void {
    this.queue.push(job);
    this.#tell({ type: "work", generation, job });
    this.#watch.wake();
  }

  hold(held: boolean): void {
    this.#held = held;
    this.#tell({ type: "hold", held });
    this.#watch.wake();
  }

  /** Whether what came of a job came from here, not long ago. */
  hasAnswered(job: Job): boolean {
    return this.#answered.some((answered) => same(answered, job));
  }

  terminate(): void {
    this.#watch.close();
    this.#worker.onmessage = this.#worker.onmessageerror = this.#worker.onerror = null;
    this.#worker.terminate();
  }

  #tell(message: ToHand): void {
    this.#worker.postMessage(message);
  }

  #hear(message: unknown): void {
    this.#watch.heard();
    if (!isFromHand(message)) {
      this.events.died(this, "an answer that is none");
      return;
    }
    if (message.type === "ready") this.#ready = true;
    if (message.type === "failed") this.events.died(this, message.text);
    // Of an earlier start, or answered already.
    if (message.type !== "done" || !this.queue.some((waiting) => same(waiting, message.job))) return;
    this.queue = this.queue.filter((waiting) => !same(waiting, message.job));
    this.#answered = [...this.#answered, message.job].slice(-REMEMBERED);
    this.events.done(message.generation, message.job, message.product);
  }
}
