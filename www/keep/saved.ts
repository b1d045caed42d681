import { css, html, nothing } from "lit";
import { isKnown, type SavedFile } from "../session/save.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { copyText } from "./copy.js";
import { words } from "./words.js";

/** Longer texts than this are no help in a field of a page. */
const LONGEST = 1_000_000;

/** What can be said of a file that was given away; and where nobody knows whether it came, other ways to it. */
class Saved extends StyledElement {
  static override properties = { file: { attribute: false }, address: {}, copied: { state: true } };
  declare file: SavedFile | null;
  /** Where the full page has these settings. */
  declare address: string;
  declare copied: string;

  static override styles = [
    shared,
    css`
      textarea {
        box-sizing: border-box;
        width: 100%;
        height: 8rem;
        font: 0.8125rem/1.45 var(--mono);
      }
    `,
  ];

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("file")) this.copied = "";
  }

  override render() {
    const { file } = this;
    if (!file) return nothing;
    if (isKnown()) return html`<p class="quiet" role="status">${words.saved.saved(file.name)}</p>`;
    const text = file.parts.every((part) => typeof part === "string") ? file.parts.join("") : "";
    return html`<p role="status">${words.saved.asked(file.name)}</p>
      ${
        /^https?:/.test(this.address)
          ? html`<p><a href=${this.address} target="_blank" rel="noopener">${words.saved.full}</a></p>`
          : nothing
      }
      ${
        text && text.length <= LONGEST
          ? html`<details>
            <summary>${words.saved.text}</summary>
            <textarea readonly aria-label=${file.name} .value=${text} @focus=${this.#select}></textarea>
            <button @click=${() => this.#copy(text)}>${words.saved.copy}</button>
            <span role="status">${this.copied}</span>
          </details>`
          : nothing
      }`;
  }

  #select(event: Event): void {
    (event.target as HTMLTextAreaElement).select();
  }

  async #copy(text: string): Promise<void> {
    const copied = await copyText(text, this);
    if (!copied) this.renderRoot.querySelector("textarea")?.select();
    this.copied = copied ? words.link.copied : words.link.noCopy;
  }
}

customElements.define("dd-saved", Saved);
