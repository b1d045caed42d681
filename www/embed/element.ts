// `embed.js`: the element for authors who may use scripts. It is a shell around the iframe of embed.html, which it
// sizes; attributes are settings, and what happens inside comes out as events.

import { settingsOf } from "./attributes.js";
import { FROM_EMBED, HEIGHT_LIMIT, type FromEmbed, type ToEmbed } from "./protocol.js";
import type { FigureBase } from "./typed.js";

const EVENTS: readonly string[] = ["progress", "result", "error"];

// A classic script knows its own address while it runs, a module finds itself among the scripts of the page.
const own =
  (document.currentScript as HTMLScriptElement | null)?.src ??
  Array.from(document.scripts, (script) => script.src).find((src) => /\/embed\.js([?#]|$)/.test(src)) ??
  location.href;

/** A message from the page inside, or anything else. */
type Said = Partial<Record<keyof Extract<FromEmbed, { type: "height" }> | "detail", unknown>>;

class DiceAndDescent extends (HTMLElement as FigureBase) {
  readonly #frame = document.createElement("iframe");
  readonly #changes = new MutationObserver(() => this.#change());
  #settings = "";
  /** Whether the page inside listens. */
  #ready = false;

  constructor() {
    super();
    // Not by a style element: the host's Content-Security-Policy may forbid it.
    this.#frame.style.cssText = "display:block;width:100%;height:24rem;border:0";
    this.attachShadow({ mode: "open" }).append(this.#frame);
  }

  connectedCallback(): void {
    addEventListener("message", this.#hear);
    this.#changes.observe(this, { attributes: true });
    if (getComputedStyle(this).display === "inline") this.style.display = "block";
    this.#frame.loading = "lazy";
    this.#frame.referrerPolicy = "no-referrer";
    const sandbox = this.getAttribute("sandbox");
    if (sandbox !== null) this.#frame.setAttribute("sandbox", sandbox || "allow-scripts allow-popups");
    this.#open();
  }

  disconnectedCallback(): void {
    removeEventListener("message", this.#hear);
    this.#changes.disconnect();
    this.#ready = false;
  }

  #open(): void {
    this.#settings = settingsOf(this);
    this.#frame.title = this.title || "Dice & Descent";
    this.#frame.src = `${new URL(this.getAttribute("src") ?? "embed.html", own).href}#${this.#settings}`;
  }

  #change(): void {
    const settings = settingsOf(this);
    if (settings === this.#settings) return;
    if (!this.#ready) return this.#open();
    this.#settings = settings;
    const message: ToEmbed = { type: "settings", settings };
    // Where a sandbox hides the origin, none can be named; there is nothing secret in it.
    this.#frame.contentWindow?.postMessage(message, "*");
  }

  readonly #hear = ({ source, data }: MessageEvent<Said | null>): void => {
    if (source !== this.#frame.contentWindow || data?.from !== FROM_EMBED) return;
    if (data.type === "ready") {
      this.#ready = true;
      this.#change();
    } else if (data.type === "height") {
      const height = Number(data.height);
      if (height > 0 && height <= HEIGHT_LIMIT) this.#frame.style.height = `${height}px`;
    } else if (EVENTS.includes(String(data.type))) {
      this.dispatchEvent(new CustomEvent(String(data.type), { detail: data.detail }));
    }
  };
}

export type { FigureElement, FigureEventMap } from "./typed.js";

if (!customElements.get("dice-and-descent")) customElements.define("dice-and-descent", DiceAndDescent);
