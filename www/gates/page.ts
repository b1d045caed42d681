import { LitElement, css, html, nothing } from "lit";
import "../elements/notices.js";
import "../elements/settings.js";
import { pageStyle } from "../elements/page-style.js";
import { words as page } from "../words.js";
import "./picture.js";
import { GatesSession, type View } from "./session.js";
import "./table.js";
import { words } from "./words.js";

/** The experiment of the gates: shows the session's view, and hands the visitor's wishes to the session. */
class Gates extends LitElement {
  static override properties = { cube: { state: true } };
  declare cube: boolean;

  static override styles = [
    pageStyle,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: center;
      }
      .main {
        min-width: 7.5rem;
        background: var(--ink);
        border-color: var(--ink);
        color: var(--paper);
        font-weight: 600;
      }
      .main:hover:not(:disabled) {
        background: color-mix(in srgb, var(--ink) 85%, var(--paper));
      }
      .main:disabled {
        background: var(--sunk);
        color: var(--soft);
        border-color: var(--edge);
      }
      .regions {
        display: grid;
        grid-template-columns: minmax(0, 26rem) minmax(0, 1fr);
        gap: 1.25rem 2.5rem;
        align-items: start;
      }
      .regions.alone {
        grid-template-columns: minmax(0, 46rem);
      }
      .side {
        display: grid;
        gap: 1.25rem;
      }
      .counts {
        display: grid;
        gap: 0.875rem;
        font: 0.9375rem/1.4 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      .track {
        height: 0.375rem;
        margin-top: 0.25rem;
        border-radius: 0.1875rem;
        background: var(--rule);
        overflow: hidden;
      }
      .track div {
        height: 100%;
        background: var(--dice);
      }
      .exact .track div {
        background: var(--ink);
      }
      .shape {
        display: flex;
        gap: 0.25rem;
        align-items: center;
      }
      .shape button {
        min-height: 2.25rem;
      }
      .shape [aria-pressed="true"] {
        border: 2px solid var(--ink);
        font-weight: 600;
      }
      @media (max-width: 52rem) {
        .regions {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  readonly #session = new GatesSession(() => this.requestUpdate());

  constructor() {
    super();
    this.cube = true;
    this.addEventListener("change-wish", (event) => this.#session.change(event.detail.key, event.detail.text));
    this.addEventListener("dismiss-wish", () => this.#session.dismissNotices());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#session.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#session.close();
  }

  override render() {
    const { view } = this.#session;
    return html`<main
      data-phase=${view.phase}
      data-fingerprint=${view.fingerprint ?? nothing}
      data-merged=${view.status?.merged ?? 0}
    >
      <header class="top">
        <h1>${words.question}</h1>
        <p class="lead">${words.lead}</p>
        <dd-notices .notices=${view.notices} .mended=${view.mended} .trouble=${view.trouble}></dd-notices>
      </header>
      ${this.#bar(view)}
      <div class="regions ${view.state?.n === 2 ? "" : "alone"}">${this.#picture(view)} ${this.#side(view)}</div>
      ${this.#table(view)} ${this.#settings(view)}
      <p class="hidden" role="status">${page.phase[view.phase]}</p>
    </main>`;
  }

  #bar({ phase, table, writing }: View) {
    const session = this.#session;
    const started = phase !== "loading" && phase !== "failed";
    return html`<div class="bar" role="group" aria-label=${words.controls}>
      ${phase === "paused"
        ? html`<button class="main" @click=${() => session.resume()}>▶ ${words.continue}</button>`
        : html`<button class="main" ?disabled=${phase !== "running"} @click=${() => session.pause()}>❚❚ ${words.pause}</button>`}
      <button ?disabled=${!started} @click=${() => session.reset()}>${words.reset}</button>
      <button ?disabled=${!started} @click=${() => session.newSeed()}>${words.seed}</button>
      <button ?disabled=${!table || writing} data-does="file" @click=${() => session.askForFile()}>
        ${writing ? words.writing : words.file}
      </button>
    </div>`;
  }

  #picture({ state, marked }: View) {
    if (state?.n !== 2) return nothing;
    return html`<div>
      <div class="shape" role="group" aria-label=${words.picture.shape}>
        ${[true, false].map(
          (cube) => html`<button aria-pressed=${this.cube === cube} @click=${() => (this.cube = cube)}>
            ${cube ? words.picture.cube : words.picture.sphere}
          </button>`,
        )}
      </div>
      <dd-gates-picture
        .bindings=${this.#session.bindings}
        .hash=${state.hash}
        .cube=${this.cube}
        .marked=${marked}
        @mark=${this.#mark}
      ></dd-gates-picture>
      <p class="quiet">${words.picture.keys}</p>
    </div>`;
  }

  #side({ status, table, state }: View) {
    return html`<div class="side">
      <div class="counts">
        <div class="exact">
          ${table?.caption ?? status?.making ?? ""}
          ${table ? nothing : this.#track(words.made, status?.made ?? 0)}
        </div>
        ${status?.sampled.map(
          ({ name, text, share }) => html`<div>
            <strong>${name}</strong> ${text} ${this.#track(words.share(name), share)}
          </div>`,
        )}
        <p data-verdict>${table?.verdict ?? ""}</p>
      </div>
      ${state?.n === 2
        ? html`<p class="reading"><strong>${words.picture.number}</strong> ${words.picture.reading}</p>`
        : html`<p class="quiet">${state ? words.picture.only : ""}</p>`}
    </div>`;
  }

  #track(label: string, share: number) {
    const percent = `${Math.floor(share * 100)}`;
    return html`<div class="track" role="progressbar" aria-label=${label} aria-valuenow=${percent}>
      <div style="width: ${percent}%"></div>
    </div>`;
  }

  #table({ table, state, marked }: View) {
    const single = state?.n === 2;
    const session = this.#session;
    return html`<figure>
      <h2>${single ? words.table.title.gates : words.table.title.classes}</h2>
      ${table
        ? html`<dd-gates-table
            .table=${table}
            .marked=${marked}
            @mark=${this.#mark}
            @sort=${(event: CustomEvent<string>) => session.sort(event.detail)}
            @toggle=${(event: CustomEvent<string>) => session.toggle(event.detail)}
            @more=${() => session.moreRows()}
          ></dd-gates-table>`
        : html`<p class="quiet">${words.table.waiting}</p>`}
      <figcaption>
        <strong>${words.table.number}</strong> ${single ? words.table.readingGates : words.table.readingClasses}
      </figcaption>
    </figure>`;
  }

  #settings({ state, groups, errors }: View) {
    if (!state) return nothing;
    return html`<section><dd-settings .groups=${groups} .state=${state} .errors=${errors}></dd-settings></section>`;
  }

  #mark(event: CustomEvent<string | null>): void {
    this.#session.mark(event.detail);
  }
}

customElements.define("dd-gates", Gates);
