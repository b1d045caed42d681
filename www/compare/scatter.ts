import { css, html } from "lit";
import type { Bindings } from "../engine/bindings.js";
import type { Look, ScatterData, ScatterView } from "../wasm/dice_and_descent.js";
import { words } from "../words.js";
import { wish } from "../elements/events.js";
import { Painted } from "../elements/painted.js";

const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"] as const;
type Key = (typeof KEYS)[number];
const isKey = (key: string): key is Key => (KEYS as readonly string[]).includes(key);

/** The chart of all functions: how often dice found each against how often descent did. */
class Scatter extends Painted<ScatterData> {
  static override properties = { ...Painted.properties, selected: {} };
  declare selected: string | null;

  static override styles = [
    ...Painted.styles,
    css`
      :host {
        position: relative;
        aspect-ratio: 10 / 9;
        min-height: 20rem;
        width: 100%;
      }
      @media (max-width: 40rem) {
        :host {
          aspect-ratio: 5 / 6;
        }
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

  #view: ScatterView | undefined;

  override render() {
    return html`
      <canvas
        role="img"
        tabindex="0"
        aria-label="${this.alt} ${words.scatter.keys}"
        @pointermove=${this.#point}
        @pointerdown=${this.#point}
        @keydown=${this.#key}
      ></canvas>
      ${this.data ? "" : html`<p class="waiting">${words.scatter.waiting}</p>`}
    `;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#view?.free();
    this.#view = undefined;
  }

  protected override marked(): number | null {
    const index = this.data?.points.findIndex((point) => point.function === this.selected) ?? -1;
    return index < 0 ? null : index;
  }

  protected override paint(bindings: Bindings, canvas: HTMLCanvasElement, data: ScatterData, look: Look): void {
    this.#view?.free();
    this.#view = bindings.paintScatter(canvas, data, look);
  }

  #select(index: number | undefined): void {
    const text = index === undefined ? undefined : this.#view?.functionAt(index);
    if (text !== undefined) wish(this, "select-wish", text);
  }

  #point(event: PointerEvent): void {
    this.#select(this.#view?.nearest(event.offsetX, event.offsetY));
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") wish(this, "select-wish", null);
    if (!isKey(event.key)) return;
    event.preventDefault();
    this.#select(this.#view?.next(this.marked() ?? undefined, event.key));
  }
}

customElements.define("dd-scatter", Scatter);
