import { LitElement, css, html, nothing } from "lit";
import type { AtlasBindings } from "../engine/bindings.js";
import { PRINT } from "../style/print.js";
import { shared } from "../style/shared.js";
import { forPrint, watchGround } from "../style/theme.js";
import type { GateScene, GatesPicture } from "../wasm-atlas/dice_and_descent.js";
import { fill, ink } from "./colours.js";
import { words } from "./words.js";

const text = words.picture;

/** The cube or the sphere of parameters, to be turned. The core says what is seen; here it is only painted. */
class Picture extends LitElement {
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
  #unwatch: (() => void) | undefined;
  readonly #resized = new ResizeObserver(() => this.#repaint());

  constructor() {
    super();
    this.told = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
    this.#unwatch = watchGround(this.#repaint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
    this.#unwatch?.();
    cancelAnimationFrame(this.#frame);
    this.#picture?.free();
    this.#picture = undefined;
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
    const pen = canvas?.getContext("2d");
    const scene = this.#scene;
    if (!canvas || !pen || !scene) return;
    const { width, ratio } = forPrint() ? PRINT : { width: canvas.clientWidth, ratio: devicePixelRatio };
    const size = Math.round(width * ratio);
    if (size === 0) return;
    if (canvas.width !== size) canvas.width = canvas.height = size;
    const style = getComputedStyle(this);
    const lines = style.getPropertyValue("--ink");
    const font = style.getPropertyValue("--sans");
    pen.setTransform(size / 2, 0, 0, size / 2, size / 2, size / 2);
    pen.clearRect(-1, -1, 2, 2);
    pen.lineJoin = "round";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    // Widths and letters in css pixels.
    const pixel = 2 / width;
    const letters = (pixels: number, weight: number): void => {
      pen.font = `${weight} ${pixels * pixel}px ${font}`;
    };
    const axes = (front: boolean): void => {
      for (const { name, from, to, label } of scene.axes.filter((axis) => axis.front === front)) {
        pen.globalAlpha = front ? 1 : 0.45;
        pen.strokeStyle = pen.fillStyle = lines;
        pen.lineWidth = 1.5 * pixel;
        pen.beginPath();
        pen.moveTo(...(from as [number, number]));
        pen.lineTo(...(to as [number, number]));
        pen.stroke();
        letters(14, 600);
        pen.strokeStyle = style.getPropertyValue("--paper");
        pen.lineWidth = 4 * pixel;
        pen.strokeText(name, ...(label as [number, number]));
        pen.fillText(name, ...(label as [number, number]));
      }
      pen.globalAlpha = 1;
    };
    const outline = (points: [number, number][]): void => {
      pen.beginPath();
      points.forEach(([x, y], place) => (place === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
      pen.closePath();
    };
    axes(false);
    for (const { gate, points, light } of scene.polygons) {
      outline(points as [number, number][]);
      pen.globalAlpha = this.marked === null || this.marked === gate ? 1 : 0.35;
      pen.fillStyle = fill(gate, light);
      pen.strokeStyle = style.getPropertyValue("--paper");
      pen.lineWidth = 1.25 * pixel;
      pen.fill();
      pen.globalAlpha = 1;
      pen.stroke();
    }
    for (const { points } of scene.polygons.filter((polygon) => polygon.gate === this.marked)) {
      outline(points as [number, number][]);
      pen.strokeStyle = lines;
      pen.lineWidth = 2.5 * pixel;
      pen.stroke();
    }
    letters(13, 600);
    for (const { gate, label, light, sign } of scene.polygons) {
      if (!label) continue;
      pen.fillStyle = this.marked === null || this.marked === gate ? ink(gate, light) : lines;
      pen.fillText(sign, ...(label as [number, number]));
    }
    axes(true);
  }
}

customElements.define("dd-gates-picture", Picture);
