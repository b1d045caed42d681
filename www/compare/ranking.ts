import { css, html, nothing } from "lit";
import type { BarLength, Row, State } from "../wasm/dice_and_descent.js";
import { shared } from "../style/shared.js";
import { styled } from "../style/set.js";
import { StyledElement } from "../style/styled.js";
import { words } from "../words.js";
import { request } from "../elements/events.js";
import { bar, functionList } from "../elements/function-list.js";
import { mark } from "../elements/mark.js";
import { picture } from "../elements/picture.js";
import { SeenRows } from "../elements/seen-rows.js";

const text = words.ranking;

/** The functions found most often, each with its picture and a pair of bars. */
class Ranking extends StyledElement {
  static override properties = {
    rows: { attribute: false },
    distinct: { type: Number },
    state: { attribute: false },
    selected: {},
  };
  declare rows: Row[];
  declare distinct: number;
  declare state: State;
  declare selected: string | null;

  static override styles = [
    shared,
    functionList,
    css`
      li {
        grid-template-columns: 2.25rem 6.5rem minmax(8rem, 11rem) 1fr;
      }
      .bars {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 21rem;
        align-items: center;
        gap: 0.125rem 0.875rem;
        font-size: 0.8125rem;
      }
      .descent .bar {
        border-radius: 0 0.375rem 0.375rem 0;
      }
      .value {
        display: flex;
        align-items: center;
        gap: 0.375rem;
        color: var(--soft);
      }
      .more {
        display: flex;
        align-items: center;
        gap: 1rem;
        margin-top: 1rem;
      }
      @container (max-width: 64rem) {
        .bars {
          grid-template-columns: 1fr;
        }
      }
      @container (max-width: 46rem) {
        li {
          grid-template-columns: 1.5rem auto 1fr;
        }
        .bars {
          grid-column: 2 / -1;
        }
      }
    `,
  ];

  readonly #seen = new SeenRows(this);

  override render() {
    if (this.rows.length === 0) return html`<p class="quiet">${text.waiting}</p>`;
    return html`
      <div role="list">${this.#seen.render(this.rows, (row) => this.#row(row))}</div>
      <p class="more">
        ${
          this.rows.length < this.distinct
            ? html`<button @click=${() => request(this, "rows-request", null)}>${text.more}</button>`
            : nothing
        }
        <span class="quiet">${text.shown(this.rows.length, this.distinct)}</span>
      </p>
    `;
  }

  #row({ rank, detail, bars }: Row) {
    const name = detail.name ?? detail.compact;
    return html`<li
      role="listitem"
      aria-posinset=${rank}
      aria-setsize=${this.rows.length}
      class=${detail.function === this.selected ? "selected" : ""}
      data-function=${detail.function}
    >
      <span class="rank">${rank}</span>
      <button class="choose" aria-label=${text.choose(name)} @click=${() => request(this, "select-request", detail.function)}>
        ${picture(detail.function, this.state)}
      </button>
      <span>
        <span class="name ${detail.name ? "" : "code"}">${name}</span>
        <span class="about">${text.errors(detail.testErrors, detail.testSize)}, ${text.complexity(detail.complexity)}</span>
      </span>
      <span class="bars">
        ${detail.sides.map((side, place) => this.#bar(place, bars[place], side.text))}
      </span>
    </li>`;
  }

  #bar(place: number, length: BarLength | undefined, said: string) {
    const { method, label } = this.state.methods[place] ?? {};
    if (!label || !length) return nothing;
    return html`<span class=${method ?? ""} ${styled({ "--accent": `var(--method-${label.place + 1})` })}>${bar(length)}</span
      ><span class="value">${mark(label.place, 10)} <span class="hidden">${label.title}: </span>${said}</span>`;
  }
}

customElements.define("dd-ranking", Ranking);
