import { instantiate, type AtlasBindings, type Bindings, type Engine } from "../engine/bindings.js";
import { Run } from "../engine/run.js";
import { Session, type Change, type Heard, type Rules } from "../session/session.js";
import type { BaseView } from "../session/view.js";
import type { FunctionDetail, Preset, State, Status } from "../wasm/dice_and_descent.js";
import type { OfferCard } from "../wasm-atlas/dice_and_descent.js";
import type { Analysis, Ask, News } from "./messages.js";
import type { Requests } from "../elements/events.js";
import { ledgerWorker } from "./worker.js";

interface Extra {
  presets: Preset[];
  /** What may be added to the methods; the engine of the first load does not know. */
  offers: OfferCard[] | null;
  analysis: Analysis | null;
  detail: FunctionDetail | null;
  /** The function that the visitor has chosen, if any. */
  selected: string | null;
}

export type View = BaseView<State, Status> & Extra;

const MORE_ROWS = 20;
const EMPTY: Extra = { presets: [], offers: null, analysis: null, detail: null, selected: null };

/** What only the whole engine offers to the comparison. */
type Whole = Pick<AtlasBindings, "methodOffers" | "addMethod" | "duplicateMethod" | "removeMethod" | "shareSetting">;

/** What the comparison has of its engine. */
type Bound = Bindings & Partial<Whole>;

/** What happens in the comparison. */
export class CompareSession extends Session<Bound, State, Status, Extra, Run<Ask, Status, News>> {
  constructor(changed: () => void) {
    super("core", EMPTY, changed);
  }

  protected override instantiate(engine: Engine): Promise<Bound> {
    return instantiate(engine);
  }

  protected override rules(bound: Bound): Rules<State> {
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

  protected override opened(bound: Bound): void {
    this.show({ presets: bound.settingsTable().presets, offers: bound.methodOffers?.().offers ?? null });
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

  /** Finds out what may be added to the methods. */
  offer(): void {
    void this.withWhole(
      () => {
        const { methods: _, ...errors } = this.view.errors;
        this.show({ errors });
      },
      (text) => this.refuse("methods", text),
    );
  }

  /** Adds a method, takes one twice, removes one, or takes back what one has for itself. */
  methods(wanted: Requests["methods-request"]): Promise<void> {
    return this.settleInWhole(
      ({ bound }, { hash }) => arranged(bound as AtlasBindings, hash, wanted),
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

function arranged(bound: Whole, hash: string, wanted: Requests["methods-request"]): Change<State> {
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
}
