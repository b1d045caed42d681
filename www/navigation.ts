// The way from one experiment to the other. Only the one that is shown is loaded, and only it works: an element that
// is ended ends its workers.

import { EXPERIMENTS, experimentOf, type Experiment } from "./experiments.js";
import { request } from "./elements/events.js";
import type { ExperimentElement } from "./elements/experiment.js";
import { keepOffline } from "./offline/keep.js";
import { enter } from "./session/link.js";
import type { Opening } from "./session/session.js";
import { listenToKeys } from "./shortcuts/keys.js";
import { setTheme, themeOf, THEMES, type Theme } from "./style/theme.js";
import { words } from "./words.js";

class Shell extends HTMLElement {
  /** By experiment: where the visitor left it. */
  readonly #left = new Map(EXPERIMENTS.map(({ key }, place) => [key, place === 0 ? "#v=2" : `#v=2&experiment=${key}`]));
  readonly #links = new Map<string, HTMLAnchorElement>();
  #shown: Experiment | undefined;
  #deaf: (() => void) | undefined;
  #theme: Theme = "auto";
  readonly #colours = button("◐", "t", () => this.#turn());
  #element: ExperimentElement | undefined;
  /** Why it is not there. */
  #trouble: HTMLElement | undefined;

  connectedCallback(): void {
    this.replaceChildren(this.#header());
    // Before the experiment hears of it: it must not take another one's link for its own.
    addEventListener("hashchange", this.#follow);
    this.addEventListener("open-run", this.#open);
    this.#deaf = listenToKeys(this);
    void this.#show(experimentOf(location.hash));
  }

  disconnectedCallback(): void {
    removeEventListener("hashchange", this.#follow);
    this.removeEventListener("open-run", this.#open);
    this.#deaf?.();
    this.#element?.end();
    this.replaceChildren();
  }

  readonly #follow = ({ oldURL, newURL }: HashChangeEvent): void => {
    const next = experimentOf(new URL(newURL).hash);
    if (next === this.#shown) return;
    const left = new URL(oldURL).hash;
    this.#left.set(experimentOf(left).key, left || "#v=2");
    void this.#show(next);
  };

  /** A saved run of another experiment was opened: goes there with it. */
  readonly #open = (event: CustomEvent<Opening>): void => {
    event.preventDefault();
    const { hash } = event.detail;
    if (this.#shown) this.#left.set(this.#shown.key, location.hash || "#v=2");
    enter(hash);
    scrollTo(0, 0);
    void this.#show(experimentOf(hash), event.detail);
  };

  async #show(experiment: Experiment, opening?: Opening): Promise<void> {
    this.#shown = experiment;
    this.#element?.end();
    this.#trouble?.remove();
    this.#element = this.#trouble = undefined;
    this.#wear(themeOf(location.hash));
    for (const [key, link] of this.#links) {
      if (key === experiment.key) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    try {
      await experiment.load();
    } catch {
      const trouble = document.createElement("p");
      trouble.setAttribute("role", "alert");
      trouble.textContent = words.trouble.loading(experiment.label);
      if (this.#shown === experiment) this.append((this.#trouble = trouble));
      return;
    }
    if (this.#shown !== experiment) return;
    const element = document.createElement(experiment.element) as ExperimentElement;
    element.opening = opening;
    element.addEventListener("view", () => {
      const { state } = element.view;
      if (state) this.#wear(themeOf(state.hash));
    });
    keepOffline(element);
    this.append((this.#element = element));
  }

  /** Shows the theme of the settings, which goes with the visitor to the other experiments. */
  #wear(theme: Theme): void {
    this.#theme = theme;
    setTheme(document.documentElement, theme);
    this.#colours.ariaLabel = this.#colours.title = words.theme(words.themes[theme]);
    for (const [key, link] of this.#links) link.href = themed(this.#left.get(key) ?? "#", theme);
  }

  #turn(): void {
    const next = THEMES[(THEMES.indexOf(this.#theme) + 1) % THEMES.length]!;
    if (this.#element) request(this.#element, "change-request", { key: "theme", text: next });
  }

  /** The panel for embedding and sharing, which few visitors open. */
  async #share(): Promise<void> {
    const element = this.#element;
    if (!element?.core) return;
    const { Share } = await import("./embed/share.js");
    this.append(new Share(element));
  }

  async #listKeys(): Promise<void> {
    const { key, label } = this.#shown!;
    const { Shortcuts } = await import("./shortcuts/dialog.js");
    this.append(new Shortcuts({ root: this, key, label, others: EXPERIMENTS.map(({ label }) => label) }));
  }

  #header(): HTMLElement {
    const header = document.createElement("header");
    const name = document.createElement("strong");
    name.textContent = words.name;
    const navigation = document.createElement("nav");
    navigation.ariaLabel = words.experiments;
    EXPERIMENTS.forEach(({ key, label }, place) => {
      const link = document.createElement("a");
      link.textContent = label;
      link.dataset["shortcut"] = `${place + 1}`;
      this.#links.set(key, link);
      navigation.append(link);
    });
    const keys = button("?", "?", () => void this.#listKeys());
    keys.ariaLabel = keys.title = words.shortcuts;
    header.append(
      name,
      navigation,
      this.#colours,
      keys,
      button(words.share, "e", () => void this.#share()),
    );
    return header;
  }
}

/** A link with this theme; untouched if it has it. */
function themed(hash: string, theme: Theme): string {
  if (themeOf(hash) === theme) return hash;
  const settings = new URLSearchParams(hash.slice(1));
  if (theme === "auto") settings.delete("theme");
  else settings.set("theme", theme);
  return `#${settings}`;
}

function button(text: string, shortcut: string, press: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.textContent = text;
  button.dataset["shortcut"] = shortcut;
  button.addEventListener("click", press);
  return button;
}

customElements.define("dice-descent", Shell);
