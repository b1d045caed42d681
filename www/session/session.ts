import type { Engine, Part } from "../engine/bindings.js";
import { whenWithoutWorkers } from "../engine/worker-port.js";
import { loadEngine, Unsupported } from "../engine/load.js";
import { textOf, type RunStatus } from "../engine/messages.js";
import { usual } from "../engine/processors.js";
import type { RunEvents } from "../engine/run.js";
import type { Effect, Group, Parts } from "../wasm/dice_and_descent.js";
import { words } from "../words.js";
import { MOST_LOSSES } from "./losses.js";
import type { Place } from "./place.js";
import { EMPTY, type BaseState, type BaseView } from "./view.js";

/** The outcome of a gesture. */
export interface Change<State> {
  state: State;
  error: string | null;
}

/** What the core says of an experiment's settings. Every function takes the fragment of a link. */
export interface Rules<State> {
  groups(): Group[];
  read(hash: string): State;
  change(hash: string, key: string, text: string): Change<State>;
  seed(hash: string): State;
  preset?(hash: string, id: string): State;
  effect(before: string, after: string): Effect | "none";
}

/** What every engine offers. */
interface AnyBound {
  partsOf(hash: string): Parts;
  /** Whether a link asks for more than this engine has: see `load.ts`. */
  needsWhole(hash: string): boolean;
}

/** A loaded engine and what it offers: all its functions, and among them those for the settings. */
interface Core<Bound, State> {
  engine: Engine;
  bound: Bound;
  rules: Rules<State>;
}

/** What a session does with the work that it starts: `Run` is the usual kind. */
export interface Work {
  start(hash: string, running: boolean, workers: number, saved?: Uint32Array | null): void;
  /** From the next start on it goes on in another engine. */
  use?(engine: Engine): void;
  setRunning(running: boolean): void;
  step?(): void;
  extend?(hash: string): void;
  setWorkers(workers: number): void;
  pack?(): Promise<Uint32Array>;
  close(): void;
}

/** A saved run with which an experiment opens. */
export interface Opening {
  hash: string;
  /** Settings and counts, packed; empty where the settings say all. */
  saved: Uint32Array;
  /** Of the file. */
  name: string;
  fingerprint: string;
  /** What has to be said of a run of other random streams. */
  note: string | null;
}

/** What every session hears of its work. */
export type Heard<Status> = Omit<RunEvents<Status, never>, "news">;

/**
 * What happens in an experiment: holds the view, does what the visitor asks, and says when the view is new.
 * `Extra` is what the experiment's view has beside that of every experiment.
 */
export abstract class Session<
  Bound extends AnyBound,
  State extends BaseState,
  Status extends RunStatus,
  Extra extends object,
  Job extends Work,
> {
  /** All that the page shows. Replaced, never changed. */
  view: BaseView<State, Status> & Extra;
  #core: Core<Bound, State> | undefined;
  #work: Job | undefined;
  #closed = false;
  #asleep = false;
  /** How often the counts of this run were lost. */
  #losses = 0;
  #hearAlone: (() => void) | undefined;
  #place: Place | undefined;
  #opening: Opening | undefined;
  /** How many links and saved runs were asked for: what is asked of one does not hold for the next. */
  #asked = 0;

  constructor(
    private readonly part: Part,
    extra: Extra,
    private readonly changed: () => void,
  ) {
    this.view = { ...EMPTY, ...extra };
  }

  protected abstract instantiate(engine: Engine): Promise<Bound>;
  protected abstract rules(bound: Bound): Rules<State>;
  protected abstract makeWork(engine: Engine, heard: Heard<Status>): Job;
  /** What becomes of the experiment's own part of the view when another run begins. */
  protected abstract fresh(state: State): Partial<Extra>;
  /** The engine is there, and the link is about to be read. */
  protected opened(_: Bound): void {}
  /** Another run has begun. */
  protected started(_: State): void {}
  /** The settings have changed, but only in what is shown. */
  protected shown(_: State): void {}

  /** The engine's functions, once it is loaded. */
  get bindings(): Bound | undefined {
    return this.#core?.bound;
  }

  /** A link as this version writes it, once that is known. */
  canonical(hash: string): string | undefined {
    const core = this.#core;
    return core && !core.bound.needsWhole(hash) ? core.rules.read(hash).hash : undefined;
  }

  protected get work(): Job | undefined {
    return this.#work;
  }

  /** Loads the engine and begins with the settings of `place`, which is kept up to date, or with a saved run. */
  async open(place: Place, opening?: Opening): Promise<void> {
    this.#closed = false;
    this.#place = place;
    this.#opening = opening;
    place.listen((hash) => this.follow(hash));
    this.#hearAlone = whenWithoutWorkers(() => this.show({ slow: words.trouble.alone }));
    await this.#load(place);
  }

  async #load(place: Place): Promise<void> {
    try {
      const opening = this.#opening;
      const asked = (): string => opening?.hash ?? place.read();
      let core = await this.#loadPart(this.part);
      if (core.bound.needsWhole(asked())) core = await this.#loadPart("atlas");
      if (this.#closed) return;
      const { engine, bound, rules } = core;
      this.#core = core;
      this.#work = this.makeWork(engine, {
        status: (status, fingerprint) => this.#hearStatus(status, fingerprint),
        mended: (text) => this.show({ mended: words.trouble.mended(text) }),
        lost: (text) => this.#lost(text),
        stopped: (text) => this.show({ phase: "stopped", trouble: words.trouble.stopped(text) }),
        slow: (seconds) => this.show({ slow: words.trouble.slow(seconds) }),
      });
      if (!engine.simd && !this.view.slow) this.show({ slow: words.trouble.plain });
      this.opened(bound);
      this.#opening = undefined;
      const given = asked();
      const state = rules.read(given);
      this.show({
        groups: rules.groups(),
        state,
        notices: state.notices,
        phase: opening?.saved.length ? "paused" : "running",
        hidden: hiddenIn(bound, state),
      });
      if (given !== "") this.#keep(state);
      this.#restart(state, opening?.saved);
    } catch (thrown) {
      this.show({ phase: "failed", trouble: reasonOf(thrown) });
    }
  }

  async #loadPart(part: Part): Promise<Core<Bound, State>> {
    const engine = await loadEngine(part);
    const bound = await this.instantiate(engine);
    return { engine, bound, rules: this.rules(bound) };
  }

  /**
   * Does what only the whole engine can, once it is there: then everything is asked of it, and the next run is in it. The one
   * under way goes on where it is. If it is not to be had, `failed` is told, and all stays as it was.
   */
  protected async withWhole(then: () => void, failed: (text: string) => void): Promise<void> {
    const asked = this.#asked;
    try {
      const core = this.#core?.engine.part === "atlas" ? this.#core : await this.#loadPart("atlas");
      if (this.#closed) return;
      if (this.#core?.engine.part !== "atlas") this.#enlarge(core);
    } catch (thrown) {
      if (!this.#closed) failed(words.trouble.whole(textOf(thrown)));
      return;
    }
    if (asked === this.#asked) then();
  }

  #enlarge(core: Core<Bound, State>): void {
    this.#core = core;
    this.#work?.use?.(core.engine);
    this.opened(core.bound);
    // It has settings that the other one does not know.
    const { state } = this.view;
    this.show({ groups: core.rules.groups(), state: state && core.rules.read(state.hash) });
  }

  /** Ends all work: the page has turned to another experiment. */
  close(): void {
    this.#closed = true;
    this.#hearAlone?.();
    this.#place?.close();
    this.#work?.close();
  }

  pause(): void {
    if (this.view.phase !== "running") return;
    this.#work?.setRunning(false);
    this.show({ phase: "paused" });
  }

  resume(): void {
    if (this.view.phase !== "paused") return;
    this.#work?.setRunning(!this.#asleep);
    this.show({ phase: "running" });
  }

  /** Holds the work, or goes on with it, without a change of what is shown. */
  sleep(asleep: boolean): void {
    if (asleep === this.#asleep) return;
    this.#asleep = asleep;
    if (this.view.phase === "running") this.#work?.setRunning(!asleep);
  }

  step(): void {
    this.pause();
    if (this.view.phase === "paused") this.#work?.step?.();
  }

  /** The same settings and seed again, from nothing. */
  reset(): void {
    this.#losses = 0;
    if (this.view.state) this.#restart(this.view.state);
  }

  /** After a failure: loads the engine once more, or runs again from nothing. */
  retry(): void {
    if (this.view.phase === "failed" && this.#place) {
      this.show({ phase: "loading", trouble: null });
      void this.#load(this.#place);
    } else {
      this.reset();
    }
  }

  newSeed(): void {
    this.settle(({ rules }, { hash }) => ({ state: rules.seed(hash), error: null }), "seed");
  }

  preset(id: string): void {
    this.settle(({ rules }, state) => ({ state: rules.preset?.(state.hash, id) ?? state, error: null }), "preset");
  }

  change(key: string, text: string): void {
    this.settle(({ rules }, { hash }) => rules.change(hash, key, text), key);
  }

  dismissNotices(): void {
    this.show({ notices: [], mended: null, slow: null });
    if (this.view.state) this.#place?.write(this.view.state.hash);
  }

  /** Keeps the settings; but what could not be read of a link stays to be seen until its notices are dismissed. */
  #keep({ hash, notices }: State): void {
    if (notices.length === 0) this.#place?.write(hash);
  }

  /** Asks the core for the next state, and shows it or what is wrong. */
  protected settle(ask: (core: Core<Bound, State>, state: State) => Change<State>, key: string): void {
    if (!this.#core || !this.view.state) return;
    const { state, error } = ask(this.#core, this.view.state);
    if (error !== null) {
      this.refuse(key, error);
      return;
    }
    if (this.#core.bound.needsWhole(state.hash)) {
      void this.settleInWhole(ask, key);
      return;
    }
    const { [key]: _, input: __, ...errors } = this.view.errors;
    this.adopt(state, key === "preset" ? {} : errors);
  }

  /** The same of what the whole engine is needed for. */
  protected settleInWhole(ask: (core: Core<Bound, State>, state: State) => Change<State>, key: string): Promise<void> {
    return this.withWhole(
      () => this.settle(ask, key),
      (text) => this.refuse(key, text),
    );
  }

  /** Says why a setting is not what it was to be. */
  protected refuse(key: string, error: string): void {
    this.show({ errors: { ...this.view.errors, [key]: error } });
  }

  /** Takes on a state that the core has given, and does what it means for the run. */
  protected adopt(state: State, errors: Readonly<Record<string, string>> = this.view.errors): void {
    const before = this.view.state;
    this.show({ state, errors, hidden: this.#core ? hiddenIn(this.#core.bound, state) : this.view.hidden });
    this.#keep(state);
    switch (before && this.#core?.rules.effect(before.hash, state.hash)) {
      case "restart":
        this.show({ notices: [], phase: "running" });
        this.#losses = 0;
        this.#restart(state);
        break;
      case "extend":
        this.#work?.extend?.(state.hash);
        break;
      case "view":
        this.#work?.setWorkers(workersOf(state));
        this.shown(state);
    }
  }

  /** Shows what is new, of the part of every experiment or of this one's own. */
  protected show(part: Partial<BaseView<State, Status>> | Partial<Extra>): void {
    this.view = { ...this.view, ...part };
    this.changed();
  }

  /** Takes up a saved run where it stands: it waits there, until it is told to go on or is given a larger budget. */
  takeUp(hash: string, saved: Uint32Array): void {
    this.#asked += 1;
    if (!this.#core) return;
    if (this.#core.bound.needsWhole(hash)) {
      void this.withWhole(
        () => this.takeUp(hash, saved),
        (text) => this.show({ notices: [{ key: "link", text }] }),
      );
      return;
    }
    const state = this.#core.rules.read(hash);
    this.show({ state, errors: {}, notices: [], phase: "paused", hidden: hiddenIn(this.#core.bound, state) });
    this.enter(state.hash);
    this.#restart(state, saved);
  }

  /** Keeps settings that came with a file: those before them are one step back in the history. */
  protected enter(hash: string): void {
    this.#place?.enter(hash);
  }

  /** Settings and counts as they are now. */
  async pack(): Promise<Uint32Array> {
    const packed = this.#work?.pack?.();
    if (!packed) throw new Error(words.trouble.nothing);
    return packed;
  }

  /** Goes to the settings of another link. */
  follow(hash: string): void {
    this.#asked += 1;
    if (!this.#core || !this.view.state) return;
    if (this.#core.bound.needsWhole(hash)) {
      void this.withWhole(
        () => this.follow(hash),
        (text) => this.show({ notices: [{ key: "link", text }] }),
      );
      return;
    }
    const state = this.#core.rules.read(hash);
    this.adopt(state, {});
    this.show({ notices: state.notices });
  }

  #restart(state: State, saved: Uint32Array | null = null): void {
    const paused = this.view.phase === "paused";
    this.show({
      phase: paused ? "paused" : "running",
      trouble: null,
      mended: null,
      status: null,
      fingerprint: null,
    });
    this.show(this.fresh(state));
    this.#work?.start(state.hash, !paused && !this.#asleep, workersOf(state), saved);
    this.started(state);
  }

  /** The same settings and seed give the same counts, so what is lost can be counted again. */
  #lost(text: string): void {
    this.#losses += 1;
    if (this.#losses > MOST_LOSSES || !this.view.state) {
      this.show({ phase: "stopped", trouble: words.trouble.stopped(text) });
      return;
    }
    if (this.view.phase === "ended") this.show({ phase: "running" });
    this.#restart(this.view.state);
    this.show({ mended: words.trouble.lost(text) });
  }

  #hearStatus(status: Status, fingerprint: string | null): void {
    let { phase } = this.view;
    if (status.ended && phase !== "stopped") phase = "ended";
    if (!status.ended && phase === "ended") {
      // The budget was raised.
      phase = "running";
      this.#work?.setRunning(!this.#asleep);
    }
    this.show({ status, fingerprint, phase });
  }
}

const hiddenIn = (bound: AnyBound, { hash }: BaseState): ReadonlySet<string> =>
  new Set(
    bound
      .partsOf(hash)
      .parts.filter(({ hidden }) => hidden)
      .map(({ key }) => key),
  );

/** Why there is no engine, and what can be done. */
function reasonOf(thrown: unknown): string {
  const text = textOf(thrown);
  if (thrown instanceof Unsupported) return text;
  return /memory/i.test(text) ? words.trouble.memory(text) : words.trouble.loading(text);
}

/** One processor is left to the page, unless the visitor wants a certain number of workers. */
function workersOf(state: BaseState): number {
  const wanted = Number(state.values["workers"]);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : usual();
}
