import { css } from "lit";

/** What every element of the page has in common. */
export const shared = css`
  :host {
    display: block;
    box-sizing: border-box;
    min-width: 0;
    /* Truth tables are words of 128 letters. */
    overflow-wrap: break-word;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h2,
  h3 {
    margin: 0;
    font-weight: 600;
    line-height: 1.25;
    text-wrap: balance;
  }

  h2 {
    font-size: 1.375rem;
  }

  h3 {
    font-size: 1.0625rem;
  }

  p {
    margin: 0;
  }

  a {
    color: inherit;
    text-underline-offset: 0.2em;
    overflow-wrap: anywhere;
  }

  button,
  select,
  input {
    font: 0.9375rem/1.25 var(--sans);
    color: var(--ink);
    background: var(--card);
    border: 1px solid var(--edge);
    border-radius: 0.375rem;
    min-height: 2.75rem;
    padding: 0.375rem 0.75rem;
  }

  button {
    cursor: pointer;
  }

  button:hover:not(:disabled) {
    background: var(--sunk);
  }

  /* One of several that exclude each other: the one that holds stays what it is under the pointer. */
  .segment[aria-pressed="true"],
  .segment[aria-pressed="true"]:hover:not(:disabled) {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--paper);
    font-weight: 600;
  }

  /* The button that matters most. */
  .main {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--paper);
    font-weight: 600;
  }

  .main:hover:not(:disabled) {
    background: color-mix(in srgb, var(--ink) 85%, var(--paper));
  }

  button:disabled,
  select:disabled,
  input:disabled {
    color: var(--soft);
    background: var(--sunk);
    border-style: dashed;
    cursor: not-allowed;
  }

  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }

  /* Signs and pictures of functions. */
  svg {
    flex: none;
    max-width: 100%;
  }

  .quiet {
    font: 0.875rem/1.5 var(--sans);
    color: var(--soft);
  }

  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  figcaption,
  .reading {
    font: 0.9375rem/1.55 var(--sans);
    max-width: 46rem;
    color: var(--soft);
  }

  figcaption strong,
  figcaption span {
    color: var(--ink);
  }

  @media (forced-colors: active) {
    /* Their colours are data, or tell one state from another; those of the style sheet are the system's here. */
    .main:not(:disabled),
    .swatch,
    .one,
    .track > .bar,
    .whisker,
    .mark,
    [role="tab"],
    [aria-pressed="true"] {
      forced-color-adjust: none;
    }
    [role="progressbar"] {
      outline: 1px solid var(--edge);
    }
    .whisker {
      outline: 1px solid var(--card);
    }
    :is(tr, li):is(.marked, .selected, .shown, .chosen) {
      outline: 2px solid var(--focus);
      outline-offset: -2px;
    }
  }

  @media print {
    h2,
    h3 {
      break-after: avoid;
    }
    figcaption,
    .reading {
      max-width: none;
      font-size: 0.8125rem;
      line-height: 1.4;
    }
    figcaption {
      break-before: avoid;
    }
    tr,
    li {
      break-inside: avoid;
    }
    /* What is there to be pressed or chosen, and what says how. */
    select,
    input,
    label,
    fieldset,
    dialog,
    details:not([open]),
    summary,
    .screen,
    button:not(th button, td button, li button, .cell) {
      display: none !important;
    }
    :is(th, td, li) button {
      text-align: start;
      min-height: 0 !important;
      padding: 0 !important;
      border: 0 !important;
      background: none !important;
    }
  }
`;
