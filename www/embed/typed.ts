// What the elements tell, as TypeScript knows it.

import type { Progress, Result } from "./protocol.js";

/** The events of a figure. */
export interface FigureEventMap {
  progress: CustomEvent<Progress>;
  result: CustomEvent<Result>;
  /** What went wrong, as its reader is told. */
  error: CustomEvent<{ text: string }>;
}

/** All events of a figure: two of its own are called as other elements have others. */
type Events = Omit<HTMLElementEventMap, keyof FigureEventMap> & FigureEventMap;

/** An element with a figure in it. */
export interface FigureElement extends HTMLElement {
  addEventListener<K extends keyof Events>(
    type: K,
    listener: (this: this, event: Events[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof Events>(
    type: K,
    listener: (this: this, event: Events[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/** What elements with a figure are made from. */
export type FigureBase = new () => FigureElement;

declare global {
  interface HTMLElementTagNameMap {
    "dice-and-descent": FigureElement;
  }
}
