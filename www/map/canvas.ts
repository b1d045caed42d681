import { css, html, type PropertyValues } from "lit";
import { densityOf, watchPixels } from "../style/pixels.js";
import { LIGHT, PRINT as PAPER } from "../style/print.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { forPrint, watchGround } from "../style/theme.js";
import type { MapWindow, Trail } from "../wasm-atlas/dice_and_descent.js";
import { MapGestures } from "./gestures.js";
import { Layers, penOf, placed } from "./layers.js";
import { landmarks, numbers, probe, scale, taken, trails, type Pen, type Style } from "./marks.js";
import type { Spot } from "./messages.js";
import type { PlacedHighlight, MapFrame } from "./session.js";
import { words } from "./words.js";

const text = words.canvas;
/** Pixels of the picture that is saved: a column of text in print. */
const PRINT = Math.round(PAPER.width * PAPER.ratio);
/** As wide as the map usually stands on the page: marks of a saved picture are as large in proportion. */
const USUAL = 620;

interface Drawing {
  /** Along a side, in the canvas's own pixels. */
  size: number;
  /** How many of them are one css pixel. */
  ratio: number;
  style: Omit<Style, "ratio"> & { sunk: string };
  frame: MapFrame | null;
  layers: Layers;
  /** Whether a visitor looks at it, and points. */
  live: boolean;
}

/** The map itself: the picture as far as it is computed, what lies over it, and the visitor's hands on it. */
class MapCanvas extends StyledElement {
  static override properties = {
    window: { attribute: false },
    frame: { attribute: false },
    probe: { attribute: false },
    highlight: { attribute: false },
    run: { attribute: false },
    along: { attribute: false },
    alt: {},
  };
  declare window: MapWindow | null;
  declare frame: MapFrame | null;
  declare probe: Spot | null;
  /** Marks the regions of one function. */
  declare highlight: PlacedHighlight | null;
  /** The training run that is looked at. */
  declare run: number;
  /** How much of the paths is drawn, 0 to 1. */
  declare along: number;
  declare alt: string;

  static override styles = [
    shared,
    css`
      canvas {
        display: block;
        width: 100%;
        aspect-ratio: 1;
        border-radius: 0.25rem;
        cursor: crosshair;
        /* A finger that drags scrolls the page, until the map has been tapped. */
        touch-action: pan-x pan-y pinch-zoom;
      }
      canvas:focus {
        touch-action: none;
      }
      canvas.grasped {
        cursor: grabbing;
      }
    `,
  ];

  readonly #layers = new Layers();
  readonly #gestures = new MapGestures(this);
  #unwatch: (() => void)[] = [];
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  #frame = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unwatch = [watchPixels(this, this.#repaint), watchGround(this.#repaint)];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const unwatch of this.#unwatch) unwatch();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  override render() {
    const hands = this.#gestures;
    return html`<canvas
      role="img"
      tabindex="0"
      aria-label="${this.alt} ${text.keys}"
      @pointerdown=${hands.down}
      @pointermove=${hands.move}
      @pointerup=${hands.up}
      @pointercancel=${hands.cancel}
      @pointerleave=${hands.leave}
      @wheel=${hands.wheel}
      @keydown=${hands.key}
      @blur=${hands.blur}
    ></canvas>`;
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("frame")) this.#layers.take(this.frame, this.#still.matches, performance.now());
    if (changed.has("highlight")) this.#layers.cover(this.highlight);
    this.#repaint();
  }

  get canvas(): HTMLCanvasElement | null {
    return this.renderRoot.querySelector("canvas");
  }

  /** The picture as a light file for print. */
  async picture(): Promise<Blob> {
    const canvas = new OffscreenCanvas(PRINT, PRINT);
    const { frame } = this;
    const light = frame?.light ? { ...frame, ...frame.light, dark: false } : frame;
    const layers = alone(light);
    this.#draw(penOf(canvas), { size: PRINT, ratio: PRINT / USUAL, style: LIGHT, frame: light, layers, live: false });
    return canvas.convertToBlob({ type: "image/png" });
  }

  readonly #repaint = (): void => {
    // Paper does not wait for another frame.
    if (forPrint()) this.#paint();
    else if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  };

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { canvas } = this;
    const pen = canvas?.getContext("2d");
    if (!canvas || !pen) return;
    const printed = forPrint();
    const { width, ratio } = printed ? PAPER : { width: canvas.clientWidth, ratio: densityOf(canvas) };
    const size = Math.round(width * ratio);
    if (size === 0) return;
    if (canvas.width !== size) canvas.width = canvas.height = size;
    const sheet = getComputedStyle(this);
    const colour = (name: string) => sheet.getPropertyValue(name).trim();
    const style = {
      ink: colour("--ink"),
      paper: colour("--paper"),
      sunk: colour("--sunk"),
      path: colour("--method-2"),
      font: colour("--sans"),
    };
    const { frame } = this;
    const layers = printed ? alone(frame) : this.#layers;
    if (this.#draw(pen, { size, ratio, style, frame, layers, live: !printed })) this.#repaint();
  }

  /** Draws all that there is, and says whether it is still changing. */
  #draw(pen: Pen, { size, ratio, style: colours, frame, layers, live }: Drawing): boolean {
    const style: Style = { ...colours, ratio };
    const { window } = this;
    pen.globalAlpha = 1;
    pen.fillStyle = colours.sunk;
    pen.fillRect(0, 0, size, size);
    if (!window) return false;
    const moving = layers.draw(pen, size, window, live ? performance.now() : Infinity);
    if (live) layers.drawCover(pen, size, window);
    if (frame) {
      const at = placed(frame.window, window, size);
      if (frame.summary) numbers(pen, style, at, frame.summary.rows, taken(pen, style, size, window));
      landmarks(pen, style, size, window.landmarks);
      if (frame.trails.length > 0) trails(pen, style, at, frame.trails as Trail[], this.run, live ? this.along : 1);
    }
    scale(pen, style, size, window);
    if (live && this.probe) probe(pen, style, size, this.probe);
    return moving;
  }
}

/** A picture without what was seen before it, which may have been painted on another ground. */
function alone(frame: MapFrame | null): Layers {
  const layers = new Layers();
  layers.take(frame, true, 0);
  return layers;
}

customElements.define("dd-map-canvas", MapCanvas);

declare global {
  interface HTMLElementTagNameMap {
    "dd-map-canvas": MapCanvas;
  }
}
