import { LitElement, css, html, nothing } from "lit";
import type { FunctionDetail, State } from "../wasm/dice_and_descent.js";
import { shared } from "../style/shared.js";
import { words } from "../words.js";
import { wish } from "../elements/events.js";
import { MOST_PICTURED_BITS } from "../elements/inputs.js";
import { mark } from "../elements/mark.js";
import { picture } from "../elements/picture.js";

const text = words.detail;
const LARGE_CELL = 22;

/** One function: its labels, how often each way found it, how wrong and how complex it is. */
class Detail extends LitElement {
  static override properties = {
    detail: { attribute: false },
    state: { attribute: false },
    pinned: { type: Boolean },
    spoken: { state: true },
  };
  declare detail: FunctionDetail | null;
  declare state: State | null;
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
      dl {
        margin: 1rem 0 0;
        display: grid;
        grid-template-columns: 1fr;
        font: 0.875rem/1.45 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      dt {
        display: flex;
        align-items: center;
        gap: 0.375rem;
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
    const errors = text.errorsOf(detail.testErrors, detail.testSize);
    this.spoken = this.pinned
      ? text.said(detail.name ?? detail.compact, detail.dice.text, detail.descent.text, errors)
      : "";
  }

  override render() {
    const { detail, state } = this;
    if (!detail || !state || detail.function.length !== state.inputs) return html`<p class="quiet">${text.none}</p>`;
    return html`
      <header>
        <h3>
          ${detail.name ?? text.unnamed}
          ${detail.function === state.target ? html`<span class="quiet">${text.target}</span>` : nothing}
        </h3>
        ${this.pinned
          ? html`<button @click=${() => wish(this, "select-wish", null)}>${text.toTarget}</button>`
          : nothing}
      </header>
      <code>${detail.compact}</code>
      ${state.n <= MOST_PICTURED_BITS
        ? html`<dd-inputs .state=${state} .labels=${detail.function}></dd-inputs>`
        : picture(detail.function, state, LARGE_CELL)}
      <dl>
        <dt>${mark("dice", 12)} ${text.onDice}</dt>
        <dd data-side="dice">${detail.dice.text}</dd>
        <dt>${mark("descent", 12)} ${text.onDescent}</dt>
        <dd data-side="descent">${detail.descent.text}</dd>
        <dt>${text.errors}</dt>
        <dd>${text.errorsOf(detail.testErrors, detail.testSize)}</dd>
        <dt>${text.complexity}</dt>
        <dd>${detail.complexity}</dd>
      </dl>
      <p class="hidden" aria-live="polite">${this.spoken}</p>
    `;
  }
}

customElements.define("dd-detail", Detail);
