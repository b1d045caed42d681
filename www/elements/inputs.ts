import { css, html, svg, type TemplateResult } from "lit";
import type { State } from "../wasm/dice_and_descent.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { styled } from "../style/set.js";
import { words } from "../words.js";
import { request } from "./events.js";
import { columns } from "./picture.js";

// Above this an input has no picture of its own: its name says what it is.
export const MOST_PICTURED_BITS = 4;
const ROOM_FOR_SIXTEEN = 16 * 26;

/** Every input with a label: the target's, to be changed, or a function's, to be looked at. */
class Inputs extends StyledElement {
  static override properties = {
    state: { attribute: false },
    labels: {},
    editable: { type: Boolean },
    moves: { type: Boolean },
    current: { state: true },
    narrow: { state: true },
  };
  declare state: State;
  declare labels: string;
  declare editable: boolean;
  /** Whether a click moves the input between training and test, instead of flipping its label. */
  declare moves: boolean;
  declare current: number;
  declare narrow: boolean;

  static override styles = [
    shared,
    css`
      .table {
        display: grid;
        gap: 0.25rem;
        justify-content: start;
      }
      .cell {
        display: grid;
        justify-items: center;
        align-content: center;
        gap: 0.25rem;
        min-width: 0;
        min-height: 1.5rem;
        padding: 0.3125rem 0.125rem;
        border: 2px dashed var(--edge);
        border-radius: 0.25rem;
        background: transparent;
        font: 600 0.8125rem/1 var(--sans);
        position: relative;
      }
      .training {
        border: 2px solid var(--ink);
        background: var(--card);
      }
      .plain {
        padding: 0.1875rem;
      }
      .label {
        display: grid;
        place-items: center;
        width: 1.25rem;
        height: 1.25rem;
        border: 1.5px solid var(--ink);
        border-radius: 50%;
        color: var(--ink);
        background: var(--paper);
      }
      .one {
        color: var(--paper);
        background: var(--ink);
      }
      .wrong .label {
        outline: 2px solid var(--wrong);
        outline-offset: 1px;
      }
      .wrong::after {
        content: "≠";
        position: absolute;
        inset: -0.5rem -0.375rem auto auto;
        width: 0.875rem;
        height: 0.875rem;
        border-radius: 50%;
        background: var(--wrong);
        color: var(--paper);
        font: 700 0.6875rem/0.875rem var(--sans);
        text-align: center;
      }
    `,
  ];

  readonly #resized = new ResizeObserver(([entry]) => {
    this.narrow = (entry?.contentRect.width ?? 0) < ROOM_FOR_SIXTEEN;
  });

  constructor() {
    super();
    this.current = 0;
    this.narrow = false;
    this.editable = false;
    this.moves = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  override willUpdate(): void {
    this.current = Math.min(this.current, this.state.inputs - 1);
  }

  override render() {
    const across = this.#across();
    const size = this.state.n <= MOST_PICTURED_BITS ? "3.5rem" : "2.75rem";
    return html`<div
      class="table"
      role="group"
      aria-label=${words.task.table}
      ${styled({ "grid-template-columns": `repeat(${across}, minmax(0, ${this.editable ? size : "2.5rem"}))` })}
      @keydown=${this.editable ? this.#key : null}
    >
      ${this.state.names.map((name, input) => this.#cell(name, input))}
    </div>`;
  }

  #across(): number {
    return columns(this.state.inputs, this.narrow);
  }

  #cell(name: string, input: number): TemplateResult {
    const label = this.labels[input] ?? "";
    const training = this.state.training[input] === "1";
    const wrong = label !== this.state.target[input];
    const pictured = this.state.n <= MOST_PICTURED_BITS;
    const kinds = ["cell", training && "training", wrong && "wrong", !pictured && "plain"].filter(Boolean).join(" ");
    const said = words.inputs.input(name, label, training, wrong);
    const inside = html`${pictured ? pixels(name) : ""}
      <span class="label ${label === "1" ? "one" : ""}" aria-hidden="true">${label}</span>`;
    if (!this.editable) return html`<div class=${kinds} role="img" aria-label=${said} title=${said}>${inside}</div>`;
    return html`<button
      class=${kinds}
      data-input=${input}
      tabindex=${input === this.current ? 0 : -1}
      aria-label=${said}
      title=${said}
      @focus=${() => (this.current = input)}
      @click=${() => request(this, this.moves ? "move-request" : "flip-request", input)}
    >
      ${inside}
    </button>`;
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const across = this.#across();
    const last = this.state.inputs - 1;
    const places: Record<string, number> = {
      ArrowLeft: this.current - 1,
      ArrowRight: this.current + 1,
      ArrowUp: this.current - across,
      ArrowDown: this.current + across,
      Home: 0,
      End: last,
    };
    const place = places[event.key];
    if (place !== undefined) {
      if (place >= 0 && place <= last) this.renderRoot.querySelectorAll<HTMLElement>("button")[place]?.focus();
    } else if (event.key === " ") request(this, "flip-request", this.current);
    else if (event.key.toLowerCase() === "t") request(this, "move-request", this.current);
    else return;
    event.preventDefault();
  }
}

/** The bits of an input as pixels: two by two for images, else in a row. */
function pixels(name: string): TemplateResult {
  const across = name.length === 4 ? 2 : name.length;
  const size = 11;
  return html`<svg width=${across * size + 2} height=${Math.ceil(name.length / across) * size + 2} aria-hidden="true">
    ${Array.from(
      name,
      (bit, place) => svg`<rect x=${(place % across) * size + 1} y=${Math.floor(place / across) * size + 1}
        width=${size} height=${size} fill=${bit === "1" ? "var(--ink)" : "var(--paper)"}
        stroke="var(--edge)" stroke-width="1" />`,
    )}
  </svg>`;
}

customElements.define("dd-inputs", Inputs);
