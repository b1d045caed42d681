import { css, html } from "lit";
import type { AtlasBindings } from "../engine/bindings.js";
import { Painted } from "../elements/painted.js";
import type { ChartStyle, VolumeData, VolumeView } from "../wasm-atlas/dice_and_descent.js";
import { words } from "./words.js";

const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
const text = words.volumes;

const keyOf = (inputs: number, first: string, exact: boolean): string => `${inputs} ${first} ${exact}`;

/** The chart of exact volumes, and of what networks drew, against complexity. */
class Volumes extends Painted<VolumeData, AtlasBindings> {
  static override properties = {
    ...Painted.properties,
    inputs: { type: Number },
    chosen: { state: true },
    told: { state: true },
  };
  /** Of how many inputs the gates of the table are. */
  declare inputs: number;
  /** The mark that is pointed at: by what it stands for, since indices change as more is known. */
  declare chosen: string | null;
  /** What that mark is. */
  declare told: string | null;

  static override styles = [
    ...Painted.styles,
    css`
      .chart {
        position: relative;
        aspect-ratio: 16 / 10;
        min-height: 22rem;
        width: 100%;
      }
      @container (max-width: 40rem) {
        .chart {
          aspect-ratio: 5 / 6;
        }
      }
      @media print {
        .chart {
          aspect-ratio: auto;
          min-height: 0;
        }
        .told {
          min-height: 0;
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
      .told {
        min-height: 2.8em;
        margin: 0.5rem 0;
        font: 0.9375rem/1.4 var(--sans);
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override readonly shape = 0.75;

  #view: VolumeView | undefined;

  constructor() {
    super();
    this.chosen = this.told = null;
  }

  override render() {
    return html`
      <div class="chart">
        <canvas
          role="img"
          tabindex="0"
          aria-label="${this.alt} ${text.keys}"
          @pointermove=${this.#point}
          @pointerdown=${this.#point}
          @pointerleave=${() => this.#say(null)}
          @keydown=${this.#key}
        ></canvas>
        ${this.data ? "" : html`<p class="waiting">${text.waiting}</p>`}
      </div>
      <p class="told ${this.told ? "" : "screen"}" role="status">${this.told ?? text.point}</p>
    `;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#view?.free();
    this.#view = undefined;
  }

  protected override marked(): number | null {
    const { data, chosen } = this;
    if (!data || chosen === null) return null;
    const exact = data.points.findIndex((point) => keyOf(point.inputs, point.function, true) === chosen);
    if (exact >= 0) return exact;
    const { inputs, points } = data.drawn ?? { inputs: 0, points: [] };
    const drawn = points.findIndex((point) => keyOf(inputs, point.function, false) === chosen);
    return drawn < 0 ? null : data.points.length + drawn;
  }

  protected override paint(bindings: AtlasBindings, canvas: HTMLCanvasElement, data: VolumeData, look: ChartStyle): void {
    this.#view?.free();
    this.#view = bindings.paintVolumes(canvas, data, look);
    this.told = look.selected === null ? null : (this.#view.describe(look.selected) ?? null);
  }

  #choose(index: number | undefined): void {
    const { data } = this;
    if (index === undefined || !data) return;
    const exact = data.points[index];
    const { inputs, function: first } = exact ?? {
      inputs: data.drawn?.inputs ?? 0,
      function: data.drawn?.points[index - data.points.length]?.function ?? "",
    };
    const chosen = keyOf(inputs, first, exact !== undefined);
    if (chosen === this.chosen) return;
    this.chosen = chosen;
    this.#say(inputs === this.inputs ? first : null);
  }

  /** The table may have a row for it. */
  #say(gate: string | null): void {
    this.dispatchEvent(new CustomEvent("mark", { detail: gate }));
  }

  #point(event: PointerEvent): void {
    this.#choose(this.#view?.nearest(event.offsetX, event.offsetY));
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.chosen = null;
      this.#say(null);
    }
    if (!KEYS.includes(event.key)) return;
    event.preventDefault();
    this.#choose(this.#view?.next(this.marked() ?? undefined, event.key));
  }
}

customElements.define("dd-gates-volumes", Volumes);
