import { css, html, nothing, type TemplateResult } from "lit";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { request } from "./events.js";

/** What is known of a function in every experiment. */
interface Known {
  /** The truth table. */
  function: string;
  name: string | null;
  /** The truth table, shortened. */
  compact: string;
}

/** The words around a function. */
interface Texts {
  /** Where there is none to show. */
  none: string;
  /** The heading of one without a name. */
  unnamed: string;
  /** The button back to the function that is shown unless the visitor chooses one. */
  back: string;
}

/** One function: its labels, how often it is found, and how complex it is. */
export abstract class FunctionDetailElement<Detail extends Known> extends StyledElement {
  static override properties = {
    detail: { attribute: false },
    pinned: { type: Boolean },
    spoken: { state: true },
  };
  declare detail: Detail | null;
  /** Whether the visitor chose this function, rather than nothing. */
  declare pinned: boolean;
  /** For those who listen: said once for each function, not whenever its counts grow. */
  declare spoken: string;
  #spokenOf = "";

  protected abstract readonly texts: Texts;
  /** What the heading adds to the name, if the function is the usual one. */
  protected abstract usual(detail: Detail): string | null;
  /** The function in a sentence. */
  protected abstract said(detail: Detail): string;
  /** Its labels as a picture, and its facts. */
  protected abstract facts(detail: Detail): TemplateResult;

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
    `,
  ];

  override willUpdate(): void {
    const { detail } = this;
    if (!detail || detail.function === this.#spokenOf) return;
    this.#spokenOf = detail.function;
    this.spoken = this.pinned ? this.said(detail) : "";
  }

  override render() {
    const { detail, texts } = this;
    if (!detail) return html`<p class="quiet">${texts.none}</p>`;
    const usual = this.usual(detail);
    return html`
      <header>
        <h3>${detail.name ?? texts.unnamed} ${usual ? html`<span class="quiet">${usual}</span>` : nothing}</h3>
        ${this.pinned ? html`<button @click=${() => request(this, "select-request", null)}>${texts.back}</button>` : nothing}
      </header>
      <code>${detail.compact}</code>
      ${this.facts(detail)}
      <p class="hidden" aria-live="polite">${this.spoken}</p>
    `;
  }
}
