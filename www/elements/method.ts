import { css, html, nothing } from "lit";
import type { Progress } from "../wasm/dice_and_descent.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { styled } from "../style/set.js";
import { words } from "../words.js";
import { MARKS, mark } from "./mark.js";

/** One way of finding functions, with how far it has come. */
class MethodStrip extends StyledElement {
  static override properties = {
    place: { type: Number },
    progress: { attribute: false },
    note: {},
    text: { attribute: false },
    compact: { type: Boolean, reflect: true },
  };
  /** Which of the six colours and marks it has. */
  declare place: number;
  declare progress: Progress | null;
  declare note: string | null;
  /** What it is called and what it does. */
  declare text: { name: string; does: string };
  /** Whether it has to share the room with many. */
  declare compact: boolean;

  static override styles = [
    shared,
    css`
      :host {
        border: 1px solid var(--rule);
        border-top: 4px solid var(--accent);
        border-radius: 0.25rem 0.25rem 0.5rem 0.5rem;
        background: var(--wash);
        padding: 0.625rem 1rem 0.75rem;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.5rem;
      }
      h2 {
        flex: 1 1 8rem;
        min-width: 0;
        overflow-wrap: anywhere;
        color: var(--text);
        font-size: 1.1875rem;
      }
      .does {
        font: 0.875rem/1.4 var(--sans);
        color: var(--soft);
      }
      .headline {
        margin-top: 0.375rem;
        font-size: 1.0625rem;
        line-height: 1.35;
        min-height: 2.7em;
        font-variant-numeric: tabular-nums;
      }
      .track {
        height: 0.375rem;
        margin: 0.5rem 0;
        border-radius: 0.1875rem;
        background: color-mix(in srgb, var(--accent) 22%, var(--wash));
        overflow: hidden;
      }
      .track div {
        height: 100%;
        background: var(--accent);
      }
      .numbers {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 1rem;
        font: 0.8125rem/1.5 var(--sans);
        color: var(--soft);
        font-variant-numeric: tabular-nums;
      }
      @container (max-width: 40rem) {
        .does {
          display: none;
        }
        .numbers {
          min-height: 1.5em;
        }
      }
      .failures {
        margin-top: 0.25rem;
        font: 0.8125rem/1.5 var(--sans);
      }
      slot {
        display: block;
        flex: none;
        margin-inline-start: auto;
      }
      :host([compact]) :is(.does, .numbers span:first-child) {
        display: none;
      }
      :host([compact]) :is(h2, .headline) {
        font-size: 1rem;
      }
      :host([compact]) .headline {
        min-height: 0;
      }
    `,
  ];

  override willUpdate(): void {
    const color = `--method-${(this.place % MARKS) + 1}`;
    this.style.setProperty("--accent", `var(${color})`);
    this.style.setProperty("--text", `var(${color}-ink)`);
    this.style.setProperty("--wash", `var(${color}-wash)`);
  }

  override render() {
    const { progress, text } = this;
    return html`
      <header>
        ${mark(this.place)}
        <h2>${text.name}</h2>
        <slot></slot>
      </header>
      <p class="does">${text.does}</p>
      <p class="headline">${progress?.headline ?? words.methods.waiting}</p>
      <div
        class="track"
        role="progressbar"
        aria-label=${words.methods.progress(text.name)}
        aria-valuenow=${Math.floor(100 * (progress?.share ?? 0))}
        aria-valuemin="0"
        aria-valuemax="100"
      >
        <div ${styled({ width: `${100 * (progress?.share ?? 0)}%` })}></div>
      </div>
      <p class="numbers">
        <span>${progress?.counts}</span>
        <span>${[progress?.rate, progress?.why ?? progress?.left].filter(Boolean).join(", ")}</span>
      </p>
      ${progress?.failures.map((failure) => html`<p class="failures">${failure.text}</p>`)}
      ${this.note ? html`<p class="failures">${this.note}</p>` : nothing}
    `;
  }
}

customElements.define("dd-method", MethodStrip);
