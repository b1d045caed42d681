// What every list of functions has in common: how its lines look, and the bar with its interval.

import { css, html } from "lit";
import { styled } from "../style/set.js";

/** A share with its interval, as parts of the longest bar. */
interface Length {
  value: number;
  low: number;
  high: number;
}

const percent = (share: number): string => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;

/** A share as a bar in `var(--accent)`, with its interval as a whisker. */
export const bar = ({ value, low, high }: Length, method = "") =>
  html`<span class="track ${method}">
    <span class="bar" ${styled({ width: percent(value) })}></span>
    <span class="whisker" ${styled({ left: percent(low), width: percent(high - low) })}></span>
  </span>`;

/** The style of a list whose lines hold a rank, a picture to choose by, a name, and bars. */
export const functionList = css`
  li {
    list-style: none;
    display: grid;
    align-items: center;
    gap: 0.375rem 1rem;
    padding: 0.5rem 0.375rem;
    border-bottom: 1px solid var(--rule);
    font: 0.875rem/1.4 var(--sans);
    font-variant-numeric: tabular-nums;
  }
  li.selected {
    background: var(--sunk);
  }
  .rank {
    text-align: end;
    white-space: nowrap;
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
    background: var(--accent);
  }
  .whisker {
    position: absolute;
    top: calc(50% - 1px);
    height: 2px;
    background: var(--ink);
  }
`;
