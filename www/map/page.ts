import { css, html, nothing, type TemplateResult } from "lit";
import "../background/element.js";
import { ExperimentElement } from "../elements/experiment.js";
import "../elements/notices.js";
import "../elements/settings.js";
import "../elements/task.js";
import { pageStyle } from "../elements/page-style.js";
import { forPrint, groundOf } from "../style/theme.js";
import type { Trail } from "../wasm-atlas/dice_and_descent.js";
import { words as page } from "../words.js";
import "../keep/saved.js";
import "./canvas.js";
import type { Gestures } from "./gestures.js";
import "./legend.js";
import "./place.js";
import "./runs.js";
import { MapSession, type View } from "./session.js";
import { words } from "./words.js";
import { styled } from "../style/set.js";

const text = words.controls;
const MIDDLE = { x: 0.5, y: 0.5 };

/** The experiment of the map: shows the session's view, and hands the visitor's requests to the session. */
class MapPage extends ExperimentElement<View> {
  static override properties = {
    along: { state: true },
    said: { state: true },
    copied: { state: true },
  };
  /** How much of the paths is drawn, 0 to 1. */
  declare along: number;
  /** Whether what is pointed at is to be said aloud. */
  declare said: boolean;
  declare copied: string;

  static override styles = [
    pageStyle,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: center;
      }
      .bar .sign {
        min-width: 2.75rem;
        font-size: 1.25rem;
        line-height: 1;
      }
      .preset {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        margin-inline-start: auto;
        font: 0.9375rem/1.4 var(--sans);
        max-width: 100%;
      }
      .preset select {
        flex: 1;
        min-width: 0;
      }
      .watch {
        padding-inline-start: 0.875rem;
        border-inline-start: 3px solid var(--rule);
        font-style: italic;
        max-width: 56rem;
      }
      .watch strong {
        font: 600 0.8125rem/1.5 var(--sans);
        color: var(--soft);
        margin-inline-end: 0.375rem;
      }
      .sheet {
        display: grid;
        grid-template-columns: minmax(0, 39rem) minmax(0, 1fr);
        gap: 1.25rem 2.25rem;
        align-items: start;
      }
      .controls {
        grid-column: 1 / -1;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 1rem;
      }
      figure.map {
        padding: 0;
        border: 0;
        gap: 0.625rem;
      }
      .switch {
        display: flex;
        flex-wrap: wrap;
        gap: 0;
        font: 0.9375rem/1.4 var(--sans);
      }
      .switch button {
        min-height: 2.5rem;
        border-radius: 0;
      }
      .switch button:first-child {
        border-radius: 0.375rem 0 0 0.375rem;
        border-inline-end: 0;
      }
      .switch button:last-child {
        border-radius: 0 0.375rem 0.375rem 0;
      }
      .bar [role="status"] {
        overflow-wrap: anywhere;
      }
      .track {
        height: 0.25rem;
        border-radius: 0.125rem;
        background: var(--blank);
        overflow: hidden;
      }
      .track div {
        height: 100%;
        background: var(--ink);
      }
      .track.done {
        visibility: hidden;
      }
      .side {
        display: grid;
        gap: 1.25rem;
        border-top: 4px solid var(--ink);
        padding-top: 0.625rem;
        min-width: 0;
      }
      dd-map-legend {
        border-top: 1px solid var(--rule);
        padding-top: 0.875rem;
      }
      .sheet.alone {
        grid-template-columns: minmax(0, 39rem);
      }
      @media print {
        .sheet {
          display: block;
        }
        .controls,
        .track,
        section:has(> .bar),
        dd-map-place:not([pointed]) {
          display: none;
        }
        .side {
          margin-top: 1.25rem;
        }
        dd-map-canvas {
          max-width: 14cm;
        }
      }
      @container (max-width: 60rem) {
        .sheet,
        .sheet.alone {
          grid-template-columns: minmax(0, 1fr);
        }
        figure.map {
          max-width: 39rem;
        }
        .controls {
          order: 1;
        }
        .side {
          order: 2;
        }
        .preset {
          margin: 0;
        }
      }
      @container (max-width: 40rem) {
        .bar button {
          flex: 1 1 auto;
        }
        .preset {
          flex: 1 1 100%;
        }
        .switch button {
          flex: 1 1 auto;
        }
      }
    `,
  ];

  protected override readonly session = new MapSession(
    () => this.requestUpdate(),
    () => groundOf(this).dark,
  );

  constructor() {
    super();
    this.along = 1;
    this.said = false;
    this.copied = "";
    const { session } = this;
    this.addEventListener("flip-request", ({ detail }) => session.flip(detail));
    this.addEventListener("move-request", ({ detail }) => session.move(detail));
  }

  protected override grounded(): void {
    super.grounded();
    if (!forPrint()) this.session.turn();
  }

  override get verdict(): string {
    return this.view.frame?.summary?.together ?? "";
  }

  override get share(): number {
    return this.view.frame?.progress.share ?? 0;
  }

  override render() {
    const view = onPaper(this.session.view);
    return html`<main
      data-phase=${view.phase}
      data-fingerprint=${view.fingerprint ?? nothing}
      data-merged=${view.status?.merged ?? 0}
      data-hides=${[...view.hidden].join(" ")}
    >
      ${this.stamped()}
      ${
        this.shows("title", "lead")
          ? html`<header class="top">
            ${this.shows("title") ? html`<h1>${words.question}</h1>` : nothing}
            ${
              this.shows("lead")
                ? html`<p class="lead">${words.lead}<a href="#${view.state?.landscape ?? ""}">${words.leadLink}</a>.</p>`
                : nothing
            }
          </header>`
          : nothing
      }
      <dd-notices .notices=${view.notices} .mended=${view.mended} .slow=${view.slow} .trouble=${view.trouble}></dd-notices>
      <div class="sheet ${this.shows("place", "legend") ? "" : "alone"}">
        ${this.#controls(view)} ${this.shows("map", "fitting") ? this.#map(view) : nothing} ${this.#side(view)}
      </div>
      ${this.#runs(view)} ${this.#choices(view)} ${this.#save(view)} ${this.kept(this.#load)}
      ${this.shows("about") ? html`<dd-background experiment="map"></dd-background>` : nothing}
      ${this.printed()}
      <p class="hidden" role="status">${this.#announcement(view)}</p>
    </main>`;
  }

  #controls({ phase, presets, state, window }: View) {
    const { session } = this;
    if (!this.shows("reseed", "closer", "pause", "presets")) return nothing;
    const fixed = !state || (state.disabled.includes("plane_seed") && state.values["plane"] !== "path");
    return html`<div class="controls">
      <div class="bar" role="group" aria-label=${text.region}>
        ${this.#part(
          "reseed",
          html`<button
            class="main"
            data-does="plane"
            data-shortcut="n"
            ?disabled=${fixed}
            title=${text.planeHelp}
            @click=${() => session.newSeed()}
          >
            ${text.plane}
          </button>`,
        )}
        ${this.#part("closer", this.#zoom(window === null))} ${this.#part("pause", this.#pause(phase))}
        ${this.#part(
          "presets",
          html`<label class="preset">
            <span>${text.preset}</span>
            <select ?disabled=${!state} .value=${state?.preset ?? ""} @change=${this.#preset}>
              <option value="" ?selected=${!state?.preset} disabled>${text.ownPreset}</option>
              ${presets.map(({ id, label }) => html`<option value=${id} ?selected=${id === state?.preset}>${label}</option>`)}
            </select>
          </label>`,
        )}
      </div>
      ${
        state?.watch && this.shows("presets") ? html`<p class="watch"><strong>${text.watch}</strong> ${state.watch}</p>` : nothing
      }
    </div>`;
  }

  #zoom(disabled: boolean) {
    const { session } = this;
    const sign = (sign: string, name: string, factor: number) =>
      html`<button class="sign" ?disabled=${disabled} aria-label=${name} title=${name} @click=${() => session.zoom(factor, MIDDLE)}>
        ${sign}
      </button>`;
    return html`${sign("+", text.closer, 0.5)} ${sign("−", text.farther, 2)}
      <button ?disabled=${disabled} @click=${() => session.whole()}>${text.whole}</button>`;
  }

  #pause(phase: View["phase"]) {
    const { session } = this;
    if (phase === "paused") return html`<button data-shortcut="p" @click=${() => session.resume()}>▶ ${text.continue}</button>`;
    if (phase === "stopped") return html`<button @click=${() => session.reset()}>${text.reset}</button>`;
    return html`<button data-does="pause" data-shortcut="p" ?disabled=${phase !== "running"} @click=${() => session.pause()}>
      ❚❚ ${text.pause}
    </button>`;
  }

  #side({ frame, state, pixel, stale, probe, marked }: View) {
    if (!this.shows("place", "legend")) return nothing;
    return html`<div class="side">
      ${this.#part(
        "place",
        html`<dd-map-place .pixel=${pixel} .state=${state} ?stale=${stale} ?pointed=${probe !== null} ?said=${this.said}></dd-map-place>`,
      )}
      ${this.#part(
        "legend",
        html`<dd-map-legend
          .summary=${frame?.summary ?? null}
          .state=${state}
          .marked=${marked}
          @mark=${({ detail }: CustomEvent<string | null>) => this.session.mark(detail)}
        ></dd-map-legend>`,
      )}
    </div>`;
  }

  #part(key: string, part: TemplateResult) {
    return this.shows(key) ? part : nothing;
  }

  #map(view: View) {
    const { state, frame } = view;
    const caption = frame?.summary?.caption.join(" ") ?? words.figure.waiting;
    return html`<figure class="map">
      ${this.#part("fitting", this.#condition(state?.values["condition"]))}
      ${this.shows("map") ? html`${this.#canvas(view, caption)} ${this.#track(frame?.progress.share ?? 0)}` : nothing}
      ${view.window?.note && this.shows("map") ? html`<p class="quiet" role="status">${view.window.note}</p>` : nothing}
      ${this.#part(
        "captions",
        html`<figcaption>
            <strong>${words.figure.number}</strong> <span>${state?.facts.at(-1) ?? ""}. ${caption}</span>
            ${frame?.progress.ended ? nothing : frame?.progress.text} ${words.figure.reading}
          </figcaption>
          <p class="quiet screen">${words.canvas.hint}</p>`,
      )}
    </figure>`;
  }

  #canvas({ state, window, frame, probe, marked, highlight, run }: View, caption: string) {
    const { session } = this;
    const together = frame?.summary?.together;
    return html`<dd-map-canvas
      .window=${window}
      .frame=${frame}
      .probe=${probe}
      .highlight=${highlight?.marked === marked ? highlight : null}
      .run=${run}
      .along=${this.along}
      .alt=${together ? `${state?.facts.at(-1) ?? ""}. ${caption} ${together}` : words.canvas.waiting}
      @drag=${({ detail }: CustomEvent<Gestures["drag"]>) => session.drag(detail.right, detail.down)}
      @zoom=${({ detail }: CustomEvent<Gestures["zoom"]>) => session.zoom(detail.factor, detail.at)}
      @whole=${() => session.whole()}
      @probe=${this.#probe}
    ></dd-map-canvas>`;
  }

  #track(share: number) {
    return html`<div
      class="track ${share === 1 ? "done" : ""}"
      role="progressbar"
      aria-label=${words.canvas.progress}
      aria-valuenow=${Math.floor(100 * share)}
    >
      <div ${styled({ width: `${100 * share}%` })}></div>
    </div>`;
  }

  #condition(value: string | undefined) {
    return html`<div class="switch" role="group" aria-label=${words.condition.region}>
      ${(["off", "on"] as const).map(
        (option) => html`<button
          class="segment"
          aria-pressed=${value === option}
          ?disabled=${value === undefined}
          @click=${() => this.session.change("condition", option)}
        >
          ${words.condition[option]}
        </button>`,
      )}
    </div>`;
  }

  #runs({ state, frame, run }: View) {
    if (!state || !this.shows("runs")) return nothing;
    return html`<section>
      <dd-map-runs
        .state=${state}
        .trails=${(frame?.trails ?? []) as Trail[]}
        .coming=${frame?.coming ?? 0}
        .run=${run}
        .along=${this.along}
        @run=${({ detail }: CustomEvent<number>) => this.session.chooseRun(detail)}
        @along=${({ detail }: CustomEvent<number>) => (this.along = detail)}
      ></dd-map-runs>
    </section>`;
  }

  #choices({ state, groups, errors, hidden }: View) {
    if (!state || !(this.shows("truth") || this.showsSettings)) return nothing;
    return html`<section class="choices ${this.shows("truth") && this.showsSettings ? "" : "narrow"}">
      ${this.#part("truth", html`<dd-task .state=${state} .error=${errors["input"] ?? errors["preset"] ?? null}></dd-task>`)}
      ${
        this.showsSettings
          ? html`<dd-settings .groups=${groups} .state=${state} .errors=${errors} .hides=${hidden}></dd-settings>`
          : nothing
      }
    </section>`;
  }

  #save({ frame, writing, saved }: View) {
    const { session } = this;
    if (!this.shows("file")) return nothing;
    return html`<section>
      <div class="bar" role="group" aria-label=${words.save.region}>
        <button ?disabled=${!frame} @click=${this.#savePicture}>${words.save.picture}</button>
        <button data-does="file" ?disabled=${!frame?.summary || writing} @click=${() => session.saveShares()}>
          ${writing ? words.save.writing : words.save.file}
        </button>
        <button @click=${this.#copy}>${words.save.link}</button>
        <span class="quiet" role="status">${this.copied}</span>
      </div>
      <dd-saved .file=${saved} .address=${this.address}></dd-saved>
    </section>`;
  }

  readonly #load = async () => (await import("./keep.js")).sourceOf(this.session);

  /** For those who listen: only what changes rarely. */
  #announcement({ phase, frame }: View): string {
    return phase === "ended" ? (frame?.summary?.together ?? "") : page.phase[phase];
  }

  readonly #probe = ({ detail }: CustomEvent<Gestures["probe"]>): void => {
    this.said = detail.said;
    this.session.probe(detail.spot);
  };

  readonly #preset = (event: Event): void => {
    this.along = 1;
    this.session.preset((event.target as HTMLSelectElement).value);
  };

  readonly #savePicture = async (): Promise<void> => {
    const picture = await this.renderRoot.querySelector("dd-map-canvas")?.picture();
    if (!picture) return;
    const { frame, state } = this.session.view;
    const { stamped } = await import("../keep/picture.js");
    const png = await stamped(picture, {
      title: words.question,
      text: `${state?.facts.at(-1) ?? ""}. ${frame?.summary?.caption.join(" ") ?? ""} ${frame?.summary?.together ?? ""}`,
      link: this.address,
    });
    this.session.give({ name: `${this.session.fileName()}.png`, type: "image/png", parts: [png as BlobPart] });
  };

  readonly #copy = async (): Promise<void> => {
    const { copyText } = await import("../keep/copy.js");
    this.copied = (await copyText(this.address, this)) ? words.save.copied : words.save.address(this.address);
  };
}

/** The view as it is printed: light. */
function onPaper(view: View): View {
  const { frame } = view;
  return forPrint() && frame?.light ? { ...view, frame: { ...frame, ...frame.light, dark: false }, highlight: null } : view;
}

customElements.define("dd-map", MapPage);
