import { instantiateAtlas, type AtlasBindings, type Engine } from "../engine/bindings.js";
import type { Start } from "../engine/worker-port.js";
import { LedgerHandler } from "../engine/ledger-handler.js";
import type { FromLedger } from "../engine/messages.js";
import type { LandscapeLedger, Status } from "../wasm-atlas/dice_and_descent.js";
import type { Ask, News } from "./messages.js";

/** The ledger of the landscape: analyses the counts, and describes one function. */
export class LandscapeHandler extends LedgerHandler<AtlasBindings, LandscapeLedger, Status, Ask, News> {
  #selected: string | null = null;
  #first: string | null = null;

  constructor(post: (message: FromLedger<Status, News>) => void) {
    super(post, 333, 0.3);
  }

  protected override instantiate(engine: Engine): Promise<AtlasBindings> {
    return instantiateAtlas(engine);
  }

  protected override makeLedger({ LandscapeLedger }: AtlasBindings, hash: string, saved: Uint32Array | null): LandscapeLedger {
    return saved ? LandscapeLedger.unpack(saved) : new LandscapeLedger(hash);
  }

  protected override started(): void {
    this.#selected = this.#first = null;
  }

  protected override publish(ledger: LandscapeLedger): void {
    const analysis = ledger.analyse();
    this.tell({ type: "analysis", analysis });
    this.#first = analysis.rank.points[0]?.function ?? null;
    this.#describe(ledger);
  }

  protected override asked(ask: Ask, ledger: LandscapeLedger): void {
    this.#selected = ask.function;
    this.#describe(ledger);
  }

  #describe(ledger: LandscapeLedger): void {
    const text = this.#selected ?? this.#first;
    if (text !== null) this.tell({ type: "detail", detail: ledger.detail(text) });
  }
}

export const startLandscapeHandler: Start = (post) => new LandscapeHandler(post);
