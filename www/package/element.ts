// `dice-and-descent/element`: an experiment in the page itself, without a frame.

import { Figure } from "../embed/figure.js";
import { loadFrom } from "../engine/source.js";
import { full } from "../embed/place.js";
import { define, SettingsElement } from "../embed/settings-element.js";
import embed from "../style/embed.css?inline";
import page from "../style/page.css?inline";
import { sheetFor } from "../style/sheets.js";
import { setTheme, themeOf } from "../style/theme.js";

/** The full page, if these scripts are where it is. */
const served = import.meta.url.match(/^(https?:.*\/)package\/(?:element\.js|parts\/)/)?.[1];

/** Whoever moves an element may take it out first; so long it waits for its return. */
const GRACE_MS = 1000;

// The style of a whole page, of which the root is this element. Bundlers leave no space before the sign of a child.
const whole = `${page}${embed}`
  .replace(/:root(:not\(.*?\)|\[.*?\])?/g, (_, which?: string) => (which ? `:host(${which})` : ":host"))
  .replaceAll(/dice-descent-embed\s*>/g, ":host >");
const style = `
  ${whole}
  :host {
    /* Whatever the page around it says of its own text: this is English, and its numbers are read from the left. */
    all: initial;
    direction: ltr;
    display: block;
    min-width: 0;
    max-width: 100%;
    box-sizing: border-box;
    padding: 0.25rem;
    background: var(--paper);
    color: var(--ink);
    font: 1.0625rem/1.6 var(--serif);
  }
  [hidden] {
    display: none !important;
  }
`;

/** `<dice-and-descent-figure>`: attributes are settings, what happens comes out as events. */
export class DiceAndDescentFigure extends SettingsElement {
  #root: ShadowRoot | undefined;
  #figure: Figure | undefined;
  /** Those of the attributes, as last taken in. */
  #settings = "";
  #leaving: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    clearTimeout(this.#leaving);
    super.connectedCallback();
  }

  disconnectedCallback(): void {
    this.#leaving = setTimeout(() => {
      this.#figure?.close();
      this.#figure = undefined;
      setTheme(this, null);
    }, GRACE_MS);
  }

  adoptedCallback(): void {
    this.#wear();
  }

  protected override update(): void {
    const engines = this.getAttribute("wasm-url");
    if (engines !== null) loadFrom(engines);
    const before = this.#settings;
    this.#settings = this.read();
    if (!this.#figure) {
      this.#root ??= this.attachShadow({ mode: "open" });
      this.#wear();
      this.#figure = new Figure(this, this.#root, {
        happened: ({ type, detail }) => this.tell(type, detail),
        linked: (settings) => setTheme(this, themeOf(settings)),
        address: (settings) => this.#address(settings),
      });
      this.#figure.follow(this.#settings);
    } else if (before !== this.#settings) {
      this.#figure.follow(this.#settings, before);
    }
  }

  /** Where the full page has these settings; where none is known, the settings alone. */
  #address(settings: string): string {
    try {
      const page = new URL(this.getAttribute("page") ?? served ?? "data:,", this.baseURI);
      if (/^https?:$/.test(page.protocol)) return `${page.href.replace(/#.*/, "")}#${full(settings)}`;
    } catch {
      // It is no address.
    }
    return `#${settings}`;
  }

  #wear(): void {
    if (this.#root) this.#root.adoptedStyleSheets = [sheetFor(this.ownerDocument, style)];
  }
}

export type { FigureElement, FigureEventMap } from "../embed/typed.js";

declare global {
  interface HTMLElementTagNameMap {
    "dice-and-descent-figure": DiceAndDescentFigure;
  }
}

define("dice-and-descent-figure", DiceAndDescentFigure);
