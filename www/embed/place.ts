import { experimentOf } from "../experiments.js";
import type { Place } from "../session/place.js";

/** Settings that somebody else has the say over: the page or the element around an experiment. */
export class GivenPlace implements Place {
  #followed: ((settings: string) => void) | undefined;

  constructor(
    private settings: string,
    private readonly written: (settings: string) => void = () => {},
    readonly address: (settings: string) => string = (settings) => `#${settings}`,
  ) {}

  read(): string {
    return this.settings;
  }

  write(settings: string): void {
    this.settings = settings;
    this.written(settings);
  }

  enter(settings: string): void {
    this.write(settings);
  }

  listen(followed: (settings: string) => void): void {
    this.#followed = followed;
  }

  close(): void {
    this.#followed = undefined;
  }

  /** Other settings from outside. */
  follow(settings: string): void {
    this.settings = settings;
    this.#followed?.(settings);
  }
}

/** Whether a link says what to hide, be it encoded once too often. */
const HIDES = /(?:^|[^a-z_])hide(?:=|%(?:25)*3d)/i;

/** A link as it is meant in an embedded page: where it does not say what to hide, only the main figure is shown. */
export function slim(settings: string): string {
  const plain = settings.replace(/^#/, "");
  return HIDES.test(plain) ? plain : `${plain}&hide=${experimentOf(plain).slim}`;
}

/** The same settings with nothing hidden. */
export function full(settings: string): string {
  const all = new URLSearchParams(settings);
  all.delete("hide");
  return all.toString();
}

/**
 * What is shown, with all that has changed from one text of its settings to the next: whatever else a visitor has
 * chosen stays. `asNow` says a text as this version of links does, once it is known how.
 */
export function withChanges(shown: string, before: string, after: string, asNow: (text: string) => string | undefined): string {
  // The keys of another experiment are others.
  if (experimentOf(shown) !== experimentOf(after)) return after;
  const settings = new URLSearchParams(shown);
  const version = settings.get("v");
  let texts = [before, after].map((text) => new URLSearchParams(text));
  if (texts.some((text) => (text.get("v") ?? version) !== version)) {
    // Of another version the words may mean something else.
    const read = [before, after].map(asNow);
    if (read.includes(undefined)) return after;
    texts = read.map((text) => new URLSearchParams(text));
  }
  const [was, is] = texts as [URLSearchParams, URLSearchParams];
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const value = is.get(key);
    if (value === was.get(key)) continue;
    if (value === null) settings.delete(key);
    else settings.set(key, value);
  }
  return settings.toString();
}
