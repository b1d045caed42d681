import { css, html, nothing } from "lit";
import type { Setting } from "../wasm/dice_and_descent.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words } from "../words.js";
import { request } from "./events.js";

const text = words.settings;

/** One setting, made from its row of the table. A text that is refused stays for the visitor to mend. */
class SettingControl extends StyledElement {
  static override properties = {
    setting: { attribute: false },
    value: {},
    error: {},
    disabled: { type: Boolean },
    brief: { type: Boolean },
  };
  declare setting: Setting;
  declare value: string;
  declare error: string | null;
  declare disabled: boolean;
  /** Whether its help is only for those who ask: beside a figure that it belongs to. */
  declare brief: boolean;

  static override styles = [
    shared,
    css`
      :host {
        font: 0.9375rem/1.4 var(--sans);
      }
      label {
        display: block;
        font-weight: 600;
        margin-bottom: 0.25rem;
      }
      input,
      select {
        width: 100%;
      }
      [aria-invalid="true"] {
        border: 2px solid var(--wrong);
      }
      p {
        margin-top: 0.25rem;
        font-size: 0.8125rem;
        color: var(--soft);
      }
      .error {
        color: var(--wrong);
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render() {
    const { setting, error } = this;
    return html`
      <label for="control">${setting.label}</label>
      ${setting.kind.kind === "choice" ? this.#select(setting.kind.options) : this.#input()}
      <p id="help" class=${this.brief ? "hidden" : ""}>
        ${this.disabled ? html`<em>${text.disabled}</em> ` : nothing}${setting.help} ${this.#range()}
      </p>
      ${error ? html`<p class="error" id="error" role="alert">${error} ${text.kept(this.value || text.empty)}</p>` : nothing}
    `;
  }

  override updated(changed: Map<string, unknown>): void {
    const control = this.renderRoot.querySelector<HTMLInputElement | HTMLSelectElement>("#control");
    if (!control || this.error) return;
    // Only what is in use may overwrite what the visitor is typing.
    if (changed.has("value") || changed.has("error")) control.value = this.value;
  }

  #select(options: { value: string; label: string }[]) {
    return html`<select id="control" aria-describedby="help" ?disabled=${this.disabled} @change=${this.#commit}>
      ${options.map(({ value, label }) => html`<option value=${value} ?selected=${value === this.value}>${label}</option>`)}
    </select>`;
  }

  #input() {
    const { kind } = this.setting;
    return html`<input
      id="control"
      type="text"
      inputmode=${kind.kind === "text" ? "text" : "decimal"}
      placeholder=${kind.kind === "text" ? kind.hint : ""}
      autocomplete="off"
      spellcheck="false"
      aria-describedby=${this.error ? "error help" : "help"}
      aria-invalid=${this.error ? "true" : "false"}
      ?disabled=${this.disabled}
      @change=${this.#commit}
    />`;
  }

  #range() {
    const { kind, allowed, default: usual } = this.setting;
    const parts = [allowed, kind.kind === "choice" ? null : text.usual(usual || text.empty)].filter(Boolean);
    return parts.length > 0 ? `(${parts.join("; ")})` : nothing;
  }

  #commit(event: Event): void {
    request(this, "change-request", { key: this.setting.key, text: (event.target as HTMLInputElement).value });
  }
}

customElements.define("dd-setting", SettingControl);
