import { css, html, nothing } from "lit";
import type { Statement } from "../wasm/dice_and_descent.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words } from "../words.js";

/** The comparison in numbers: what is stated, its value with its uncertainty, and what it means. */
class Summary extends StyledElement {
  static override properties = { statements: { attribute: false } };
  declare statements: Statement[];

  static override styles = [
    shared,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
        font: 0.9375rem/1.45 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 0.625rem 1rem 0.625rem 0;
        border-bottom: 1px solid var(--rule);
        vertical-align: top;
        text-align: start;
        font-weight: 400;
      }
      th {
        width: 40%;
      }
      td {
        font-weight: 600;
      }
      .help {
        display: block;
        margin-top: 0.125rem;
        font-size: 0.8125rem;
        color: var(--soft);
      }
      @container (max-width: 40rem) {
        tr,
        th,
        td {
          display: block;
          width: auto;
          padding: 0;
          border: 0;
        }
        tr {
          padding: 0.625rem 0;
          border-bottom: 1px solid var(--rule);
        }
        td {
          margin-top: 0.25rem;
        }
      }
    `,
  ];

  override render() {
    if (this.statements.length === 0) return html`<p class="quiet">${words.summary.waiting}</p>`;
    return html`<table aria-label=${words.summary.caption}>
      <tbody>
        ${this.statements.map(
          ({ id, label, value, help }) => html`<tr data-statement=${id}>
            <th scope="row">${label}<span class="help">${help}</span></th>
            <td>${value}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

customElements.define("dd-summary", Summary);

/** The section with all results in words and numbers; `captions` if it says how they are read. */
export function summarised(
  statements: readonly Statement[],
  { title, reading }: { title: string; reading: string },
  captions: boolean,
) {
  return html`<section>
    <h2>${title}</h2>
    ${captions ? html`<p class="reading">${reading}</p>` : nothing}
    <dd-summary .statements=${statements}></dd-summary>
  </section>`;
}
