import type { Assignment } from "../wasm/dice_and_descent.js";
import type { Engine } from "./bindings.js";
import { isFromSampler, same, type FromSampler, type ToSampler } from "./messages.js";
import { Stopwatch } from "./stopwatch.js";
import { Watch } from "./watch.js";
import { samplerWorker } from "./worker.js";

export interface SamplerEvents {
  done(sampler: Sampler, generation: number, assignment: Assignment, delta: Uint32Array): void;
  died(sampler: Sampler, text: string): void;
}

// It may have to be fetched first, over a slow line.
const PATIENCE_AT_FIRST = 12;
const PATIENCE = 1;
const REMEMBERED = 8;

/** One sampler worker, seen from the page, with the chunks that it has been given. */
export class Sampler {
  queue: Assignment[] = [];
  readonly #worker = samplerWorker();
  /** What it has answered last. */
  #answered: Assignment[] = [];
  #ready = false;
  #held = false;
  readonly #stopwatch = new Stopwatch();
  /** How long the last chunk took, in milliseconds. */
  took = 0;
  #since = 0;
  readonly #watch = new Watch({
    busy: () => !this.#ready || (this.queue.length > 0 && !this.#held),
    patience: () => (this.#ready ? PATIENCE : PATIENCE_AT_FIRST),
    ask: () => this.#tell({ type: "ping" }),
    lost: () => this.events.died(this, ""),
  });

  constructor(
    engine: Engine,
    private readonly events: SamplerEvents,
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

  /** Drops what it was doing and starts on another run. */
  start(generation: number, hash: string, held: boolean): void {
    this.queue = [];
    this.#answered = [];
    this.#held = held;
    this.#time();
    this.#tell({ type: "start", generation, hash, held });
  }

  work(generation: number, assignment: Assignment): void {
    this.queue.push(assignment);
    this.#time();
    this.#tell({ type: "work", generation, assignment });
    this.#watch.wake();
  }

  hold(held: boolean): void {
    this.#held = held;
    this.#time();
    this.#tell({ type: held ? "hold" : "go" });
    this.#watch.wake();
  }

  /** Whether the counts of a chunk came from here, not long ago. */
  hasAnswered(assignment: Assignment): boolean {
    return this.#answered.some((answered) => same(answered, assignment));
  }

  terminate(): void {
    this.#watch.close();
    this.#worker.onmessage = this.#worker.onmessageerror = this.#worker.onerror = null;
    this.#worker.terminate();
  }

  #time(): void {
    this.#stopwatch.run(this.#ready && this.queue.length > 0 && !this.#held);
  }

  #tell(message: ToSampler): void {
    this.#worker.postMessage(message);
  }

  #hear(message: unknown): void {
    this.#watch.heard();
    if (!isFromSampler(message)) {
      this.events.died(this, "an answer that is none");
      return;
    }
    if (message.type === "ready") {
      this.#ready = true;
      this.#time();
    }
    if (message.type === "failed") this.events.died(this, message.text);
    if (message.type === "done") this.#done(message);
  }

  #done({ generation, assignment, delta }: Extract<FromSampler, { type: "done" }>): void {
    // Of an earlier run, or answered already.
    if (!this.queue.some((waiting) => same(waiting, assignment))) return;
    this.queue = this.queue.filter((waiting) => !same(waiting, assignment));
    this.took = this.#stopwatch.read() - this.#since;
    this.#since += this.took;
    this.#time();
    this.#answered = [...this.#answered, assignment].slice(-REMEMBERED);
    this.events.done(this, generation, assignment, delta);
  }
}
