import type { Assignment } from "../wasm/dice_and_descent.js";
import type { Engine } from "./bindings.js";
import type { MessageHandler } from "./worker-port.js";
import { textOf, type FromLedger, type RunStatus, type ToLedger } from "./messages.js";
import { Pace } from "./pace.js";
import { Stopwatch } from "./stopwatch.js";

/** What the ledgers of all experiments can do. */
export interface AnyLedger<Status> {
  assign(): Assignment | undefined;
  accept(delta: Uint32Array, method: number): void;
  giveBack(method: number, chunk: number): void;
  hold(): void;
  step(): void;
  release(): void;
  extend(hash: string): void;
  status(now: number): Status;
  pack(): Uint32Array;
  fingerprint(): string;
  free(): void;
}

/** Where the one ledger of a run is kept: hands chunks out, counts what comes back, and says what it means. */
export abstract class LedgerHandler<Bound, Ledger extends AnyLedger<Status>, Status extends RunStatus, Ask, News>
  implements MessageHandler
{
  #boot: Promise<Bound> | undefined;
  #ledger: Ledger | undefined;
  #generation = 0;
  #wanted = 0;
  #running = false;
  #stepping = false;
  #ended = false;
  #stopwatch = new Stopwatch();

  readonly #statusPace = new Pace(() => this.guard((ledger) => this.#publishStatus(ledger)), 200, 0.1);
  readonly #newsPace: Pace;

  /** News are told no more often than every `gap` ms, and for no more than `share` of the time. */
  constructor(
    private readonly post: (message: FromLedger<Status, News>, transfer?: Transferable[]) => void,
    gap: number,
    share: number,
  ) {
    this.#newsPace = new Pace(() => this.guard((ledger) => this.publish(ledger)), gap, share);
  }

  protected abstract instantiate(engine: Engine): Promise<Bound>;
  /** A ledger for the run of a link: empty, or with what was saved of it. */
  protected abstract makeLedger(bound: Bound, hash: string, saved: Uint32Array | null): Ledger;
  /** Tells what the counts say. */
  protected abstract publish(ledger: Ledger): void;
  /** Does what the page asks for. */
  protected abstract asked(ask: Ask, ledger: Ledger): void;
  /** A run has begun; what was asked for in the last one is forgotten. */
  protected started(_: Ledger): void {}

  async hear(message: ToLedger<Ask>): Promise<void> {
    try {
      if (message.type === "boot") {
        this.#boot = this.instantiate(message.engine);
        await this.#boot;
      } else if (this.#boot !== undefined) {
        this.#handle(message, await this.#boot);
      }
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  close(): void {
    this.#statusPace.cancel();
    this.#newsPace.cancel();
    this.#ledger = undefined;
  }

  protected tell(news: News): void {
    this.post({ type: "news", generation: this.#generation, news });
  }

  /** There is something new to tell, as soon as it may be told. */
  protected touch(): void {
    this.#statusPace.touch();
    this.#newsPace.touch();
  }

  /** Tells it now. */
  protected flush(): void {
    this.#statusPace.flush();
    this.#newsPace.flush();
  }

  protected touchNews(): void {
    this.#newsPace.touch();
  }

  /** Does something with the ledger, if there is one; a failure is the page's to know. */
  protected guard(task: (ledger: Ledger) => void): void {
    try {
      if (this.#ledger) task(this.#ledger);
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  #fail(thrown: unknown): void {
    // After a trap the instance is in no defined state: nothing more may be said of its counts.
    this.close();
    this.post({ type: "failed", text: textOf(thrown) });
  }

  #publishStatus(ledger: Ledger): void {
    const status = ledger.status(this.#stopwatch.read());
    // Whoever hears of the end knows already what came of it.
    if (status.ended && !this.#ended) this.#newsPace.flush();
    this.#ended = status.ended;
    this.#stepping = status.stepping;
    this.#stopwatch.run(this.#running && !status.ended);
    const settled = status.ended || (!this.#running && !status.stepping);
    const fingerprint = settled ? ledger.fingerprint() : null;
    this.post({ type: "status", generation: this.#generation, status, fingerprint });
  }

  #handle(message: Exclude<ToLedger<Ask>, { type: "boot" }>, bound: Bound): void {
    if (message.type === "start") {
      this.#start(message, bound);
      return;
    }
    if (message.type === "ping") {
      this.post({ type: "pong" });
      return;
    }
    const ledger = this.#ledger;
    if (!ledger || message.generation !== this.#generation) return;
    switch (message.type) {
      case "want":
        this.#wanted += message.count;
        break;
      case "delta":
        this.#accept(ledger, message.delta, message.assignment);
        // The page waits for the end of a step to hold the samplers again.
        if (this.#stepping) this.#statusPace.flush();
        this.touch();
        break;
      case "give-back":
        ledger.giveBack(message.assignment.method, message.assignment.chunk);
        break;
      case "step":
        ledger.step();
        this.#statusPace.flush();
        this.#newsPace.touch();
        break;
      case "extend":
        ledger.extend(message.hash);
        this.flush();
        break;
      case "running":
        this.#running = message.running;
        if (message.running) ledger.release();
        else ledger.hold();
        this.#statusPace.flush();
        this.#newsPace.touch();
        break;
      case "ask":
        this.asked(message.ask, ledger);
        return;
      case "pack": {
        const saved = ledger.pack();
        this.post({ type: "packed", generation: this.#generation, saved }, [saved.buffer]);
        return;
      }
    }
    this.#serve(ledger);
  }

  #start({ generation, hash, running, saved }: Extract<ToLedger<Ask>, { type: "start" }>, bound: Bound): void {
    this.#ledger?.free();
    // Should the new one fail to be made, the old one must not be taken for it.
    this.#ledger = undefined;
    const ledger = this.makeLedger(bound, hash, saved);
    this.#ledger = ledger;
    this.#generation = generation;
    this.#running = running;
    this.#wanted = 0;
    this.#stepping = false;
    this.#ended = false;
    this.#stopwatch = new Stopwatch();
    if (!running) ledger.hold();
    this.started(ledger);
    this.flush();
  }

  #accept(ledger: Ledger, delta: Uint32Array, assignment: Assignment): void {
    try {
      ledger.accept(delta, assignment.method);
    } catch (thrown) {
      // The core refuses with a plain error; anything else is a trap.
      if (!(thrown instanceof Error) || thrown.constructor !== Error) throw thrown;
      ledger.giveBack(assignment.method, assignment.chunk);
      this.post({ type: "refused", generation: this.#generation, assignment, text: textOf(thrown) });
    }
  }

  /** Hands out what can be handed out; the rest stays wanted. */
  #serve(ledger: Ledger): void {
    const assignments: Assignment[] = [];
    while (this.#wanted > 0) {
      const assignment = ledger.assign();
      if (!assignment) break;
      assignments.push(assignment);
      this.#wanted -= 1;
    }
    if (assignments.length > 0) this.post({ type: "assignments", generation: this.#generation, assignments });
  }
}
