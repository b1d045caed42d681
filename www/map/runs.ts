import { css, html, nothing } from "lit";
import { request } from "../elements/events.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { styled } from "../style/set.js";
import type { MapState, Trail } from "../wasm-atlas/dice_and_descent.js";
import { glance } from "./glance.js";
import { reached } from "./marks.js";
import { words } from "./words.js";

const text = words.runs;
const COUNTS = [0, 1, 2, 4, 8, 16];
const REPLAY_MS = 5000;

/** The training runs: how many are shown, how each went, and a walk along the paths. */
class Runs extends StyledElement {
  static override properties = {
    state: { attribute: false },
    trails: { attribute: false },
    coming: { attribute: false },
    run: { attribute: false },
    along: { attribute: false },
    playing: { state: true },
  };
  declare state: MapState;
  declare trails: Trail[];
  /** Runs that are under way. */
  declare coming: number;
  /** The one that is looked at. */
  declare run: number;
  /** How much of the paths is drawn, 0 to 1. */
  declare along: number;
  declare playing: boolean;

  static override styles = [
    shared,
    css`
      .lead {
        max-width: 46rem;
        margin: 0.5rem 0 1rem;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        align-items: center;
        font: 0.9375rem/1.4 var(--sans);
      }
      label {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      .along {
        flex: 1 1 14rem;
        max-width: 30rem;
      }
      input[type="range"] {
        flex: 1;
        min-width: 6rem;
        padding: 0;
        accent-color: var(--method-2);
      }
      .now {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.375rem 0.75rem;
        min-height: 3.5rem;
        margin: 0.75rem 0;
        font: 0.9375rem/1.45 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      .swatch {
        display: inline-block;
        width: 1.125rem;
        height: 1.125rem;
        border: 1px solid var(--edge);
        border-radius: 0.1875rem;
        vertical-align: -0.1875rem;
      }
      ol {
        display: grid;
        gap: 0.25rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.25rem 0.875rem;
        align-items: start;
        padding: 0.5rem 0.625rem;
        border-inline-start: 3px solid transparent;
        font: 0.9375rem/1.5 var(--sans);
      }
      li.chosen {
        border-color: var(--method-2);
        background: var(--card);
      }
      li button {
        min-height: 2.25rem;
        white-space: nowrap;
      }
      li p {
        max-width: 46rem;
      }
      .visits {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
        margin-top: 0.375rem;
      }
    `,
  ];

  #frame = 0;

  constructor() {
    super();
    this.playing = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  override render() {
    const { state, trails } = this;
    const shown = trails.filter(({ visits }) => visits.every((visit) => visit.function.length === state.inputs));
    return html`<h2>${text.title}</h2>
      <p class="lead">${text.lead}</p>
      ${state.descentNote ? html`<p class="quiet">${state.descentNote}</p>` : this.#bar(shown)}
      ${this.coming > 0 ? html`<p class="quiet">${text.coming(this.coming)}</p>` : nothing}
      ${shown.length > 0 ? html`${this.#now(shown)} ${this.#list(shown)}` : nothing}`;
  }

  #bar(shown: Trail[]) {
    const { paths } = this.state;
    const counts = COUNTS.includes(paths) ? COUNTS : [...COUNTS, paths].sort((a, b) => a - b);
    // The path that spans the plane is always shown.
    const least = this.state.values["plane"] === "path" ? 1 : 0;
    return html`<div class="bar">
      <label
        >${text.count}
        <select @change=${this.#count}>
          ${counts
            .filter((count) => count >= least)
            .map((count) => html`<option value=${count} ?selected=${count === paths}>${count || text.none}</option>`)}
        </select></label
      >
      ${
        shown.length > 0
          ? html`<button @click=${() => (this.playing ? this.#stop() : this.#play())}>
              ${this.playing ? `■ ${text.stop}` : `▶ ${text.replay}`}
            </button>
            <label class="along"
              >${text.along}
              <input
                type="range"
                min="0"
                max="1000"
                .value=${`${Math.round(1000 * this.along)}`}
                aria-valuetext=${this.#stepText(shown)}
                @input=${this.#slide}
            /></label>`
          : nothing
      }
    </div>`;
  }

  #chosen(shown: Trail[]): Trail | undefined {
    return shown.find(({ run }) => run === this.run) ?? shown[0];
  }

  #stepText(shown: Trail[]): string {
    const trail = this.#chosen(shown);
    if (!trail) return "";
    const place = reached(trail, this.along);
    return text.at(trail.steps[place] ?? 0, trail.distances[place] ?? "");
  }

  #now(shown: Trail[]) {
    const trail = this.#chosen(shown);
    const visit = trail?.visits[trail.functions[reached(trail, this.along)] ?? 0];
    if (!trail || !visit) return nothing;
    return html`<p class="now" data-now=${visit.function}>
      <span>${shown.length > 1 ? `${text.choose(trail.run)}. ` : ""}${this.#stepText(shown)}</span>
      <span class="swatch" ${styled({ background: visit.colour })}></span>
      ${glance(visit.function, this.state)} <strong>${visit.description ?? ""}</strong>
    </p>`;
  }

  #list(shown: Trail[]) {
    const chosen = this.#chosen(shown)?.run;
    return html`<ol>
      ${shown.map(
        (trail) => html`<li class=${trail.run === chosen ? "chosen" : ""} data-run=${trail.run} data-fitted=${trail.fitted}>
          <button
            aria-pressed=${trail.run === chosen}
            @click=${() => this.dispatchEvent(new CustomEvent("run", { detail: trail.run }))}
          >
            ${text.choose(trail.run)}
          </button>
          <div>
            <p>${trail.text}</p>
            ${
              trail.run === chosen
                ? html`<div class="visits" role="img" aria-label=${text.visited}>
                  ${trail.visits.map(
                    ({ colour, description, function: table }) =>
                      html`<span class="swatch" ${styled({ background: colour })} title=${description ?? table}></span>`,
                  )}
                </div>`
                : nothing
            }
          </div>
        </li>`,
      )}
    </ol>`;
  }

  readonly #count = (event: Event): void => {
    request(this, "change-request", { key: "paths", text: (event.target as HTMLSelectElement).value });
  };

  readonly #slide = (event: Event): void => {
    this.#stop();
    this.#go(Number((event.target as HTMLInputElement).value) / 1000);
  };

  #play(): void {
    this.playing = true;
    const start = performance.now() - (this.along < 1 ? this.along : 0) * REPLAY_MS;
    const next = (now: number): void => {
      const along = Math.min(1, Math.max(0, (now - start) / REPLAY_MS));
      this.#go(along);
      if (along < 1) this.#frame = requestAnimationFrame(next);
      else this.playing = false;
    };
    // Whoever wants no motion sees the start, and moves on by the slider.
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.playing = false;
      this.#go(0);
    } else this.#frame = requestAnimationFrame(next);
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.playing = false;
  }

  #go(along: number): void {
    this.dispatchEvent(new CustomEvent("along", { detail: along }));
  }
}

customElements.define("dd-map-runs", Runs);
