import { css, html } from "lit";
import type { MethodCard, MethodRow } from "../wasm/dice_and_descent.js";
import { mark } from "../elements/mark.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words } from "../words.js";

const text = words.table;
const COLUMNS = Object.entries(text.columns) as [keyof MethodRow, string][];

/** The methods in numbers: one column a method, so that a row compares them. */
class MethodTable extends StyledElement {
  static override properties = { rows: { attribute: false }, methods: { attribute: false } };
  declare rows: MethodRow[];
  declare methods: MethodCard[];

  static override styles = [
    shared,
    css`
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font: 0.875rem/1.4 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 0.5rem 1rem 0.5rem 0;
        border-bottom: 1px solid var(--rule);
        vertical-align: top;
        text-align: start;
        font-weight: 400;
        min-width: 8.5rem;
      }
      tbody th {
        color: var(--soft);
        min-width: 7rem;
      }
      thead th {
        font-weight: 600;
        vertical-align: bottom;
      }
      thead span {
        display: inline-flex;
        align-items: baseline;
        gap: 0.375rem;
      }
    `,
  ];

  override render() {
    return html`<div class="scroll" role="region" aria-label=${text.region} tabindex="0"><table aria-label=${text.caption}>
      <thead>
        <tr>
          <th scope="col">${text.method}</th>
          ${this.methods.map(
            ({ label }) => html`<th scope="col"><span>${mark(label.place, 12)}<span>${label.title}</span></span></th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${COLUMNS.map(
          ([key, label]) => html`<tr data-row=${key}>
            <th scope="row">${label}</th>
            ${this.rows.map((row) => html`<td>${row[key]}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table></div>`;
  }
}

customElements.define("dd-method-table", MethodTable);
