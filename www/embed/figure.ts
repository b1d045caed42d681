import { request } from "../elements/events.js";
import type { ExperimentElement } from "../elements/experiment.js";
import { experimentOf, type Experiment } from "../experiments.js";
import { GivenPlace, slim, withChanges } from "./place.js";
import type { Happening } from "./protocol.js";
import { words } from "./words.js";

/** Of all words: the page around a figure may have another. */
const LANGUAGE = "en";

export interface FigureEvents {
  /** Something has happened inside, and was not said before. */
  happened(happening: Happening): void;
  /** The settings are others than before. */
  linked(settings: string): void;
  /** The full page with these settings, where there is one. */
  address?(settings: string): string;
}

/** One experiment in somebody's page: it begins when it is seen, and sleeps while it is not. */
export class Figure {
  readonly #waiting = document.createElement("div");
  /** What stands on paper while there is nothing to be seen. */
  readonly #paper = document.createElement("p");
  #place = new GivenPlace("");
  #experiment: Experiment | undefined;
  #element: ExperimentElement | undefined;
  #seen = false;
  #said = "";

  readonly #sight = new IntersectionObserver(
    (entries) => {
      this.#seen = entries.at(-1)?.isIntersecting ?? false;
      this.#wake();
    },
    // A little before it is seen; in a frame of another origin browsers take no margin.
    { rootMargin: "200px" },
  );

  /** A figure at the end of `inside`, which is in view when `host` is. */
  constructor(
    host: Element,
    private readonly inside: Element | ShadowRoot,
    private readonly events: FigureEvents,
  ) {
    this.#waiting.className = "waiting";
    this.#waiting.lang = LANGUAGE;
    this.#waiting.textContent = words.waiting;
    this.#paper.className = "paper";
    this.#paper.lang = LANGUAGE;
    inside.append(this.#waiting, this.#paper);
    this.#sight.observe(host);
    document.addEventListener("visibilitychange", this.#wake);
  }

  /** Ends all work, for good. */
  close(): void {
    this.#sight.disconnect();
    document.removeEventListener("visibilitychange", this.#wake);
    this.#element?.end();
    this.#waiting.remove();
    this.#paper.remove();
    this.#experiment = this.#element = undefined;
  }

  /** Shows what a link says, of whichever experiment; or if it is told of an earlier one, what has changed since then. */
  follow(given: string, before?: string): void {
    const settings =
      before === undefined
        ? slim(given)
        : withChanges(this.#place.read(), slim(before), slim(given), (text) => this.#element?.canonical?.(text));
    const experiment = experimentOf(settings);
    this.events.linked(settings);
    if (experiment === this.#experiment) {
      this.#place.follow(settings);
      return;
    }
    this.#experiment = experiment;
    this.#paper.textContent = words.unseen(experiment.label, this.events.address?.(settings) ?? `#${settings}`);
    this.#place = new GivenPlace(settings, (written) => this.events.linked(written), this.events.address);
    this.#element?.end();
    this.#element = undefined;
    this.#waiting.hidden = false;
    this.#wake();
  }

  pause(): void {
    this.#element?.pause();
  }

  resume(): void {
    this.#element?.resume();
  }

  readonly #wake = (): void => {
    const awake = this.#seen && document.visibilityState === "visible";
    if (this.#element) this.#element.sleep?.(!awake);
    else if (awake && this.#experiment) void this.#start(this.#experiment, this.#place);
  };

  async #start(experiment: Experiment, place: GivenPlace): Promise<void> {
    const element = document.createElement(experiment.element) as ExperimentElement;
    element.lang = LANGUAGE;
    this.#element = element;
    this.#waiting.textContent = words.loading;
    try {
      await experiment.load();
    } catch {
      this.#waiting.textContent = words.failed(experiment.label);
      this.#once({ type: "error", detail: { text: this.#waiting.textContent } });
      return;
    }
    // Another one may have been asked for meanwhile.
    if (this.#element !== element) return;
    customElements.upgrade(element);
    element.place = place;
    element.addEventListener("view", () => this.#report(element, place));
    // Until there is something to show.
    element.hidden = true;
    this.inside.insertBefore(element, this.#waiting);
    this.#wake();
  }

  #report(element: ExperimentElement, place: GivenPlace): void {
    const { phase, state, trouble, fingerprint } = element.view;
    // What the link hides is known with the first state: until then there is but a sentence to be shown.
    element.hidden = state === null;
    this.#waiting.hidden = !element.hidden;
    if (element.hidden && trouble) this.#excuse(trouble, element);
    const settings = state?.hash ?? place.read();
    if (trouble) this.#once({ type: "error", detail: { text: trouble } });
    else if (phase === "ended" && fingerprint) {
      this.#once({ type: "result", detail: { settings, fingerprint, text: element.verdict } });
    } else if (state) {
      const share = Math.round(element.share * 100) / 100;
      this.#once({ type: "progress", detail: { settings, phase, share } });
    }
  }

  /** Says why there is no figure, and offers to try once more. */
  #excuse(trouble: string, element: ExperimentElement): void {
    const text = document.createElement("p");
    text.setAttribute("role", "alert");
    text.textContent = trouble;
    const again = document.createElement("button");
    again.textContent = words.again;
    again.addEventListener("click", () => {
      this.#waiting.textContent = words.loading;
      request(element, "retry-request", null);
    });
    this.#waiting.replaceChildren(text, again);
  }

  /** Says what differs from what was said last. */
  #once(happening: Happening): void {
    const said = JSON.stringify(happening);
    if (said !== this.#said) this.events.happened(happening);
    this.#said = said;
  }
}
