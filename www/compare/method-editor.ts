import { css, html, nothing } from "lit";
import type { Group, MethodCard, Setting, State } from "../wasm/dice_and_descent.js";
import type { OfferCard } from "../wasm-atlas/dice_and_descent.js";
import { request } from "../elements/events.js";
import { mark } from "../elements/mark.js";
import "../elements/setting.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words as text } from "./methods-words.js";

/** Adds a method, or changes one: shown under the methods while somebody does so. */
class MethodEditor extends StyledElement {
  static override properties = {
    place: { type: Number },
    state: { attribute: false },
    groups: { attribute: false },
    offers: { attribute: false },
    errors: { attribute: false },
  };
  /** The place of the method to be changed; one is added where there is none. */
  declare place: number;
  declare state: State;
  declare groups: Group[];
  /** Null while they are being loaded. */
  declare offers: OfferCard[] | null;
  declare errors: Readonly<Record<string, string>>;

  static override styles = [
    shared,
    css`
      :host {
        border: 1px solid var(--rule);
        border-radius: 0.5rem;
        background: var(--card);
        padding: 1rem;
        font: 0.9375rem/1.4 var(--sans);
      }
      header {
        display: flex;
        align-items: center;
        gap: 0.5rem;
      }
      h2 {
        flex: 1;
        font-size: 1.0625rem;
      }
      .lead {
        margin: 0.25rem 0 0.75rem;
        max-width: var(--measure);
        font-size: 0.875rem;
        color: var(--soft);
      }
      .offers {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr));
        gap: 0.5rem;
        margin-bottom: 0.75rem;
      }
      .offers button {
        display: grid;
        align-content: start;
        gap: 0.125rem;
        text-align: start;
        line-height: 1.35;
      }
      .offers span {
        font-size: 0.8125rem;
        font-weight: 400;
        color: var(--soft);
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 9rem), 1fr));
        gap: 1rem 1.25rem;
      }
      .field {
        display: grid;
        align-content: start;
        gap: 0.25rem;
      }
      .own {
        border-inline-start: 3px solid var(--method);
        padding-inline-start: 0.625rem;
      }
      .own p {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        font-size: 0.8125rem;
        color: var(--soft);
      }
      .own button {
        min-height: 1.75rem;
        padding: 0.0625rem 0.5rem;
        font-size: 0.8125rem;
      }
      .does {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-top: 1rem;
      }
      .error {
        color: var(--wrong);
        margin-top: 0.5rem;
      }
    `,
  ];

  override willUpdate(): void {
    this.style.setProperty("--method", `var(--method-${(this.#card?.label.place ?? 0) + 1})`);
  }

  get #card(): MethodCard | undefined {
    return this.state.methods[this.place];
  }

  override render() {
    const card = this.#card;
    return html`
      <header>
        ${card ? mark(card.label.place) : nothing}
        <h2>${card ? text.change(card.label.title) : text.add}</h2>
        <button data-does="close" @click=${() => this.dispatchEvent(new CustomEvent("close"))}>${text.close}</button>
      </header>
      <p class="lead">${card ? text.changeLead : text.addLead}</p>
      ${card ? this.#settings(card) : this.#offers()}
      ${this.errors["methods"] ? html`<p class="error" role="alert">${this.errors["methods"]}</p>` : nothing}
    `;
  }

  #offers() {
    const { offers } = this;
    if (!offers) return this.errors["methods"] ? nothing : html`<p role="status">${text.loading}</p>`;
    const families = [...new Set(offers.map(({ family }) => family))];
    return families.map(
      (family) => html`<h3>${family}</h3>
        <div class="offers">
          ${offers
            .filter((offer) => offer.family === family)
            .map(
              ({ method, offer, label, sentence }) => html`<button
                data-offer="${method}-${offer}"
                @click=${() => request(this, "methods-request", { does: "add", method, offer })}
              >
                ${label}<span>${sentence}</span>
              </button>`,
            )}
        </div>`,
    );
  }

  #settings(card: MethodCard) {
    const settings = this.groups
      .flatMap(({ settings }) => settings)
      .filter(({ key }) => card.keys.includes(key) && !card.idle.includes(key));
    const ordered = card.keys.flatMap((key) => settings.filter((setting) => setting.key === key));
    return html`
      <div class="fields">${ordered.map((setting) => this.#field(card, setting))}</div>
      <div class="does">
        <button
          data-does="duplicate"
          title=${text.duplicateHelp}
          @click=${() => request(this, "methods-request", { does: "duplicate", place: this.place })}
        >
          ${text.duplicate}
        </button>
        <button
          data-does="remove"
          ?disabled=${this.state.methods.length <= 2}
          title=${this.state.methods.length <= 2 ? text.least : ""}
          @click=${() => request(this, "methods-request", { does: "remove", place: this.place })}
        >
          ${text.remove}
        </button>
      </div>
    `;
  }

  #field(card: MethodCard, setting: Setting) {
    const key = `${card.letter}.${setting.key}`;
    const own = card.own.includes(setting.key);
    return html`<div class="field ${own ? "own" : ""}">
      <dd-setting
        data-key=${key}
        brief
        .setting=${{ ...setting, key }}
        .value=${this.state.values[key] ?? this.state.values[setting.key] ?? setting.default}
        .error=${this.errors[key] ?? null}
      ></dd-setting>
      ${
        own
          ? html`<p>
              ${text.own}
              <button
                data-shares=${key}
                aria-label=${text.shareOf(setting.label)}
                @click=${() => request(this, "methods-request", { does: "share", key })}
              >
                ${text.share}
              </button>
            </p>`
          : nothing
      }
    </div>`;
  }
}

customElements.define("dd-method-editor", MethodEditor);
