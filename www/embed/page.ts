// The slim page: one experiment, without a way to others, that tells its host how tall it is and what happens.

import { experimentOf } from "../experiments.js";
import { listenToKeys } from "../shortcuts/keys.js";
import { setTheme, themeOf } from "../style/theme.js";
import { Figure } from "./figure.js";
import { full } from "./place.js";
import { FROM_EMBED, read, type Report } from "./protocol.js";
import { words } from "./words.js";

class Embed extends HTMLElement {
  readonly #open = document.createElement("a");
  #height = 0;

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
      if (source === parent && parent !== window) obey(figure, data);
    });
    new ResizeObserver(() => this.#measure()).observe(document.documentElement);
    this.#tell({ type: "ready" });
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

/** The full page with the same settings. */
const address = (settings: string): string => new URL(`./#${full(settings)}`, location.href.replace(/#.*/, "")).href;

function obey(figure: Figure, data: unknown): void {
  const message = read(data);
  if (message?.type === "settings") figure.follow(message.settings);
  else if (message?.type === "pause") figure.pause();
  else if (message?.type === "continue") figure.resume();
}

customElements.define("dice-descent-embed", Embed);
