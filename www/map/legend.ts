import { css, html, nothing } from "lit";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { styled } from "../style/set.js";
import type { MapRow, MapState, MapSummary } from "../wasm-atlas/dice_and_descent.js";
import { glance } from "./glance.js";
import { words } from "./words.js";

const text = words.legend;

/** The largest functions, as a table: the map's legend and what it says in numbers. */
class Legend extends StyledElement {
  static override properties = {
    summary: { attribute: false },
    state: { attribute: false },
    marked: { attribute: false },
    pinned: { state: true },
  };
  declare summary: MapSummary | null;
  declare state: MapState | null;
  /** The function whose regions are marked, as a truth table. */
  declare marked: string | null;
  /** The same, if it stays marked when the mouse leaves. */
  declare pinned: string | null;

  static override styles = [
    shared,
    css`
      h2 {
        font-size: 1.0625rem;
        margin-bottom: 0.5rem;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font: 0.8125rem/1.35 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 0.3125rem 0.375rem;
        text-align: start;
        vertical-align: middle;
        border-bottom: 1px solid var(--rule);
      }
      thead th {
        font-weight: 400;
        color: var(--soft);
      }
      tbody tr.marked {
        background: var(--sunk);
        box-shadow: inset 3px 0 var(--ink);
      }
      tbody th {
        width: 3.25rem;
        padding-inline-start: 0.5rem;
      }
      button {
        display: flex;
        align-items: center;
        gap: 0.375rem;
        min-height: 2rem;
        padding: 0 0.25rem;
        margin-inline-start: -0.25rem;
        border-color: transparent;
        background: transparent;
        font: 600 0.8125rem/1 var(--sans);
      }
      .swatch {
        width: 1.125rem;
        height: 1.125rem;
        border: 1px solid var(--edge);
        border-radius: 0.1875rem;
      }
      .name {
        display: block;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .fits {
        font-weight: 400;
        color: var(--soft);
        white-space: nowrap;
      }
      .share {
        width: 34%;
      }
      .track {
        display: block;
        height: 0.5rem;
        margin-bottom: 0.1875rem;
        background: var(--blank);
      }
      .bar {
        display: block;
        height: 100%;
        background: var(--ink);
      }
      .prior {
        width: 22%;
        color: var(--soft);
      }
      .together {
        margin-top: 0.625rem;
        font: 0.9375rem/1.45 var(--sans);
      }
      .quiet {
        margin-top: 0.375rem;
      }
      @container (max-width: 16rem) {
        table {
          table-layout: fixed;
          overflow-wrap: anywhere;
        }
        thead th:first-child {
          width: 3.75rem;
        }
        .fits {
          white-space: normal;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.pinned = null;
  }

  override willUpdate(): void {
    // Another plane: what was marked is gone.
    if (this.marked === null) this.pinned = null;
  }

  override render() {
    const { summary, state } = this;
    const condition = state?.values["condition"] === "on";
    return html`<h2 id="title">${condition ? text.titleFit : text.title}</h2>
      ${
        summary && state && summary.rows.every((row) => row.function.length === state.inputs)
          ? this.#table(summary, state)
          : html`<p class="quiet">${text.waiting}</p>`
      }`;
  }

  #table({ rows, together, windowLabel, priorLabel }: MapSummary, state: MapState) {
    const widest = Math.max(...rows.map((row) => row.window), 1e-9);
    return html`<table aria-labelledby="title">
        <thead>
          <tr>
            <th scope="col">${text.place}</th>
            <th scope="col">${text.function}</th>
            <th scope="col" title=${windowLabel}>${text.window}</th>
            ${priorLabel ? html`<th scope="col" title=${priorLabel}>${text.prior}</th>` : nothing}
          </tr>
        </thead>
        <tbody @pointerleave=${() => this.#mark(this.pinned)}>
          ${rows.map((row, place) => this.#row(row, place + 1, state, widest))}
        </tbody>
      </table>
      <p class="together">${together}</p>
      <p class="quiet">${text.reading} ${priorLabel ? `${text.prior}: ${priorLabel}.` : ""}</p>`;
  }

  #row(row: MapRow, place: number, state: MapState, widest: number) {
    const name = row.description ?? row.function;
    return html`<tr
      class=${row.function === this.marked ? "marked" : ""}
      data-function=${row.function}
      @pointerenter=${() => this.#mark(row.function)}
    >
      <th scope="row">
        <button
          aria-label=${text.show(place, name)}
          aria-pressed=${row.function === this.pinned}
          @click=${() => this.#pin(row.function)}
          @focus=${() => this.#mark(row.function)}
          @blur=${() => this.#mark(this.pinned)}
        >
          ${place}<span class="swatch" ${styled({ background: row.colour })}></span>
        </button>
      </th>
      <td>
        ${glance(row.function, state)}
        <span class="name">
          ${row.description ?? nothing} ${row.fits ? html`<span class="fits">✓ ${text.fits}</span>` : nothing}
        </span>
      </td>
      <td class="share">
        <span class="track"><span class="bar" ${styled({ width: `${(100 * row.window) / widest}%` })}></span></span>
        ${row.windowText}
      </td>
      ${row.priorText ? html`<td class="prior">${row.priorText}</td>` : nothing}
    </tr>`;
  }

  #pin(table: string): void {
    this.pinned = this.pinned === table ? null : table;
    this.#mark(this.pinned);
  }

  #mark(table: string | null): void {
    if (table !== this.marked) this.dispatchEvent(new CustomEvent("mark", { detail: table }));
  }
}

customElements.define("dd-map-legend", Legend);
