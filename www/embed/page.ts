// The slim page: one experiment, without a way to others, that tells its host how tall it is and what happens.

import { experimentOf } from "../experiments.js";
import { listenToKeys } from "../shortcuts/keys.js";
import { setTheme, themeOf } from "../style/theme.js";
import { Figure } from "./figure.js";
import { full } from "./place.js";
import { FROM_EMBED, read, type Report, type ToEmbed } from "./protocol.js";
import { words } from "./words.js";

/** Not by animation frames: those stand still where nobody looks. */
const FRAME_MS = 16;

class Embed extends HTMLElement {
  readonly #open = document.createElement("a");
  #height = 0;
  /** Settings that the host has sent and that are not yet shown. */
  #waiting: { settings: string; before: string | undefined } | undefined;

  connectedCallback(): void {
    this.replaceChildren();
    const figure = new Figure(this, this, {
      happened: (happening) => this.#tell(happening),
      linked: (settings) => {
        setTheme(document.documentElement, themeOf(settings));
        this.#open.href = address(settings);
      },
      address,
    });
    this.append(this.#footer());
    listenToKeys(this);
    figure.follow(location.hash);
    addEventListener("hashchange", () => figure.follow(location.hash));
    addEventListener("message", ({ source, data }) => {
      if (embeds(source)) this.#obey(figure, read(data));
    });
    new ResizeObserver(() => this.#measure()).observe(document.documentElement);
    this.#tell({ type: "ready" });
  }

  #obey(figure: Figure, message: ToEmbed | undefined): void {
    if (message?.type === "pause") figure.pause();
    else if (message?.type === "continue") figure.resume();
    else if (message) {
      const { settings, before } = message;
      const waits = this.#waiting;
      // Of many that come at once only the last counts, with all that has changed since the first.
      this.#waiting = { settings, before: waits && before !== undefined ? waits.before : before };
      if (!waits) setTimeout(() => this.#follow(figure), FRAME_MS);
    }
  }

  #follow(figure: Figure): void {
    const waits = this.#waiting;
    this.#waiting = undefined;
    if (waits) figure.follow(waits.settings, waits.before);
  }

  #measure(): void {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height !== this.#height) this.#tell({ type: "height", height });
    this.#height = height;
  }

  #tell(report: Report): void {
    // Any page may be the host, and nothing in it is secret.
    if (parent !== window) parent.postMessage({ from: FROM_EMBED, ...report }, "*");
  }

  #footer(): HTMLElement {
    const footer = document.createElement("footer");
    const name = document.createElement("span");
    name.textContent = words.name;
    this.#open.textContent = words.full;
    this.#open.target = "_blank";
    this.#open.rel = "noopener";
    const keys = document.createElement("button");
    keys.textContent = keys.dataset["shortcut"] = "?";
    keys.ariaLabel = keys.title = words.shortcuts;
    keys.addEventListener("click", () => void this.#listKeys());
    footer.append(name, keys, this.#open);
    return footer;
  }

  async #listKeys(): Promise<void> {
    const { key, label } = experimentOf(this.#open.hash);
    const { Shortcuts } = await import("../shortcuts/dialog.js");
    this.append(new Shortcuts({ root: this, key, label, others: [] }));
  }
}

/** Whether this page is somewhere inside the one of a window: elements may have been put into a frame of their own page. */
function embeds(source: MessageEventSource | null): boolean {
  let inner: Window = window;
  while (inner !== inner.parent) {
    inner = inner.parent;
    if (inner === source) return true;
  }
  return false;
}

/** The full page with the same settings. */
const address = (settings: string): string => new URL(`./#${full(settings)}`, location.href.replace(/#.*/, "")).href;

customElements.define("dice-descent-embed", Embed);
