import { css, html, nothing } from "lit";
import { textOf } from "../engine/messages.js";
import type { Source } from "../keep/source.js";
import type { Opening } from "../session/session.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words } from "../words.js";

/** What a visitor can take along: the fingerprint at once, everything else once it is asked for. */
class Keep extends StyledElement {
  static override properties = {
    hash: {},
    address: {},
    fingerprint: {},
    load: { attribute: false },
    opening: { attribute: false },
    source: { state: true },
    trouble: { state: true },
    copied: { state: true },
    refused: { state: true },
  };
  declare hash: string;
  /** Where these settings can be opened again. */
  declare address: string;
  declare fingerprint: string | null;
  /** Loads the panel, and says what this experiment has to give away. */
  declare load: () => Promise<Source>;
  /** The saved run with which the experiment began, if it did: the panel says so. */
  declare opening: Opening | undefined;
  declare source: Source | undefined;
  declare trouble: string | null;
  declare copied: boolean;
  declare refused: boolean;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 0.75rem;
      }
      .fingerprint {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 0.75rem;
        align-items: center;
        font: 0.9375rem/1.5 var(--sans);
      }
      code {
        font: 1rem/1.5 var(--mono, ui-monospace, monospace);
      }
      .open {
        justify-self: start;
      }
    `,
  ];

  constructor() {
    super();
    this.trouble = null;
    this.copied = this.refused = false;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("fingerprint")) this.copied = this.refused = false;
  }

  override firstUpdated(): void {
    if (this.opening) void this.#toggle();
  }

  override render() {
    const { fingerprint, source } = this;
    return html`<h2>${words.keep.title}</h2>
      <p class="fingerprint">
        <span>${words.keep.fingerprint}:</span>
        ${
          fingerprint
            ? html`<code data-fingerprint>${fingerprint}</code>
              <button @click=${() => this.#copy(fingerprint)}>${this.copied ? words.keep.copied : words.keep.copy}</button>
              ${this.refused ? html`<span role="alert">${words.keep.noCopy}</span>` : nothing}`
            : html`<span class="quiet">${words.keep.moving}</span>`
        }
      </p>
      <p class="reading">${words.keep.reading}</p>
      <button class="open" data-shortcut="x" aria-expanded=${source ? "true" : "false"} @click=${this.#toggle}>
        ${source ? words.keep.close : words.keep.open}
      </button>
      ${this.trouble ? html`<p role="alert">${words.keep.failed(this.trouble)}</p>` : nothing}
      ${
        source
          ? html`<dd-keep-panel
            .source=${source}
            .hash=${this.hash}
            .address=${this.address}
            .fingerprint=${fingerprint}
            .opening=${this.opening}
          ></dd-keep-panel>`
          : nothing
      }`;
  }

  async #toggle(): Promise<void> {
    this.trouble = null;
    if (this.source) {
      this.source = undefined;
      return;
    }
    try {
      this.source = await this.load();
    } catch (thrown) {
      this.trouble = textOf(thrown);
    }
  }

  async #copy(text: string): Promise<void> {
    const { copyText } = await import("../keep/copy.js");
    this.copied = await copyText(text, this);
    this.refused = !this.copied;
  }
}

customElements.define("dd-keep", Keep);
