import type { Assignment } from "../wasm/dice_and_descent.js";
import type { Engine } from "./bindings.js";
import { Sampler, type SamplerEvents } from "./sampler.js";

// Enough that a sampler always has a next chunk while the ledger is busy with an analysis.
const CHUNKS_EACH = 2;
const DEATHS_IN_A_ROW = 5;
const WATCH_MS = 5000;

export interface PoolEvents {
  /** More chunks are wanted. */
  want(count: number): void;
  done(assignment: Assignment, delta: Uint32Array): void;
  /** A sampler is gone; this chunk has to be handed out again. */
  giveBack(assignment: Assignment): void;
  /** A sampler died; `replaced` is false when the pool has given up. */
  died(text: string, replaced: boolean): void;
}

/** The sampler workers: shares the chunks out among them and replaces those that die. */
export class Pool implements SamplerEvents {
  #samplers: Sampler[] = [];
  #size = 0;
  #generation = 0;
  #hash = "";
  #held = false;
  #asked = 0;
  #deaths = 0;
  readonly #watch: ReturnType<typeof setInterval>;

  constructor(
    private readonly engine: Engine,
    private readonly events: PoolEvents,
  ) {
    // A worker that the system has ended says nothing, so silence has to be noticed.
    this.#watch = setInterval(() => {
      for (const sampler of [...this.#samplers]) if (!sampler.check()) this.died(sampler, "");
    }, WATCH_MS);
  }

  /** Drops all work and starts on another run. */
  start(generation: number, hash: string, held: boolean, size: number): void {
    this.#generation = generation;
    this.#hash = hash;
    this.#held = held;
    this.#asked = 0;
    this.#deaths = 0;
    for (const sampler of this.#samplers) {
      sampler.queue = [];
      this.#begin(sampler);
    }
    this.resize(size);
  }

  resize(size: number): void {
    this.#size = size;
    for (const sampler of this.#samplers.splice(size)) this.#remove(sampler);
    while (this.#samplers.length < size) {
      const sampler = new Sampler(this.engine, this);
      this.#samplers.push(sampler);
      this.#begin(sampler);
    }
    this.#fill();
  }

  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    for (const sampler of this.#samplers) sampler.send({ type: held ? "hold" : "go" });
  }

  /** Ends all workers, for good. */
  close(): void {
    clearInterval(this.#watch);
    for (const sampler of this.#samplers.splice(0)) sampler.terminate();
  }

  give(assignments: Assignment[]): void {
    for (const assignment of assignments) {
      this.#asked = Math.max(0, this.#asked - 1);
      const idlest = this.#samplers.reduce<Sampler | undefined>(
        (best, sampler) => (best && best.queue.length <= sampler.queue.length ? best : sampler),
        undefined,
      );
      if (!idlest) {
        this.events.giveBack(assignment);
        continue;
      }
      idlest.queue.push(assignment);
      idlest.send({ type: "work", generation: this.#generation, assignment });
    }
  }

  done(_: Sampler, generation: number, assignment: Assignment, delta: Uint32Array): void {
    if (generation !== this.#generation) return;
    this.#deaths = 0;
    this.events.done(assignment, delta);
    this.#fill();
  }

  died(sampler: Sampler, text: string): void {
    if (!this.#samplers.includes(sampler)) return;
    this.#samplers = this.#samplers.filter((other) => other !== sampler);
    this.#remove(sampler);
    this.#deaths += 1;
    const replaced = this.#deaths < DEATHS_IN_A_ROW;
    if (replaced) this.resize(this.#size);
    else for (const other of this.#samplers.splice(0)) this.#remove(other);
    this.events.died(text, replaced);
  }

  #begin(sampler: Sampler): void {
    sampler.send({ type: "start", generation: this.#generation, hash: this.#hash, held: this.#held });
  }

  #remove(sampler: Sampler): void {
    sampler.terminate();
    for (const assignment of sampler.queue) this.events.giveBack(assignment);
  }

  #fill(): void {
    const given = this.#samplers.reduce((sum, sampler) => sum + sampler.queue.length, 0);
    const count = CHUNKS_EACH * this.#samplers.length - given - this.#asked;
    if (count <= 0) return;
    this.#asked += count;
    this.events.want(count);
  }
}
