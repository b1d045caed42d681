import type { Engine } from "../engine/bindings.js";
import { isAlone } from "../engine/colleague.js";
import { Hand, type HandEvents } from "./hand.js";
import type { Job, Product } from "./messages.js";

// Enough that a worker always has a next tile while the atlas is busy painting.
const JOBS_EACH = 3;
const DEATHS_IN_A_ROW = 5;

export interface PoolEvents {
  /** More jobs are wanted; `alone` if there is but one worker. */
  want(count: number, alone: boolean): void;
  done(job: Job, product: Product): void;
  /** A worker is gone; this job has to be handed out again. */
  giveBack(job: Job): void;
  /** A worker died; `replaced` is false when the pool has given up. */
  died(text: string, replaced: boolean): void;
}

/** The workers: shares the jobs out among them and replaces those that die or fall silent. */
export class Pool implements HandEvents {
  #hands: Hand[] = [];
  #size = 0;
  #generation = 0;
  #hash = "";
  #plane: Float64Array | null = null;
  #held = false;
  #asked = 0;
  #deaths = 0;

  constructor(
    private readonly engine: Engine,
    private readonly events: PoolEvents,
  ) {}

  /** Drops all work and starts on another window, plane or set of paths. */
  start(generation: number, hash: string, plane: Float64Array | null, size: number): void {
    this.#generation = generation;
    this.#hash = hash;
    this.#plane = plane;
    this.#asked = 0;
    this.#deaths = 0;
    for (const hand of this.#hands) this.#begin(hand);
    this.resize(size);
  }

  resize(wanted: number): void {
    // Several that share the page's own thread would only be in each other's way.
    const size = isAlone() ? Math.min(1, wanted) : wanted;
    this.#size = size;
    for (const hand of this.#hands.splice(size)) this.#remove(hand);
    while (this.#hands.length < size) {
      const hand = new Hand(this.engine, this);
      this.#hands.push(hand);
      this.#begin(hand);
    }
    this.#fill();
  }

  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    for (const hand of this.#hands) hand.hold(held);
  }

  /** Ends all workers, for good. */
  close(): void {
    for (const hand of this.#hands.splice(0)) hand.terminate();
  }

  give(jobs: Job[]): void {
    for (const job of jobs) {
      this.#asked = Math.max(0, this.#asked - 1);
      const idlest = this.#hands.reduce<Hand | undefined>(
        (best, hand) => (best && best.queue.length <= hand.queue.length ? best : hand),
        undefined,
      );
      if (!idlest) {
        this.events.giveBack(job);
        continue;
      }
      idlest.work(this.#generation, job);
    }
  }

  done(generation: number, job: Job, product: Product): void {
    if (generation !== this.#generation) return;
    this.events.done(job, product);
    this.#fill();
  }

  /** Work was taken in: whatever has died was replaced by somebody better. */
  proven(): void {
    this.#deaths = 0;
  }

  /** What came of a job was of no use: whoever sent it is replaced. */
  distrust(job: Job, text: string): void {
    const hand = this.#hands.find((hand) => hand.hasAnswered(job));
    if (hand) this.died(hand, text);
  }

  died(hand: Hand, text: string): void {
    if (!this.#hands.includes(hand)) return;
    this.#hands = this.#hands.filter((other) => other !== hand);
    this.#remove(hand);
    this.#deaths += 1;
    const replaced = this.#deaths < DEATHS_IN_A_ROW;
    if (replaced) this.resize(this.#size);
    else for (const other of this.#hands.splice(0)) this.#remove(other);
    this.events.died(text, replaced);
  }

  #begin(hand: Hand): void {
    hand.start(this.#generation, this.#hash, this.#plane, this.#held);
  }

  #remove(hand: Hand): void {
    hand.terminate();
    for (const job of hand.queue) this.events.giveBack(job);
  }

  #fill(): void {
    // Without a plane there is but one thing to do, and it is given without being asked for.
    if (!this.#plane) return;
    const given = this.#hands.reduce((sum, hand) => sum + hand.queue.length, 0);
    const count = JOBS_EACH * this.#hands.length - given - this.#asked;
    if (count <= 0) return;
    this.#asked += count;
    this.events.want(count, this.#hands.length === 1);
  }
}
