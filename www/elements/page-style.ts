import { css } from "lit";
import { shared } from "../style/shared.js";
import { printedStyle } from "./printed.js";

/** The layout of the page: a column of prose and figures that may be wider. */
export const pageStyle = [
  shared,
  printedStyle,
  css`
    /* As wide as the column that it stands in: in somebody else's page that may be less than the window. */
    :host {
      container-type: inline-size;
      /* Where its width is left to itself: in rows, floats, cells of tables. */
      contain-intrinsic-inline-size: min(42rem, 100vw - 3rem);
    }
    main {
      display: grid;
      gap: var(--gap);
      grid-template-columns: minmax(0, 1fr);
      max-width: var(--page-width, 72rem);
      margin: 0 auto;
      padding: var(--page-padding, 0.25rem clamp(1rem, 4vw, 2.5rem) 4rem);
      position: relative;
    }
    h1 {
      margin: 0.125rem 0 0.5rem;
      font-size: clamp(1.625rem, 1.1rem + 1.6vw, 2.125rem);
      font-weight: 600;
      line-height: 1.15;
      letter-spacing: -0.01em;
      text-wrap: balance;
    }
    .lead {
      max-width: 56rem;
    }
    /* Heard when something is in it, and takes no room before. */
    dd-notices:not([filled]) {
      position: absolute;
    }
    .stage {
      display: grid;
      grid-template:
        "controls controls" auto
        "chart methods" auto
        "chart detail" 1fr
        / minmax(0, 1fr) 23rem;
      gap: 1.25rem 2rem;
      align-items: start;
    }
    /* Cards of many methods are higher than the chart: what is pointed at stands below it. */
    .stage:where(:has(dd-method[compact])) {
      grid-template:
        "controls controls" auto
        "chart methods" auto
        "detail methods" 1fr
        / minmax(0, 1fr) 23rem;
    }
    .stage.narrow {
      grid-template:
        "methods" auto
        "controls" auto
        "chart" auto
        "detail" auto
        / minmax(0, 46rem);
    }
    dd-controls {
      grid-area: controls;
    }
    .comparison {
      grid-area: chart;
    }
    .methods {
      grid-area: methods;
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
      gap: 0.75rem;
    }
    .methods .add {
      justify-self: start;
    }
    .methods dd-method-editor {
      grid-column: 1 / -1;
    }
    .quiet-button {
      min-height: 1.75rem;
      padding: 0.0625rem 0.5rem;
      font-size: 0.8125rem;
      background: transparent;
    }
    figure {
      margin: 0;
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 1rem;
    }
    figure:not(.comparison),
    section:not(.methods) {
      padding-top: 2rem;
      border-top: 1px solid var(--rule);
    }
    .verdict {
      font-size: 1.1875rem;
      line-height: 1.4;
      min-height: 4.2em;
      text-wrap: pretty;
    }
    aside {
      grid-area: detail;
      border-top: 4px solid var(--ink);
      padding-top: 0.5rem;
      min-width: 0;
    }
    /* What stands first has nothing to be set off from. */
    main > :nth-child(1 of :not(dd-notices)):is(figure, section) {
      padding-top: 0;
      border-top: 0;
    }
    .choices {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: 2rem 3rem;
      align-items: start;
    }
    .choices.narrow {
      grid-template-columns: minmax(0, 1fr);
    }
    @media print {
      /* Grids are cut at the ends of pages, blocks are moved. */
      main,
      main > :is(.stage, .choices, section, figure),
      .comparison {
        display: block;
        max-width: none;
        padding: 0;
      }
      main > * + *,
      .stage > * + *,
      .choices > * + *,
      figure > * + * {
        margin-top: 1.25rem;
      }
      main > :is(section, figure):not(.stage) {
        padding-top: 1rem;
      }
      .comparison,
      aside,
      section,
      .methods {
        break-inside: avoid;
      }
      .methods {
        display: grid;
        grid-template-columns: 1fr 1fr;
      }
      h1 {
        font-size: 1.3125rem;
        text-wrap: wrap;
      }
      .lead {
        font-size: 0.875rem;
      }
      figure:has(> :is(dd-histogram, dd-gates-volumes)) {
        break-inside: avoid;
      }
      .verdict {
        min-height: 0;
        font-size: 1.0625rem;
      }
      :is(dd-controls, dd-settings, dd-keep, dd-notices),
      section:has(> :is(dd-settings, dd-keep):only-child),
      .watch {
        display: none;
      }
    }
    @container (max-width: 60rem) {
      .stage,
      .stage.narrow {
        grid-template:
          "methods" auto
          "chart" auto
          "controls" auto
          "detail" auto
          / minmax(0, 1fr);
      }
      .choices {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
];
