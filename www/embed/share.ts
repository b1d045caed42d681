import { css, html, nothing } from "lit";
import type { ExperimentElement } from "../elements/experiment.js";
import { experimentOf } from "../experiments.js";
import { copyText } from "../keep/copy.js";
import { dialogStyle } from "../style/dialog.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { styled } from "../style/set.js";
import { themeOf, THEMES } from "../style/theme.js";
import type { PartKind, PartShown } from "../wasm/dice_and_descent.js";
import "./element.js";
import { slim } from "./place.js";
import { element, iframe, pageLink } from "./snippets.js";
import { words as all } from "./words.js";

const words = all.share;
type Copy = keyof typeof words.copies;

/** Whether this is the page in one file, which brings no other page that could be embedded. */
const SINGLE = import.meta.env.MODE === "single";

const KINDS: PartKind[] = ["figure", "text", "control"];
const WIDTHS = [360, 680];

/** The panel that builds links, frames and elements: what is shown, a live preview, and what is to be copied. */
export class Share extends StyledElement {
  static override properties = {
    settings: { state: true },
    width: { state: true },
    height: { state: true },
    copied: { state: true },
    refused: { state: true },
  };
  /** Those of the embedded figure. */
  declare settings: string;
  declare width: number;
  /** Of the preview, in css pixels. */
  declare height: number;
  declare copied: Copy | null;
  /** What the browser has not let be copied. */
  declare refused: Copy | null;

  static override styles = [
    shared,
    dialogStyle,
    css`
      .lead {
        max-width: var(--measure);
        margin: 0.5rem 0 1.25rem;
      }
      .columns {
        display: grid;
        grid-template-columns: 17rem minmax(0, 1fr);
        gap: 1.5rem 2.5rem;
        align-items: start;
      }
      .choose {
        font: 0.9375rem/1.4 var(--sans);
      }
      h3 {
        margin-bottom: 0.5rem;
        font: 600 1.0625rem/1.25 var(--serif);
      }
      fieldset {
        margin: 0 0 1rem;
        padding: 0;
        border: 0;
        min-width: 0;
      }
      legend,
      summary {
        padding: 0;
        margin-bottom: 0.25rem;
        font: 600 0.8125rem/1.5 var(--sans);
        color: var(--soft);
      }
      summary {
        min-height: 1.75rem;
        cursor: pointer;
      }
      label {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        min-height: 1.75rem;
      }
      input {
        flex: none;
        min-height: 0;
        width: 1.125rem;
        height: 1.125rem;
        margin: 0;
        padding: 0;
        accent-color: var(--ink);
      }
      .both {
        display: flex;
        gap: 0.5rem;
        margin: 0.25rem 0 0.5rem;
      }
      .both button {
        min-height: 1.75rem;
        padding: 0.125rem 0.625rem;
        font-size: 0.8125rem;
      }
      .view {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 1.25rem;
      }
      .view .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 1rem;
      }
      .view .head fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
        margin: 0;
        font: 0.875rem/1.4 var(--sans);
      }
      .frame {
        max-height: 26rem;
        overflow: auto;
        border: 1px solid var(--rule);
        border-radius: 0.375rem;
        background: var(--paper);
      }
      dice-and-descent {
        display: block;
        max-width: 100%;
        margin: 0 auto;
      }
      .copy {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.25rem 0.75rem;
        align-items: center;
        font: 0.875rem/1.45 var(--sans);
      }
      .copy strong {
        font-weight: 600;
      }
      .copy span {
        color: var(--soft);
      }
      .copy pre {
        grid-column: 1;
        margin: 0;
        padding: 0.5rem 0.75rem;
        max-height: 8.5rem;
        overflow: auto;
        border: 1px solid var(--rule);
        border-radius: 0.25rem;
        background: var(--sunk);
        font: 0.8125rem/1.45 var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .copy p {
        grid-column: 1 / -1;
      }
      @media (max-width: 52rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
        .view {
          order: -1;
        }
        .copy {
          grid-template-columns: minmax(0, 1fr);
        }
        .copy button {
          justify-self: start;
        }
      }
    `,
  ];

  readonly #page: ExperimentElement;
  readonly #resized = new ResizeObserver(([entry]) => {
    this.height = Math.ceil(entry?.contentRect.height ?? 0);
  });

  /** A panel for what `page` shows, which rests while it is open. */
  constructor(page: ExperimentElement) {
    super();
    this.dataset["dialog"] = "";
    this.#page = page;
    this.settings = this.#hiding(slim(page.view.state?.hash ?? ""));
    this.width = WIDTHS[1]!;
    this.height = 0;
    this.copied = this.refused = null;
  }

  override firstUpdated(): void {
    this.#page.sleep(true);
    const preview = this.renderRoot.querySelector("dice-and-descent");
    if (preview) this.#resized.observe(preview);
    this.renderRoot.querySelector("dialog")?.showModal();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#page.sleep(false);
  }

  override render() {
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <div class="head">
        <h2 id="title">${words.title}</h2>
        <button data-does="close" @click=${() => this.renderRoot.querySelector("dialog")?.close()}>${words.close}</button>
      </div>
      <p class="lead">${SINGLE ? words.single : words.lead}</p>
      ${
        SINGLE
          ? nothing
          : html`<div class="columns">
            <div class="choose">
              <h3>${words.shown}</h3>
              ${this.#colours()} ${this.#choices()}
            </div>
            <div class="view">
              ${this.#preview()} ${(Object.keys(words.copies) as Copy[]).map((copy) => this.#copy(copy))}
              <p class="hidden" role="status">${this.copied ? words.copied : ""}</p>
            </div>
          </div>`
      }
    </dialog>`;
  }

  #colours() {
    const now = themeOf(this.settings);
    return html`<fieldset>
      <legend>${words.theme}</legend>
      ${THEMES.map(
        (theme) => html`<label>
          <input type="radio" name="theme" .checked=${theme === now} data-theme=${theme} @change=${() => this.#wear(theme)} />
          ${words.themes[theme]}
        </label>`,
      )}
    </fieldset>`;
  }

  #choices() {
    const parts = this.#parts();
    const settings = parts.filter(({ kind }) => kind === "setting");
    const shown = settings.filter(({ hidden }) => !hidden).length;
    const toggle = (hide: boolean) => () =>
      this.#hide(parts.map((part) => (part.kind === "setting" ? { ...part, hidden: hide } : part)));
    return html`
      ${KINDS.map((kind) => {
        const some = parts.filter((part) => part.kind === kind);
        if (some.length === 0) return nothing;
        return html`<fieldset>
          <legend>${words.kinds[kind]}</legend>
          ${some.map((part) => this.#box(part, parts))}
        </fieldset>`;
      })}
      <details>
        <summary>${words.settings(shown, settings.length)}</summary>
        <div class="both">
          <button @click=${toggle(false)}>${words.all}</button>
          <button @click=${toggle(true)}>${words.none}</button>
        </div>
        ${settings.map((part) => this.#box(part, parts))}
      </details>
    `;
  }

  #box({ key, label, hidden }: PartShown, parts: PartShown[]) {
    const change = ({ target }: Event) => {
      const hidden = !(target as HTMLInputElement).checked;
      this.#hide(parts.map((part) => (part.key === key ? { ...part, hidden } : part)));
    };
    return html`<label><input type="checkbox" data-part=${key} .checked=${!hidden} @change=${change} /> ${label}</label>`;
  }

  #preview() {
    return html`<div>
      <div class="head">
        <h3>${words.preview}</h3>
        <fieldset aria-label=${words.width}>
          ${WIDTHS.map(
            (width) => html`<label>
              <input type="radio" name="width" .checked=${this.width === width} @change=${() => (this.width = width)} />
              ${words.widths[width]}
            </label>`,
          )}
        </fieldset>
      </div>
      <div class="frame" role="group" tabindex="0" aria-label=${words.preview}>
        <dice-and-descent src="embed.html" settings=${this.settings} ${styled({ width: `${this.width}px` })} title=${words.preview}></dice-and-descent>
      </div>
    </div>`;
  }

  #copy(copy: Copy) {
    const { label, help } = words.copies[copy];
    const text = this.#text(copy);
    return html`<div class="copy" data-copy=${copy}>
      <p><strong>${label}.</strong> <span>${help}</span></p>
      <pre tabindex="0" aria-label=${label}>${text}</pre>
      <button aria-label="${words.copy}: ${label}" @click=${(event: Event) => this.#take(event, copy, text)}>
        ${this.copied === copy ? words.copied : words.copy}
      </button>
      ${this.refused === copy ? html`<p role="alert">${words.noCopy}</p>` : nothing}
    </div>`;
  }

  #text(copy: Copy): string {
    const { label } = experimentOf(this.settings);
    const title = `${all.name}: ${label}`;
    if (copy === "iframe") return iframe(this.settings, title, this.height);
    return copy === "element" ? element(this.settings, title) : pageLink(this.settings, copy === "link");
  }

  async #take(event: Event, copy: Copy, text: string): Promise<void> {
    const button = event.target as HTMLElement;
    const copied = await copyText(text, button);
    this.copied = copied ? copy : null;
    this.refused = copied ? null : copy;
    // Not allowed here: what is to be copied is at least selected.
    const pre = button.parentElement?.querySelector("pre");
    if (!copied && pre) getSelection()?.selectAllChildren(pre);
  }

  #parts(): PartShown[] {
    return this.#page.core?.partsOf(this.settings).parts ?? [];
  }

  #hide(parts: PartShown[]): void {
    const keys = parts.filter(({ hidden }) => hidden).map(({ key }) => key);
    this.settings = this.#page.core?.withHidden(this.settings, keys.join(",")) ?? this.settings;
    this.copied = null;
  }

  #wear(theme: string): void {
    this.settings = this.#page.core?.withView(this.settings, "theme", theme) ?? this.settings;
    this.copied = null;
  }

  /** The link as the core writes it. */
  #hiding(settings: string): string {
    const hide = new URLSearchParams(settings).get("hide") ?? "";
    return this.#page.core?.withHidden(settings, hide) ?? settings;
  }
}

customElements.define("dd-share", Share);
