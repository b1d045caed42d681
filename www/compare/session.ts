import { instantiate, type Bindings, type Engine } from "../engine/bindings.js";
import { Run } from "../engine/run.js";
import { Session, type Heard, type Rules } from "../session/session.js";
import type { BaseView } from "../session/view.js";
import type { Analysis, FunctionDetail, OfferCard, Preset, State, Status } from "../wasm/dice_and_descent.js";
import type { Ask, News } from "./messages.js";
import type { Requests } from "../elements/events.js";
import { ledgerWorker } from "./worker.js";

interface Extra {
  presets: Preset[];
  /** What may be added to the methods. */
  offers: OfferCard[];
  analysis: Analysis | null;
  detail: FunctionDetail | null;
  /** The function that the visitor has chosen, if any. */
  selected: string | null;
}

export type View = BaseView<State, Status> & Extra;

const MORE_ROWS = 20;
const EMPTY: Extra = { presets: [], offers: [], analysis: null, detail: null, selected: null };

/** What happens in the comparison. */
export class CompareSession extends Session<Bindings, State, Status, Extra, Run<Ask, Status, News>> {
  constructor(changed: () => void) {
    super("core", EMPTY, changed);
  }

  protected override instantiate(engine: Engine): Promise<Bindings> {
    return instantiate(engine);
  }

  protected override rules(bound: Bindings): Rules<State> {
    return {
      groups: () => bound.settingsTable().groups,
      read: bound.readLink,
      change: bound.change,
      seed: bound.proposeSeed,
      preset: bound.applyPreset,
      effect: bound.effectOf,
    };
  }

  protected override makeWork(engine: Engine, heard: Heard<Status>): Run<Ask, Status, News> {
    return new Run(engine, ledgerWorker, { ...heard, news: (news) => this.#hear(news) });
  }

  protected override opened(bound: Bindings): void {
    const { presets, offers } = bound.settingsTable();
    this.show({ presets, offers });
  }

  protected override fresh(state: State): Partial<Extra> {
    const { selected, analysis } = this.view;
    return {
      // Figures of the same shape stay until the new ones come: emptied for a moment, the page would jump.
      analysis:
        analysis?.rows[0]?.detail.function.length === state.inputs && analysis.methods.length === state.methods.length
          ? analysis
          : null,
      detail: null,
      selected: selected?.length === state.inputs ? selected : null,
    };
  }

  protected override started(state: State): void {
    this.shown(state);
    this.work?.ask({ type: "select", function: this.view.selected ?? state.target });
  }

  protected override shown(state: State): void {
    this.work?.ask({ type: "shown", hash: state.hash, rows: rowsOf(state) });
  }

  flip(input: number): void {
    this.settle(({ bound }, { hash }) => bound.flipTarget(hash, input), "input");
  }

  move(input: number): void {
    this.settle(({ bound }, { hash }) => bound.moveInput(hash, input), "input");
  }

  methods(wanted: Requests["methods-request"]): void {
    this.settle(
      ({ bound }, { hash }) => {
        switch (wanted.does) {
          case "add":
            return bound.addMethod(hash, wanted.method, wanted.offer);
          case "duplicate":
            return bound.duplicateMethod(hash, wanted.place);
          case "remove":
            return bound.removeMethod(hash, wanted.place);
          case "share":
            return bound.shareSetting(hash, wanted.key);
        }
      },
      wanted.does === "share" ? wanted.key : "methods",
    );
  }

  select(selected: string | null): void {
    if (selected === this.view.selected) return;
    this.show({ selected });
    this.work?.ask({ type: "select", function: selected ?? this.view.state?.target ?? null });
  }

  moreRows(): void {
    const { state } = this.view;
    if (state) this.change("rows", String(rowsOf(state) + MORE_ROWS));
  }

  #hear(news: News): void {
    if (news.type === "analysis") {
      this.show({ analysis: news.analysis });
      return;
    }
    const { selected, state } = this.view;
    if (news.detail.function === (selected ?? state?.target)) this.show({ detail: news.detail });
  }
}

const rowsOf = (state: State): number => Number(state.values["rows"]);
