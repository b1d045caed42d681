import { html, nothing } from "lit";
import type { RunStatus } from "../engine/messages.js";
import type { Source } from "../keep/source.js";
import { Link } from "../session/link.js";
import type { Place } from "../session/place.js";
import type { Opening } from "../session/session.js";
import type { BaseState, BaseView } from "../session/view.js";
import { StyledElement } from "../style/styled.js";
import { forPrint, watchGround } from "../style/theme.js";
import type { Parts } from "../wasm/dice_and_descent.js";
import { Bearable } from "./bearable.js";
import "./keep.js";
import { printed, stamp } from "./printed.js";

/** What of the engine concerns every experiment's page. */
interface Core {
  partsOf(hash: string): Parts;
  withHidden(hash: string, text: string): string;
  withView(hash: string, key: string, text: string): string;
}

/** What the page of an experiment needs of its session. */
interface OpenSession<View> {
  readonly view: View;
  readonly bindings: Core | undefined;
  open(place: Place, opening?: Opening): Promise<void>;
  close(): void;
  sleep(asleep: boolean): void;
  pause(): void;
  resume(): void;
  step(): void;
  reset(): void;
  newSeed(): void;
  preset(id: string): void;
  change(key: string, text: string): void;
  dismissNotices(): void;
  canonical(hash: string): string | undefined;
  retry(): void;
}

/** What a session does when the controls ask something of the run. */
const REQUESTED = { pause: "pause", continue: "resume", step: "step", reset: "reset", seed: "newSeed" } as const;

type AnyView = BaseView<BaseState, RunStatus>;

/** What of a view comes of the work and not from the visitor. */
const NEWS: readonly string[] = ["status", "fingerprint", "analysis", "table", "volumes", "plate"];

/**
 * The page of an experiment: its session works from when it is in a document until it is ended, also when it is moved.
 * Whoever puts it there can say where its settings are kept, and let it sleep; a `view` event follows every change of
 * what is shown.
 */
export abstract class ExperimentElement<View extends AnyView = AnyView> extends StyledElement {
  /** The page's address, unless something else was set before the element entered the document. */
  place: Place | undefined;

  /** A saved run to begin with. */
  opening: Opening | undefined;

  #begun = false;
  /** Whether whoever put it here lets it sleep. */
  #put = false;
  #unwatch: (() => void) | undefined;
  readonly #bearable = new Bearable();
  /** What was shown last. */
  #shown: View | undefined;

  protected abstract readonly session: OpenSession<View>;

  constructor() {
    super();
    this.addEventListener("run-request", ({ detail }) => this.session[REQUESTED[detail]]());
    this.addEventListener("preset-request", ({ detail }) => this.session.preset(detail));
    this.addEventListener("change-request", ({ detail }) => this.session.change(detail.key, detail.text));
    this.addEventListener("dismiss-request", () => this.session.dismissNotices());
    this.addEventListener("retry-request", () => this.session.retry());
  }

  /** What the run says, in a sentence; empty while it says nothing. */
  abstract get verdict(): string;

  /** How much of its budget the run has done, 0 to 1. */
  abstract get share(): number;

  get view(): View {
    return this.session.view;
  }

  /** The engine, once it is loaded. */
  get core(): Core | undefined {
    return this.session.bindings;
  }

  /** A link as this version writes it, once the engine is loaded. Before the element is known it has no such thing. */
  canonical(hash: string): string | undefined {
    return this.session.canonical(hash);
  }

  /** Holds the work while nobody looks; whether the visitor has paused it is another matter. */
  sleep(asleep: boolean): void {
    this.#put = asleep;
    this.#rest();
  }

  /** A page that nobody sees computes nothing. */
  readonly #rest = (): void => this.session.sleep(this.#put || document.hidden);

  pause(): void {
    this.session.pause();
  }

  resume(): void {
    this.session.resume();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#rest);
    this.#unwatch = watchGround(() => this.grounded());
    this.#rest();
    if (this.#begun) return;
    this.#begun = true;
    this.place ??= new Link();
    void this.session.open(this.place, this.opening);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#rest);
    this.#unwatch?.();
    this.session.sleep(true);
  }

  /** Ends all work and leaves the document, for good. */
  end(): void {
    this.remove();
    this.session.close();
  }

  /** It is painted on another ground than before. */
  protected grounded(): void {
    this.requestUpdate();
  }

  override requestUpdate(...asked: Parameters<StyledElement["requestUpdate"]>): void {
    super.requestUpdate(...asked);
    // The base class asks before this one's fields are there.
    if (this.hasUpdated && !this.#isNews()) this.#bearable.hurry();
  }

  /** What the visitor has asked for is shown at once, and what comes of the work as often as the machine bears it. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.#isNews()) await this.#bearable.turn();
    this.#shown = this.view;
    this.#bearable.shows(() => super.scheduleUpdate());
  }

  #isNews(): boolean {
    const [before, now] = [this.#shown, this.view];
    if (!before || before === now || now.phase !== "running" || forPrint()) return false;
    const keys = Object.keys(now) as (keyof View & string)[];
    return keys.every((key) => before[key] === now[key] || NEWS.includes(key));
  }

  override updated(): void {
    this.dispatchEvent(new CustomEvent("view"));
  }

  /** What is on paper only, above everything: a frame in somebody's page is cut off below. */
  protected stamped() {
    return forPrint() && this.#framed ? stamp(this.view, this.address) : nothing;
  }

  /** What is on paper only, at the end. */
  protected printed() {
    if (!forPrint()) return nothing;
    return html`${printed(this.view)} ${this.#framed ? nothing : stamp(this.view, this.address)}`;
  }

  /** Whether it stands in somebody's page. */
  get #framed(): boolean {
    return !(this.place instanceof Link);
  }

  /** Where the settings can be opened again. */
  protected get address(): string {
    return this.place?.address(this.view.state?.hash ?? "") ?? "";
  }

  /** The fingerprint, and the way to what can be taken away or brought back: `load` loads what there is. */
  protected kept(load: () => Promise<Source>) {
    if (!this.shows("keep")) return nothing;
    const { state, fingerprint } = this.view;
    return html`<section>
      <dd-keep
        .hash=${state?.hash ?? ""}
        .address=${this.address}
        .fingerprint=${fingerprint}
        .load=${load}
        .opening=${this.opening}
      ></dd-keep>
    </section>`;
  }

  /** Whether the link leaves a part of the page to be seen. */
  protected shows(...keys: string[]): boolean {
    return keys.some((key) => !this.view.hidden.has(key));
  }

  /** Whether it leaves any setting to be seen. */
  protected get showsSettings(): boolean {
    const settings = this.view.groups.flatMap(({ settings }) => settings);
    const controls = settings.filter(({ kind }) => kind.kind !== "parts" && kind.kind !== "methods");
    return this.shows(...controls.map(({ key }) => key));
  }
}
