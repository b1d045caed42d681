import { css } from "lit";

/** A sheet over the page, with its title and a button that closes it. */
export const dialogStyle = css`
  dialog {
    width: min(76rem, 100vw - 2rem);
    max-width: none;
    max-height: calc(100dvh - 2rem);
    padding: 1.25rem clamp(1rem, 3vw, 2rem) 2rem;
    border: 1px solid var(--edge);
    border-radius: 0.5rem;
    background: var(--paper);
    color: var(--ink);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog > .head {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 1rem;
  }
`;
