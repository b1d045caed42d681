import { css, html, nothing } from "lit";
import { request } from "../elements/events.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { styled } from "../style/set.js";
import type { Mean, MeasureTable } from "../wasm-atlas/dice_and_descent.js";
import { words } from "./words.js";

const text = words.measures;
const ORDERS = ["listed", "overall", "within"] as const;

/** A correlation from -1 to 1 as a place on its track. */
const percent = (rho: number): string => `${(50 + 50 * Math.min(1, Math.max(-1, rho))).toFixed(2)}%`;

/** All measures side by side: how well each predicts P. */
class Measures extends StyledElement {
  static override properties = { table: { attribute: false }, measure: {}, order: {} };
  declare table: MeasureTable;
  /** The key of the measure that the figures show. */
  declare measure: string;
  declare order: string;

  static override styles = [
    shared,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
        font: 0.875rem/1.4 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 0.375rem 1rem 0.375rem 0;
        border-bottom: 1px solid var(--rule);
        text-align: start;
        vertical-align: middle;
        font-weight: 400;
      }
      thead th {
        padding: 0 1rem 0 0;
        vertical-align: bottom;
        width: 31%;
      }
      thead th:first-child {
        width: auto;
      }
      thead button {
        min-height: 2.5rem;
        padding: 0.375rem 0;
        border: 0;
        background: transparent;
        text-align: start;
        font: 600 0.8125rem/1.3 var(--sans);
      }
      tr.shown {
        background: var(--sunk);
        box-shadow: inset 4px 0 var(--ink);
      }
      tbody th button {
        min-height: 2rem;
        padding: 0.125rem 0.5rem;
        margin-inline-start: 0.25rem;
        border-color: transparent;
        background: transparent;
        text-align: start;
        font: inherit;
      }
      tr.shown button {
        font-weight: 600;
      }
      .best {
        margin-inline-start: 0.375rem;
        padding: 0 0.375rem;
        border: 1px solid var(--ink);
        border-radius: 0.25rem;
        font-size: 0.75rem;
        color: var(--ink);
      }
      .track {
        position: relative;
        display: block;
        height: 0.625rem;
        background: var(--sunk);
        background-image: linear-gradient(var(--edge), var(--edge));
        background-size: 1px 100%;
        background-position: 50%;
        background-repeat: no-repeat;
      }
      tr.shown .track {
        background-color: var(--card);
      }
      .whisker,
      .mark {
        position: absolute;
      }
      .whisker {
        top: calc(50% - 1.5px);
        height: 3px;
        min-width: 1px;
        background: var(--method-1);
      }
      .mark {
        top: 50%;
        width: 0.5rem;
        height: 0.5rem;
        margin: -0.25rem 0 0 -0.25rem;
        background: var(--method-1);
      }
      .value {
        display: block;
        font-size: 0.8125rem;
        color: var(--soft);
      }
      .intervals {
        margin-top: 0.75rem;
        max-width: 56rem;
      }
      .caption {
        margin-bottom: 0.75rem;
        font-size: 1.0625rem;
        max-width: 56rem;
      }
      @container (max-width: 46rem) {
        thead th {
          width: 33%;
        }
        th,
        td {
          padding-inline-end: 0.5rem;
        }
        tbody th button {
          margin-inline-start: 0;
          padding-inline: 0.375rem;
        }
      }
      @container (max-width: 24rem) {
        table {
          table-layout: fixed;
          overflow-wrap: anywhere;
          hyphens: auto;
        }
        thead th:first-child {
          width: 37%;
        }
        tbody th,
        tbody th button {
          padding-inline-end: 0;
        }
      }
    `,
  ];

  override render() {
    const { rows, caption, best, bestWithin, intervalsText } = this.table;
    if (rows.length === 0) return html`<p class="quiet">${text.waiting}</p>`;
    return html`<p class="caption">${caption}</p>
      <table aria-label=${text.region}>
        <thead>
          <tr>
            ${ORDERS.map((order) => this.#heading(order))}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) => html`<tr class=${row.key === this.measure ? "shown" : ""} data-measure=${row.key}>
              <th scope="row">
                <button
                  title=${row.definition}
                  aria-pressed=${row.key === this.measure}
                  aria-label=${text.choose(row.label)}
                  @click=${() => request(this, "change-request", { key: "measure", text: row.key })}
                >
                  ${row.label}
                </button>
              </th>
              ${this.#cell(row.correlation, row.correlationText, row.overClassesText, row.key === best)}
              ${this.#cell(row.within, row.withinText, row.withinOverClassesText, row.key === bestWithin)}
            </tr>`,
          )}
        </tbody>
      </table>
      ${intervalsText ? html`<p class="quiet intervals">${intervalsText}</p>` : nothing}`;
  }

  #heading(order: (typeof ORDERS)[number]) {
    const sorted = order === this.order && order !== "listed";
    return html`<th scope="col" aria-sort=${sorted ? "descending" : nothing}>
      <button data-order=${order} @click=${() => request(this, "change-request", { key: "order", text: order })}>
        ${text.columns[order]} <span aria-hidden="true">${sorted ? "▼" : ""}</span>
      </button>
    </th>`;
  }

  #cell(rho: Mean | undefined | null, value: string, byClasses: string | undefined, best: boolean) {
    return html`<td>
      <span class="track">
        ${
          rho
            ? html`<span class="whisker" ${styled({ left: percent(rho.low), right: `calc(100% - ${percent(rho.high)})` })}></span>
              <span class="mark" ${styled({ left: percent(rho.value) })}></span>`
            : nothing
        }
      </span>
      <span class="value">${value} ${best ? html`<span class="best">${text.best}</span>` : nothing}</span>
      ${byClasses ? html`<span class="value">${byClasses}</span>` : nothing}
    </td>`;
  }
}

customElements.define("dd-measures", Measures);
