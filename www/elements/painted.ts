import { css, html, type PropertyValues } from "lit";
import type { Bindings } from "../engine/bindings.js";
import type { Look } from "../wasm/dice_and_descent.js";
import { PRINT } from "../style/print.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { forPrint, groundOf, watchGround } from "../style/theme.js";

/** A figure on a canvas, painted by the core: at most once a frame, and only when something is new. */
export abstract class Painted<Data, Bound = Bindings> extends StyledElement {
  static override properties = {
    bindings: { attribute: false },
    data: { attribute: false },
    alt: {},
  };
  declare bindings: Bound | undefined;
  declare data: Data | null;
  declare alt: string;

  static override styles = [
    shared,
    css`
      canvas {
        display: block;
        width: 100%;
        height: 100%;
      }
      @media print {
        :host {
          aspect-ratio: auto !important;
          min-height: 0 !important;
          height: auto !important;
        }
        canvas {
          width: auto;
          height: auto;
          max-width: 100%;
          max-height: 9.75cm;
          margin-inline: auto;
        }
      }
    `,
  ];

  readonly #resized = new ResizeObserver(() => this.repaint());
  #density: MediaQueryList | undefined;
  #unwatch: (() => void) | undefined;
  #frame = 0;

  protected abstract paint(bindings: Bound, canvas: HTMLCanvasElement, data: Data, look: Look): void;

  /** Height over width on paper. */
  protected abstract readonly shape: number;

  /** The index of the point to be marked. */
  protected marked(): number | null {
    return null;
  }

  protected get canvas(): HTMLCanvasElement | null {
    return this.renderRoot.querySelector("canvas");
  }

  protected repaint(): void {
    // Paper does not wait for another frame.
    if (forPrint()) this.#paint();
    else if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  override render() {
    return html`<canvas role="img" aria-label=${this.alt}></canvas>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
    this.#unwatch = watchGround(() => this.repaint());
    this.#watchDensity();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#unwatch?.();
    this.#density?.removeEventListener("change", this.#watchDensity);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  override updated(_: PropertyValues): void {
    this.repaint();
  }

  readonly #watchDensity = (): void => {
    this.#density?.removeEventListener("change", this.#watchDensity);
    this.#density = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    this.#density.addEventListener("change", this.#watchDensity);
    this.repaint();
  };

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const { bindings, canvas, data } = this;
    if (!bindings || !canvas || !data) return;
    const { width, height, ratio } = this.#size(canvas);
    if (width < 1 || height < 1) return;
    this.paint(bindings, canvas, data, { width, height, ratio, ...groundOf(this), selected: this.marked() });
  }

  #size(canvas: HTMLCanvasElement): Pick<Look, "width" | "height" | "ratio"> {
    if (forPrint()) return { width: PRINT.width, height: Math.round(PRINT.width * this.shape), ratio: PRINT.ratio };
    const { width, height } = canvas.getBoundingClientRect();
    return { width, height, ratio: devicePixelRatio };
  }
}
