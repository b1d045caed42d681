import { instantiateAtlas, type AtlasBindings, type Engine } from "../engine/bindings.js";
import type { Start } from "../engine/worker-port.js";
import { LedgerHandler } from "../engine/ledger-handler.js";
import type { FromLedger } from "../engine/messages.js";
import { Slices } from "../engine/slices.js";
import type { GatesLedger, GatesStatus } from "../wasm-atlas/dice_and_descent.js";
import type { Ask, News, Wanted } from "./messages.js";

const LINES_AT_ONCE = 256;

/** The ledger of the gates: makes the exact table, and writes the table and the file. */
export class GatesHandler extends LedgerHandler<AtlasBindings, GatesLedger, GatesStatus, Ask, News> {
  #shown: Wanted = { rows: 0, open: [] };
  #file: string[] | undefined;

  /** One class of the exact table after the other, with messages in between. */
  readonly #making = new Slices(() => {
    let more = false;
    this.guard((ledger) => {
      more = ledger.make();
      if (more) {
        this.touch();
        return;
      }
      this.flush();
      this.#charting.start();
    });
    return more;
  });

  /** Then what the chart needs beside the table. */
  readonly #charting = new Slices(() => {
    let more = false;
    this.guard((ledger) => {
      more = ledger.makeVolumes();
      this.touchNews();
    });
    return more;
  });

  readonly #writing = new Slices(() => {
    let more = false;
    this.guard((ledger) => {
      if (!this.#file) return;
      const from = this.#file.length * LINES_AT_ONCE;
      this.#file.push(ledger.csv(from, LINES_AT_ONCE));
      more = from + LINES_AT_ONCE < ledger.csvLines();
      if (more) return;
      this.tell({ type: "file", file: "table", parts: this.#file });
      this.#file = undefined;
    });
    return more;
  });

  constructor(post: (message: FromLedger<GatesStatus, News>) => void) {
    super(post, 400, 0.3);
  }

  protected override instantiate(engine: Engine): Promise<AtlasBindings> {
    return instantiateAtlas(engine);
  }

  protected override makeLedger({ GatesLedger }: AtlasBindings, hash: string, saved: Uint32Array | null): GatesLedger {
    return saved ? GatesLedger.unpack(saved) : new GatesLedger(hash);
  }

  protected override started(): void {
    this.#file = undefined;
    this.#making.start();
  }

  protected override publish(ledger: GatesLedger): void {
    const table = ledger.table(this.#shown.rows, this.#shown.open);
    if (table) this.tell({ type: "table", table });
    const volumes = ledger.volumes();
    if (volumes) this.tell({ type: "volumes", volumes });
  }

  protected override asked(ask: Ask, ledger: GatesLedger): void {
    if (ask.type === "wanted") {
      this.#shown = ask.wanted;
      this.flush();
    } else if (ask.file === "volumes") {
      this.tell({ type: "file", file: ask.file, parts: [ledger.volumesCsv()] });
    } else {
      this.#file = [];
      this.#writing.start();
    }
  }
}

export const startGatesHandler: Start = (post) => new GatesHandler(post);
