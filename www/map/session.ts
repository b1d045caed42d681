import { instantiateAtlas, type AtlasBindings, type Engine } from "../engine/bindings.js";
import { Pace } from "../engine/pace.js";
import type { RunStatus } from "../engine/messages.js";
import { saveFile, type SavedFile } from "../session/save.js";
import { Session, type Heard, type Rules } from "../session/session.js";
import type { BaseView } from "../session/view.js";
import type { MapLens, MapPixel, MapPreset, MapState, MapWindow } from "../wasm-atlas/dice_and_descent.js";
import type { MapFile, Print, Spot, Told, Highlight } from "./messages.js";
import { MapRun } from "./run.js";
import { words } from "./words.js";

/** A picture with the window that it shows. */
export interface MapFrame extends Print {
  window: MapWindow;
}

/** The same of a highlight. */
export interface PlacedHighlight extends Highlight {
  window: MapWindow;
}

interface Extra {
  presets: MapPreset[];
  /** The window that the settings ask for; what is painted may still be another. */
  window: MapWindow | null;
  frame: MapFrame | null;
  /** What is pointed at, as shares of the picture's width. */
  probe: Spot | null;
  pixel: MapPixel | null;
  /** Whether that was told of another place or by other settings, and what is there now has yet to be told. */
  stale: boolean;
  /** The function whose regions are marked, as a truth table, and what marks them. */
  marked: string | null;
  highlight: PlacedHighlight | null;
  /** The training run that is looked at. */
  run: number;
  /** Whether the file is being written. */
  writing: boolean;
  /** The file that was given away last. */
  saved: SavedFile | null;
}

export type View = BaseView<MapState, RunStatus> & Extra;

const EMPTY: Extra = {
  presets: [],
  window: null,
  frame: null,
  probe: null,
  pixel: null,
  stale: false,
  marked: null,
  highlight: null,
  run: 0,
  writing: false,
  saved: null,
};

/** While a visitor drags, work on what is seen begins anew this often. */
const LOOK_MS = 90;

/** What happens on the map. */
export class MapSession extends Session<AtlasBindings, MapState, RunStatus, Extra, MapRun> {
  #lens: MapLens | undefined;
  #heard: Heard<RunStatus> | undefined;
  /** The settings that the workers work on, and their window: that of the prints that come in. */
  #at = "";
  #window: MapWindow | null = null;
  /** The settings that the atlas has been told last. */
  #sent = "";
  #told: Told | null = null;
  /** Who waits for which file. */
  #waiting: { file: MapFile; done: (parts: string[]) => void; failed: (why: Error) => void }[] = [];
  readonly #look = new Pace(() => this.#goOn(), LOOK_MS, 1);

  constructor(
    changed: () => void,
    /** Whether the map is painted on a dark ground. */
    private readonly dark: () => boolean,
  ) {
    super("atlas", EMPTY, changed);
  }

  protected override instantiate(engine: Engine): Promise<AtlasBindings> {
    return instantiateAtlas(engine);
  }

  protected override rules(bound: AtlasBindings): Rules<MapState> {
    return {
      groups: () => bound.mapTable().groups,
      read: bound.mapReadLink,
      change: bound.mapChange,
      seed: bound.mapProposePlane,
      preset: bound.mapApplyPreset,
      effect: (before, after) => {
        if (bound.mapConsequences(before, after).plane) return "restart";
        return before === after ? "none" : "view";
      },
    };
  }

  protected override opened(bound: AtlasBindings): void {
    this.show({ presets: bound.mapTable().presets });
  }

  protected override makeWork(engine: Engine, heard: Heard<RunStatus>): MapRun {
    this.#heard = heard;
    return new MapRun(engine, () => this.bindings, this.dark(), {
      ...heard,
      plane: (lens) => this.#hearPlane(lens),
      print: (print) => this.#hearPrint(print),
      highlight: (highlight) => this.#hearHighlight(highlight),
      pixel: (told) => this.#hearPixel(told),
      file: (file, parts) => this.#hearFile(file, parts),
    });
  }

  protected override fresh(): Partial<Extra> {
    const { presets: _, probe: __, ...rest } = EMPTY;
    return rest;
  }

  protected override started(state: MapState): void {
    this.#look.cancel();
    this.#disappoint();
    this.#at = this.#sent = state.hash;
    this.#told = null;
    this.#lens = undefined;
    this.#window = null;
  }

  protected override shown(state: MapState): void {
    if (!this.#lens) return;
    this.show({ window: this.#lens.window(state.hash), stale: this.#stale() });
    this.#look.touch();
  }

  override close(): void {
    super.close();
    this.#look.cancel();
  }

  flip(input: number): void {
    this.settle(({ bound }, { hash }) => bound.mapFlipTarget(hash, input), "input");
  }

  move(input: number): void {
    this.settle(({ bound }, { hash }) => bound.mapMoveInput(hash, input), "input");
  }

  /** The window that shows all there is to see. */
  whole(): void {
    this.settle(({ bound }, { hash }) => ({ state: bound.mapWhole(hash), error: null }), "zoom");
  }

  /** Moves what is seen by these shares of its width. */
  drag(right: number, down: number): void {
    const lens = this.#lens;
    if (lens) this.settle((_, { hash }) => ({ state: lens.drag(hash, right, down), error: null }), "centre");
  }

  /** Makes the window `factor` times as wide about a point of it. */
  zoom(factor: number, { x, y }: Spot): void {
    const lens = this.#lens;
    if (lens) this.settle((_, { hash }) => ({ state: lens.zoom(hash, factor, x, y), error: null }), "zoom");
  }

  probe(probe: Spot | null): void {
    const before = this.#spot();
    this.show({ probe });
    const spot = this.#spot();
    this.show({ stale: this.#stale(), ...(spot ? {} : { pixel: null }) });
    // Within a pixel there is nothing new to be told.
    if (spot?.x !== before?.x || spot?.y !== before?.y) this.#ask();
  }

  mark(marked: string | null): void {
    if (marked === this.view.marked) return;
    this.show({ marked });
    this.work?.mark(marked);
  }

  chooseRun(run: number): void {
    if (run !== this.view.run) this.show({ run });
  }

  /** The picture in numbers as a file, in pieces. */
  file(file: MapFile): Promise<string[]> {
    this.work?.askForFile(file);
    return new Promise((done, failed) => this.#waiting.push({ file, done, failed }));
  }

  /** Whoever waits for a file of a picture that is no more, waits in vain. */
  #disappoint(): void {
    for (const { failed } of this.#waiting.splice(0)) failed(new Error(words.files.anew));
  }

  give(saved: SavedFile): void {
    saveFile(saved);
    this.show({ saved });
  }

  async saveShares(): Promise<void> {
    this.show({ writing: true });
    try {
      this.give({ name: `${this.fileName()}.csv`, type: "text/csv", parts: await this.file("csv") });
    } catch {
      // The picture was begun anew: the visitor sees that.
    }
    this.show({ writing: false });
  }

  /** Shows a saved view: its settings say all. */
  override takeUp(hash: string): void {
    this.enter(hash);
    this.follow(hash);
  }

  /** The ground may be another. */
  turn(): void {
    const dark = this.dark();
    if (dark !== this.view.frame?.dark) this.work?.repaint((this.#sent = this.#at), dark);
  }

  /** Has the workers do what the settings ask for by now. */
  #goOn(): void {
    const { state, window } = this.view;
    if (!this.bindings || !state || state.hash === this.#at) return;
    const { picture, paths, paint } = this.bindings.mapConsequences(this.#at, state.hash);
    this.#at = state.hash;
    this.#window = window;
    if (picture || paths || paint) this.#sent = state.hash;
    this.show({ stale: this.#stale() });
    if (!picture && !paths) {
      if (paint) this.work?.repaint(state.hash, this.dark());
      return;
    }
    this.#heard?.status({ ended: false, stepping: false, merged: 0 }, null);
    this.#disappoint();
    this.work?.look(state.hash);
    this.#ask();
  }

  #hearPlane(lens: MapLens): void {
    this.#lens = lens;
    this.#window = lens.window(this.#at);
    this.show({ window: this.#window });
    // The settings may have moved on while the plane was made.
    if (this.view.state) this.shown(this.view.state);
  }

  #hearPrint(print: Print): void {
    if (!this.#window) return;
    const first = this.view.frame?.generation !== print.generation;
    this.show({ frame: { ...print, window: this.#window } });
    if (first) this.#ask();
    const ended = print.fingerprint !== null;
    this.#heard?.status({ ended, stepping: false, merged: print.done }, print.fingerprint);
  }

  #hearHighlight(highlight: Highlight): void {
    if (this.#window) this.show({ highlight: { ...highlight, window: this.#window } });
  }

  #hearPixel(told: Told): void {
    this.#told = told;
    if (!this.#stale()) this.show({ pixel: told.pixel, stale: false });
  }

  /** Whether what was told last is not of where the visitor points now, in the picture as the settings ask for it now. */
  #stale(): boolean {
    const spot = this.#spot();
    if (!spot) return false;
    const told = this.#told;
    const here = told !== null && told.spot.x === spot.x && told.spot.y === spot.y;
    return !here || told.hash !== this.#sent || this.#at !== this.view.state?.hash;
  }

  /** The pixel that is pointed at. */
  #spot(): Spot | null {
    const { probe, state } = this.view;
    if (!probe || !state) return null;
    const pixel = (share: number) => Math.max(0, Math.min(state.resolution - 1, Math.floor(share * state.resolution)));
    return { x: pixel(probe.x), y: pixel(probe.y) };
  }

  #ask(): void {
    this.work?.probe(this.#spot());
  }

  #hearFile(file: MapFile, parts: string[]): void {
    const served = this.#waiting.filter((waiting) => waiting.file === file);
    this.#waiting = this.#waiting.filter((waiting) => waiting.file !== file);
    for (const { done } of served) done(parts);
  }

  /** What the files of this map are called. */
  fileName(): string {
    const { n, values } = this.view.state ?? { n: 0, values: {} as MapState["values"] };
    return `map-n${n}-plane${values["plane_seed"]}-seed${values["seed"]}`;
  }
}
