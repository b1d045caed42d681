import { css, html } from "lit";
import type { FunctionDetail, State } from "../wasm/dice_and_descent.js";
import { words } from "../words.js";
import { FunctionDetailElement } from "../elements/function-detail.js";
import { MOST_PICTURED_BITS } from "../elements/inputs.js";
import { mark } from "../elements/mark.js";
import { picture } from "../elements/picture.js";

const text = words.detail;
const LARGE_CELL = 22;

/** One function: its labels, how often each way found it, how wrong and how complex it is. */
class Detail extends FunctionDetailElement<FunctionDetail> {
  static override properties = { ...super.properties, state: { attribute: false } };
  declare state: State | null;

  protected override readonly texts = { none: text.none, unnamed: text.unnamed, back: text.toTarget };

  static override styles = [
    ...super.styles,
    css`
      dt {
        display: flex;
        align-items: center;
        gap: 0.375rem;
      }
    `,
  ];

  override render() {
    // The state may be that of the next task already.
    const ready = this.state?.inputs === this.detail?.function.length;
    return ready ? super.render() : html`<p class="quiet">${text.none}</p>`;
  }

  protected override usual({ function: labels }: FunctionDetail): string | null {
    return labels === this.state?.target ? text.target : null;
  }

  protected override said({ name, compact, dice, descent, testErrors, testSize }: FunctionDetail): string {
    return text.said(name ?? compact, dice.text, descent.text, text.errorsOf(testErrors, testSize));
  }

  protected override facts(detail: FunctionDetail) {
    const { state } = this;
    if (!state) return html``;
    return html`
      ${
        state.n <= MOST_PICTURED_BITS
          ? html`<dd-inputs .state=${state} .labels=${detail.function}></dd-inputs>`
          : picture(detail.function, state, LARGE_CELL)
      }
      <dl>
        <dt>${mark(0, 12)} ${text.onDice}</dt>
        <dd data-side="dice">${detail.dice.text}</dd>
        <dt>${mark(1, 12)} ${text.onDescent}</dt>
        <dd data-side="descent">${detail.descent.text}</dd>
        <dt>${text.errors}</dt>
        <dd>${text.errorsOf(detail.testErrors, detail.testSize)}</dd>
        <dt>${text.complexity}</dt>
        <dd>${detail.complexity}</dd>
      </dl>
    `;
  }
}

customElements.define("dd-detail", Detail);
