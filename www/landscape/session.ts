import { instantiateAtlas, type AtlasBindings, type Engine } from "../engine/bindings.js";
import { Run } from "../engine/run.js";
import { Session, type Heard, type Rules } from "../session/session.js";
import type { BaseView } from "../session/view.js";
import type {
  LandscapeAnalysis,
  LandscapeDetail,
  LandscapePreset,
  LandscapeState,
  Status,
} from "../wasm-atlas/dice_and_descent.js";
import type { Ask, News } from "./messages.js";
import { ledgerWorker } from "./worker.js";

interface Extra {
  presets: LandscapePreset[];
  analysis: LandscapeAnalysis | null;
  detail: LandscapeDetail | null;
  /** The function that the visitor has chosen, if any. */
  selected: string | null;
}

export type View = BaseView<LandscapeState, Status> & Extra;

const MORE_ROWS = 20;
const EMPTY: Extra = { presets: [], analysis: null, detail: null, selected: null };

/** What happens in the landscape. */
export class LandscapeSession extends Session<AtlasBindings, LandscapeState, Status, Extra, Run<Ask, Status, News>> {
  constructor(changed: () => void) {
    super("atlas", EMPTY, changed);
  }

  protected override instantiate(engine: Engine): Promise<AtlasBindings> {
    return instantiateAtlas(engine);
  }

  protected override rules(bound: AtlasBindings): Rules<LandscapeState> {
    return {
      groups: () => bound.landscapeTable().groups,
      read: bound.readLandscapeLink,
      change: bound.changeLandscape,
      seed: bound.proposeLandscapeSeed,
      preset: bound.applyLandscapePreset,
      effect: bound.landscapeEffectOf,
    };
  }

  protected override makeWork(engine: Engine, heard: Heard<Status>): Run<Ask, Status, News> {
    return new Run(engine, ledgerWorker, { ...heard, news: (news) => this.#hear(news) });
  }

  protected override opened(bound: AtlasBindings): void {
    this.show({ presets: bound.landscapeTable().presets });
  }

  protected override fresh(state: LandscapeState): Partial<Extra> {
    const { selected, analysis } = this.view;
    return {
      // Figures of the same shape stay until the new ones come: emptied for a moment, the page would jump.
      analysis: analysis?.ones.bars.length === state.inputs + 1 ? analysis : null,
      detail: null,
      selected: selected?.length === state.inputs ? selected : null,
    };
  }

  protected override started(): void {
    const { selected } = this.view;
    if (selected !== null) this.work?.ask({ type: "select", function: selected });
  }

  protected override shown(state: LandscapeState): void {
    this.work?.extend(state.hash);
  }

  /** Describes a function: one given as its truth table, or the most frequent one. */
  select(selected: string | null): void {
    if (selected === this.view.selected) return;
    this.show({ selected });
    this.work?.ask({ type: "select", function: selected });
  }

  moreRows(): void {
    const { state } = this.view;
    if (state) this.change("rows", String(Number(state.values["rows"]) + MORE_ROWS));
  }

  #hear(news: News): void {
    switch (news.type) {
      case "analysis":
        this.show({ analysis: news.analysis });
        break;
      case "detail": {
        const { selected } = this.view;
        if (selected === null || news.detail.function === selected) this.show({ detail: news.detail });
      }
    }
  }
}
