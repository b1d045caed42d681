import type { Spot } from "./messages.js";

/** What the map asks for. */
export interface Gestures {
  drag: { right: number; down: number };
  zoom: { factor: number; at: Spot };
  whole: null;
  probe: { spot: Spot | null; said: boolean };
}

interface Held extends Spot {
  /** Where it came down. */
  from: Spot;
  moved: boolean;
}

const MIDDLE: Spot = { x: 0.5, y: 0.5 };
const KEY_ZOOM = Math.SQRT1_2;
const KEY_DRAG = 1 / 8;
const KEY_STEP = 1 / 64;
/** Drag threshold, css pixels. */
const TREMBLE = 4;
/** So many pixels of a wheel double the width. */
const WHEEL_DOUBLE = 280;

/** The visitor's hands on the map: mouse, fingers, wheel, keys. */
export class MapGestures {
  readonly #held = new Map<number, Held>();
  /** Stays when the mouse leaves. */
  #pinned: Spot | null = null;

  constructor(private readonly map: HTMLElement & { canvas: HTMLCanvasElement | null; probe: Spot | null }) {}

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const spot = this.#spot(event);
    this.#held.set(event.pointerId, { ...spot, from: spot, moved: false });
    if (event.pointerType !== "touch" || this.#focused) this.map.canvas?.setPointerCapture(event.pointerId);
  };

  readonly move = (event: PointerEvent): void => {
    const spot = this.#spot(event);
    const held = this.#held.get(event.pointerId);
    if (!held) {
      if (event.pointerType !== "touch") this.#probe(spot, false);
      return;
    }
    const before = { x: held.x, y: held.y };
    held.moved ||= Math.hypot(spot.x - held.from.x, spot.y - held.from.y) * this.#width > TREMBLE;
    if (!held.moved || (event.pointerType === "touch" && !this.#focused)) return;
    held.x = spot.x;
    held.y = spot.y;
    this.map.canvas?.classList.add("grasped");
    const other = [...this.#held].find(([id]) => id !== event.pointerId)?.[1];
    if (other) this.#pinch(before, spot, other);
    else this.#say("drag", { right: spot.x - before.x, down: spot.y - before.y });
    if (event.pointerType !== "touch") this.#probe(spot, false);
  };

  readonly up = (event: PointerEvent): void => {
    const held = this.#held.get(event.pointerId);
    this.cancel(event);
    if (!held || held.moved) return;
    this.map.canvas?.focus({ preventScroll: true });
    this.#pinned = this.#spot(event);
    this.#probe(this.#pinned, event.pointerType === "touch");
  };

  readonly cancel = (event: PointerEvent): void => {
    this.#held.delete(event.pointerId);
    if (this.#held.size === 0) this.map.canvas?.classList.remove("grasped");
  };

  readonly leave = (event: PointerEvent): void => {
    if (event.pointerType !== "touch" && !this.#held.has(event.pointerId)) this.#probe(this.#pinned, false);
  };

  readonly blur = (): void => {
    this.#held.clear();
    this.map.canvas?.classList.remove("grasped");
  };

  /** Zooms when it is meant to: otherwise a visitor who scrolls through the page would be caught. */
  readonly wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !this.#focused) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    // A pinch on a trackpad comes as a wheel with small steps.
    const strength = event.ctrlKey && Math.abs(event.deltaY) < 40 ? 4 : 1;
    this.#say("zoom", { factor: 2 ** ((event.deltaY * lines * strength) / WHEEL_DOUBLE), at: this.#spot(event) });
  };

  readonly key = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (arrow) {
      const [right = 0, down = 0] = arrow;
      if (event.shiftKey) this.#say("drag", { right: -right * KEY_DRAG, down: -down * KEY_DRAG });
      else this.#step(right, down, event.ctrlKey ? 1 / 512 : KEY_STEP);
    } else if (event.ctrlKey) return;
    else if (event.key === "+" || event.key === "=") this.#say("zoom", { factor: KEY_ZOOM, at: this.map.probe ?? MIDDLE });
    else if (event.key === "-") this.#say("zoom", { factor: 1 / KEY_ZOOM, at: this.map.probe ?? MIDDLE });
    else if (event.key === "Home") this.#say("whole", null);
    else if (event.key === "Escape") this.#probe((this.#pinned = null), true);
    else return;
    event.preventDefault();
  };

  #step(right: number, down: number, step: number): void {
    const { x, y } = this.map.probe ?? MIDDLE;
    const within = (share: number) => Math.min(1, Math.max(0, share));
    // The first key only shows where the probe is.
    this.#pinned = this.map.probe ? { x: within(x + right * step), y: within(y + down * step) } : MIDDLE;
    this.#probe(this.#pinned, true);
  }

  /** Two fingers: what was under them stays under them. */
  #pinch(before: Spot, after: Spot, other: Spot): void {
    const apart = (spot: Spot) => Math.max(0.02, Math.hypot(spot.x - other.x, spot.y - other.y));
    const at = { x: (before.x + other.x) / 2, y: (before.y + other.y) / 2 };
    this.#say("drag", { right: (after.x - before.x) / 2, down: (after.y - before.y) / 2 });
    this.#say("zoom", { factor: apart(before) / apart(after), at });
  }

  get #focused(): boolean {
    return (this.map.shadowRoot?.activeElement ?? null) === this.map.canvas;
  }

  get #width(): number {
    return this.map.canvas?.clientWidth ?? 1;
  }

  /** Where a pointer is, as shares of the width. */
  #spot({ clientX, clientY }: MouseEvent): Spot {
    const { left, top, width, height } = this.map.canvas?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  }

  #probe(spot: Spot | null, said: boolean): void {
    this.#say("probe", { spot, said });
  }

  #say<K extends keyof Gestures>(type: K, detail: Gestures[K]): void {
    this.map.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
