import { css, html, nothing } from "lit";
import type { MethodCard } from "../wasm/dice_and_descent.js";
import type { Cell } from "../wasm-atlas/dice_and_descent.js";
import { request } from "../elements/events.js";
import { mark } from "../elements/mark.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words } from "../words.js";

const text = words.matrix;

/** What a verdict is told by beside its word and its colour. */
const SIGNS: Record<string, string> = { same: "=", close: "≈", differ: "≠", "too-little": "?" };

/** Every pair of methods in a table: how far apart, beside chance; a cell chooses the pair of the chart. */
class Matrix extends StyledElement {
  static override properties = {
    cells: { attribute: false },
    methods: { attribute: false },
    pair: {},
  };
  declare cells: Cell[];
  declare methods: MethodCard[];
  /** The letters of the two that the chart shows. */
  declare pair: string;

  static override styles = [
    shared,
    css`
      :host {
        overflow-x: auto;
      }
      table {
        border-collapse: separate;
        border-spacing: 0.25rem;
        font: 0.875rem/1.3 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      th {
        font-weight: 600;
        text-align: start;
        padding: 0.25rem 0.5rem;
        max-width: 12rem;
        overflow-wrap: anywhere;
      }
      thead th {
        vertical-align: bottom;
      }
      th span {
        display: inline-flex;
        align-items: baseline;
        gap: 0.375rem;
      }
      td {
        padding: 0;
        min-width: 6rem;
      }
      button {
        display: grid;
        width: 100%;
        min-height: 3.5rem;
        padding: 0.375rem 0.5rem;
        text-align: start;
        line-height: 1.25;
        border: 2px solid transparent;
        background: color-mix(in srgb, var(--kind) var(--depth), var(--card));
        color: var(--ink);
      }
      [data-kind="same"] {
        --kind: var(--method-3);
        --depth: 14%;
      }
      [data-kind="close"] {
        --kind: var(--method-4);
        --depth: 16%;
      }
      [data-kind="differ"] {
        --kind: var(--wrong);
        --depth: 18%;
      }
      [data-kind="too-little"] {
        --kind: var(--soft);
        --depth: 6%;
      }
      button[aria-pressed="true"] {
        border-color: var(--ink);
      }
      strong {
        font-size: 1rem;
      }
      small {
        font-size: 0.75rem;
        color: var(--soft);
      }
      @container (max-width: 40rem) {
        th {
          padding: 0.125rem;
          font-size: 0.75rem;
        }
        thead span:last-child,
        tbody th span:last-child {
          max-width: 4.5rem;
        }
        td {
          min-width: 4.25rem;
        }
        button {
          padding: 0.25rem;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.addEventListener("keydown", (event) => this.#move(event));
  }

  override render() {
    if (this.cells.length === 0) return html`<p class="quiet">${text.waiting}</p>`;
    const columns = this.methods.slice(1);
    return html`<table aria-label=${text.caption}>
      <thead>
        <tr>
          <td></td>
          ${columns.map((card) => html`<th scope="col">${this.#name(card)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${this.methods.slice(0, -1).map(
          (card, first) => html`<tr>
            <th scope="row">${this.#name(card)}</th>
            ${columns.map((_, index) => html`<td>${this.#cell(first, index + 1)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #name({ label }: MethodCard) {
    return html`<span>${mark(label.place, 12)}<span>${label.title}</span></span>`;
  }

  #cell(first: number, second: number) {
    const cell = this.cells.find((cell) => cell.first === first && cell.second === second);
    if (!cell) return nothing;
    const shown = this.pair === cell.pair || this.pair === [...cell.pair].reverse().join("");
    const kind = text.kinds[cell.kind as keyof typeof text.kinds];
    return html`<button
      data-kind=${cell.kind}
      data-pair=${cell.pair}
      aria-pressed=${shown ? "true" : "false"}
      aria-label=${cell.text}
      title=${cell.text}
      @click=${() => request(this, "change-request", { key: "pair", text: cell.pair })}
    >
      <strong>${SIGNS[cell.kind]} ${cell.distance}</strong>
      <small>${text.chance(cell.chance)}</small>
      <small>${kind}</small>
    </button>`;
  }

  /** Arrow keys go from cell to cell; Enter and Space choose, as everywhere. */
  #move(event: KeyboardEvent): void {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
    };
    const step = steps[event.key];
    const from = this.renderRoot.querySelector<HTMLElement>("button:focus")?.closest("td");
    const row = from?.parentElement;
    if (!step || !from || !(row instanceof HTMLTableRowElement)) return;
    const rows = row.parentElement?.children;
    const target = rows?.[row.sectionRowIndex + step[0]]?.children[from.cellIndex + step[1]];
    const button = target?.querySelector("button");
    if (!button) return;
    event.preventDefault();
    button.focus();
  }
}

customElements.define("dd-matrix", Matrix);
