import { css, html, nothing, type TemplateResult } from "lit";
import "../background/element.js";
import "../elements/controls.js";
import { ExperimentElement } from "../elements/experiment.js";
import "../elements/method.js";
import "../elements/notices.js";
import { pageStyle } from "../elements/page-style.js";
import "../elements/settings.js";
import { summarised } from "../elements/summary.js";
import type { FigureTable, LandscapeState } from "../wasm-atlas/dice_and_descent.js";
import { words as page } from "../words.js";
import "./charts.js";
import { inShort } from "./detail.js";
import "./list.js";
import type { Item } from "./list.js";
import "./measures.js";
import { LandscapeSession, type View } from "./session.js";
import { words } from "./words.js";

const FIGURES = ["rank", "complexity", "ones", "distribution"] as const;
type Figure = (typeof FIGURES)[number];

/** The landscape: shows the session's view, and hands the visitor's requests to the session. */
class Landscape extends ExperimentElement<View> {
  static override properties = { tabled: { state: true } };
  /** Whether the figure's table is open. */
  declare tabled: boolean;

  static override styles = [
    pageStyle,
    css`
      .tabs {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.25rem;
        border-bottom: 1px solid var(--rule);
      }
      .tabs button {
        min-height: 2.5rem;
        margin-bottom: -1px;
        padding: 0.375rem 0.75rem;
        border: 0;
        border-bottom: 3px solid transparent;
        border-radius: 0;
        background: transparent;
        color: var(--soft);
      }
      .tabs button:hover:not([aria-selected="true"]) {
        border-color: var(--rule);
      }
      .tabs [aria-selected="true"] {
        border-color: var(--method-1);
        color: var(--ink);
        font-weight: 600;
      }
      .measure {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.375rem 0.75rem;
        font: 0.9375rem/1.4 var(--sans);
      }
      .measure select {
        max-width: 100%;
      }
      .facts {
        margin: 0;
        padding: 0;
        list-style: none;
        font: 0.8125rem/1.5 var(--sans);
        color: var(--soft);
      }
      .facts li {
        padding-inline-start: 1rem;
        text-indent: -1rem;
      }
      .figure-table {
        max-height: 24rem;
        overflow: auto;
        margin-top: 0.5rem;
        border: 1px solid var(--rule);
        border-radius: 0.375rem;
      }
      .figure-table table {
        border-collapse: collapse;
        min-width: 100%;
        font: 0.8125rem/1.4 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      .figure-table :is(th, td) {
        padding: 0.25rem 0.75rem;
        text-align: start;
        white-space: nowrap;
        border-bottom: 1px solid var(--rule);
        font-weight: 400;
      }
      .figure-table thead th {
        position: sticky;
        top: 0;
        background: var(--sunk);
        font-weight: 600;
      }
      summary {
        cursor: pointer;
        min-height: 1.75rem;
        font: 0.875rem/1.75rem var(--sans);
        color: var(--soft);
      }
      /* Where the function does not stand beside the figure, it is named beneath it. */
      .short {
        overflow-wrap: anywhere;
      }
      @container (min-width: 60rem) {
        .short {
          display: none;
        }
      }
      .more {
        display: flex;
        align-items: center;
        gap: 1rem;
      }
      .sources {
        font: 0.875rem/1.5 var(--sans);
        color: var(--soft);
      }
      .sources a {
        display: inline-block;
        min-height: 1.5rem;
        overflow-wrap: anywhere;
      }
      @container (max-width: 40rem) {
        .tabs button {
          flex: 1 1 40%;
          padding: 0.25rem 0.375rem;
          font-size: 0.875rem;
        }
      }
    `,
  ];

  protected override readonly session = new LandscapeSession(() => this.requestUpdate());

  constructor() {
    super();
    this.tabled = false;
    const { session } = this;
    this.addEventListener("select-request", ({ detail }) => session.select(detail));
  }

  override get verdict(): string {
    return this.view.analysis?.[`${figureOf(this.view.state)}Caption`] ?? "";
  }

  override get share(): number {
    return this.view.status?.progress[0]?.share ?? 0;
  }

  override render() {
    const { view } = this;
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
            ${this.shows("lead") ? html`<p class="lead">${words.lead}</p>` : nothing}
          </header>`
          : nothing
      }
      <dd-notices .notices=${view.notices} .mended=${view.mended} .slow=${view.slow} .trouble=${view.trouble}></dd-notices>
      ${this.#stage(view)} ${this.#measures(view)} ${this.#named(view)} ${this.#ranking(view)} ${this.#summary(view)}
      ${this.kept(this.#load)} ${this.#settings(view)} ${this.#sources()}
      ${this.printed()}
      <p class="hidden" role="status">${page.phase[view.phase]}</p>
    </main>`;
  }

  #stage(view: View) {
    const side = this.shows("methods", "detail");
    const bar = this.shows("pause", "step", "reset", "reseed", "presets");
    const main = this.shows("chart", "table");
    if (!main && !side && !bar) return nothing;
    return html`<div class="stage ${main && side ? "" : "narrow"}">
      ${this.shows("methods") ? this.#networks(view) : nothing}
      ${
        bar
          ? html`<dd-controls
            .phase=${view.phase}
            .presets=${view.presets}
            .groups=${words.presetGroups}
            .preset=${view.state?.preset ?? null}
            .watch=${view.state?.watch ?? null}
            .hides=${view.hidden}
          ></dd-controls>`
          : nothing
      }
      ${main ? this.#figure(view) : nothing}
      ${
        this.shows("detail")
          ? html`<aside aria-label=${words.detail.title}>
            <dd-landscape-detail
              .detail=${view.detail}
              .measure=${view.state?.values["measure"] ?? ""}
              .pinned=${view.selected !== null}
            ></dd-landscape-detail>
          </aside>`
          : nothing
      }
    </div>`;
  }

  #networks({ status, state }: View) {
    return html`<section class="methods" aria-label=${words.network}>
      <dd-method method="dice" .place=${0} .text=${words.method} .progress=${status?.progress[0] ?? null}></dd-method>
      <ul class="facts">
        ${state?.facts.map((fact) => html`<li>${fact}</li>`)}
      </ul>
    </section>`;
  }

  #figure(view: View) {
    const { state, analysis, status } = view;
    const shown = figureOf(state);
    const measured = shown === "complexity" || shown === "distribution";
    const measure = measured ? state?.measures.find(({ key }) => key === state.values["measure"]) : undefined;
    const tabs = this.shows("view");
    return html`<figure class="comparison">
      ${tabs ? this.#tabs(shown, state === null) : nothing}
      ${measured && this.shows("measure") ? this.#measure(state) : nothing}
      ${
        this.shows("chart")
          ? html`<div id="figure" role=${tabs ? "tabpanel" : nothing} aria-labelledby=${tabs ? `tab-${shown}` : nothing}>
            ${this.#chart(view, shown)}
            ${
              view.selected !== null && view.detail && (shown === "rank" || shown === "complexity")
                ? html`<p class="short quiet" aria-hidden="true">${inShort(view.detail, state?.values["measure"] ?? "")}</p>`
                : nothing
            }
          </div>`
          : nothing
      }
      ${this.#caption(html`<strong>${words.figures.number}</strong>
        <span>${analysis?.[`${shown}Caption`] ?? words.figures.waiting}</span>
        ${words.figures.reading[shown]} ${status?.beyond ?? ""}
        ${measure ? words.measure.definition(measure.label, measure.definition, measure.source) : nothing}`)}
      ${analysis && this.shows("table") ? this.#table(analysis.table) : nothing}
    </figure>`;
  }

  #caption(text: TemplateResult) {
    return this.shows("captions") ? html`<figcaption>${text}</figcaption>` : nothing;
  }

  #tabs(shown: Figure, waits: boolean) {
    return html`<div class="tabs" role="tablist" aria-label=${words.figures.region} @keydown=${this.#turn}>
        ${FIGURES.map(
          (figure) => html`<button
            role="tab"
            id="tab-${figure}"
            data-figure=${figure}
            aria-selected=${figure === shown}
            aria-controls="figure"
            tabindex=${figure === shown ? 0 : -1}
            ?disabled=${waits}
            @click=${() => this.session.change("view", figure)}
          >
            ${words.figures.tabs[figure]}
          </button>`,
        )}
    </div>`;
  }

  #chart({ analysis, selected }: View, figure: Figure) {
    const { bindings } = this.session;
    const alt = analysis?.[`${figure}Alt`] ?? words.figures.waiting;
    switch (figure) {
      case "rank":
        return html`<dd-rank .bindings=${bindings} .data=${analysis?.rank ?? null} .alt=${alt} .selected=${selected}></dd-rank>`;
      case "complexity":
        return html`<dd-complexity
          .bindings=${bindings}
          .data=${analysis?.complexity ?? null}
          .alt=${alt}
          .selected=${selected}
        ></dd-complexity>`;
      case "ones":
        return html`<dd-ones .bindings=${bindings} .data=${analysis?.ones ?? null} .alt=${alt}></dd-ones>`;
      case "distribution":
        return html`<dd-distribution .bindings=${bindings} .data=${analysis?.distribution ?? null} .alt=${alt}></dd-distribution>`;
    }
  }

  #measure(state: LandscapeState | null) {
    return html`<div class="measure">
      <label for="measure">${words.measure.label}</label>
      <select
        id="measure"
        @change=${(event: Event) => this.session.change("measure", (event.target as HTMLSelectElement).value)}
      >
        ${state?.measures.map(
          ({ key, label, available }) => html`<option
            value=${key}
            ?selected=${key === state.values["measure"]}
            ?disabled=${!available}
          >
            ${available ? label : words.measure.unknown(label)}
          </option>`,
        )}
      </select>
    </div>`;
  }

  #table({ columns, rows }: FigureTable) {
    return html`<details @toggle=${(event: Event) => (this.tabled = (event.target as HTMLDetailsElement).open)}>
      <summary>${words.figures.table}</summary>
      ${
        this.tabled
          ? html`<div class="figure-table" tabindex="0" role="region" aria-label=${words.figures.tableLabel}>
            <table>
              <thead>
                <tr>
                  ${columns.map((column) => html`<th scope="col">${column}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${rows.map(
                  (row) => html`<tr>
                    ${row.map((cell) => html`<td>${cell}</td>`)}
                  </tr>`,
                )}
              </tbody>
            </table>
          </div>`
          : nothing
      }
    </details>`;
  }

  #measures({ analysis, state }: View) {
    if (!this.shows("measures")) return nothing;
    return html`<figure>
      <h2>${words.measures.title}</h2>
      ${
        analysis && state
          ? html`<dd-measures
            .table=${analysis.measures}
            .measure=${state.values["measure"] ?? ""}
            .order=${state.values["order"] ?? ""}
          ></dd-measures>`
          : html`<p class="quiet">${words.measures.waiting}</p>`
      }
      ${this.#caption(html`<strong>${words.measures.number}</strong> ${words.measures.reading}`)}
    </figure>`;
  }

  #named({ analysis, selected }: View) {
    if (!analysis || !this.shows("named")) return nothing;
    const items: Item[] = analysis.named.map(({ function: text, words: name, text: share, about }) => ({
      function: text,
      name,
      code: false,
      about,
      text: share,
      bar: null,
    }));
    return html`<figure>
      <h2>${words.named.title}</h2>
      <dd-landscape-list data-list="named" .items=${items} .selected=${selected}></dd-landscape-list>
      ${this.#caption(html`<strong>${words.named.number}</strong> ${words.named.reading}`)}
    </figure>`;
  }

  #ranking({ analysis, selected }: View) {
    if (!analysis || !this.shows("ranking")) return nothing;
    const { rows, complexity } = analysis;
    const items: Item[] = rows.map((row) => ({
      function: row.function,
      rank: row.rank,
      name: row.name ?? row.compact,
      code: row.name === null,
      about: row.about,
      text: row.text,
      bar: row.bar,
    }));
    return html`<figure>
      <h2>${words.ranking.title}</h2>
      ${
        rows.length === 0
          ? html`<p class="quiet">${words.ranking.waiting}</p>`
          : html`<dd-landscape-list data-list="ranking" .items=${items} .selected=${selected}></dd-landscape-list>
            <p class="more">
              ${
                rows.length < complexity.repeated
                  ? html`<button @click=${() => this.session.moreRows()}>${words.ranking.more}</button>`
                  : nothing
              }
              <span class="quiet">${words.ranking.shown(rows.length, complexity.repeated, complexity.byClasses)}</span>
            </p>`
      }
      ${this.#caption(html`<strong>${words.ranking.number}</strong> ${words.ranking.reading}`)}
    </figure>`;
  }

  #summary({ analysis }: View) {
    if (!this.shows("summary")) return nothing;
    return summarised(analysis?.statements ?? [], words.summary, this.shows("captions"));
  }

  readonly #load = async () => (await import("./keep.js")).sourceOf(this.session);

  #settings({ state, groups, errors, hidden }: View) {
    if (!state || !this.showsSettings) return nothing;
    return html`<section>
      <dd-settings .groups=${groups} .state=${state} .errors=${errors} .hides=${hidden}></dd-settings>
    </section>`;
  }

  #sources() {
    if (!this.shows("about")) return nothing;
    return html`<dd-background experiment="landscape"></dd-background>`;
  }

  /** Arrow keys turn from figure to figure. */
  #turn(event: KeyboardEvent): void {
    const at = FIGURES.indexOf(figureOf(this.session.view.state));
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const figure = FIGURES.at(to % FIGURES.length)!;
    this.session.change("view", figure);
    this.renderRoot.querySelector<HTMLButtonElement>(`#tab-${figure}`)?.focus();
  }
}

const figureOf = (state: LandscapeState | null): Figure => FIGURES.find((figure) => figure === state?.values["view"]) ?? "rank";

customElements.define("dd-landscape", Landscape);
