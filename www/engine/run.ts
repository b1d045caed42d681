import type { Assignment } from "../wasm/dice_and_descent.js";
import type { Engine } from "./bindings.js";
import type { WorkerPort } from "./worker-port.js";
import type { FromLedger, RunStatus, ToLedger } from "./messages.js";
import { Pool } from "./pool.js";
import { Watch } from "./watch.js";
import { CHUNKS } from "./worker.js";

export interface RunEvents<Status, News> {
  status(status: Status, fingerprint: string | null): void;
  news(news: News): void;
  /** A sampler died (its text, if it left one), or its counts arrived damaged; the work is done again. */
  mended(text: string): void;
  /** The ledger's worker failed, and its counts with it. */
  lost(text: string): void;
  /** The run cannot go on; what was last published stays. */
  stopped(text: string): void;
  /** Chunks take long here: so many seconds each. */
  slow(seconds: number): void;
}

// An analysis of very many functions may take a while on a slow machine.
const PATIENCE = 3;

/** One experiment under way: the worker with its ledger, a pool of samplers, and the messages between them. */
export class Run<Ask, Status extends RunStatus, News> {
  #ledger: WorkerPort | undefined;
  readonly #pool: Pool<string, Assignment, Uint32Array>;
  #generation = 0;
  /** The engine of the next start, if it is another one. */
  #next: Engine | undefined;
  #running = false;
  #idle = true;
  #merged = 0;
  /** Who waits for settings and counts. */
  #packing: ((saved: Uint32Array) => void)[] = [];
  readonly #watch = new Watch({
    busy: () => !this.#idle,
    patience: () => PATIENCE,
    ask: () => this.#tell({ type: "ping" }),
    lost: () => this.#fail(""),
  });

  constructor(
    private engine: Engine,
    private readonly ledgerWorker: () => WorkerPort,
    private readonly events: RunEvents<Status, News>,
  ) {
    this.#pool = new Pool(engine, CHUNKS, {
      want: (count) => this.#tell({ type: "want", generation: this.#generation, count }),
      done: (assignment, delta) => this.#tell({ type: "delta", generation: this.#generation, assignment, delta }, [delta.buffer]),
      giveBack: (assignment) => this.#tell({ type: "give-back", generation: this.#generation, assignment }),
      died: (text, replaced) => (replaced ? this.events.mended(text) : this.#stop(text)),
      slow: (seconds) => this.events.slow(seconds),
    });
  }

  /** From the next start on works in another engine. */
  use(engine: Engine): void {
    this.#next = engine;
  }

  start(hash: string, running: boolean, workers: number, saved: Uint32Array | null = null): void {
    if (this.#next) this.#exchange(this.#next);
    this.#generation += 1;
    this.#running = running;
    this.#merged = 0;
    this.#ledger ??= this.#open();
    this.#expect();
    this.#tell({ type: "start", generation: this.#generation, hash, running, saved });
    // What was asked of the last run is answered by this one.
    if (this.#packing.length > 0) this.#tell({ type: "pack", generation: this.#generation });
    this.#pool.start(this.#generation, hash, !running, workers);
  }

  setRunning(running: boolean): void {
    this.#running = running;
    this.#expect();
    this.#tell({ type: "running", generation: this.#generation, running });
    this.#pool.hold(!running);
  }

  /** Counts one more chunk of each method; for a run that does not go on by itself. */
  step(): void {
    this.#expect();
    this.#tell({ type: "step", generation: this.#generation });
  }

  /** Goes on with settings that ask for more of the same. */
  extend(hash: string): void {
    this.#expect();
    this.#tell({ type: "extend", generation: this.#generation, hash });
  }

  setWorkers(workers: number): void {
    this.#pool.resize(workers);
  }

  /** Asks for what only this experiment has. */
  ask(ask: Ask): void {
    this.#tell({ type: "ask", generation: this.#generation, ask });
  }

  /** Settings and counts as they are now. */
  pack(): Promise<Uint32Array> {
    this.#tell({ type: "pack", generation: this.#generation });
    return new Promise((resolve) => this.#packing.push(resolve));
  }

  /** Ends all workers, for good. */
  close(): void {
    this.#dismiss();
    this.#pool.close();
  }

  #exchange(engine: Engine): void {
    this.#next = undefined;
    this.engine = engine;
    this.#dismiss();
    this.#pool.use(engine);
  }

  #dismiss(): void {
    this.#idle = true;
    this.#watch.close();
    const ledger = this.#ledger;
    this.#ledger = undefined;
    if (!ledger) return;
    ledger.onmessage = ledger.onmessageerror = ledger.onerror = null;
    ledger.terminate();
  }

  /** Something will come of what the ledger is told. */
  #expect(): void {
    this.#idle = false;
    this.#watch.wake();
  }

  #open(): WorkerPort {
    const ledger = this.ledgerWorker();
    ledger.onmessage = ({ data }: MessageEvent<FromLedger<Status, News>>) => this.#hear(data);
    ledger.onmessageerror = () => this.#fail("");
    ledger.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message ?? "");
    };
    const boot: ToLedger<Ask> = { type: "boot", engine: this.engine };
    ledger.postMessage(boot);
    return ledger;
  }

  #tell(message: ToLedger<Ask>, transfer: Transferable[] = []): void {
    this.#ledger?.postMessage(message, transfer);
  }

  #fail(text: string): void {
    // After a trap its instance is in no defined state: the next start makes a new one.
    this.#dismiss();
    this.#pool.hold(true);
    this.events.lost(text);
  }

  #stop(text: string): void {
    this.#idle = true;
    this.events.stopped(text);
  }

  #hear(message: FromLedger<Status, News>): void {
    this.#watch.heard();
    if (message.type === "failed") {
      this.#fail(message.text);
      return;
    }
    if (message.type === "pong" || message.generation !== this.#generation) return;
    switch (message.type) {
      case "assignments":
        this.#pool.give(message.assignments);
        break;
      case "status":
        if (!this.#running) this.#pool.hold(!message.status.stepping);
        if (message.status.merged > this.#merged) this.#pool.proven();
        this.#merged = message.status.merged;
        this.#idle = message.status.ended || (!this.#running && !message.status.stepping);
        this.#pool.active(!this.#idle);
        this.events.status(message.status, message.fingerprint);
        break;
      case "news":
        this.events.news(message.news);
        break;
      case "packed":
        for (const resolve of this.#packing.splice(0)) resolve(message.saved);
        break;
      case "refused":
        this.events.mended(message.text);
        this.#pool.distrust(message.assignment, message.text);
    }
  }
}
