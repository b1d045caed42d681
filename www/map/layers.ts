import { words } from "../engine/words.js";
import type { MapWindow } from "../wasm-atlas/dice_and_descent.js";
import type { PlacedHighlight, MapFrame } from "./session.js";

/** What is to be known of a window to lay one over another. */
export type Frame = Pick<MapWindow, "u" | "v" | "half">;

type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

const FADE_MS = 320;
/** From here on the new picture is finer than an old one that was moved: every second pixel of it is there. */
const FINE = 0.25;

export function penOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error(words.noCanvas);
  return pen;
}

/** A picture ready to be drawn at any size, with the window that it shows. */
class Layer<Content extends Pick<MapFrame, "size" | "pixels" | "window">> {
  readonly #canvas: OffscreenCanvas;
  #large: OffscreenCanvas | undefined;
  frame: Content;

  constructor(frame: Content) {
    this.#canvas = new OffscreenCanvas(frame.size, frame.size);
    this.frame = frame;
    this.take(frame);
  }

  take(frame: Content): void {
    this.frame = frame;
    this.#large = undefined;
    penOf(this.#canvas).putImageData(new ImageData(frame.pixels, frame.size, frame.size), 0, 0);
  }

  /** Draws it where it belongs in a square of `size` that shows `frame`. */
  draw(pen: Pen, size: number, frame: Frame): void {
    const { left, top, width } = placed(this.frame.window, frame, size);
    const canvas = this.#enlarged(width);
    pen.imageSmoothingEnabled = true;
    // Costly without a graphics card, and of use only where much is shrunk.
    pen.imageSmoothingQuality = width < canvas.width / 2 ? "medium" : "low";
    pen.drawImage(canvas, left, top, width, width);
  }

  /** Whole pixels first, and the rest smoothly: so all pixels are of one size, and their edges sharp. */
  #enlarged(width: number): OffscreenCanvas {
    const { size } = this.frame;
    const times = Math.min(4, Math.ceil(width / size));
    if (times <= 1) return this.#canvas;
    if (this.#large?.width === times * size) return this.#large;
    const large = new OffscreenCanvas(times * size, times * size);
    const pen = penOf(large);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.#canvas, 0, 0, times * size, times * size);
    return (this.#large = large);
  }
}

/** Where a picture of `window` stands in a square of `size` that shows `frame`. */
export function placed(window: Frame, frame: Frame, size: number): { left: number; top: number; width: number } {
  const unit = size / (2 * frame.half);
  return {
    left: (window.u - window.half - (frame.u - frame.half)) * unit,
    top: (frame.v + frame.half - (window.v + window.half)) * unit,
    width: 2 * window.half * unit,
  };
}

const sameFrame = (a: Frame, b: Frame): boolean => a.u === b.u && a.v === b.v && a.half === b.half;

/** The picture as it comes in, over what was seen before: nothing that a visitor looks at ever goes blank. */
export class Layers {
  #front: Layer<MapFrame> | undefined;
  /** What was seen before a drag or a zoom. */
  #back: Layer<MapFrame> | undefined;
  /** What was seen before the colours changed. */
  #before: Layer<MapFrame> | undefined;
  #since = 0;
  #cover: Layer<PlacedHighlight> | undefined;

  /** Takes the picture as it is now; `still` if nothing may move. */
  take(frame: MapFrame | null, still: boolean, now: number): void {
    if (!frame) {
      this.#front = this.#back = this.#before = undefined;
      return;
    }
    const front = this.#front;
    if (!front) {
      this.#front = new Layer(frame);
    } else if (!sameFrame(front.frame.window, frame.window) || front.frame.size !== frame.size) {
      if (front.frame.progress.share >= FINE || !this.#back) this.#back = front;
      this.#before = undefined;
      this.#front = new Layer(frame);
    } else if (!still && recoloured(front.frame, frame)) {
      this.#before = front;
      this.#since = now;
      this.#front = new Layer(frame);
    } else {
      front.take(frame);
    }
    if (frame.progress.ended) this.#back = undefined;
  }

  /** Draws all into a square of `size` that shows `frame`, and says whether it is still changing. */
  draw(pen: Pen, size: number, frame: Frame, now: number): boolean {
    const front = this.#front;
    if (!front) return false;
    const fine = front.frame.progress.share >= FINE;
    if (fine) this.#back?.draw(pen, size, frame);
    const faded = this.#before ? (now - this.#since) / FADE_MS : 1;
    if (faded >= 1) this.#before = undefined;
    this.#before?.draw(pen, size, frame);
    pen.globalAlpha = Math.max(0, Math.min(1, faded));
    front.draw(pen, size, frame);
    pen.globalAlpha = 1;
    if (!fine) this.#back?.draw(pen, size, frame);
    return this.#before !== undefined;
  }

  /** Takes what marks the regions of one function, or nothing. */
  cover(highlight: PlacedHighlight | null): void {
    this.#cover = highlight ? new Layer(highlight) : undefined;
  }

  /** Draws it over all. */
  drawCover(pen: Pen, size: number, frame: Frame): void {
    this.#cover?.draw(pen, size, frame);
  }
}

/** Whether the same regions are painted in other colours. */
const recoloured = (a: MapFrame, b: MapFrame): boolean =>
  a.progress.ended && b.progress.ended && (a.hash !== b.hash || a.dark !== b.dark);
