import { html, nothing, type TemplateResult } from "lit";
import "../elements/controls.js";
import { ExperimentElement } from "../elements/experiment.js";
import "../elements/method.js";
import "../elements/notices.js";
import { pageStyle } from "../elements/page-style.js";
import "../elements/settings.js";
import { summarised } from "../elements/summary.js";
import "../elements/task.js";
import { words } from "../words.js";
import "./about.js";
import "./detail.js";
import "./histogram.js";
import "./ranking.js";
import "./scatter.js";
import { CompareSession, type View } from "./session.js";

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
      ${this.#stage(view)} ${this.#choices(view)} ${this.#ranking(view)} ${this.#histogram(view)}
      ${this.#summary(view)} ${this.kept(this.#load)} ${this.shows("about") ? html`<footer><dd-about></dd-about></footer>` : nothing}
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

  #methods({ status, state }: View) {
    return html`<section class="methods" aria-label=${words.methods.region}>
      <dd-method method="dice" .progress=${status?.progress[0] ?? null} .note=${null}></dd-method>
      <dd-method
        method="descent"
        .progress=${status?.progress[1] ?? null}
        .note=${state?.descentNote ?? null}
      ></dd-method>
    </section>`;
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
