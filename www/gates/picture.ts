import { css, html, nothing } from "lit";
import type { AtlasBindings } from "../engine/bindings.js";
import { densityOf, watchPixels } from "../style/pixels.js";
import { PRINT } from "../style/print.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { forPrint, watchGround } from "../style/theme.js";
import type { GateScene, GatesPicture } from "../wasm-atlas/dice_and_descent.js";
import { begin, draw } from "./draw.js";
import { words } from "./words.js";

const text = words.picture;

/** The cube or the sphere of parameters, to be turned. The core says what is seen; here it is only painted. */
class Picture extends StyledElement {
  static override properties = {
    bindings: { attribute: false },
    hash: {},
    cube: { type: Boolean },
    marked: {},
    told: { state: true },
  };
  declare bindings: AtlasBindings | undefined;
  declare hash: string;
  declare cube: boolean;
  declare marked: string | null;
  /** For those who listen: the region that was walked to. */
  declare told: string;

  static override styles = [
    shared,
    css`
      canvas {
        display: block;
        width: 100%;
        aspect-ratio: 1;
        cursor: grab;
        touch-action: pan-y;
        border-radius: 0.375rem;
      }
      canvas:active {
        cursor: grabbing;
      }
    `,
  ];

  #picture: GatesPicture | undefined;
  #scene: GateScene | undefined;
  #from: { x: number; y: number } | undefined;
  #frame = 0;
  #unwatch: (() => void)[] = [];

  constructor() {
    super();
    this.told = "";
  }

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

  override willUpdate(changed: Map<string, unknown>): void {
    if (!this.bindings) return;
    if (this.#picture && !changed.has("hash") && !changed.has("cube") && !changed.has("bindings")) return;
    if (this.#picture && !changed.has("bindings")) this.#picture.lookAt(this.hash, this.cube);
    else this.#picture = new this.bindings.GatesPicture(this.hash, this.cube);
    this.#scene = this.#picture.scene();
  }

  override render() {
    return html`<canvas
        role="img"
        tabindex="0"
        aria-label="${this.#scene?.alt ?? ""} ${text.keys}"
        @pointerdown=${this.#grasp}
        @pointermove=${this.#move}
        @pointerup=${this.#release}
        @pointercancel=${this.#release}
        @pointerleave=${this.#leave}
        @keydown=${this.#press}
      ></canvas>
      <p class="hidden" aria-live="polite">${this.told}</p>
      ${this.#scene?.note ? html`<p class="quiet" role="status">${this.#scene.note}</p>` : nothing}`;
  }

  override updated(): void {
    this.#repaint();
  }

  /** What is seen at the moment. */
  get scene(): GateScene | undefined {
    return this.#scene;
  }

  get #canvas(): HTMLCanvasElement | null {
    return this.renderRoot.querySelector("canvas");
  }

  /** A place on the canvas, in the picture's own units. */
  #place(event: PointerEvent): { x: number; y: number } {
    const { left, top, width, height } = (event.target as HTMLElement).getBoundingClientRect();
    return { x: ((event.clientX - left) / width) * 2 - 1, y: ((event.clientY - top) / height) * 2 - 1 };
  }

  #grasp(event: PointerEvent): void {
    this.#from = this.#place(event);
    (event.target as HTMLElement).setPointerCapture(event.pointerId);
    this.#mark(this.#picture?.at(this.#from.x, this.#from.y) ?? null);
  }

  #move(event: PointerEvent): void {
    const to = this.#place(event);
    if (!this.#from) {
      this.#mark(this.#picture?.at(to.x, to.y) ?? null);
      return;
    }
    this.#picture?.drag((to.x - this.#from.x) * 1.4, (to.y - this.#from.y) * 1.4);
    this.#from = to;
    this.#turned();
  }

  #release(): void {
    this.#from = undefined;
  }

  #leave({ pointerType }: PointerEvent): void {
    // A finger that is lifted leaves too, but what it has tapped stays marked.
    if (pointerType !== "touch") this.#mark(null);
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === " ") this.#walk(event.shiftKey);
    else if (event.key === "Escape") this.#mark(null);
    else if (!this.#picture?.press(event.key)) return;
    event.preventDefault();
    this.#turned();
  }

  /** Marks the next region, turned into view. */
  #walk(back: boolean): void {
    const gate = this.#picture?.walk(this.marked ?? undefined, back);
    if (gate === undefined) return;
    this.#mark(gate);
    const sign = this.#picture?.scene().polygons.find((polygon) => polygon.gate === gate)?.sign ?? gate;
    this.told = text.marked(sign);
  }

  #turned(): void {
    this.#scene = this.#picture?.scene();
    this.#repaint();
  }

  #mark(gate: string | null): void {
    if (gate !== this.marked) this.dispatchEvent(new CustomEvent("mark", { detail: gate }));
  }

  readonly #repaint = (): void => {
    // Paper does not wait for another frame.
    if (forPrint()) this.#paint();
    else if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
  };

  #paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const canvas = this.#canvas;
    const scene = this.#scene;
    if (!canvas || !scene) return;
    const { width, ratio } = forPrint() ? PRINT : { width: canvas.clientWidth, ratio: densityOf(canvas) };
    const pen = begin(canvas, width, ratio);
    const style = getComputedStyle(this);
    const token = (name: string) => style.getPropertyValue(name).trim();
    const { marked } = this;
    if (pen) draw(pen, scene, { ink: token("--ink"), paper: token("--paper"), font: token("--sans"), width, marked });
  }
}

customElements.define("dd-gates-picture", Picture);

declare global {
  interface HTMLElementTagNameMap {
    "dd-gates-picture": Picture;
  }
}
