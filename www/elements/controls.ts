import { css, html, nothing } from "lit";
import type { Phase } from "../session/view.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words } from "../words.js";
import { request } from "./events.js";

const text = words.controls;

/** Settings worth looking at, under the heading of a group. */
interface Preset {
  id: string;
  label: string;
  group: string;
}

/** The buttons of the run, and the choice of an experiment. */
class Controls extends StyledElement {
  static override properties = {
    phase: {},
    presets: { attribute: false },
    groups: { attribute: false },
    preset: {},
    watch: {},
    hides: { attribute: false },
  };
  declare phase: Phase;
  declare presets: Preset[];
  /** By group: its heading. */
  declare groups: Record<string, string>;
  declare preset: string | null;
  declare watch: string | null;
  /** The keys of what is not shown. */
  declare hides: ReadonlySet<string>;

  static override styles = [
    shared,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: center;
      }
      .main {
        min-width: 7.5rem;
      }
      .preset {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        margin-inline-start: auto;
        font: 0.9375rem/1.25 var(--sans);
        max-width: 100%;
      }
      .preset span {
        white-space: nowrap;
      }
      select {
        min-width: 0;
        max-width: 20rem;
        flex: 1;
        text-overflow: ellipsis;
      }
      .watch {
        margin-top: 0.75rem;
        padding-inline-start: 0.875rem;
        border-inline-start: 3px solid var(--rule);
        font-style: italic;
      }
      .watch strong {
        font: 600 0.8125rem/1.5 var(--sans);
        color: var(--soft);
        margin-inline-end: 0.375rem;
      }
      @container (max-width: 60rem) {
        .preset {
          margin: 0;
        }
      }
      @container (max-width: 40rem) {
        .bar button {
          flex: 1 1 auto;
          min-width: 0;
          padding-inline: 0.5rem;
        }
        .preset {
          flex: 1 1 100%;
        }
        select {
          max-width: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.hides = new Set();
  }

  override render() {
    const { phase } = this;
    const shows = (key: string) => !this.hides.has(key);
    const started = phase !== "loading" && phase !== "failed";
    const going = phase === "running" || phase === "paused";
    return html`
      <div class="bar" role="group" aria-label=${text.region}>
        ${shows("pause") ? this.#pause() : nothing}
        ${
          shows("step")
            ? html`<button data-does="step" data-shortcut="s" ?disabled=${!going} title=${text.stepHelp} @click=${this.#asks("step")}>
              ${text.step}
            </button>`
            : nothing
        }
        ${
          shows("reset")
            ? html`<button data-does="reset" ?disabled=${!started} title=${text.resetHelp} @click=${this.#asks("reset")}>
              ${text.reset}
            </button>`
            : nothing
        }
        ${
          shows("reseed")
            ? html`<button data-does="seed" data-shortcut="n" ?disabled=${!started} title=${text.seedHelp} @click=${this.#asks("seed")}>
              ${text.seed}
            </button>`
            : nothing
        }
        ${
          shows("presets")
            ? html`<label class="preset">
              <span>${text.preset}</span>
              <select ?disabled=${!started} @change=${this.#choose}>
                <option value="" ?selected=${this.preset === null} disabled>${text.ownPreset}</option>
                ${this.#groups()}
              </select>
            </label>`
            : nothing
        }
      </div>
      ${this.watch && shows("presets") ? html`<p class="watch"><strong>${text.watch}</strong> ${this.watch}</p>` : ""}
    `;
  }

  override updated(): void {
    // The browser keeps what was chosen by hand, even when the settings have moved on since.
    const select = this.renderRoot.querySelector("select");
    if (select) select.value = this.preset ?? "";
  }

  #pause() {
    return this.phase === "paused"
      ? html`<button class="main" data-does="continue" data-shortcut="p" @click=${this.#asks("continue")}>▶ ${text.continue}</button>`
      : html`<button
          class="main"
          data-does="pause"
          data-shortcut="p"
          ?disabled=${this.phase !== "running"}
          @click=${this.#asks("pause")}
        >
          ❚❚ ${text.pause}
        </button>`;
  }

  #groups() {
    return Object.entries(this.groups).map(
      ([group, heading]) =>
        html`<optgroup label=${heading}>
          ${this.presets
            .filter((preset) => preset.group === group)
            .map(({ id, label }) => html`<option value=${id} ?selected=${id === this.preset}>${label}</option>`)}
        </optgroup>`,
    );
  }

  #asks(what: "pause" | "continue" | "step" | "reset" | "seed") {
    return () => request(this, "run-request", what);
  }

  #choose(event: Event): void {
    request(this, "preset-request", (event.target as HTMLSelectElement).value);
  }
}

customElements.define("dd-controls", Controls);
