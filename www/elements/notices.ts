import { css, html, nothing } from "lit";
import type { Notice } from "../wasm/dice_and_descent.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words } from "../words.js";
import { request } from "./events.js";

/** What was wrong with the link, what failed and was mended, what is slow, and what can be tried again. */
class Notices extends StyledElement {
  static override properties = { notices: { attribute: false }, mended: {}, slow: {}, trouble: {} };
  declare notices: Notice[];
  declare mended: string | null;
  /** What makes the run slow. */
  declare slow: string | null | undefined;
  declare trouble: string | null;

  static override styles = [
    shared,
    css`
      .box {
        display: flex;
        gap: 1rem;
        align-items: start;
        justify-content: space-between;
        margin-top: 1rem;
        padding: 0.75rem 1rem;
        border: 1px solid var(--edge);
        border-inline-start: 4px solid var(--ink);
        border-radius: 0.25rem;
        background: var(--card);
        font: 0.9375rem/1.5 var(--sans);
      }
      button {
        flex: none;
      }
      .trouble {
        border-color: var(--wrong);
      }
      ul {
        margin: 0.25rem 0 0;
        padding-inline-start: 1.25rem;
      }
      li {
        overflow-wrap: anywhere;
      }
    `,
  ];

  override updated(): void {
    const { notices, mended, slow, trouble } = this;
    this.toggleAttribute("filled", notices.length > 0 || Boolean(mended ?? slow ?? trouble));
  }

  override render() {
    const listed = this.notices.length > 0;
    return html`
      <div role="alert">
        ${
          this.trouble
            ? html`<div class="box trouble">
              <p>${this.trouble}</p>
              <button @click=${() => request(this, "retry-request", null)}>${words.trouble.again}</button>
            </div>`
            : nothing
        }
      </div>
      <div role="status">
        ${
          listed || this.mended || this.slow
            ? html`<div class="box">
              <div>
                ${this.mended ? html`<p>${this.mended}</p>` : nothing}
                ${this.slow ? html`<p>${this.slow}</p>` : nothing}
                ${
                  listed
                    ? html`<p><strong>${words.trouble.noticesTitle}</strong></p>
                      <ul>
                        ${this.notices.map(({ key, text }) => html`<li data-key=${key}>${text}</li>`)}
                      </ul>`
                    : nothing
                }
              </div>
              <button @click=${() => request(this, "dismiss-request", null)}>${words.trouble.dismiss}</button>
            </div>`
            : nothing
        }
      </div>
    `;
  }
}

customElements.define("dd-notices", Notices);
