import { css, html, nothing } from "lit";
import { request } from "../elements/events.js";
import { bar, functionList } from "../elements/function-list.js";
import { picture } from "../elements/picture.js";
import { SeenRows } from "../elements/seen-rows.js";
import { whole } from "../number.js";
import { styled } from "../style/set.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import type { Mean } from "../wasm-atlas/dice_and_descent.js";
import { words } from "./words.js";

/** A line of a list of functions. */
export interface Item {
  /** The truth table. */
  function: string;
  rank?: number;
  name: string;
  /** Whether the name is a truth table. */
  code: boolean;
  about: string;
  /** P in words. */
  text: string;
  /** P as the length of a bar; none if it was never seen. */
  bar: Mean | null;
}

/** Functions, each with its picture, and how often random networks compute it. */
class List extends StyledElement {
  static override properties = { items: { attribute: false }, selected: {} };
  declare items: Item[];
  declare selected: string | null;

  static override styles = [
    shared,
    functionList,
    css`
      li {
        --accent: var(--method-1);
        grid-template-columns: max(2rem, var(--rank)) 6.75rem minmax(9rem, 17rem) minmax(0, 1fr);
      }
      .plain li {
        grid-template-columns: 6.75rem minmax(9rem, 17rem) minmax(0, 1fr);
      }
      .bar {
        min-width: 1px;
      }
      .value {
        display: block;
        font-size: 0.8125rem;
        color: var(--soft);
      }
      @container (max-width: 46rem) {
        li,
        .plain li {
          grid-template-columns: max(1.5rem, var(--rank)) auto minmax(0, 1fr);
        }
        .plain li {
          grid-template-columns: auto minmax(0, 1fr);
        }
        .share {
          grid-column: 2 / -1;
        }
        .plain .share {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  readonly #seen = new SeenRows(this);

  override render() {
    // Classes have many members, and so their ranks have many digits.
    const digits = Math.max(0, ...this.items.map(({ rank }) => (rank === undefined ? 0 : whole(rank).length)));
    return html`<div role="list" class=${digits > 0 ? "" : "plain"} ${styled({ "--rank": `${digits}ch` })}>
      ${this.#seen.render(this.items, (item, place) => this.#line(item, place))}
    </div>`;
  }

  #line({ function: text, rank, name, code, about, text: share, bar: length }: Item, place: number) {
    return html`<li
      role="listitem"
      aria-posinset=${place + 1}
      aria-setsize=${this.items.length}
      class=${text === this.selected ? "selected" : ""}
      data-function=${text}
    >
      ${rank === undefined ? nothing : html`<span class="rank">${whole(rank)}</span>`}
      <button
        class="choose"
        aria-label=${words.list.choose(name)}
        @click=${() => request(this, "select-request", text)}
      >
        ${picture(text, { inputs: text.length })}
      </button>
      <span>
        <span class="name ${code ? "code" : ""}">${name}</span>
        <span class="about">${about}</span>
      </span>
      <span class="share">
        ${length ? bar(length) : nothing}
        <span class="value">${share}</span>
      </span>
    </li>`;
  }
}

customElements.define("dd-landscape-list", List);
