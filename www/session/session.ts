import { instantiate, type Bindings } from "../engine/bindings.js";
import { loadEngine, Unsupported } from "../engine/load.js";
import { textOf } from "../engine/messages.js";
import { Run } from "../engine/run.js";
import { words } from "../words.js";
import type { Analysis, Change, FunctionDetail, Notice, State, Status, Table } from "../wasm/dice_and_descent.js";
import { Link } from "./link.js";

export type Phase = "loading" | "running" | "paused" | "ended" | "stopped" | "failed";

/** All that the page shows, at one moment. Replaced, never changed. */
export interface View {
  phase: Phase;
  /** Why the phase is "failed" or "stopped". */
  trouble: string | null;
  /** What was mended without loss, if anything. */
  mended: string | null;
  notices: Notice[];
  table: Table | null;
  state: State | null;
  /** By setting: what is wrong with the text that the visitor typed and that is not in use. */
  errors: Readonly<Record<string, string>>;
  status: Status | null;
  fingerprint: string | null;
  analysis: Analysis | null;
  detail: FunctionDetail | null;
  selected: string | null;
}

const MORE_ROWS = 20;

const EMPTY: View = {
  phase: "loading",
  trouble: null,
  mended: null,
  notices: [],
  table: null,
  state: null,
  errors: {},
  status: null,
  fingerprint: null,
  analysis: null,
  detail: null,
  selected: null,
};

/** What happens in the page: holds the view, does what the visitor asks, and says when the view is new. */
export class Session {
  view: View = EMPTY;
  #bound: Bindings | undefined;
  #run: Run | undefined;
  #closed = false;
  readonly #link = new Link((hash) => this.#follow(hash));

  constructor(private readonly changed: () => void) {}

  /** The engine's functions, once it is loaded. */
  get bindings(): Bindings | undefined {
    return this.#bound;
  }

  async open(): Promise<void> {
    try {
      const engine = await loadEngine("core");
      this.#bound = await instantiate(engine);
      if (this.#closed) return;
      this.#run = new Run(engine, {
        status: (status, fingerprint) => this.#hearStatus(status, fingerprint),
        analysis: (analysis) => this.#show({ analysis }),
        detail: (detail) => this.#hearDetail(detail),
        mended: (text) => this.#show({ mended: words.trouble.mended(text) }),
        stopped: (text) => this.#show({ phase: "stopped", trouble: words.trouble.stopped(text) }),
      });
      const state = this.#bound.readLink(this.#link.read());
      this.#show({ table: this.#bound.settingsTable(), state, notices: state.notices, phase: "running" });
      if (this.#link.read() !== "") this.#link.write(state.hash);
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

  step(): void {
    this.pause();
    if (this.view.phase === "paused") this.#run?.step();
  }

  /** The same settings and seed again, from nothing. */
  reset(): void {
    if (this.view.state) this.#restart(this.view.state);
  }

  newSeed(): void {
    this.#settle(({ proposeSeed }, { hash }) => ({ state: proposeSeed(hash), error: null }), "seed");
  }

  preset(id: string): void {
    this.#settle(({ applyPreset }, { hash }) => ({ state: applyPreset(hash, id), error: null }), "preset");
  }

  change(key: string, text: string): void {
    this.#settle(({ change }, { hash }) => change(hash, key, text), key);
  }

  flip(input: number): void {
    this.#settle(({ flipTarget }, { hash }) => flipTarget(hash, input), "input");
  }

  move(input: number): void {
    this.#settle(({ moveInput }, { hash }) => moveInput(hash, input), "input");
  }

  select(selected: string | null): void {
    if (selected === this.view.selected) return;
    this.#show({ selected });
    this.#run?.select(selected ?? this.view.state?.target ?? null);
  }

  moreRows(): void {
    this.change("rows", String(rowsOf(this.view.state) + MORE_ROWS));
  }

  dismissNotices(): void {
    this.#show({ notices: [], mended: null });
  }

  #follow(hash: string): void {
    if (!this.#bound || !this.view.state) return;
    const state = this.#bound.readLink(hash);
    this.#adopt(state, {});
    this.#show({ notices: state.notices });
  }

  /** Asks the core for the next state, and shows it or what is wrong. */
  #settle(ask: (bound: Bindings, state: State) => Change, key: string): void {
    if (!this.#bound || !this.view.state) return;
    const { state, error } = ask(this.#bound, this.view.state);
    if (error !== null) {
      this.#show({ errors: { ...this.view.errors, [key]: error } });
      return;
    }
    const { [key]: _, input: __, ...errors } = this.view.errors;
    this.#adopt(state, key === "preset" ? {} : errors);
  }

  #adopt(state: State, errors: View["errors"]): void {
    const before = this.view.state;
    this.#show({ state, errors });
    this.#link.write(state.hash);
    switch (before && this.#bound?.effectOf(before.hash, state.hash)) {
      case "restart":
        this.#show({ notices: [], phase: "running" });
        this.#restart(state);
        break;
      case "extend":
        this.#run?.extend(state.hash);
        break;
      case "view":
        this.#run?.setWorkers(workersOf(state));
        this.#run?.setRows(rowsOf(state));
    }
  }

  #restart(state: State): void {
    const paused = this.view.phase === "paused";
    const selected = this.view.selected?.length === state.inputs ? this.view.selected : null;
    this.#show({
      phase: paused ? "paused" : "running",
      trouble: null,
      mended: null,
      status: null,
      fingerprint: null,
      // Figures of the same shape stay until the new ones come: emptied for a moment, the page would jump.
      analysis: this.view.analysis?.rows[0]?.detail.function.length === state.inputs ? this.view.analysis : null,
      detail: null,
      selected,
    });
    this.#run?.start(state.hash, !paused, workersOf(state));
    this.#run?.setRows(rowsOf(state));
    this.#run?.select(selected ?? state.target);
  }

  #hearStatus(status: Status, fingerprint: string | null): void {
    let { phase } = this.view;
    if (status.ended && phase !== "stopped") phase = "ended";
    if (!status.ended && phase === "ended") {
      // The budget was raised.
      phase = "running";
      this.#run?.setRunning(true);
    }
    this.#show({ status, fingerprint, phase });
  }

  #hearDetail(detail: FunctionDetail): void {
    const { selected, state } = this.view;
    if (detail.function === (selected ?? state?.target)) this.#show({ detail });
  }

  #show(part: Partial<View>): void {
    this.view = { ...this.view, ...part };
    this.changed();
  }
}

const rowsOf = (state: State | null): number => Number(state?.values["rows"]);

/** One thread is left to the page, unless the visitor wants a certain number. */
function workersOf(state: State): number {
  const wanted = Number(state.values["workers"]);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : Math.max(1, (navigator.hardwareConcurrency || 2) - 1);
}
