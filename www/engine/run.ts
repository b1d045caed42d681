import type { Engine } from "./bindings.js";
import type { FromDesk, RunStatus, ToDesk } from "./messages.js";
import { Pool } from "./pool.js";

export interface RunEvents<Status, News> {
  status(status: Status, fingerprint: string | null): void;
  news(news: News): void;
  /** A sampler died (its text, if it left one), or its counts arrived damaged; the work is done again. */
  mended(text: string): void;
  /** The run cannot go on; what was last published stays. */
  stopped(text: string): void;
}

/** One experiment under way: the worker with its ledger, a pool of samplers, and the messages between them. */
export class Run<Ask, Status extends RunStatus, News> {
  #ledger: Worker | undefined;
  readonly #pool: Pool;
  #generation = 0;
  #running = false;

  constructor(
    private readonly engine: Engine,
    private readonly ledgerWorker: () => Worker,
    private readonly events: RunEvents<Status, News>,
  ) {
    this.#pool = new Pool(engine, {
      want: (count) => this.#tell({ type: "want", generation: this.#generation, count }),
      done: (assignment, delta) =>
        this.#tell({ type: "delta", generation: this.#generation, assignment, delta }, [delta.buffer]),
      giveBack: (assignment) => this.#tell({ type: "give-back", generation: this.#generation, assignment }),
      died: (text, replaced) => (replaced ? this.events.mended(text) : this.events.stopped(text)),
    });
  }

  start(hash: string, running: boolean, workers: number, saved: Uint32Array | null = null): void {
    this.#generation += 1;
    this.#running = running;
    this.#ledger ??= this.#open();
    this.#tell({ type: "start", generation: this.#generation, hash, running, saved });
    this.#pool.start(this.#generation, hash, !running, workers);
  }

  setRunning(running: boolean): void {
    this.#running = running;
    this.#tell({ type: "running", generation: this.#generation, running });
    this.#pool.hold(!running);
  }

  /** Counts one more chunk of each method; for a run that does not go on by itself. */
  step(): void {
    this.#tell({ type: "step", generation: this.#generation });
  }

  /** Goes on with settings that ask for more of the same. */
  extend(hash: string): void {
    this.#tell({ type: "extend", generation: this.#generation, hash });
  }

  setWorkers(workers: number): void {
    this.#pool.resize(workers);
  }

  /** Asks for what only this experiment has. */
  ask(ask: Ask): void {
    this.#tell({ type: "ask", generation: this.#generation, ask });
  }

  /** Ends all workers, for good. */
  close(): void {
    this.#ledger?.terminate();
    this.#ledger = undefined;
    this.#pool.close();
  }

  #open(): Worker {
    const ledger = this.ledgerWorker();
    ledger.onmessage = ({ data }: MessageEvent<FromDesk<Status, News>>) => this.#hear(data);
    ledger.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message ?? "");
    };
    const boot: ToDesk<Ask> = { type: "boot", engine: this.engine };
    ledger.postMessage(boot);
    return ledger;
  }

  #tell(message: ToDesk<Ask>, transfer: Transferable[] = []): void {
    this.#ledger?.postMessage(message, transfer);
  }

  #fail(text: string): void {
    // After a trap its instance is in no defined state: the next start makes a new one.
    this.#ledger?.terminate();
    this.#ledger = undefined;
    this.#pool.hold(true);
    this.events.stopped(text);
  }

  #hear(message: FromDesk<Status, News>): void {
    if (message.type === "failed") {
      this.#fail(message.text);
      return;
    }
    if (message.generation !== this.#generation) return;
    switch (message.type) {
      case "assignments":
        this.#pool.give(message.assignments);
        break;
      case "status":
        if (!this.#running) this.#pool.hold(!message.status.stepping);
        this.events.status(message.status, message.fingerprint);
        break;
      case "news":
        this.events.news(message.news);
        break;
      case "refused":
        this.events.mended(message.text);
    }
  }
}
