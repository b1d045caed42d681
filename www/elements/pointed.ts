import { css, html } from "lit";
import type { Bindings } from "../engine/bindings.js";
import type { ChartStyle } from "../wasm/dice_and_descent.js";
import { words } from "../words.js";
import { Painted } from "./painted.js";

/** Keys that lead from mark to mark. */
const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

/** What a painted chart says of where its marks are. */
export interface Marks {
  nearest(x: number, y: number): number | undefined;
  next(from: number | undefined, key: string): number | undefined;
  free(): void;
}

/** A figure whose marks can be pointed at, tapped, and gone through with the arrow keys. */
export abstract class Pointed<Data, View extends Marks, Bound = Bindings> extends Painted<Data, Bound> {
  static override styles = [
    ...Painted.styles,
    css`
      :host {
        position: relative;
        width: 100%;
      }
      canvas {
        cursor: crosshair;
        touch-action: pan-y pinch-zoom;
      }
      .waiting {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        color: var(--soft);
        font: 0.9375rem/1.5 var(--sans);
        pointer-events: none;
      }
    `,
  ];

  protected view: View | undefined;

  /** Paints, and says where the marks are. */
  protected abstract draw(bindings: Bound, canvas: HTMLCanvasElement, data: Data, look: ChartStyle): View;
  /** The visitor means this mark. */
  protected abstract choose(mark: number): void;
  /** The visitor means none any more. */
  protected abstract leave(): void;
  /** What the keys do, for those who listen. */
  protected abstract readonly keys: string;

  override render() {
    return html`
      <canvas
        role="img"
        tabindex="0"
        aria-label="${this.alt} ${this.keys}"
        @pointermove=${this.#point}
        @pointerdown=${this.#point}
        @keydown=${this.#key}
      ></canvas>
      ${this.data ? "" : html`<p class="waiting">${words.scatter.waiting}</p>`}
    `;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.view?.free();
    this.view = undefined;
  }

  protected override paint(bindings: Bound, canvas: HTMLCanvasElement, data: Data, look: ChartStyle): void {
    this.view?.free();
    this.view = undefined;
    this.view = this.draw(bindings, canvas, data, look);
  }

  #point(event: PointerEvent): void {
    const mark = this.view?.nearest(event.offsetX, event.offsetY);
    if (mark !== undefined) this.choose(mark);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") this.leave();
    if (!KEYS.includes(event.key)) return;
    event.preventDefault();
    const mark = this.view?.next(this.marked() ?? undefined, event.key);
    if (mark !== undefined) this.choose(mark);
  }
}
