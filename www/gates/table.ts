import { css, html, nothing } from "lit";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { styled } from "../style/set.js";
import type { GateCell, GateColumn, GateRow, GateTable } from "../wasm-atlas/dice_and_descent.js";
import { fill } from "./colours.js";
import { words } from "./words.js";

const text = words.table;
const ARROWS = { ascending: "▲", descending: "▼", none: "" };

/** The table: one row for each gate or class, sorted by the core. What a column has no room for is in a row's detail. */
class GatesTable extends StyledElement {
  static override properties = { table: { attribute: false }, marked: {} };
  declare table: GateTable;
  declare marked: string | null;

  static override styles = [
    shared,
    css`
      /* Its own room counts, not that of the page with its margins. */
      :host {
        container-type: inline-size;
      }
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
        white-space: normal;
      }
      tbody tr:last-child > * {
        border-bottom: 0;
      }
      tbody th {
        font-weight: 600;
        background: var(--card);
      }
      :is(th, td):first-child {
        position: sticky;
        inset-inline-start: 0;
        z-index: 1;
      }
      tbody tr.marked,
      tbody tr.marked th {
        background: var(--sunk);
      }
      tbody tr.marked th {
        box-shadow: inset 4px 0 var(--ink);
      }
      tr.member th {
        padding-inline-start: 1.5rem;
        font-weight: 400;
      }
      th button.row {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
        width: 100%;
        min-height: 1.75rem;
        padding: 0 0.375rem;
        border-color: transparent;
        background: transparent;
        font: inherit;
        text-align: start;
        white-space: normal;
      }
      th button.row::before {
        content: "▸";
        color: var(--soft);
      }
      th button.row[aria-expanded="true"]::before {
        content: "▾";
      }
      .swatch {
        flex: none;
        width: 0.75rem;
        height: 0.75rem;
        border: 1px solid var(--edge);
      }
      .code {
        font-family: var(--mono);
      }
      .more {
        display: block;
        font-size: 0.8125rem;
        color: var(--soft);
      }
      /* A measure of the visitor's choice takes the room in which intervals would stand on one line. */
      .crowded .more {
        white-space: normal;
      }
      .detail > td {
        padding: 0.375rem 1rem 0.875rem 1.875rem;
        white-space: normal;
        background: var(--card);
      }
      .detail dl {
        columns: 18rem 3;
        column-gap: 2rem;
        margin: 0;
        font-size: 0.8125rem;
      }
      .detail dl > div {
        break-inside: avoid;
        padding-block: 0.1875rem;
      }
      .detail :is(dt, dd) {
        display: inline;
        margin: 0;
        overflow-wrap: anywhere;
      }
      .detail dt {
        color: var(--soft);
      }
      .detail dt::after {
        content: ": ";
      }
      .detail dl.wide {
        max-width: 48rem;
        columns: auto;
        margin-top: 0.1875rem;
      }
      .conditions {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
        gap: 0 1rem;
        margin: 0.125rem 0 0;
        padding: 0;
        list-style: none;
      }
      .redundant {
        color: var(--soft);
      }
      .redundant::before {
        content: "(";
      }
      .redundant::after {
        content: ")";
      }
      /* What there is room for: the rest is in the details. */
      [data-room="4"] {
        display: none;
      }
      @container (max-width: 66rem) {
        [data-room="3"] {
          display: none;
        }
      }
      @container (max-width: 60rem) {
        [data-room="2"] {
          display: none;
        }
        th,
        td,
        thead button {
          padding-inline: 0.375rem;
          white-space: normal;
        }
        .detail > td {
          padding-inline: 0.75rem;
        }
        .detail dl {
          columns: auto;
        }
      }
      @container (max-width: 34rem) {
        [data-room="1"] {
          display: none;
        }
        th,
        td,
        thead button {
          padding-inline: 0.25rem;
        }
        thead button {
          overflow-wrap: anywhere;
          hyphens: auto;
        }
        th button.row {
          gap: 0.25rem;
          padding-inline: 0;
          font-size: 0.8125rem;
        }
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
        [data-cell] :is(.more, .quiet) {
          min-width: 0;
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
        <table class=${columns.some(({ key }) => key === "chosen") ? "crowded" : ""}>
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

  #heading({ key, label, help, sorted, room }: GateColumn) {
    return html`<th scope="col" data-room=${room} aria-sort=${sorted === "none" ? nothing : sorted}>
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
      ${row.open ? this.#detail(row, columns) : nothing}`;
  }

  #cell(row: GateRow, { key, room }: GateColumn, cell: GateCell, first: boolean) {
    if (first) return this.#head(row);
    const more = cell.more ? html`<span class="more">${cell.more}</span>` : nothing;
    return html`<td data-cell=${key} data-room=${room} class=${key === "table" ? "code" : ""}>${cell.text}${more}</td>`;
  }

  #head(row: GateRow) {
    const swatch = row.id.length === 4 ? html`<span class="swatch" ${styled({ background: fill(row.id, 1) })}></span>` : nothing;
    const code = row.size > 1 || row.member || row.id.length > 4;
    return html`<th scope="row" data-room="0">
      <button
        class="row ${code ? "code" : ""}"
        aria-expanded=${row.open}
        aria-label=${row.size > 1 ? text.open(row.name, row.size) : text.detail(row.name)}
        @click=${() => this.#say("toggle", row.key)}
      >
        ${swatch}<span>${row.name}</span>
      </button>
    </th>`;
  }

  /** Everything that is known of a row, with what no column has room for. */
  #detail(row: GateRow, columns: GateColumn[]) {
    const said = columns.slice(1).map(({ key, label }, place) => ({ key, label, cell: row.cells[place + 1]! }));
    return html`<tr class="detail" data-detail=${row.id}>
      <td colspan=${columns.length}>
        <dl>
          ${said
            .filter(({ key, cell }) => cell.detail !== "" && key !== "conditions")
            .map(
              ({ key, label, cell }) => html`<div data-said=${key}>
                <dt>${label}</dt>
                <dd class=${key === "table" ? "code" : ""}>${cell.detail}</dd>
              </div>`,
            )}
        </dl>
        ${row.conditions.length > 0 ? this.#conditions(row, said) : nothing}
      </td>
    </tr>`;
  }

  #conditions(row: GateRow, said: { key: string; label: string; cell: GateCell }[]) {
    const summary = said.find(({ key }) => key === "conditions");
    return html`<dl class="wide" data-said="conditions">
      <dt>${summary?.label}</dt>
      <dd>
        ${summary?.cell.detail}${row.why ? html`. ${row.why}` : nothing}
        <ul class="conditions">
          ${row.conditions.map(({ text, redundant }) => html`<li class=${redundant ? "redundant" : ""}>${text}</li>`)}
        </ul>
      </dd>
    </dl>`;
  }

  #say(type: string, detail: string | null): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("dd-gates-table", GatesTable);
