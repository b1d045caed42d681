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

  protected override said({ name, compact, sides, testErrors, testSize }: FunctionDetail): string {
    const found = this.#methods(sides).map(({ label, side }) => `${label.title}: ${side.text}.`);
    return text.said(name ?? compact, found.join(" "), text.errorsOf(testErrors, testSize));
  }

  /** The methods with what each says; those of the next task may be others. */
  #methods(sides: FunctionDetail["sides"]) {
    return (this.state?.methods ?? []).flatMap(({ method, label }, place) => {
      const side = sides[place];
      return side ? [{ method, label, side }] : [];
    });
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
        ${this.#methods(detail.sides).map(
          ({ method, label, side }) =>
            html`<dt>${mark(label.place, 12)} ${text.found(label.title)}</dt>
              <dd data-side=${method}>${side.text}</dd>`,
        )}
        <dt>${text.errors}</dt>
        <dd>${text.errorsOf(detail.testErrors, detail.testSize)}</dd>
        <dt>${text.complexity}</dt>
        <dd>${detail.complexity}</dd>
      </dl>
    `;
  }
}

customElements.define("dd-detail", Detail);
