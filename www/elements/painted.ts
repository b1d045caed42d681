import { css, html, type PropertyValues } from "lit";
import type { Bindings } from "../engine/bindings.js";
import type { ChartStyle } from "../wasm/dice_and_descent.js";
import { densityOf, sizeOf, watchPixels } from "../style/pixels.js";
import { PRINT } from "../style/print.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { forPrint, groundOf, watchGround } from "../style/theme.js";

/** A figure on a canvas, painted by the core: at most once a frame, only when something is new, and while it is seen. */
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

  #unwatch: (() => void)[] = [];
  /** Whether it is about to be seen, and whether it has to be painted by then. */
  #seen = false;
  #due = false;
  readonly #sight = new IntersectionObserver(
    (entries) => {
      this.#seen = entries.at(-1)?.isIntersecting ?? false;
      if (this.#seen && this.#due) this.repaint();
    },
    { rootMargin: "300px" },
  );
  #frame = 0;

  protected abstract paint(bindings: Bound, canvas: HTMLCanvasElement, data: Data, look: ChartStyle): void;

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
    else if (!this.#seen) this.#due = true;
    else if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  }

  override render() {
    return html`<canvas role="img" aria-label=${this.alt}></canvas>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const repaint = () => this.repaint();
    this.#sight.observe(this);
    this.addEventListener("focusin", this.#focused);
    this.#unwatch = [watchPixels(this, repaint), watchGround(repaint)];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const unwatch of this.#unwatch) unwatch();
    this.#sight.disconnect();
    this.#seen = false;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  override updated(_: PropertyValues): void {
    this.repaint();
  }

  /** Keys follow, and mean what is painted. */
  #focused = (): void => {
    if (this.#due) this.#paint();
  };

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#due = false;
    const { bindings, canvas, data } = this;
    if (!bindings || !canvas || !data) return;
    const { width, height, ratio } = this.#size(canvas);
    if (width < 1 || height < 1) return;
    this.paint(bindings, canvas, data, { width, height, ratio, ...groundOf(this), selected: this.marked() });
  }

  #size(canvas: HTMLCanvasElement): Pick<ChartStyle, "width" | "height" | "ratio"> {
    if (forPrint()) return { width: PRINT.width, height: Math.round(PRINT.width * this.shape), ratio: PRINT.ratio };
    return { ...sizeOf(canvas), ratio: densityOf(canvas) };
  }
}
