// The four figures. Which chart paints which is all that they differ in.

import { css, html } from "lit";
import type { AtlasBindings } from "../engine/bindings.js";
import { FunctionsChart } from "../elements/functions-chart.js";
import { Pointed } from "../elements/pointed.js";
import type {
  BarView,
  ComplexityData,
  DistributionData,
  ChartStyle,
  OnesData,
  RankData,
} from "../wasm-atlas/dice_and_descent.js";
import { words } from "./words.js";

const shape = css`
  :host {
    aspect-ratio: 3 / 2;
    min-height: 22rem;
  }
  @container (max-width: 40rem) {
    :host {
      aspect-ratio: 6 / 7;
    }
  }
`;

/** P against rank. */
class Rank extends FunctionsChart<RankData, AtlasBindings> {
  static override styles = [...FunctionsChart.styles, shape];

  protected override readonly shape = 2 / 3;

  protected override draw(bindings: AtlasBindings, canvas: HTMLCanvasElement, data: RankData, look: ChartStyle) {
    return bindings.paintRank(canvas, data, look);
  }
}

/** P against a measure of complexity. */
class Complexity extends FunctionsChart<ComplexityData, AtlasBindings> {
  static override styles = [...FunctionsChart.styles, shape];

  protected override readonly shape = 2 / 3;

  protected override draw(bindings: AtlasBindings, canvas: HTMLCanvasElement, data: ComplexityData, look: ChartStyle) {
    return bindings.paintComplexity(canvas, data, look);
  }
}

/** A histogram that says what the bar is that is pointed at. */
abstract class Histogram<Data> extends Pointed<Data, BarView, AtlasBindings> {
  static override properties = {
    ...Pointed.properties,
    bar: { state: true },
    said: { state: true },
    spoken: { state: true },
  };
  declare bar: number | null;
  /** What the bar says, as the counts grow. */
  declare said: string;
  /** For those who listen: said once for each bar. */
  declare spoken: string;

  static override styles = [
    ...Pointed.styles,
    shape,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      canvas {
        flex: 1;
        min-height: 0;
      }
      .said {
        min-height: 3em;
        font: 0.875rem/1.5 var(--sans);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  protected override readonly keys = words.keys.bars;
  protected override readonly shape = 2 / 3;

  constructor() {
    super();
    this.bar = null;
    this.said = this.spoken = "";
    this.addEventListener("pointerleave", () => this.leave());
    this.addEventListener("focusout", () => this.leave());
  }

  override render() {
    return html`${super.render()}
      <p class="said quiet screen">${this.said || words.bars.none}</p>
      <p class="hidden" aria-live="polite">${this.spoken}</p>`;
  }

  protected override paint(bindings: AtlasBindings, canvas: HTMLCanvasElement, data: Data, look: ChartStyle): void {
    super.paint(bindings, canvas, data, look);
    this.said = this.#words();
  }

  protected override marked(): number | null {
    return this.bar;
  }

  protected override choose(bar: number): void {
    if (bar === this.bar) return;
    this.bar = bar;
    this.said = this.spoken = this.#words();
  }

  protected override leave(): void {
    this.bar = null;
    this.said = this.spoken = "";
  }

  #words(): string {
    return (this.bar === null ? undefined : this.view?.words(this.bar)) ?? "";
  }
}

/** How many inputs networks label 1. */
class Ones extends Histogram<OnesData> {
  protected override draw(bindings: AtlasBindings, canvas: HTMLCanvasElement, data: OnesData, look: ChartStyle) {
    return bindings.paintOnes(canvas, data, look);
  }
}

/** How complex networks are, and random functions. */
class Distribution extends Histogram<DistributionData> {
  protected override draw(bindings: AtlasBindings, canvas: HTMLCanvasElement, data: DistributionData, look: ChartStyle) {
    return bindings.paintDistribution(canvas, data, look);
  }
}

customElements.define("dd-rank", Rank);
customElements.define("dd-complexity", Complexity);
customElements.define("dd-ones", Ones);
customElements.define("dd-distribution", Distribution);
