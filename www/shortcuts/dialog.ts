import { css, html } from "lit";
import { dialogStyle } from "../style/dialog.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { controlOf, shortcutsOn, switchShortcuts } from "./keys.js";
import { words, type Row } from "./words.js";

/** Whom the list is for. */
interface Reader {
  /** The page whose controls have keys. */
  root: ParentNode;
  /** The experiment that is shown. */
  key: string;
  label: string;
  /** The experiments that one can go to, in their order. */
  others: string[];
}

/** What the keys do: those of the controls that are there now, and those of the figures. */
export class Shortcuts extends StyledElement {
  static override properties = { on: { state: true } };
  declare on: boolean;

  static override styles = [
    shared,
    dialogStyle,
    css`
      dialog {
        width: min(40rem, 100vw - 2rem);
      }
      h3 {
        margin: 1.25rem 0 0.5rem;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0.375rem 1rem;
        margin: 0;
        font: 0.9375rem/1.6 var(--sans);
      }
      dd {
        margin: 0;
      }
      dl.off {
        color: var(--soft);
        text-decoration: line-through;
      }
      kbd {
        display: inline-block;
        min-width: 1.75rem;
        padding: 0 0.4375rem;
        border: 1px solid var(--edge);
        border-bottom-width: 2px;
        border-radius: 0.25rem;
        background: var(--card);
        font: 600 0.875rem/1.5 var(--sans);
        text-align: center;
      }
      label {
        display: flex;
        align-items: center;
        gap: 0.625rem;
        min-height: 2.75rem;
        margin-top: 0.75rem;
        font: 600 0.9375rem/1.4 var(--sans);
      }
      input {
        flex: none;
        width: 1.25rem;
        height: 1.25rem;
        min-height: 0;
        margin: 0;
        accent-color: var(--ink);
      }
      .tab {
        margin-top: 1rem;
      }
      @media (max-width: 30rem) {
        dl.long {
          grid-template-columns: minmax(0, 1fr);
          gap: 0.125rem;
        }
        .long dd {
          margin-bottom: 0.5rem;
        }
      }
    `,
  ];

  readonly #reader: Reader;

  constructor(reader: Reader) {
    super();
    this.#reader = reader;
    this.on = shortcutsOn();
    this.dataset["dialog"] = "";
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector("dialog")?.showModal();
  }

  override render() {
    const { key, label } = this.#reader;
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <div class="head">
        <h2 id="title">${words.title}</h2>
        <button data-does="close" @click=${() => this.renderRoot.querySelector("dialog")?.close()}>${words.close}</button>
      </div>
      <h3>${words.everywhere}</h3>
      ${this.#list(this.#controls(), this.on ? "" : "off")}
      <label>
        <input type="checkbox" .checked=${this.on} aria-describedby="why" @change=${this.#switch} />
        ${words.switch}
      </label>
      <p class="quiet" id="why">${words.switchHelp}</p>
      <h3>${words.figures(label)}</h3>
      ${this.#list(words.own[key] ?? [], "long")}
      <p class="quiet tab">${words.tab}</p>
    </dialog>`;
  }

  #list(rows: readonly Row[], kind: string) {
    return html`<dl class=${kind}>
      ${rows.map(
        ([keys, does]) => html`<dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt>
          <dd>${does}</dd>`,
      )}
    </dl>`;
  }

  /** The keys of the controls that there are here. */
  #controls(): Row[] {
    const { root, key: experiment, others } = this.#reader;
    const own = words.ownDoes[experiment] ?? {};
    const rows = Object.entries(words.does)
      .filter(([key]) => controlOf(root, key))
      .map(([key, does]): Row => [[key.toUpperCase()], own[key] ?? does]);
    return [...rows, ...others.map((label, place): Row => [[`${place + 1}`], words.experiment(label)])];
  }

  #switch({ target }: Event): void {
    this.on = (target as HTMLInputElement).checked;
    switchShortcuts(this.on);
  }
}

customElements.define("dd-shortcuts", Shortcuts);
