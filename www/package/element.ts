// `dice-and-descent/element`: an experiment in the page itself, without a frame.

import { settingsOf } from "../embed/attributes.js";
import { Figure } from "../embed/figure.js";
import type { FigureBase } from "../embed/typed.js";
import embed from "../style/embed.css?inline";
import page from "../style/page.css?inline";
import { setTheme, themeOf } from "../style/theme.js";

const style = new CSSStyleSheet();
style.replaceSync(`
  ${page.replace(/:root(:not\(.*?\)|\[.*?\])?/g, (_, which?: string) => (which ? `:host(${which})` : ":host"))}
  ${embed.replaceAll(":root", ":host").replaceAll("dice-descent-embed >", ":host >")}
  :host {
    /* Whatever the page around it says of its own text: this is English, and its numbers are read from the left. */
    all: initial;
    direction: ltr;
    display: block;
    padding: 0.25rem;
    background: var(--paper);
    color: var(--ink);
    font: 1.0625rem/1.6 var(--serif);
  }
  [hidden] {
    display: none !important;
  }
`);

/** `<dice-and-descent-figure>`: attributes are settings, what happens comes out as events. */
export class DiceAndDescentFigure extends (HTMLElement as FigureBase) {
  readonly #root = this.attachShadow({ mode: "open" });
  readonly #changes = new MutationObserver(() => this.#follow());
  #figure: Figure | undefined;
  #settings = "";

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [style];
    this.#figure = new Figure(this, this.#root, {
      happened: ({ type, detail }) => this.dispatchEvent(new CustomEvent(type, { detail })),
      linked: (settings) => setTheme(this, themeOf(settings)),
    });
    this.#changes.observe(this, { attributes: true });
    this.#settings = settingsOf(this);
    this.#figure.follow(this.#settings);
  }

  disconnectedCallback(): void {
    this.#changes.disconnect();
    this.#figure?.close();
    this.#figure = undefined;
    setTheme(this, null);
  }

  #follow(): void {
    const settings = settingsOf(this);
    if (settings !== this.#settings) this.#figure?.follow(settings);
    this.#settings = settings;
  }
}

export type { FigureElement, FigureEventMap } from "../embed/typed.js";

declare global {
  interface HTMLElementTagNameMap {
    "dice-and-descent-figure": DiceAndDescentFigure;
  }
}

if (!customElements.get("dice-and-descent-figure")) {
  customElements.define("dice-and-descent-figure", DiceAndDescentFigure);
}
