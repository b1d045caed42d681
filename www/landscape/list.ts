import { LitElement, css, html, nothing } from "lit";
import { wish } from "../elements/events.js";
import { picture } from "../elements/picture.js";
import { shared } from "../style/shared.js";
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

const percent = (share: number): string => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;

/** Functions, each with its picture, and how often random networks compute it. */
class List extends LitElement {
  static override properties = { items: { attribute: false }, selected: {} };
  declare items: Item[];
  declare selected: string | null;

  static override styles = [
    shared,
    css`
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        display: grid;
        grid-template-columns: 2rem 6.75rem minmax(9rem, 15rem) minmax(0, 1fr);
        align-items: center;
        gap: 0.375rem 1rem;
        padding: 0.5rem 0.375rem;
        border-bottom: 1px solid var(--rule);
        font: 0.875rem/1.4 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      ol.plain li {
        grid-template-columns: 6.75rem minmax(9rem, 15rem) minmax(0, 1fr);
      }
      li.selected {
        background: var(--sunk);
      }
      .rank {
        text-align: end;
        color: var(--soft);
      }
      .choose {
        min-height: 0;
        padding: 0.25rem;
        border-color: transparent;
        background: transparent;
        justify-self: start;
        line-height: 0;
      }
      .name {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .code {
        font: 0.8125rem/1.3 var(--mono);
        font-weight: 400;
      }
      .about {
        display: block;
        font-size: 0.8125rem;
        color: var(--soft);
      }
      .track {
        position: relative;
        display: block;
        height: 0.75rem;
      }
      .bar {
        position: absolute;
        inset-block: 0;
        inset-inline-start: 0;
        min-width: 1px;
        background: var(--dice);
      }
      .whisker {
        position: absolute;
        top: calc(50% - 1px);
        height: 2px;
        background: var(--ink);
      }
      .value {
        display: block;
        font-size: 0.8125rem;
        color: var(--soft);
      }
      @media (max-width: 46rem) {
        li,
        ol.plain li {
          grid-template-columns: 1.5rem auto minmax(0, 1fr);
        }
        ol.plain li {
          grid-template-columns: auto minmax(0, 1fr);
        }
        .share {
          grid-column: 2 / -1;
        }
        ol.plain .share {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  override render() {
    const ranked = this.items.some(({ rank }) => rank !== undefined);
    return html`<ol class=${ranked ? "" : "plain"}>
      ${this.items.map((item) => this.#line(item))}
    </ol>`;
  }

  #line({ function: text, rank, name, code, about, text: share, bar }: Item) {
    return html`<li class=${text === this.selected ? "selected" : ""} data-function=${text}>
      ${rank === undefined ? nothing : html`<span class="rank">${rank}</span>`}
      <button
        class="choose"
        aria-label=${words.list.choose(name)}
        @click=${() => wish(this, "select-wish", text)}
      >
        ${picture(text, { inputs: text.length })}
      </button>
      <span>
        <span class="name ${code ? "code" : ""}">${name}</span>
        <span class="about">${about}</span>
      </span>
      <span class="share">
        ${bar
          ? html`<span class="track">
              <span class="bar" style="width: ${percent(bar.value)}"></span>
              <span class="whisker" style="left: ${percent(bar.low)}; width: ${percent(bar.high - bar.low)}"></span>
            </span>`
          : nothing}
        <span class="value">${share}</span>
      </span>
    </li>`;
  }
}

customElements.define("dd-landscape-list", List);
