import type { Engine } from "../engine/bindings.js";
import { Pool } from "../engine/pool.js";
import type { GateTable, GatesStatus } from "../wasm-atlas/dice_and_descent.js";
import type { FromGates, ToGates, Wanted } from "./messages.js";

export interface GatesEvents {
  status(status: GatesStatus): void;
  table(table: GateTable): void;
  csv(parts: string[]): void;
  mended(text: string): void;
  stopped(text: string): void;
}

/** The gates under way: a worker for table and counts, a pool of samplers, and the messages between them. */
export class GatesRun {
  #ledger: Worker | undefined;
  readonly #pool: Pool;
  #generation = 0;

  constructor(
    private readonly engine: Engine,
    private readonly events: GatesEvents,
  ) {
    const at = () => ({ generation: this.#generation });
    this.#pool = new Pool(engine, {
      want: (count) => this.#tell({ type: "want", ...at(), count }),
      done: (assignment, delta) => this.#tell({ type: "delta", ...at(), assignment, delta }, [delta.buffer]),
      giveBack: (assignment) => this.#tell({ type: "give-back", ...at(), assignment }),
      died: (text, replaced) => (replaced ? events.mended(text) : events.stopped(text)),
    });
  }

  start(hash: string, running: boolean, workers: number, wanted: Wanted): void {
    this.#generation += 1;
    this.#ledger ??= this.#open();
    this.#tell({ type: "start", generation: this.#generation, hash, running, wanted });
    this.#pool.start(this.#generation, hash, !running, workers);
  }

  setRunning(running: boolean): void {
    this.#tell({ type: "running", generation: this.#generation, running });
    this.#pool.hold(!running);
  }

  adopt(hash: string, workers: number): void {
    this.#tell({ type: "adopt", generation: this.#generation, hash });
    this.#pool.resize(workers);
  }

  want(wanted: Wanted): void {
    this.#tell({ type: "wanted", generation: this.#generation, wanted });
  }

  askForFile(): void {
    this.#tell({ type: "csv", generation: this.#generation });
  }

  /** Ends all workers, for good. */
  close(): void {
    this.#ledger?.terminate();
    this.#ledger = undefined;
    this.#pool.close();
  }

  #open(): Worker {
    const ledger = new Worker(new URL("./ledger.worker.ts", import.meta.url), { type: "module" });
    ledger.onmessage = ({ data }: MessageEvent<FromGates>) => this.#hear(data);
    ledger.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message ?? "");
    };
    const boot: ToGates = { type: "boot", engine: this.engine };
    ledger.postMessage(boot);
    return ledger;
  }

  #tell(message: ToGates, transfer: Transferable[] = []): void {
    this.#ledger?.postMessage(message, transfer);
  }

  #fail(text: string): void {
    this.#ledger?.terminate();
    this.#ledger = undefined;
    this.#pool.hold(true);
    this.events.stopped(text);
  }

  #hear(message: FromGates): void {
    if (message.type === "failed") return this.#fail(message.text);
    if (message.generation !== this.#generation) return;
    switch (message.type) {
      case "assignments":
        return this.#pool.give(message.assignments);
      case "status":
        return this.events.status(message.status);
      case "table":
        return this.events.table(message.table);
      case "csv":
        return this.events.csv(message.parts);
      case "refused":
        return this.events.mended(message.text);
    }
  }
}
