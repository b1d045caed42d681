import { css, html } from "lit";
import type { Group, Setting, State } from "../wasm/dice_and_descent.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words } from "../words.js";
import "./setting.js";

/** So few settings stand there by themselves, without groups to be opened. */
const FEW = 6;

/** All settings, in groups that open and close, made from the table of the core. */
class Settings extends StyledElement {
  static override properties = {
    groups: { attribute: false },
    state: { attribute: false },
    errors: { attribute: false },
    hides: { attribute: false },
  };
  declare groups: Group[];
  declare state: State;
  declare errors: Readonly<Record<string, string>>;
  /** The keys of settings that are not shown. */
  declare hides: ReadonlySet<string>;

  static override styles = [
    shared,
    css`
      .lead {
        margin: 0.5rem 0 1rem;
        max-width: var(--measure);
      }
      details {
        border: 1px solid var(--rule);
        border-radius: 0.375rem;
        background: var(--card);
        margin-bottom: 0.5rem;
      }
      summary {
        display: flex;
        align-items: baseline;
        gap: 0.75rem;
        padding: 0.6875rem 1rem;
        cursor: pointer;
        font: 600 0.9375rem/1.4 var(--sans);
        list-style: none;
        border-radius: 0.375rem;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary::before {
        content: "▸";
        color: var(--soft);
      }
      [open] > summary::before {
        content: "▾";
      }
      summary span:last-child {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        text-align: end;
        font-weight: 400;
        font-size: 0.8125rem;
        color: var(--soft);
      }
      [open] > summary span:last-child {
        visibility: hidden;
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr));
        gap: 1.125rem 1.25rem;
        padding: 0.375rem 1rem 1.25rem;
      }
      .few {
        padding: 0;
      }
    `,
  ];

  constructor() {
    super();
    this.hides = new Set();
  }

  override render() {
    const groups = this.#shown();
    const settings = groups.flatMap(({ settings }) => settings);
    if (settings.length <= FEW) return html`<div class="fields few">${settings.map((setting) => this.#field(setting))}</div>`;
    return html`
      <h2>${words.settings.title}</h2>
      <p class="lead">${words.settings.lead}</p>
      ${groups.map(
        (group) => html`<details data-group=${group.id}>
          <summary><span>${group.label}</span><span>${this.#inShort(group)}</span></summary>
          <div class="fields">${group.settings.map((setting) => this.#field(setting))}</div>
        </details>`,
      )}
    `;
  }

  #field(setting: Setting) {
    return html`<dd-setting
      data-key=${setting.key}
      .setting=${setting}
      .value=${this.state.values[setting.key] ?? setting.default}
      .error=${this.errors[setting.key] ?? null}
      ?disabled=${this.state.disabled.includes(setting.key)}
    ></dd-setting>`;
  }

  #shown(): Group[] {
    return this.groups
      .map((group) => ({ ...group, settings: group.settings.filter((setting) => this.#shows(setting)) }))
      .filter(({ settings }) => settings.length > 0);
  }

  /** What is hidden, and which methods are compared, is chosen where it can be seen, not here. */
  #shows({ key, kind }: Setting): boolean {
    return kind.kind !== "parts" && kind.kind !== "methods" && key !== "pair" && !this.hides.has(key);
  }

  #inShort({ settings }: Group): string {
    return settings
      .filter(({ key }) => !this.state.disabled.includes(key))
      .map((setting) => shortly(setting, this.state.values[setting.key] ?? setting.default))
      .filter(Boolean)
      .join(" · ");
  }
}

function shortly({ kind }: Setting, value: string): string {
  if (kind.kind === "choice") return kind.options.find((option) => option.value === value)?.label ?? value;
  return value.length > 20 ? `${value.slice(0, 19)}…` : value;
}

customElements.define("dd-settings", Settings);
