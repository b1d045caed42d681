import { html, type LitElement, type ReactiveController, type TemplateResult } from "lit";
import { forPrint, watchGround } from "../style/theme.js";
import { styled } from "../style/set.js";

/** Rows that are made and unmade together. */
const BLOCK = 20;
/** Before any has been seen: how high a row is, in css pixels. */
const USUAL_ROW = 60;
/** So far from what is seen, rows are made already. */
const AHEAD = "600px";

/**
 * A long list of which only what is about to be seen has rows: elsewhere there is room for them. On paper all have.
 * For every block of rows there is a `div`, in a list with `role="list"`.
 */
export class SeenRows implements ReactiveController {
  readonly #seen = new Set<number>([0]);
  readonly #heights = new Map<number, number>();
  #sight: IntersectionObserver | undefined;
  #unwatch: (() => void) | undefined;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#sight = new IntersectionObserver((entries) => this.#look(entries), { rootMargin: AHEAD });
    this.#unwatch = watchGround(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#sight?.disconnect();
    this.#unwatch?.();
  }

  hostUpdated(): void {
    // Those observed already are left alone.
    for (const block of this.#blocks()) this.#sight?.observe(block);
  }

  /** All blocks of a list of `items`. */
  render<Item>(items: readonly Item[], row: (item: Item, place: number) => TemplateResult): TemplateResult[] {
    const blocks = Math.ceil(items.length / BLOCK);
    return Array.from({ length: blocks }, (_, block) => {
      const from = block * BLOCK;
      const made = this.#seen.has(block) || forPrint();
      const length = Math.min(BLOCK, items.length - from);
      return html`<div role="presentation" data-block=${block} ${styled({ height: made ? "auto" : `${this.#room(block, length)}px` })}>
        ${made ? items.slice(from, from + BLOCK).map((item, place) => row(item, from + place)) : ""}
      </div>`;
    });
  }

  /** As high as it was, or as those are that have been seen. */
  #room(block: number, length: number): number {
    const known = [...this.#heights.values()];
    const usual = known.length > 0 ? known.reduce((sum, height) => sum + height, 0) / (known.length * BLOCK) : USUAL_ROW;
    return this.#heights.get(block) ?? usual * length;
  }

  #blocks(): NodeListOf<HTMLElement> {
    return this.host.renderRoot.querySelectorAll<HTMLElement>("[data-block]");
  }

  #look(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const block = Number((target as HTMLElement).dataset["block"]);
      const focused = target.contains(this.host.shadowRoot?.activeElement ?? null);
      // The first is as long as most lists are: it stays.
      if (isIntersecting || focused || block === 0) {
        this.#seen.add(block);
      } else if (this.#seen.delete(block) && boundingClientRect.height > 0) {
        this.#heights.set(block, boundingClientRect.height);
      }
    }
    this.host.requestUpdate();
  }
}
