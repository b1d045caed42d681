import { LitElement, css, html, nothing } from "lit";
import { wish } from "../elements/events.js";
import { picture } from "../elements/picture.js";
import { shared } from "../style/shared.js";
import type { LandscapeDetail } from "../wasm-atlas/dice_and_descent.js";
import { words } from "./words.js";

const text = words.detail;
const largeCell = (inputs: number): number => (inputs <= 8 ? 36 : inputs <= 32 ? 30 : inputs <= 64 ? 22 : 21);

/** A function in a sentence: its name, its P, and one measure. */
export function inShort(detail: LandscapeDetail, measure: string): string {
  const complexity = detail.complexities.find(({ key }) => key === measure);
  return text.said(detail.name ?? detail.compact, detail.text, complexity ? `${complexity.label} ${complexity.text}` : "");
}

/** One function: its labels, how often random networks compute it, and how complex it is. */
class Detail extends LitElement {
  static override properties = {
    detail: { attribute: false },
    measure: {},
    pinned: { type: Boolean },
    spoken: { state: true },
  };
  declare detail: LandscapeDetail | null;
  /** The key of the measure that the figures show. */
  declare measure: string;
  /** Whether the visitor chose this function, rather than nothing. */
  declare pinned: boolean;
  /** For those who listen: said once for each function, not whenever its counts grow. */
  declare spoken: string;
  #spokenOf = "";

  static override styles = [
    shared,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.25rem 0.75rem;
        min-height: 2.75rem;
      }
      header button {
        min-height: 2rem;
        padding: 0.125rem 0.625rem;
        font-size: 0.8125rem;
      }
      code {
        display: block;
        margin-bottom: 0.75rem;
        font: 0.8125rem/1.4 var(--mono);
        color: var(--soft);
        overflow-wrap: anywhere;
      }
      .legend {
        font-size: 0.8125rem;
      }
      dl {
        margin: 0.75rem 0 0;
        font: 0.875rem/1.45 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      dt {
        color: var(--soft);
        padding-top: 0.5rem;
        border-top: 1px solid var(--rule);
      }
      dd {
        margin: 0 0 0.5rem;
      }
      h4 {
        margin: 0;
        padding: 0.5rem 0 0.25rem;
        border-top: 1px solid var(--rule);
        font: 400 0.875rem/1.45 var(--sans);
        color: var(--soft);
      }
      .measures {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 1rem;
        margin: 0;
        font-size: 0.8125rem;
      }
      .measures > * {
        padding: 0;
        margin: 0;
        border: 0;
      }
      .measures dd {
        text-align: end;
      }
      .shown {
        color: var(--ink);
        font-weight: 600;
      }
    `,
  ];

  override willUpdate(): void {
    const { detail } = this;
    if (!detail || detail.function === this.#spokenOf) return;
    this.#spokenOf = detail.function;
    this.spoken = this.pinned ? inShort(detail, this.measure) : "";
  }

  override render() {
    const { detail } = this;
    if (!detail) return html`<p class="quiet">${text.none}</p>`;
    const inputs = detail.function.length;
    return html`
      <header>
        <h3>
          ${detail.name ?? text.unnamed}
          ${detail.rank === 1 ? html`<span class="quiet">${text.most}</span>` : nothing}
        </h3>
        ${this.pinned
          ? html`<button @click=${() => wish(this, "select-wish", null)}>${text.toMost}</button>`
          : nothing}
      </header>
      <code>${detail.compact}</code>
      ${picture(detail.function, { inputs }, largeCell(inputs))}
      <p class="quiet legend">${text.picture}</p>
      <dl>
        <dt>${text.share}</dt>
        <dd data-part="share">${detail.text}</dd>
        ${detail.rank === null
          ? nothing
          : html`<dt>${text.rank}</dt>
              <dd data-part="rank">${text.rankOf(detail.rank)}</dd>`}
        <dt>${text.ones}</dt>
        <dd>${text.onesOf(detail.ones, inputs)}</dd>
      </dl>
      <h4>${text.complexities}</h4>
      <dl class="measures">
        ${detail.complexities.map(
          ({ key, label, text }) => html`<dt class=${key === this.measure ? "shown" : ""}>${label}</dt>
            <dd class=${key === this.measure ? "shown" : ""} data-measure=${key}>${text}</dd>`,
        )}
      </dl>
      <p class="hidden" aria-live="polite">${this.spoken}</p>
    `;
  }
}

customElements.define("dd-landscape-detail", Detail);
