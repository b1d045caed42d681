import { css, html, nothing } from "lit";
import { FunctionDetailElement } from "../elements/function-detail.js";
import { picture } from "../elements/picture.js";
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
class Detail extends FunctionDetailElement<LandscapeDetail> {
  static override properties = { ...super.properties, measure: {} };
  /** The key of the measure that the figures show. */
  declare measure: string;

  protected override readonly texts = { none: text.none, unnamed: text.unnamed, back: text.toMost };

  static override styles = [
    ...super.styles,
    css`
      .legend {
        font-size: 0.8125rem;
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

  protected override usual({ mostFrequent }: LandscapeDetail): string | null {
    return mostFrequent ? text.most : null;
  }

  protected override said(detail: LandscapeDetail): string {
    return inShort(detail, this.measure);
  }

  protected override facts(detail: LandscapeDetail) {
    const inputs = detail.function.length;
    return html`
      ${picture(detail.function, { inputs }, largeCell(inputs))}
      <p class="quiet legend">${text.picture}</p>
      <dl>
        <dt>${text.share}</dt>
        <dd data-part="share">${detail.text}</dd>
        ${
          detail.rank === null
            ? nothing
            : html`<dt>${text.rank}</dt>
              <dd data-part="rank">${text.rankOf(detail.rank)}</dd>`
        }
        ${
          detail.class === null
            ? nothing
            : html`<dt>${text.class}</dt>
              <dd data-part="class">${detail.class.text}</dd>`
        }
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
    `;
  }
}

customElements.define("dd-landscape-detail", Detail);
