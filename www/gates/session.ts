import { instantiateAtlas, type AtlasBindings, type Engine } from "../engine/bindings.js";
import { Run } from "../engine/run.js";
import { saveFile, type SavedFile } from "../session/save.js";
import { Session, type Heard, type Rules } from "../session/session.js";
import type { BaseView } from "../session/view.js";
import type { GateTable, GateVolumes, GatesState, GatesStatus } from "../wasm-atlas/dice_and_descent.js";
import type { Ask, News, Saved } from "./messages.js";
import { ledgerWorker } from "./worker.js";

interface Extra {
  table: GateTable | null;
  volumes: GateVolumes | null;
  /** The truth table of the gate that is pointed at. */
  marked: string | null;
  /** The classes whose members are listed. */
  open: string[];
  /** How many rows of the table are wanted. */
  rows: number;
  /** Whether the file of the table is being written. */
  writing: boolean;
  /** The file that was given away last. */
  saved: SavedFile | null;
}

export type View = BaseView<GatesState, GatesStatus> & Extra;

const ROWS = 40;
const EMPTY: Extra = { table: null, volumes: null, marked: null, open: [], rows: ROWS, writing: false, saved: null };

/** What happens among the gates. */
export class GatesSession extends Session<AtlasBindings, GatesState, GatesStatus, Extra, Run<Ask, GatesStatus, News>> {
  constructor(changed: () => void) {
    super("atlas", EMPTY, changed);
  }

  protected override instantiate(engine: Engine): Promise<AtlasBindings> {
    return instantiateAtlas(engine);
  }

  protected override rules(bound: AtlasBindings): Rules<GatesState> {
    return {
      groups: () => bound.gatesSettings().groups,
      read: bound.readGatesLink,
      change: bound.changeGates,
      seed: bound.proposeGatesSeed,
      effect: bound.gatesEffectOf,
    };
  }

  protected override makeWork(engine: Engine, heard: Heard<GatesStatus>): Run<Ask, GatesStatus, News> {
    return new Run(engine, ledgerWorker, { ...heard, news: (news) => this.#hear(news) });
  }

  protected override fresh(): Extra {
    return EMPTY;
  }

  protected override started(): void {
    this.#want();
  }

  protected override shown(state: GatesState): void {
    this.work?.extend(state.hash);
  }

  sort(column: string): void {
    this.settle(({ bound }, { hash }) => bound.sortGates(hash, column), "sort");
  }

  mark(marked: string | null): void {
    if (marked !== this.view.marked) this.show({ marked });
  }

  toggle(id: string): void {
    const { open } = this.view;
    this.show({ open: open.includes(id) ? open.filter((other) => other !== id) : [...open, id] });
    this.#want();
  }

  moreRows(): void {
    this.show({ rows: this.view.rows + ROWS });
    this.#want();
  }

  save(file: Saved): void {
    this.show(file === "table" ? { writing: true, saved: null } : { saved: null });
    this.work?.ask({ type: "file", file });
  }

  #want(): void {
    const { rows, open } = this.view;
    this.work?.ask({ type: "wanted", wanted: { rows, open } });
  }

  #hear(news: News): void {
    switch (news.type) {
      case "table":
        this.show({ table: news.table });
        break;
      case "volumes":
        this.show({ volumes: news.volumes });
        break;
      case "file":
        this.#save({ name: this.#nameOf(news.file), type: "text/csv", parts: news.parts });
        if (news.file === "table") this.show({ writing: false });
    }
  }

  #save(saved: SavedFile): void {
    saveFile(saved);
    this.show({ saved });
  }

  #nameOf(file: Saved): string {
    const { n, values } = this.view.state ?? { n: 0, values: {} as GatesState["values"] };
    const about = file === "table" ? `n${n}-${values["encoding"]}` : `volumes-${values["measure"]}`;
    return `gates-${about}-seed${values["seed"]}.csv`;
  }
}
