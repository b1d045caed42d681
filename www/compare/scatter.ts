import { css } from "lit";
import { FunctionsChart } from "../elements/functions-chart.js";
import type { Bindings } from "../engine/bindings.js";
import type { ChartStyle, ScatterData } from "../wasm/dice_and_descent.js";

/** The chart of all functions: how often dice found each against how often descent did. */
class Scatter extends FunctionsChart<ScatterData> {
  static override styles = [
    ...FunctionsChart.styles,
    css`
      :host {
        aspect-ratio: 10 / 9;
        min-height: 20rem;
      }
      @container (max-width: 40rem) {
        :host {
          aspect-ratio: 5 / 6;
        }
      }
    `,
  ];

  protected override readonly shape = 0.75;

  protected override draw(bindings: Bindings, canvas: HTMLCanvasElement, data: ScatterData, look: ChartStyle) {
    return bindings.paintScatter(canvas, data, look);
  }
}

customElements.define("dd-scatter", Scatter);
