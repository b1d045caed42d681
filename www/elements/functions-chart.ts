import { css, html, type PropertyValues } from "lit";
import type { Bindings } from "../engine/bindings.js";
import type { ChartStyle } from "../wasm/dice_and_descent.js";
import { words } from "../words.js";
import { request } from "./events.js";
import { Pointed, type Marks } from "./pointed.js";

interface FunctionMarks extends Marks {
  functionAt(mark: number): string | undefined;
  /** Its middle, in css pixels. */
  position(mark: number): ArrayLike<number> | undefined;
}

interface Functions {
  points: { function?: string | null }[];
}

/**
 * A figure whose marks are functions: one of them is selected. The ring about it lies over the canvas, since thousands of
 * marks take longer to paint than a pointer needs from one to the next.
 */
export abstract class FunctionsChart<Data extends Functions, Bound = Bindings> extends Pointed<Data, FunctionMarks, Bound> {
  static override properties = { ...Pointed.properties, selected: {} };
  declare selected: string | null;

  static override styles = [
    ...Pointed.styles,
    css`
      .ring {
        position: absolute;
        inset: -0.625rem auto auto -0.625rem;
        width: 1.25rem;
        height: 1.25rem;
        border: 2px solid var(--ink);
        border-radius: 50%;
        box-shadow:
          0 0 0 1.5px var(--paper),
          inset 0 0 0 1.5px var(--paper);
        pointer-events: none;
      }
      [hidden] {
        display: none;
      }
      @media print {
        .ring {
          display: none;
        }
      }
    `,
  ];

  protected override readonly keys = words.scatter.keys;

  override render() {
    return html`${super.render()}<span class="ring" hidden></span>`;
  }

  override updated(changed: PropertyValues): void {
    if (changed.size === 1 && changed.has("selected")) this.#ring();
    else super.updated(changed);
  }

  protected override paint(bindings: Bound, canvas: HTMLCanvasElement, data: Data, look: ChartStyle): void {
    super.paint(bindings, canvas, data, { ...look, selected: null });
    this.#ring();
  }

  #ring(): void {
    const mark = this.marked();
    const at = mark === null ? undefined : this.view?.position(mark);
    const ring = this.renderRoot.querySelector<HTMLElement>(".ring");
    if (!ring) return;
    ring.hidden = !at;
    if (at) ring.style.translate = `${at[0]}px ${at[1]}px`;
  }

  protected override marked(): number | null {
    const index = this.data?.points.findIndex((point) => point.function === this.selected) ?? -1;
    return index < 0 ? null : index;
  }

  protected override choose(mark: number): void {
    const text = this.view?.functionAt(mark);
    if (text !== undefined) request(this, "select-request", text);
  }

  protected override leave(): void {
    request(this, "select-request", null);
  }
}
