import { css, html, nothing } from "lit";
import type { Progress } from "../wasm/dice_and_descent.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { styled } from "../style/set.js";
import { words } from "../words.js";
import { mark } from "./mark.js";

type MethodName = "dice" | "descent";

/** One way of finding functions, with how far it has come. */
class MethodStrip extends StyledElement {
  static override properties = {
    method: {},
    progress: { attribute: false },
    note: {},
    text: { attribute: false },
  };
  declare method: MethodName;
  declare progress: Progress | null;
  declare note: string | null;
  /** What it is called and what it does, where that is not as in the comparison. */
  declare text: { name: string; does: string } | undefined;

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
      :host([method="dice"]) {
        --accent: var(--method-1);
        --text: var(--method-1-ink);
        --wash: var(--method-1-wash);
      }
      :host([method="descent"]) {
        --accent: var(--method-2);
        --text: var(--method-2-ink);
        --wash: var(--method-2-wash);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.5rem;
      }
      h2 {
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
    `,
  ];

  override render() {
    const { progress } = this;
    const text = this.text ?? words.methods[this.method];
    return html`
      <header>
        ${mark(this.method === "dice" ? 0 : 1)}
        <h2>${text.name}</h2>
        <span class="does">${text.does}</span>
      </header>
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
