import { css, type PropertyValues } from "lit";
import type { Bindings } from "../engine/bindings.js";
import type { HistogramData, ChartStyle } from "../wasm/dice_and_descent.js";
import { Painted } from "../elements/painted.js";

/** More methods than two are one below the other: in lines of text, what all of them and what each needs. */
const COMMON = 16;
const EACH = 4;
/** A column of text on paper, in lines. */
const COLUMN = 39;

const methodsOf = (data: HistogramData | null): number => data?.methods.length ?? 2;

/** Height over width on paper. */
export function shapeOf(data: HistogramData | null): number {
  const methods = methodsOf(data);
  return methods > 2 ? (COMMON + EACH * methods) / COLUMN : 0.55;
}

/** How many test inputs the networks of all methods get wrong. */
class Histogram extends Painted<HistogramData> {
  static override styles = [
    ...Painted.styles,
    css`
      :host {
        width: 100%;
        height: 20rem;
      }
    `,
  ];

  protected override get shape(): number {
    return shapeOf(this.data);
  }

  override updated(changed: PropertyValues): void {
    const methods = methodsOf(this.data);
    this.style.height = methods > 2 ? `${COMMON + EACH * methods}rem` : "";
    super.updated(changed);
  }

  protected override paint(bindings: Bindings, canvas: HTMLCanvasElement, data: HistogramData, look: ChartStyle): void {
    bindings.paintHistogram(canvas, data, look);
  }
}

customElements.define("dd-histogram", Histogram);
