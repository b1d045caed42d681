import type { Engine } from "./bindings.js";
import type { MessageHandler } from "./worker-port.js";
import { textOf, type FromSampler, type ToSampler } from "./messages.js";
import { Slices } from "./slices.js";

/** Does jobs one after the other, in slices short enough that every message is heard at once. */
export abstract class JobRunner<Bound, Order, Job, Product extends { buffer: ArrayBufferLike }> implements MessageHandler {
  #boot: Promise<Bound> | undefined;
  #generation = 0;
  /** What has to be made before the first piece of work. */
  #order: (() => void) | undefined;
  #queue: Job[] = [];
  #begun = false;
  #held = false;

  readonly #slices = new Slices((work) => {
    const job = this.#queue[0];
    if (job === undefined || this.#held) return false;
    try {
      // Not earlier: while a visitor drags, most orders are followed by another at once.
      this.#order?.();
      this.#order = undefined;
      if (!this.#begun) this.begin(job);
      this.#begun = true;
      const product = this.advance(job, work);
      if (product) {
        this.#queue.shift();
        this.#begun = false;
        this.post({ type: "done", generation: this.#generation, job, product }, [product.buffer as ArrayBuffer]);
      }
      return true;
    } catch (thrown) {
      this.#fail(thrown);
      return false;
    }
  });

  constructor(
    private readonly post: (message: FromSampler<Job, Product>, transfer?: Transferable[]) => void,
    private readonly instantiate: (engine: Engine) => Promise<Bound>,
  ) {}

  /** Gets ready for another run. */
  protected abstract order(bound: Bound, order: Order): void;
  protected abstract begin(job: Job): void;
  /** Goes on with the job by about `work` units; what comes of it, once it is done. */
  protected abstract advance(job: Job, work: number): Product | undefined;
  /** Lets go of what the last order needed. */
  protected abstract drop(): void;

  async hear(message: ToSampler<Order, Job>): Promise<void> {
    try {
      if (message.type === "boot") {
        this.#boot = this.instantiate(message.engine);
        await this.#boot;
        this.post({ type: "ready" });
      } else if (this.#boot !== undefined) {
        this.#handle(message, await this.#boot);
      }
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  close(): void {
    this.#queue = [];
    this.#order = undefined;
    this.drop();
  }

  #fail(thrown: unknown): void {
    // After a trap the instance is in no defined state: only the page can go on, with a new worker.
    this.close();
    this.post({ type: "failed", text: textOf(thrown) });
  }

  #handle(message: Exclude<ToSampler<Order, Job>, { type: "boot" }>, bound: Bound): void {
    switch (message.type) {
      case "start": {
        const { order } = message;
        this.#generation = message.generation;
        this.#held = message.held;
        this.#queue = [];
        this.#begun = false;
        this.#order = () => this.order(bound, order);
        break;
      }
      case "work":
        if (message.generation === this.#generation) this.#queue.push(message.job);
        break;
      case "hold":
        this.#held = message.held;
        break;
      case "ping":
        this.post({ type: "pong" });
    }
    this.#slices.start();
  }
}
