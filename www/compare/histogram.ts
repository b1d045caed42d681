import { css } from "lit";
import type { Bindings } from "../engine/bindings.js";
import type { HistogramData, ChartStyle } from "../wasm/dice_and_descent.js";
import { Painted } from "../elements/painted.js";

/** How many test inputs the networks of both ways get wrong. */
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

  protected override readonly shape = 0.55;

  protected override paint(bindings: Bindings, canvas: HTMLCanvasElement, data: HistogramData, look: ChartStyle): void {
    bindings.paintHistogram(canvas, data, look);
  }
}

customElements.define("dd-histogram", Histogram);
