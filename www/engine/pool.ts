import type { Engine } from "./bindings.js";
import { isWithoutWorkers } from "./worker-port.js";
import { WorkerHandle, type JobKind, type WorkerHandleEvents } from "./worker-handle.js";
import { Share } from "./processors.js";

const DEATHS_IN_A_ROW = 5;
// A job takes some tenths of a second on an ordinary machine.
const SLOW_MS = 3000;
const SLOW_IN_A_ROW = 3;

export interface PoolEvents<Job, Product> {
  /** More jobs are wanted; `alone` if there is but one worker. */
  want(count: number, alone: boolean): void;
  done(job: Job, product: Product): void;
  /** A worker is gone; this job has to be handed out again. */
  giveBack(job: Job): void;
  /** A worker died; `replaced` is false when the pool has given up. */
  died(text: string, replaced: boolean): void;
  /** One job after the other takes long: so many seconds each. */
  slow(seconds: number): void;
}

/** The workers: shares the jobs out among them and replaces those that die or fall silent. */
export class Pool<Order, Job, Product> implements WorkerHandleEvents<Order, Job, Product> {
  #handles: WorkerHandle<Order, Job, Product>[] = [];
  /** How many workers are wanted, whether or not there may be so many. */
  #wanted = 0;
  readonly #share = new Share(() => this.#fit());
  #generation = 0;
  #order: Order | undefined;
  #held = false;
  #asked = 0;
  #deaths = 0;
  #slow = 0;

  constructor(
    private engine: Engine,
    private readonly jobKind: JobKind<Job, Product>,
    private readonly events: PoolEvents<Job, Product>,
  ) {}

  /** Ends all workers; those of the next run are of another engine. */
  use(engine: Engine): void {
    this.engine = engine;
    this.#order = undefined;
    for (const handle of this.#handles.splice(0)) handle.terminate();
  }

  /** Drops all work and starts on another run, with so many workers if there are processors for them. */
  start(generation: number, order: Order, held: boolean, wanted: number): void {
    this.#generation = generation;
    this.#order = order;
    this.#held = held;
    this.#asked = 0;
    this.#deaths = 0;
    for (const handle of this.#handles) handle.start(generation, order, held);
    this.#share.set(!held && wanted > 0);
    this.resize(wanted);
  }

  resize(wanted: number): void {
    this.#wanted = wanted;
    this.#fit();
  }

  /** Says whether there is something to do at present; a pool at rest leaves its processors to others. */
  active(active: boolean): void {
    this.#share.set(active && !this.#held && this.#handles.length > 0);
  }

  /** As many workers as are wanted and may be had. */
  #fit(): void {
    // Several that share the page's own thread would only be in each other's way.
    const size = isWithoutWorkers() ? Math.min(1, this.#wanted) : this.#share.of(this.#wanted);
    for (const handle of this.#handles.splice(size)) this.#remove(handle);
    while (this.#handles.length < size) {
      const handle = new WorkerHandle<Order, Job, Product>(this.engine, this.jobKind, this);
      this.#handles.push(handle);
      if (this.#order !== undefined) handle.start(this.#generation, this.#order, this.#held);
    }
    this.#fill();
  }

  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    for (const handle of this.#handles) handle.hold(held);
    this.#share.set(!held && this.#handles.length > 0);
  }

  /** Ends all workers, for good. */
  close(): void {
    this.#wanted = 0;
    this.#share.set(false);
    for (const handle of this.#handles.splice(0)) handle.terminate();
  }

  give(jobs: Job[]): void {
    for (const job of jobs) {
      this.#asked = Math.max(0, this.#asked - 1);
      const idlest = this.#handles.reduce<WorkerHandle<Order, Job, Product> | undefined>(
        (best, handle) => (best && best.queue.length <= handle.queue.length ? best : handle),
        undefined,
      );
      if (!idlest) {
        this.events.giveBack(job);
        continue;
      }
      idlest.work(this.#generation, job);
    }
  }

  done(handle: WorkerHandle<Order, Job, Product>, generation: number, job: Job, product: Product): void {
    if (generation !== this.#generation) return;
    this.#slow = handle.took > SLOW_MS ? this.#slow + 1 : 0;
    if (this.#slow === SLOW_IN_A_ROW) this.events.slow(Math.round(handle.took / 1000));
    this.events.done(job, product);
    this.#fill();
  }

  /** Work was taken in: what had died was replaced by what works. */
  proven(): void {
    this.#deaths = 0;
  }

  /** What came of a job was of no use: whoever sent it is replaced. */
  distrust(job: Job, text: string): void {
    const handle = this.#handles.find((handle) => handle.hasAnswered(job));
    if (handle) this.died(handle, text);
  }

  died(handle: WorkerHandle<Order, Job, Product>, text: string): void {
    if (!this.#handles.includes(handle)) return;
    this.#handles = this.#handles.filter((other) => other !== handle);
    this.#remove(handle);
    // One more than there is memory for, most likely: the others go on.
    if (!handle.ready && this.#handles.length > 0) {
      this.#wanted = this.#handles.length;
      this.#fit();
      return;
    }
    this.#deaths += 1;
    const replaced = this.#deaths < DEATHS_IN_A_ROW;
    if (replaced) this.#fit();
    else for (const other of this.#handles.splice(0)) this.#remove(other);
    if (!replaced) this.#share.set(false);
    this.events.died(text, replaced);
  }

  #remove(handle: WorkerHandle<Order, Job, Product>): void {
    handle.terminate();
    for (const job of handle.queue) this.events.giveBack(job);
  }

  #fill(): void {
    const given = this.#handles.reduce((sum, handle) => sum + handle.queue.length, 0);
    const count = this.jobKind.jobsEach * this.#handles.length - given - this.#asked;
    if (count <= 0) return;
    this.#asked += count;
    this.events.want(count, this.#handles.length === 1);
  }
}
