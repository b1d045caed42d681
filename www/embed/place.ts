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

/** A link as it is meant in an embedded page: where it does not say what to hide, only the main figure is shown. */
export function slim(settings: string): string {
  const plain = settings.replace(/^#/, "");
  return new URLSearchParams(plain).has("hide") ? plain : `${plain}&hide=${experimentOf(plain).slim}`;
}

/** The same settings with nothing hidden. */
export function full(settings: string): string {
  const all = new URLSearchParams(settings);
  all.delete("hide");
  return all.toString();
}
