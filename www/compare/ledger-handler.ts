import { instantiate, type Bindings, type Engine } from "../engine/bindings.js";
import type { Start } from "../engine/worker-port.js";
import { LedgerHandler } from "../engine/ledger-handler.js";
import type { FromLedger } from "../engine/messages.js";
import type { Ledger, Status } from "../wasm/dice_and_descent.js";
import type { Ask, News } from "./messages.js";

/** The ledger of the comparison: analyses the counts, and describes one function. */
export class CompareHandler extends LedgerHandler<Bindings, Ledger, Status, Ask, News> {
  #rows = 20;
  #selected: string | null = null;

  constructor(post: (message: FromLedger<Status, News>) => void) {
    super(post, 333, 0.3);
  }

  protected override instantiate(engine: Engine): Promise<Bindings> {
    return instantiate(engine);
  }

  protected override makeLedger({ Ledger }: Bindings, hash: string, saved: Uint32Array | null): Ledger {
    return saved ? Ledger.unpack(saved) : new Ledger(hash);
  }

  protected override started(): void {
    this.#selected = null;
  }

  protected override publish(ledger: Ledger): void {
    this.tell({ type: "analysis", analysis: ledger.analyse(this.#rows) });
    this.#describe(ledger);
  }

  protected override asked(ask: Ask, ledger: Ledger): void {
    if (ask.type === "shown") {
      this.#rows = ask.rows;
      ledger.extend(ask.hash);
      this.touchNews();
    } else {
      this.#selected = ask.function;
      this.#describe(ledger);
    }
  }

  #describe(ledger: Ledger): void {
    if (this.#selected !== null) this.tell({ type: "detail", detail: ledger.detail(this.#selected) });
  }
}

export const startCompareHandler: Start = (post) => new CompareHandler(post);
