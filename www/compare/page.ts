import { html, nothing, type TemplateResult } from "lit";
import "../elements/controls.js";
import type { Requests } from "../elements/events.js";
import { ExperimentElement } from "../elements/experiment.js";
import "../elements/later.js";
import "../elements/method.js";
import "../elements/notices.js";
import { pageStyle } from "../elements/page-style.js";
import "../elements/settings.js";
import { summarised } from "../elements/summary.js";
import "../elements/task.js";
import type { Analysis as AtlasAnalysis } from "../wasm-atlas/dice_and_descent.js";
import { words } from "../words.js";
import "./about.js";
import "./detail.js";
import "./histogram.js";
import "./ranking.js";
import "./scatter.js";
import { CompareSession, type View } from "./session.js";

/** More methods than this have smaller cards. */
const FEW_METHODS = 3;

/** The place of a method that is not there yet. */
const ADDING = -1;

/** The room of two methods, kept while the engine is loading. */
const AWAITED = [0, 1].map((place) => ({
  method: nothing,
  letter: nothing,
  label: { place, title: "\u00a0" },
  does: "\u00a0",
  note: null,
}));

const TABLE = () => import("./method-table.js");

/** The comparison: shows the session's view, and hands the visitor's requests to the session. */
class Page extends ExperimentElement<View> {
  static override styles = pageStyle;

  protected override readonly session = new CompareSession(() => this.requestUpdate());

  constructor() {
    super();
    this.addEventListener("flip-request", ({ detail }) => this.session.flip(detail));
    this.addEventListener("move-request", ({ detail }) => this.session.move(detail));
    this.addEventListener("select-request", ({ detail }) => this.session.select(detail));
    this.addEventListener("rows-request", () => this.session.moreRows());
    this.addEventListener("methods-request", ({ detail }) => void this.#arrange(detail));
  }

  override get verdict(): string {
    return this.view.analysis?.verdict.text ?? "";
  }

  override get share(): number {
    return Math.min(...(this.view.status?.progress.map(({ share }) => share) ?? [0]));
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
            ${this.shows("lead") ? html`<p class="lead">${this.#lead()}</p>` : nothing}
          </header>`
          : nothing
      }
      <dd-notices .notices=${view.notices} .mended=${view.mended} .slow=${view.slow} .trouble=${view.trouble}></dd-notices>
      ${this.#stage(view)} ${this.#matrix(view)} ${this.#choices(view)} ${this.#ranking(view)} ${this.#histogram(view)}
      ${this.#workings(view)} ${this.#table(view)} ${this.#summary(view)} ${this.kept(this.#load)} ${this.shows("about") ? html`<footer><dd-about></dd-about></footer>` : nothing}
      ${this.printed()}
      <p class="hidden" role="status">${this.#announcement(view)}</p>
    </main>`;
  }

  #stage(view: View) {
    const main = this.shows("verdict", "chart");
    const side = this.shows("methods", "detail");
    const bar = this.shows("pause", "step", "reset", "reseed", "presets");
    if (!main && !side && !bar) return nothing;
    return html`<div class="stage ${main && side ? "" : "narrow"}">
      ${this.shows("methods") ? this.#methods(view) : nothing}
      ${
        bar
          ? html`<dd-controls
            .phase=${view.phase}
            .presets=${view.presets}
            .groups=${words.controls.presetGroups}
            .preset=${view.state?.preset ?? null}
            .watch=${view.state?.watch ?? null}
            .hides=${view.hidden}
          ></dd-controls>`
          : nothing
      }
      ${main ? this.#comparison(view) : nothing}
      ${
        this.shows("detail")
          ? html`<aside aria-label=${words.detail.title}>
            <dd-detail .detail=${view.detail} .state=${view.state} .pinned=${view.selected !== null}></dd-detail>
          </aside>`
          : nothing
      }
    </div>`;
  }

  #lead() {
    return words.lead.map((part) =>
      typeof part === "string"
        ? part
        : "em" in part
          ? html`<em>${part.em}</em>${part.text}`
          : html`<strong>${part.strong}</strong>${part.text}`,
    );
  }

  #methods({ status, state, groups, offers, errors }: View) {
    const cards = state?.methods ?? AWAITED;
    return html`<section class="methods" aria-label=${words.methods.region}>
      ${cards.map(
        ({ method, letter, label, does, note }, place) => html`<dd-method
          method=${method}
          data-letter=${letter}
          .place=${label.place}
          .text=${{ name: label.title, does }}
          .progress=${status?.progress[place] ?? null}
          .note=${note}
          ?compact=${cards.length > FEW_METHODS}
          >${
            this.showsSettings
              ? html`<button
                  ?disabled=${!state}
                  class="quiet-button"
                  data-does="change"
                  aria-expanded=${this.#edited === place ? "true" : "false"}
                  aria-label=${words.methods.changeOf(label.title)}
                  @click=${() => this.#edit(this.#edited === place ? null : place)}
                >
                  ${words.methods.change}
                </button>`
              : nothing
          }</dd-method
        >`,
      )}
      ${
        this.showsSettings
          ? html`<button
              ?disabled=${!state}
              class="add"
              data-does="add-method"
              aria-expanded=${this.#edited === ADDING ? "true" : "false"}
              @click=${() => this.#edit(this.#edited === ADDING ? null : ADDING)}
            >
              ${words.methods.add}
            </button>`
          : nothing
      }
      ${
        this.#edited !== null && state
          ? html`<dd-method-editor
              .place=${this.#edited}
              .state=${state}
              .groups=${groups}
              .offers=${offers}
              .errors=${errors}
              @close=${() => this.#edit(null)}
            ></dd-method-editor>`
          : nothing
      }
    </section>`;
  }

  /** The place of the method that is being changed, or of one to be added. */
  #edited: number | null = null;

  #edit(place: number | null): void {
    this.#edited = place;
    this.requestUpdate();
    if (place !== null) import("./method-editor.js").catch(() => {});
    if (place === ADDING) this.session.offer();
  }

  /** After a method was added it is the one being changed; after one was taken out none is. */
  async #arrange(wanted: Requests["methods-request"]): Promise<void> {
    await this.session.methods(wanted);
    if (wanted.does === "share") return;
    const { state, errors } = this.view;
    if (errors["methods"]) return;
    this.#edit(wanted.does === "remove" || !state ? null : state.methods.length - 1);
  }

  #comparison({ analysis, selected, status }: View) {
    return html`<figure class="comparison">
      ${
        this.shows("verdict")
          ? html`<p class="verdict" data-kind=${analysis?.verdict.kind ?? "too-little"}>${analysis?.verdict.text ?? ""}</p>`
          : nothing
      }
      ${this.shows("chart") ? this.#chart(analysis, selected, status) : nothing}
    </figure>`;
  }

  #chart(analysis: View["analysis"], selected: View["selected"], status: View["status"]) {
    return html`<dd-scatter
        data-pair=${this.view.state?.values["pair"] ?? nothing}
        .bindings=${this.session.bindings}
        .data=${analysis?.scatter ?? null}
        .alt=${analysis?.scatterAlt ?? words.scatter.waiting}
        .selected=${selected}
      ></dd-scatter>
      ${this.#caption(html`<strong>${words.scatter.number}</strong>
        <span>${analysis?.scatterCaption ?? words.scatter.title}</span>
        ${words.scatter.reading} ${status?.beyond ?? ""}`)}`;
  }

  #caption(text: TemplateResult) {
    return this.shows("captions") ? html`<figcaption>${text}</figcaption>` : nothing;
  }

  #choices({ state, groups, errors, hidden }: View) {
    const task = this.shows("truth");
    if (!state || !(task || this.showsSettings)) return nothing;
    return html`<section class="choices ${task && this.showsSettings ? "" : "narrow"}">
      ${task ? html`<dd-task .state=${state} .error=${errors["input"] ?? errors["preset"] ?? null}></dd-task>` : nothing}
      ${
        this.showsSettings
          ? html`<dd-settings .groups=${groups} .state=${state} .errors=${errors} .hides=${hidden}></dd-settings>`
          : nothing
      }
    </section>`;
  }

  #ranking({ analysis, state, selected }: View) {
    if (!state || !this.shows("ranking")) return nothing;
    return html`<figure>
      <h2>${words.ranking.title}</h2>
      <dd-ranking
        .rows=${analysis?.rows ?? []}
        .distinct=${analysis?.distinct ?? 0}
        .state=${state}
        .selected=${selected}
      ></dd-ranking>
      ${this.#caption(html`<strong>${words.ranking.number}</strong> ${words.ranking.reading}`)}
    </figure>`;
  }

  #histogram({ analysis }: View) {
    if (!this.shows("histogram")) return nothing;
    return html`<figure>
      <h2>${words.histogram.title}</h2>
      <dd-histogram
        .bindings=${this.session.bindings}
        .data=${analysis?.histogram ?? null}
        .alt=${analysis?.histogramAlt ?? words.scatter.waiting}
      ></dd-histogram>
      ${this.#caption(html`<strong>${words.histogram.number}</strong> <span>${analysis?.histogramCaption ?? ""}</span>
        ${words.histogram.reading}`)}
    </figure>`;
  }

  #matrix({ analysis, state }: View) {
    if (!state || state.methods.length < 3 || !this.shows("matrix")) return nothing;
    import("./matrix.js").catch(() => {});
    return html`<section>
      <h2>${words.matrix.title}</h2>
      ${this.shows("captions") ? html`<p class="reading">${words.matrix.reading}</p>` : nothing}
      <dd-matrix
        .cells=${analysis?.matrix ?? []}
        .methods=${state.methods}
        .pair=${state.values["pair"] ?? ""}
      ></dd-matrix>
    </section>`;
  }

  /** What only methods with weights have. */
  #workings({ analysis }: View) {
    if (!(analysis as AtlasAnalysis | null)?.workings?.length || !this.shows("likelihood", "workings")) return nothing;
    import("./workings.js").catch(() => {});
    return html`<section>
      <dd-workings
        .bindings=${this.session.bindings}
        .analysis=${analysis}
        .shows=${(...parts: string[]) => this.shows(...parts)}
      ></dd-workings>
    </section>`;
  }

  #table({ analysis, state }: View) {
    if (!state || !this.shows("table")) return nothing;
    return html`<section>
      <h2>${words.table.title}</h2>
      ${this.shows("captions") ? html`<p class="reading">${words.table.reading}</p>` : nothing}
      <dd-later .load=${TABLE}>
        <dd-method-table .rows=${analysis?.methods ?? []} .methods=${state.methods}></dd-method-table>
      </dd-later>
    </section>`;
  }

  #summary({ analysis }: View) {
    if (!this.shows("summary")) return nothing;
    return summarised(analysis?.statements ?? [], words.summary, this.shows("captions"));
  }

  readonly #load = async () => (await import("./keep.js")).sourceOf(this.session);

  /** For those who listen: only what changes rarely. */
  #announcement({ phase, analysis }: View): string {
    return phase === "ended" ? `${words.phase.ended}. ${analysis?.verdict.text ?? ""}` : words.phase[phase];
  }
}

customElements.define("dd-compare", Page);
