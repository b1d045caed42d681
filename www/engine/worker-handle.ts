import type { Engine } from "./bindings.js";
import type { WorkerPort } from "./worker-port.js";
import { isAnswer, type FromSampler, type ToSampler } from "./messages.js";
import { Stopwatch } from "./stopwatch.js";
import { Watch } from "./watch.js";
import { words } from "./words.js";

/** A kind of work that is done in pieces. */
export interface JobKind<Job, Product> {
  /** Starts a worker for this kind of job. */
  startWorker(): WorkerPort;
  /** Whether two jobs are equal as work. */
  same(a: Job, b: Job): boolean;
  /** Whether something is a job, and what comes of one. */
  isJob(data: unknown): data is Job;
  isProduct(data: unknown): data is Product;
  /** How many jobs each should have waiting, so that there is a next one while more are being handed out. */
  readonly jobsEach: number;
}

export interface WorkerHandleEvents<Order, Job, Product> {
  done(handle: WorkerHandle<Order, Job, Product>, generation: number, job: Job, product: Product): void;
  died(handle: WorkerHandle<Order, Job, Product>, text: string): void;
}

// It may have to be fetched first, over a slow line.
const PATIENCE_AT_FIRST = 12;
const PATIENCE = 1;
const REMEMBERED = 8;

/** One worker, seen from the page, with the jobs that it has been given. `Order` says for which run. */
export class WorkerHandle<Order, Job, Product> {
  queue: Job[] = [];
  readonly #worker: WorkerPort;
  /** What it has answered last. */
  #answered: Job[] = [];
  #ready = false;
  #held = false;
  readonly #stopwatch = new Stopwatch();
  /** How long the last job took, in milliseconds. */
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
    private readonly jobKind: JobKind<Job, Product>,
    private readonly events: WorkerHandleEvents<Order, Job, Product>,
  ) {
    this.#worker = jobKind.startWorker();
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
  start(generation: number, order: Order, held: boolean): void {
    this.queue = [];
    this.#answered = [];
    this.#held = held;
    this.#time();
    this.#tell({ type: "start", generation, order, held });
  }

  work(generation: number, job: Job): void {
    this.queue.push(job);
    this.#time();
    this.#tell({ type: "work", generation, job });
    this.#watch.wake();
  }

  /** Whether it has begun at all. */
  get ready(): boolean {
    return this.#ready;
  }

  hold(held: boolean): void {
    this.#held = held;
    this.#time();
    this.#tell({ type: "hold", held });
    this.#watch.wake();
  }

  /** Whether what came of a job came from here, not long ago. */
  hasAnswered(job: Job): boolean {
    return this.#answered.some((answered) => this.jobKind.same(answered, job));
  }

  terminate(): void {
    this.#watch.close();
    this.#worker.onmessage = this.#worker.onmessageerror = this.#worker.onerror = null;
    this.#worker.terminate();
  }

  #time(): void {
    this.#stopwatch.run(this.#ready && this.queue.length > 0 && !this.#held);
  }

  #tell(message: ToSampler<Order, Job>): void {
    this.#worker.postMessage(message);
  }

  #hear(message: unknown): void {
    this.#watch.heard();
    if (!isAnswer(message, this.jobKind)) {
      this.events.died(this, words.nonsense);
      return;
    }
    if (message.type === "ready") {
      this.#ready = true;
      this.#time();
    }
    if (message.type === "failed") this.events.died(this, message.text);
    if (message.type === "done") this.#done(message);
  }

  #done({ generation, job, product }: Extract<FromSampler<Job, Product>, { type: "done" }>): void {
    const isIt = (waiting: Job): boolean => this.jobKind.same(waiting, job);
    // Of an earlier run, or answered already.
    if (!this.queue.some(isIt)) return;
    this.queue = this.queue.filter((waiting) => !isIt(waiting));
    this.took = this.#stopwatch.read() - this.#since;
    this.#since += this.took;
    this.#time();
    this.#answered = [...this.#answered, job].slice(-REMEMBERED);
    this.events.done(this, generation, job, product);
  }
}
