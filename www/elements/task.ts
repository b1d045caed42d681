import { css, html, nothing } from "lit";
import type { State } from "../wasm/dice_and_descent.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words } from "../words.js";
import "./inputs.js";

const text = words.task;

/** The task: all inputs with the target's labels, and which of them the network is shown. */
class Task extends StyledElement {
  static override properties = {
    state: { attribute: false },
    error: {},
    moves: { state: true },
  };
  declare state: Omit<State, "diceNote"> & { diceNote?: string | null };
  declare error: string | null;
  declare moves: boolean;

  static override styles = [
    shared,
    css`
      .lead {
        max-width: var(--measure);
        margin: 0.5rem 0 1rem;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 1rem;
        margin: 0 0 0.75rem;
        padding: 0;
        border: 0;
        font: 0.9375rem/1.5 var(--sans);
      }
      legend {
        float: inline-start;
        padding: 0;
      }
      fieldset label {
        display: flex;
        align-items: center;
        gap: 0.375rem;
        min-height: 2.75rem;
      }
      input {
        min-height: 0;
        width: 1.125rem;
        height: 1.125rem;
        margin: 0;
        accent-color: var(--ink);
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.25rem;
        margin: 0.875rem 0 0;
        padding: 0;
        list-style: none;
        font: 0.8125rem/1.5 var(--sans);
        color: var(--soft);
      }
      .legend li {
        display: flex;
        align-items: center;
        gap: 0.375rem;
      }
      .legend span {
        width: 1.125rem;
        height: 1.125rem;
        border: 2px solid var(--ink);
        border-radius: 0.25rem;
      }
      .legend .test {
        border: 2px dashed var(--edge);
      }
      .legend .one,
      .legend .zero {
        border-width: 1.5px;
        border-radius: 50%;
        text-align: center;
        font: 600 0.75rem/0.9375rem var(--sans);
        color: var(--ink);
      }
      .legend .one {
        background: var(--ink);
        color: var(--paper);
      }
      .legend + .quiet {
        margin-top: 0.5rem;
      }
      .facts {
        margin: 1rem 0 0;
        padding-inline-start: 1.125rem;
        font: 0.875rem/1.6 var(--sans);
      }
      .error {
        margin-top: 0.75rem;
        color: var(--wrong);
        font: 0.9375rem/1.5 var(--sans);
      }
    `,
  ];

  constructor() {
    super();
    this.moves = false;
  }

  override render() {
    return html`
      <h2 id="title">${text.title}</h2>
      <p class="lead">${text.lead}</p>
      <fieldset>
        <legend>${text.mode}</legend>
        ${this.#choice(false, text.flip)} ${this.#choice(true, text.move)}
      </fieldset>
      <dd-inputs editable .state=${this.state} .labels=${this.state.target} .moves=${this.moves}></dd-inputs>
      <p class="error" role="alert">${this.error ?? nothing}</p>
      <ul class="legend">
        <li><span class="one" aria-hidden="true">1</span> ${words.inputs.legendOne}</li>
        <li><span class="zero" aria-hidden="true">0</span> ${words.inputs.legendZero}</li>
        <li><span aria-hidden="true"></span> ${words.inputs.legendTraining}</li>
        <li><span class="test" aria-hidden="true"></span> ${words.inputs.legendTest}</li>
      </ul>
      <p class="quiet screen">${text.keys}</p>
      <ul class="facts">
        ${[...this.state.facts, this.state.diceNote].filter(Boolean).map((fact) => html`<li>${fact}</li>`)}
      </ul>
    `;
  }

  #choice(moves: boolean, label: string) {
    return html`<label>
      <input type="radio" name="mode" .checked=${this.moves === moves} @change=${() => (this.moves = moves)} />
      ${label}
    </label>`;
  }
}

customElements.define("dd-task", Task);
