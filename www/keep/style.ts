import { css } from "lit";

/** What the parts of the panel have in common. */
export const panelStyle = css`
  .quiet {
    max-width: 46rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }
  .stack {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    align-content: start;
  }
  .trouble {
    border-left: 4px solid var(--wrong);
    padding-left: 0.75rem;
    font: 0.9375rem/1.5 var(--sans);
    overflow-wrap: anywhere;
  }
  .done {
    font: 0.9375rem/1.5 var(--sans);
    overflow-wrap: anywhere;
  }
`;
