import { LitElement, html, nothing } from "lit";
import "../elements/controls.js";
import type { Wishes } from "../elements/events.js";
import "../elements/method.js";
import "../elements/notices.js";
import { pageStyle } from "../elements/page-style.js";
import "../elements/settings.js";
import "../elements/summary.js";
import "../elements/task.js";
import { words } from "../words.js";
import "./about.js";
import "./detail.js";
import "./histogram.js";
import "./ranking.js";
import "./scatter.js";
import { CompareSession, type View } from "./session.js";

/** The comparison: shows the session's view, and hands the visitor's wishes to the session. */
class Page extends LitElement {
  static override styles = pageStyle;

  readonly #session = new CompareSession(() => this.requestUpdate());

  constructor() {
    super();
    this.#on("run-wish", (what) => {
      const session = this.#session;
      if (what === "pause") session.pause();
      else if (what === "continue") session.resume();
      else if (what === "step") session.step();
      else if (what === "reset") session.reset();
      else session.newSeed();
    });
    this.#on("preset-wish", (id) => this.#session.preset(id));
    this.#on("change-wish", ({ key, text }) => this.#session.change(key, text));
    this.#on("flip-wish", (input) => this.#session.flip(input));
    this.#on("move-wish", (input) => this.#session.move(input));
    this.#on("select-wish", (text) => this.#session.select(text));
    this.#on("rows-wish", () => this.#session.moreRows());
    this.#on("dismiss-wish", () => this.#session.dismissNotices());
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
        <p class="lead">${this.#lead()}</p>
        <dd-notices .notices=${view.notices} .mended=${view.mended} .trouble=${view.trouble}></dd-notices>
      </header>
      <div class="stage">
        ${this.#methods(view)}
        <dd-controls
          .phase=${view.phase}
          .presets=${view.presets}
          .preset=${view.state?.preset ?? null}
          .watch=${view.state?.watch ?? null}
        ></dd-controls>
        ${this.#comparison(view)}
        <aside aria-label=${words.detail.title}>
          <dd-detail .detail=${view.detail} .state=${view.state} .pinned=${view.selected !== null}></dd-detail>
        </aside>
      </div>
      ${this.#choices(view)} ${this.#ranking(view)} ${this.#histogram(view)}
      ${this.#summary(view)}
      <footer><dd-about></dd-about></footer>
      <p class="hidden" role="status">${this.#announcement(view)}</p>
    </main>`;
  }

  #lead() {
    return words.lead.map((part) =>
      typeof part === "string" ? part : "em" in part ? html`<em>${part.em}</em>${part.text}` : html`<strong>${part.strong}</strong>${part.text}`,
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
      <p class="verdict" data-kind=${analysis?.verdict.kind ?? "too-little"}>${analysis?.verdict.text ?? ""}</p>
      <dd-scatter
        .bindings=${this.#session.bindings}
        .data=${analysis?.scatter ?? null}
        .alt=${analysis?.scatterAlt ?? words.scatter.waiting}
        .selected=${selected}
      ></dd-scatter>
      <figcaption>
        <strong>${words.scatter.number}</strong>
        <span>${analysis?.scatterCaption ?? words.scatter.title}</span>
        ${words.scatter.reading} ${status?.beyond ?? ""}
      </figcaption>
    </figure>`;
  }

  #choices({ state, groups, errors }: View) {
    if (!state) return nothing;
    return html`<section class="choices">
      <dd-task .state=${state} .error=${errors["input"] ?? errors["preset"] ?? null}></dd-task>
      <dd-settings .groups=${groups} .state=${state} .errors=${errors}></dd-settings>
    </section>`;
  }

  #ranking({ analysis, state, selected }: View) {
    if (!state) return nothing;
    return html`<figure>
      <h2>${words.ranking.title}</h2>
      <dd-ranking
        .rows=${analysis?.rows ?? []}
        .distinct=${analysis?.distinct ?? 0}
        .state=${state}
        .selected=${selected}
      ></dd-ranking>
      <figcaption><strong>${words.ranking.number}</strong> ${words.ranking.reading}</figcaption>
    </figure>`;
  }

  #histogram({ analysis }: View) {
    return html`<figure>
      <h2>${words.histogram.title}</h2>
      <dd-histogram
        .bindings=${this.#session.bindings}
        .data=${analysis?.histogram ?? null}
        .alt=${analysis?.histogramAlt ?? words.scatter.waiting}
      ></dd-histogram>
      <figcaption>
        <strong>${words.histogram.number}</strong> <span>${analysis?.histogramCaption ?? ""}</span>
        ${words.histogram.reading}
      </figcaption>
    </figure>`;
  }

  #summary({ analysis }: View) {
    return html`<section>
      <h2>${words.summary.title}</h2>
      <p class="reading">${words.summary.reading}</p>
      <dd-summary .statements=${analysis?.statements ?? []}></dd-summary>
    </section>`;
  }

  /** For those who listen: only what changes rarely. */
  #announcement({ phase, analysis }: View): string {
    return phase === "ended" ? `${words.phase.ended}. ${analysis?.verdict.text ?? ""}` : words.phase[phase];
  }

  #on<K extends keyof Wishes>(type: K, act: (detail: Wishes[K]) => void): void {
    this.addEventListener(type, (event) => act((event as CustomEvent<Wishes[K]>).detail));
  }
}

customElements.define("dd-compare", Page);
