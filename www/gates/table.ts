import { css, html, nothing } from "lit";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import type { GateCell, GateColumn, GateRow, GateTable } from "../wasm-atlas/dice_and_descent.js";
import { fill } from "./colours.js";
import { words } from "./words.js";

const text = words.table;
const ARROWS = { ascending: "▲", descending: "▼", none: "" };

/** The table: one row for each gate or class, sorted by the core. */
class GatesTable extends StyledElement {
  static override properties = { table: { attribute: false }, marked: {} };
  declare table: GateTable;
  declare marked: string | null;

  static override styles = [
    shared,
    css`
      .scroll {
        overflow-x: auto;
        max-width: 100%;
        border: 1px solid var(--rule);
        border-radius: 0.375rem;
        background: var(--card);
      }
      table {
        border-collapse: collapse;
        min-width: 100%;
        font: 0.875rem/1.35 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 0.4375rem 0.5rem;
        text-align: start;
        vertical-align: top;
        border-bottom: 1px solid var(--rule);
        white-space: nowrap;
      }
      thead th {
        padding: 0;
        background: var(--sunk);
        vertical-align: bottom;
      }
      thead button {
        width: 100%;
        min-height: 2.5rem;
        padding: 0.375rem 0.5rem;
        border: 0;
        border-radius: 0;
        background: transparent;
        text-align: start;
        font: 600 0.8125rem/1.3 var(--sans);
        white-space: nowrap;
      }
      tbody tr:last-child > * {
        border-bottom: 0;
      }
      tbody th {
        font-weight: 600;
        position: sticky;
        inset-inline-start: 0;
        background: inherit;
      }
      tbody tr {
        background: var(--card);
      }
      tbody tr.marked {
        background: var(--sunk);
        box-shadow: inset 4px 0 var(--ink);
      }
      tr.member th {
        padding-inline-start: 2rem;
        font-weight: 400;
      }
      th button.row {
        min-height: 1.75rem;
        padding: 0 0.375rem;
        margin-inline-start: -0.375rem;
        border-color: transparent;
        background: transparent;
        font: inherit;
        white-space: nowrap;
      }
      .swatch {
        display: inline-block;
        width: 0.75rem;
        height: 0.75rem;
        margin-inline-end: 0.5rem;
        border: 1px solid var(--edge);
        vertical-align: -0.0625rem;
      }
      .code {
        font-family: var(--mono);
      }
      .more {
        display: block;
        font-size: 0.8125rem;
        color: var(--soft);
      }
      .conditions {
        display: grid;
        grid-template-columns: auto auto;
        gap: 0 0.875rem;
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: 0.8125rem;
      }
      .conditions.many {
        grid-template-columns: repeat(4, auto);
        justify-content: start;
        gap: 0.125rem 1.5rem;
      }
      .redundant {
        color: var(--soft);
        opacity: 0.85;
      }
      .redundant::before {
        content: "(";
      }
      .redundant::after {
        content: ")";
      }
      [data-cell="gaussian"] .more,
      [data-cell="drawn"] .more,
      [data-cell="network"] .more {
        width: 10.5rem;
        white-space: normal;
      }
      .why {
        max-width: 24rem;
        white-space: normal;
        font-size: 0.8125rem;
      }
      @media print {
        .scroll {
          overflow: visible;
        }
        table {
          font-size: 0.625rem;
        }
        th,
        td,
        thead button {
          padding: 0.1875rem !important;
          white-space: normal;
          font-size: 0.5625rem;
        }
        thead {
          display: table-row-group;
        }
        thead tr {
          break-after: avoid;
        }
        [data-cell="conditions"] {
          min-width: 7rem;
        }
        .conditions {
          display: block;
        }
        [data-cell] :is(.more, .quiet, .why, li) {
          width: auto !important;
          font-size: 0.5625rem;
          white-space: normal;
          overflow-wrap: anywhere;
        }
      }
      .foot {
        display: flex;
        align-items: center;
        gap: 1rem;
        margin-top: 0.75rem;
      }
    `,
  ];

  override render() {
    const { columns, rows, total } = this.table;
    const listed = rows.filter((row) => !row.member).length;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${text.scroll}>
        <table>
          <thead>
            <tr>
              ${columns.map((column) => this.#heading(column))}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => this.#row(row, columns))}
          </tbody>
        </table>
      </div>
      <p class="foot">
        ${listed < total ? html`<button @click=${() => this.#say("more", null)}>${text.more}</button>` : nothing}
        <span class="quiet">${text.shown(listed, total)}</span>
      </p>`;
  }

  #heading({ key, label, help, sorted }: GateColumn) {
    return html`<th scope="col" aria-sort=${sorted === "none" ? nothing : sorted}>
      <button title=${help} data-column=${key} @click=${() => this.#say("sort", key)}>
        ${label} <span aria-hidden="true">${ARROWS[sorted as keyof typeof ARROWS]}</span>
      </button>
    </th>`;
  }

  #row(row: GateRow, columns: GateColumn[]) {
    const classes = [row.member ? "member" : "", row.id === this.marked ? "marked" : ""].join(" ");
    return html`<tr
        class=${classes}
        data-gate=${row.id}
        @pointerenter=${() => this.#say("mark", row.id)}
        @pointerleave=${() => this.#say("mark", null)}
        @focusin=${() => this.#say("mark", row.id)}
      >
        ${columns.map((column, place) => this.#cell(row, column, row.cells[place]!, place === 0))}
      </tr>
      ${row.open && row.conditions.length > 0
        ? html`<tr>
            <td colspan=${columns.length}>${row.why ?? ""} ${this.#conditions(row, true)}</td>
          </tr>`
        : nothing}`;
  }

  #cell(row: GateRow, { key }: GateColumn, cell: GateCell, first: boolean) {
    if (first) return this.#head(row);
    const more = cell.more ? html`<span class="more">${cell.more}</span>` : nothing;
    if (key === "conditions" && !row.open && row.conditions.length > 0) {
      return html`<td data-cell=${key}>
        ${cell.text} <span class="quiet">${cell.more}</span> ${this.#conditions(row, false)}
        ${row.why ? html`<p class="why">${row.why}</p>` : nothing}
      </td>`;
    }
    return html`<td data-cell=${key} class=${key === "table" ? "code" : ""}>${cell.text}${more}</td>`;
  }

  #head(row: GateRow) {
    const name = row.size > 1 ? `${row.open ? "▾" : "▸"} ${row.name}` : row.name;
    const swatch = row.id.length === 4 ? html`<span class="swatch" style="background: ${fill(row.id, 1)}"></span>` : nothing;
    return html`<th scope="row">
      ${row.size > 1
        ? html`<button
            class="row code"
            aria-expanded=${row.open}
            aria-label=${text.open(row.name, row.size)}
            @click=${() => this.#say("toggle", row.id)}
          >
            ${name}
          </button>`
        : row.member
          ? html`<span class="code">${row.name}</span>`
          : html`<button class="row" @click=${() => this.#say("mark", row.id)}>${swatch}${name}</button>`}
    </th>`;
  }

  #conditions(row: GateRow, many: boolean) {
    return html`<ul class="conditions ${many ? "many" : ""}">
      ${row.conditions.map(
        ({ text, redundant }) => html`<li class=${redundant ? "redundant" : ""}>${text}</li>`,
      )}
    </ul>`;
  }

  #say(type: string, detail: string | null): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("dd-gates-table", GatesTable);
