// The slim page: one experiment, without a way to others, that works only while it is seen and tells its host how
// tall it is and what happens.

import type { ExperimentElement } from "../elements/experiment.js";
import { experimentOf, type Experiment } from "../experiments.js";
import { full, GivenPlace, slim } from "./place.js";
import { FROM_EMBED, read, type Report } from "./protocol.js";
import { words } from "./words.js";

class Embed extends HTMLElement {
  readonly #open = document.createElement("a");
  readonly #waiting = document.createElement("p");
  #place = new GivenPlace("");
  #experiment: Experiment | undefined;
  #element: ExperimentElement | undefined;
  /** Whether it is on screen; its work begins when it first is. */
  #seen = false;
  #height = 0;
  #said = "";

  readonly #sight = new IntersectionObserver(
    (entries) => {
      this.#seen = entries.at(-1)?.isIntersecting ?? false;
      this.#wake();
    },
    // Where the host is of the same origin: a little before it is seen. Elsewhere browsers take no margin.
    { rootMargin: "200px" },
  );
  readonly #size = new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height !== this.#height) this.#tell({ type: "height", height });
    this.#height = height;
  });

  connectedCallback(): void {
    this.#waiting.className = "waiting";
    this.#waiting.textContent = words.waiting;
    this.append(this.#waiting, this.#footer());
    this.#follow(location.hash);
    this.#sight.observe(this);
    this.#size.observe(document.documentElement);
    document.addEventListener("visibilitychange", this.#wake);
    addEventListener("hashchange", () => this.#follow(location.hash));
    addEventListener("message", ({ source, data }) => {
      if (source === parent && parent !== window) this.#obey(data);
    });
    this.#tell({ type: "ready" });
  }

  #obey(data: unknown): void {
    const message = read(data);
    if (message?.type === "settings") this.#follow(message.settings);
    else if (message?.type === "pause") this.#element?.pause();
    else if (message?.type === "continue") this.#element?.resume();
  }

  #follow(given: string): void {
    const settings = slim(given);
    const experiment = experimentOf(settings);
    this.#link(settings);
    if (experiment === this.#experiment) {
      this.#place.follow(settings);
      return;
    }
    this.#experiment = experiment;
    this.#place = new GivenPlace(settings, (written) => this.#link(written));
    this.#element?.remove();
    this.#element = undefined;
    this.#waiting.hidden = false;
    this.#wake();
  }

  readonly #wake = (): void => {
    const awake = this.#seen && document.visibilityState === "visible";
    if (this.#element) this.#element.sleep(!awake);
    else if (awake && this.#experiment) void this.#start(this.#experiment, this.#place);
  };

  async #start(experiment: Experiment, place: GivenPlace): Promise<void> {
    const element = document.createElement(experiment.element) as ExperimentElement;
    this.#element = element;
    try {
      await experiment.load();
    } catch {
      this.#waiting.textContent = words.failed(experiment.label);
      this.#tell({ type: "error", detail: { text: this.#waiting.textContent } });
      return;
    }
    // Another one may have been asked for meanwhile.
    if (this.#element !== element) return;
    customElements.upgrade(element);
    element.place = place;
    element.addEventListener("view", () => this.#report(element, place));
    // What the link hides is known only when the engine is there.
    element.hidden = true;
    this.insertBefore(element, this.#waiting);
    this.#wake();
  }

  #report(element: ExperimentElement, place: GivenPlace): void {
    const { phase, state, trouble, fingerprint } = element.view;
    if (phase !== "loading") {
      element.hidden = false;
      this.#waiting.hidden = true;
    }
    const settings = state?.hash ?? place.read();
    if (trouble) this.#once({ type: "error", detail: { text: trouble } });
    else if (phase === "ended" && fingerprint) {
      this.#once({ type: "result", detail: { settings, fingerprint, text: element.verdict } });
    } else if (state) {
      const share = Math.round(element.share * 100) / 100;
      this.#once({ type: "progress", detail: { settings, phase, share } });
    }
  }

  /** Says what differs from what was said last. */
  #once(report: Report): void {
    const said = JSON.stringify(report);
    if (said !== this.#said) this.#tell(report);
    this.#said = said;
  }

  #tell(report: Report): void {
    // Any page may be the host, and nothing in it is secret.
    if (parent !== window) parent.postMessage({ from: FROM_EMBED, ...report }, "*");
  }

  #link(settings: string): void {
    this.#open.href = new URL(`./#${full(settings)}`, location.href.replace(/#.*/, "")).href;
  }

  #footer(): HTMLElement {
    const footer = document.createElement("footer");
    const name = document.createElement("span");
    name.textContent = words.name;
    this.#open.textContent = words.full;
    this.#open.target = "_blank";
    this.#open.rel = "noopener";
    footer.append(name, this.#open);
    return footer;
  }
}

customElements.define("dice-descent-embed", Embed);
