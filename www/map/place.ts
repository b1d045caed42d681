import { css, html, nothing } from "lit";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { styled } from "../style/set.js";
import type { MapPixel, MapState } from "../wasm-atlas/dice_and_descent.js";
import { contradictions } from "./glance.js";
import { words } from "./words.js";

const text = words.place;

/** The function at the point that the visitor points at. */
class Place extends StyledElement {
  static override properties = {
    pixel: { attribute: false },
    state: { attribute: false },
    stale: { type: Boolean },
    pointed: { type: Boolean },
    said: { type: Boolean },
  };
  declare pixel: MapPixel | null;
  declare state: MapState | null;
  /** Whether the visitor points somewhere else by now, and what is there has yet to be told. */
  declare stale: boolean;
  /** Whether the visitor points at anything. */
  declare pointed: boolean;
  /** Whether it is to be said aloud: a visitor with a mouse sees it. */
  declare said: boolean;

  static override styles = [
    shared,
    css`
      :host {
        min-height: 15.25rem;
      }
      :host([many]) {
        min-height: 19.5rem;
      }
      /* Told at once it is not seen to fade. */
      :host([stale]) :is(.name, code, svg, ul) {
        opacity: 0.35;
        transition: opacity 0.1s 0.15s;
      }
      h2 {
        margin-bottom: 0.5rem;
        font-size: 1.0625rem;
      }
      .name {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        font: 600 1rem/1.3 var(--sans);
        overflow-wrap: anywhere;
      }
      .swatch {
        flex: none;
        width: 1.125rem;
        height: 1.125rem;
        border: 1px solid var(--edge);
        border-radius: 0.1875rem;
      }
      code {
        display: block;
        margin: 0.125rem 0 0.5rem;
        font: 0.8125rem/1.4 var(--mono);
        color: var(--soft);
        overflow-wrap: anywhere;
      }
      ul {
        margin: 0.5rem 0 0;
        padding: 0;
        list-style: none;
        font: 0.875rem/1.5 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      .misfits {
        color: var(--wrong);
      }
    `,
  ];

  override updated(): void {
    // What stands below must not jump whenever something is pointed at.
    this.toggleAttribute("many", (this.state?.inputs ?? 0) > 16);
  }

  override render() {
    return html`<h2>${text.title}</h2>
      ${this.#body()}
      <p class="hidden" aria-live="polite">${this.said && !this.stale ? this.#spoken() : ""}</p>`;
  }

  #body() {
    const { pixel, state } = this;
    if (!this.pointed || !state) return html`<p class="quiet">${text.none}</p>`;
    if (!pixel || pixel.function.length !== state.inputs) return html`<p class="quiet">${text.outside}</p>`;
    const test = Array.from(state.training).filter((mark) => mark === "0").length;
    return html`<p class="name">
        <span class="swatch" ${styled({ background: pixel.colour })}></span>
        <span>${pixel.description ?? text.unnamed}</span>
      </p>
      <code data-function=${pixel.function}>${pixel.function}</code>
      ${contradictions(pixel.function, state)}
      <ul>
        ${
          pixel.windowText
            ? html`<li>
              <strong>${pixel.windowText}</strong> ${text.window}${
                pixel.priorText ? html`, <strong>${pixel.priorText}</strong> ${text.prior}` : nothing
              }${pixel.rank === null ? nothing : html`, ${text.number(pixel.rank + 1)}`}
            </li>`
            : nothing
        }
        <li class=${pixel.fits ? "fits" : "misfits"} data-fits=${pixel.fits}>
          ${pixel.fits ? `✓ ${text.fits}` : `✗ ${text.misfits}`}${test > 0 ? `, ${text.errors(pixel.testErrors, test)}` : ""}
          ${pixel.fits ? nothing : html`<span class="quiet">${text.contradictions}</span>`}
        </li>
        <li class="quiet">${pixel.place}</li>
      </ul>`;
  }

  #spoken(): string {
    const { pixel } = this;
    if (!pixel) return "";
    const fits = pixel.fits ? text.fits : text.misfits;
    return text.said(pixel.description ?? pixel.function, pixel.windowText ?? "", fits, pixel.place);
  }
}

customElements.define("dd-map-place", Place);
