import { css, html } from "lit";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words } from "./words.js";

/** Says that a newer version is ready, where it is in nobody's way. */
export class UpdateNote extends StyledElement {
  static override properties = { shown: { state: true } };
  declare shown: boolean;

  static override styles = [
    shared,
    css`
      :host {
        position: fixed;
        inset: auto 1rem 1rem auto;
        z-index: 1;
        max-width: min(26rem, 100vw - 2rem);
      }
      .box {
        display: grid;
        gap: 0.625rem;
        padding: 0.75rem 1rem 1rem;
        border: 1px solid var(--edge);
        border-inline-start: 4px solid var(--ink);
        border-radius: 0.25rem;
        background: var(--card);
        color: var(--ink);
        font: 0.9375rem/1.5 var(--sans);
        box-shadow: 0 0.25rem 1rem rgb(0 0 0 / 12%);
      }
      .row {
        display: flex;
        gap: 0.5rem;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  /** `accept` is what is to happen when the visitor wants the new version. */
  constructor(private readonly accept: () => void) {
    super();
    this.shown = false;
  }

  override firstUpdated(): void {
    // A region that is heard must be there before there is something in it.
    requestAnimationFrame(() => (this.shown = true));
  }

  override render() {
    const box = html`<div class="box">
      <p><strong>${words.title}</strong> <span class="quiet">${words.text}</span></p>
      <div class="row">
        <button @click=${this.accept}>${words.reload}</button>
        <button @click=${() => this.remove()}>${words.later}</button>
      </div>
    </div>`;
    return html`<div role="status">${this.shown ? box : ""}</div>`;
  }
}

customElements.define("dd-update", UpdateNote);
