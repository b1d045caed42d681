import type { Assignment } from "../wasm/dice_and_descent.js";
import type { Engine } from "./bindings.js";
import { isAlone } from "./colleague.js";
import { Sampler, type SamplerEvents } from "./sampler.js";

// Enough that a sampler always has a next chunk while the ledger is busy with an analysis.
const CHUNKS_EACH = 2;
const DEATHS_IN_A_ROW = 5;
// A chunk takes some tenths of a second on an ordinary machine.
const SLOW_MS = 3000;
const SLOW_IN_A_ROW = 3;

export interface PoolEvents {
  /** More chunks are wanted. */
  want(count: number): void;
  done(assignment: Assignment, delta: Uint32Array): void;
  /** A sampler is gone; this chunk has to be handed out again. */
  giveBack(assignment: Assignment): void;
  /** A sampler died; `replaced` is false when the pool has given up. */
  died(text: string, replaced: boolean): void;
  /** One chunk after the other takes long: so many seconds each. */
  slow(seconds: number): void;
}

/** The sampler workers: shares the chunks out among them and replaces those that die or fall silent. */
export class Pool implements SamplerEvents {
  #samplers: Sampler[] = [];
  #size = 0;
  #generation = 0;
  #hash = "";
  #held = false;
  #asked = 0;
  #deaths = 0;
  #slow = 0;

  constructor(
    private readonly engine: Engine,
    private readonly events: PoolEvents,
  ) {}

  /** Drops all work and starts on another run. */
  start(generation: number, hash: string, held: boolean, size: number): void {
    this.#generation = generation;
    this.#hash = hash;
    this.#held = held;
    this.#asked = 0;
    this.#deaths = 0;
    for (const sampler of this.#samplers) this.#begin(sampler);
    this.resize(size);
  }

  resize(wanted: number): void {
    // Several that share the page's own thread would only be in each other's way.
    const size = isAlone() ? 1 : wanted;
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
    for (const sampler of this.#samplers) sampler.hold(held);
  }

  /** Ends all workers, for good. */
  close(): void {
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
      idlest.work(this.#generation, assignment);
    }
  }

  done(sampler: Sampler, generation: number, assignment: Assignment, delta: Uint32Array): void {
    if (generation !== this.#generation) return;
    this.#slow = sampler.took > SLOW_MS ? this.#slow + 1 : 0;
    if (this.#slow === SLOW_IN_A_ROW) this.events.slow(Math.round(sampler.took / 1000));
    this.events.done(assignment, delta);
    this.#fill();
  }

  /** Work was counted: whatever has died was replaced by somebody better. */
  proven(): void {
    this.#deaths = 0;
  }

  /** What came for a chunk was of no use: whoever sent it is replaced. */
  distrust(assignment: Assignment, text: string): void {
    const sampler = this.#samplers.find((sampler) => sampler.hasAnswered(assignment));
    if (sampler) this.died(sampler, text);
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
    sampler.start(this.#generation, this.#hash, this.#held);
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
