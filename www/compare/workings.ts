import { css, html, nothing } from "lit";
import type { AtlasBindings } from "../engine/bindings.js";
import { mark } from "../elements/mark.js";
import { Painted } from "../elements/painted.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import type { Analysis, ChartStyle, Figure, LikelihoodData, Working } from "../wasm-atlas/dice_and_descent.js";
import { words } from "./workings-words.js";

/** Of P(S): in lines of text what the axis needs and what each method needs, and a column of text on paper. */
const AXIS = 4;
const EACH = 3;
const COLUMN = 39;

/** Height over width on paper of P(S) by so many methods. */
export const likelihoodShape = (methods: number): number => (AXIS + EACH * methods) / COLUMN;

/** P(S) by method. */
class Likelihood extends Painted<LikelihoodData, AtlasBindings> {
  static override styles = [
    ...Painted.styles,
    css`
      :host {
        display: block;
        width: 100%;
      }
    `,
  ];

  protected override get shape(): number {
    return likelihoodShape(this.data?.rows.length ?? 2);
  }

  override updated(changed: Parameters<Painted<LikelihoodData>["updated"]>[0]): void {
    this.style.height = `${AXIS + EACH * (this.data?.rows.length ?? 2)}rem`;
    super.updated(changed);
  }

  protected override paint(bindings: AtlasBindings, canvas: HTMLCanvasElement, data: LikelihoodData, look: ChartStyle): void {
    bindings.paintLikelihood(canvas, data, look);
  }
}

/** Lines of a method's own working. */
class Lines extends Painted<Figure, AtlasBindings> {
  static override styles = [
    ...Painted.styles,
    css`
      :host {
        display: block;
        width: 100%;
        height: 17rem;
      }
    `,
  ];

  protected override readonly shape = 0.5;

  protected override paint(bindings: AtlasBindings, canvas: HTMLCanvasElement, data: Figure, look: ChartStyle): void {
    bindings.paintLines(canvas, data, look);
  }
}

/** P(S) by method, and what methods with weights say of themselves, in words and pictures. */
class Workings extends StyledElement {
  static override properties = {
    bindings: { attribute: false },
    analysis: { attribute: false },
    shows: { attribute: false },
  };
  declare bindings: AtlasBindings | undefined;
  declare analysis: Analysis | null;
  /** Which parts of the page are shown. */
  declare shows: (...parts: string[]) => boolean;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 2.5rem;
      }
      h2 {
        margin: 0 0 0.75rem;
      }
      h3 {
        display: flex;
        align-items: baseline;
        gap: 0.375rem;
        margin: 1.25rem 0 0.5rem;
        font: 600 1rem/1.3 var(--sans);
      }
      figure {
        margin: 0;
      }
      .parts {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1.4fr);
        gap: 1.5rem;
        align-items: start;
      }
      dl {
        margin: 0;
        font: 0.875rem/1.4 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      dt {
        color: var(--soft);
      }
      dd {
        margin: 0 0 0.625rem;
      }
      h4 {
        margin: 0 0 0.25rem;
        font: 600 0.875rem/1.3 var(--sans);
      }
      @container (max-width: 40rem) {
        .parts {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  override render() {
    return html`${this.#likelihood()} ${this.#workings()}`;
  }

  #likelihood() {
    const { analysis } = this;
    if (!this.shows("likelihood") || !analysis?.likelihood.rows.length) return nothing;
    const text = words.likelihood;
    return html`<figure data-part="likelihood">
      <h2>${text.title}</h2>
      <dd-likelihood .bindings=${this.bindings} .data=${analysis.likelihood} .alt=${analysis.likelihoodAlt}></dd-likelihood>
      ${this.shows("captions") ? html`<figcaption><strong>${text.number}</strong> ${text.reading}</figcaption>` : nothing}
    </figure>`;
  }

  #workings() {
    const { analysis } = this;
    if (!this.shows("workings") || !analysis?.workings.length) return nothing;
    return html`<section data-part="workings">
      <h2>${words.workings.title}</h2>
      ${this.shows("captions") ? html`<p class="reading">${words.workings.reading}</p>` : nothing}
      ${analysis.workings.map((working) => this.#working(working))}
    </section>`;
  }

  #working({ label, rows, figures }: Working) {
    return html`<section aria-label=${words.workings.of(label.inText)}>
      <h3>${mark(label.place, 12)}<span>${label.title}</span></h3>
      <div class="parts">
        <dl>
          ${rows.map(
            (row) => html`<dt>${row.label}</dt>
              <dd>${row.value}</dd>`,
          )}
        </dl>
        ${figures.map(
          ({ figure, alt }) => html`<figure>
            <h4>${figure.title}</h4>
            <dd-lines .bindings=${this.bindings} .data=${figure} .alt=${alt}></dd-lines>
          </figure>`,
        )}
      </div>
    </section>`;
  }
}

customElements.define("dd-likelihood", Likelihood);
customElements.define("dd-lines", Lines);
customElements.define("dd-workings", Workings);
