import { instantiateAtlas, type AtlasBindings } from "../engine/bindings.js";
import { loadEngine, Unsupported } from "../engine/load.js";
import { textOf } from "../engine/messages.js";
import { Link } from "../session/link.js";
import { words } from "../words.js";
import type {
  GateTable,
  GatesChange,
  GatesState,
  GatesStatus,
  Group,
  Notice,
} from "../wasm-atlas/dice_and_descent.js";
import { GatesRun } from "./run.js";

export type Phase = "loading" | "running" | "paused" | "ended" | "stopped" | "failed";

/** All that the gates show, at one moment. Replaced, never changed. */
export interface View {
  phase: Phase;
  trouble: string | null;
  mended: string | null;
  notices: Notice[];
  groups: Group[];
  state: GatesState | null;
  errors: Readonly<Record<string, string>>;
  status: GatesStatus | null;
  table: GateTable | null;
  /** The truth table of the gate that is pointed at. */
  marked: string | null;
  /** The classes whose members are listed. */
  open: string[];
  rows: number;
  writing: boolean;
}

const ROWS = 40;

const EMPTY: View = {
  phase: "loading",
  trouble: null,
  mended: null,
  notices: [],
  groups: [],
  state: null,
  errors: {},
  status: null,
  table: null,
  marked: null,
  open: [],
  rows: ROWS,
  writing: false,
};

/** What happens among the gates: holds the view, does what the visitor asks, and says when the view is new. */
export class GatesSession {
  view: View = EMPTY;
  #bound: AtlasBindings | undefined;
  #run: GatesRun | undefined;
  #closed = false;
  readonly #link = new Link((hash) => this.#follow(hash));

  constructor(private readonly changed: () => void) {}

  get bindings(): AtlasBindings | undefined {
    return this.#bound;
  }

  async open(): Promise<void> {
    try {
      const engine = await loadEngine("atlas");
      this.#bound = await instantiateAtlas(engine);
      if (this.#closed) return;
      this.#run = new GatesRun(engine, {
        status: (status) => this.#hearStatus(status),
        table: (table) => this.#show({ table }),
        csv: (parts) => this.#save(parts),
        mended: (text) => this.#show({ mended: words.trouble.mended(text) }),
        stopped: (text) => this.#show({ phase: "stopped", trouble: words.trouble.stopped(text) }),
      });
      const state = this.#bound.readGatesLink(this.#link.read());
      this.#show({ groups: this.#bound.gatesSettings().groups, state, notices: state.notices, phase: "running" });
      this.#link.write(state.hash);
      this.#restart(state);
    } catch (thrown) {
      const trouble =
        thrown instanceof Unsupported ? words.trouble[thrown.lacking] : words.trouble.loading(textOf(thrown));
      this.#show({ phase: "failed", trouble });
    }
  }

  /** Ends all work: the page has turned to another experiment. */
  close(): void {
    this.#closed = true;
    this.#link.close();
    this.#run?.close();
  }

  pause(): void {
    if (this.view.phase !== "running") return;
    this.#run?.setRunning(false);
    this.#show({ phase: "paused" });
  }

  resume(): void {
    if (this.view.phase !== "paused") return;
    this.#run?.setRunning(true);
    this.#show({ phase: "running" });
  }

  reset(): void {
    if (this.view.state) this.#restart(this.view.state);
  }

  newSeed(): void {
    this.#settle(({ proposeGatesSeed }, { hash }) => ({ state: proposeGatesSeed(hash), error: null }), "seed");
  }

  change(key: string, text: string): void {
    this.#settle(({ changeGates }, { hash }) => changeGates(hash, key, text), key);
  }

  sort(column: string): void {
    this.#settle(({ sortGates }, { hash }) => sortGates(hash, column), "sort");
  }

  mark(marked: string | null): void {
    if (marked !== this.view.marked) this.#show({ marked });
  }

  toggle(id: string): void {
    const { open } = this.view;
    this.#show({ open: open.includes(id) ? open.filter((other) => other !== id) : [...open, id] });
    this.#want();
  }

  moreRows(): void {
    this.#show({ rows: this.view.rows + ROWS });
    this.#want();
  }

  #want(): void {
    const { rows, open } = this.view;
    this.#run?.want({ rows, open });
  }

  askForFile(): void {
    this.#show({ writing: true });
    this.#run?.askForFile();
  }

  dismissNotices(): void {
    this.#show({ notices: [], mended: null });
  }

  #follow(hash: string): void {
    if (!this.#bound || !this.view.state) return;
    const state = this.#bound.readGatesLink(hash);
    this.#adopt(state, {});
    this.#show({ notices: state.notices });
  }

  #settle(ask: (bound: AtlasBindings, state: GatesState) => GatesChange, key: string): void {
    if (!this.#bound || !this.view.state) return;
    const { state, error } = ask(this.#bound, this.view.state);
    if (error !== null) {
      this.#show({ errors: { ...this.view.errors, [key]: error } });
      return;
    }
    const { [key]: _, ...errors } = this.view.errors;
    this.#adopt(state, errors);
  }

  #adopt(state: GatesState, errors: View["errors"]): void {
    const before = this.view.state;
    this.#show({ state, errors });
    this.#link.write(state.hash);
    const effect = before && this.#bound?.gatesEffectOf(before.hash, state.hash);
    if (effect === "restart") {
      this.#show({ notices: [] });
      this.#restart(state);
    } else if (effect === "extend" || effect === "view") {
      this.#run?.adopt(state.hash, workersOf(state));
    }
  }

  #restart(state: GatesState): void {
    const paused = this.view.phase === "paused";
    this.#show({
      phase: paused ? "paused" : "running",
      trouble: null,
      mended: null,
      status: null,
      table: null,
      marked: null,
      open: [],
      rows: ROWS,
      writing: false,
    });
    this.#run?.start(state.hash, !paused, workersOf(state), { rows: ROWS, open: [] });
  }

  #hearStatus(status: GatesStatus): void {
    let { phase } = this.view;
    if (status.ended && phase === "running") phase = "ended";
    if (!status.ended && phase === "ended") {
      phase = "running";
      this.#run?.setRunning(true);
    }
    this.#show({ status, phase });
  }

  #save(parts: string[]): void {
    this.#show({ writing: false });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(parts, { type: "text/csv" }));
    const { n, values } = this.view.state ?? { n: 0, values: {} as GatesState["values"] };
    link.download = `gates-n${n}-${values["encoding"]}-seed${values["seed"]}.csv`;
    link.click();
    // The download has its own hold on the data by then.
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  #show(part: Partial<View>): void {
    this.view = { ...this.view, ...part };
    this.changed();
  }
}

/** One thread is left to the page, unless the visitor wants a certain number. */
function workersOf(state: GatesState): number {
  const wanted = Number(state.values["workers"]);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : Math.max(1, (navigator.hardwareConcurrency || 2) - 1);
}
