import { css, html, nothing } from "lit";
import { textOf } from "../engine/messages.js";
import { whole } from "../number.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import type { RunComparison, MethodComparison } from "../wasm-atlas/dice_and_descent.js";
import { archive } from "./archive.js";
import { panelStyle } from "./style.js";
import { words } from "./words.js";

const SLOTS = ["a", "b"] as const;
type Slot = (typeof SLOTS)[number];

/** Two saved runs, or the one on the page and a saved one, side by side. */
class BesideRuns extends StyledElement {
  static override properties = {
    pack: { attribute: false },
    files: { state: true },
    busy: { state: true },
    trouble: { state: true },
    found: { state: true },
  };
  /** Settings and counts of the run on the page. */
  declare pack: () => Promise<Uint32Array>;
  /** The files chosen; null stands for the run on the page. */
  declare files: Readonly<Record<Slot, File | null>>;
  declare busy: boolean;
  declare trouble: string | null;
  declare found: RunComparison | null;

  static override styles = [
    shared,
    panelStyle,
    css`
      .slot {
        display: grid;
        grid-template-columns: 1.25rem minmax(0, auto) auto;
        gap: 0.5rem 0.75rem;
        align-items: center;
        font: 0.9375rem/1.4 var(--sans);
      }
      .slot span {
        overflow-wrap: anywhere;
      }
      input[type="file"] {
        display: none;
      }
      .scroll {
        max-width: 100%;
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        font: 0.9375rem/1.45 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 0.375rem 1.25rem 0.375rem 0;
        border-bottom: 1px solid var(--rule);
        text-align: start;
        vertical-align: top;
        font-weight: 400;
      }
      thead th,
      td {
        font-weight: 600;
      }
      td code {
        font-weight: 400;
        overflow-wrap: anywhere;
      }
      .statements th {
        width: 40%;
      }
      summary {
        font: 0.9375rem/1.5 var(--sans);
      }
      [data-most-frequent] tbody td {
        font-weight: 400;
      }
      .method {
        padding-top: 0.5rem;
        width: 100%;
      }
      .verdict {
        font-size: 1.0625rem;
        max-width: 46rem;
      }
      .remark {
        border-left: 4px solid var(--edge);
        padding-left: 0.75rem;
        max-width: 46rem;
        font: 0.9375rem/1.5 var(--sans);
      }
      h4 {
        margin: 0;
        font-size: 1rem;
      }
      @container (max-width: 40rem) {
        .slot {
          grid-template-columns: 1.25rem minmax(0, 1fr);
        }
        .slot .row {
          grid-column: 2;
        }
        .statements tr,
        .statements th,
        .statements td {
          display: block;
          width: auto;
          padding: 0;
          border: 0;
        }
        .statements tr {
          padding: 0.5rem 0;
          border-bottom: 1px solid var(--rule);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.files = { a: null, b: null };
    this.busy = false;
    this.trouble = null;
    this.found = null;
  }

  override render() {
    const { a, b } = this.files;
    return html`<section class="stack" data-part="beside">
      <h3>${words.beside.title}</h3>
      <p class="quiet">${words.beside.help}</p>
      ${SLOTS.map((slot) => this.#slot(slot))}
      <button ?disabled=${this.busy || (!a && !b)} @click=${this.#compare}>
        ${this.busy ? words.beside.working : words.beside.compare}
      </button>
      ${this.trouble ? html`<p class="trouble" role="alert">${this.trouble}</p>` : nothing}
      ${this.found ? this.#result(this.found) : nothing}
    </section>`;
  }

  #slot(slot: Slot) {
    const file = this.files[slot];
    return html`<div class="slot" data-slot=${slot}>
      <strong>${words.beside[slot]}</strong>
      <span>${file?.name ?? words.beside.here}</span>
      <div class="row">
        <button @click=${this.#choose}>${words.beside.choose}</button>
        ${file ? html`<button @click=${() => this.#set(slot, null)}>${words.beside.useHere}</button>` : nothing}
        <input
          type="file"
          accept=".json,application/json"
          @change=${(event: Event) => {
            const input = event.target as HTMLInputElement;
            const chosen = input.files?.[0];
            if (chosen) this.#set(slot, chosen);
            input.value = "";
          }}
        />
      </div>
    </div>`;
  }

  #result({ settings, same, fingerprints, remarks, methods }: RunComparison) {
    return html`<div class="scroll" data-result>
        <table>
          <thead>
            <tr>
              <th scope="col">${words.beside.setting}</th>
              <th scope="col">${words.beside.a}</th>
              <th scope="col">${words.beside.b}</th>
            </tr>
          </thead>
          <tbody>
            ${settings.map(
              ({ key, label, values }) => html`<tr data-setting=${key}>
                <th scope="row">${label}</th>
                ${values.map((value) => html`<td>${value}</td>`)}
              </tr>`,
            )}
            <tr>
              <th scope="row">${words.beside.fingerprints}</th>
              ${fingerprints.map((fingerprint) => html`<td><code>${fingerprint}</code></td>`)}
            </tr>
          </tbody>
        </table>
      </div>
      <p class="quiet">${settings.length > 0 ? words.beside.same(same) : words.beside.allSame}</p>
      ${remarks.map((remark) => html`<p class="remark">${remark}</p>`)}
      ${methods.map((method) => this.#method(method))}`;
  }

  #method({ method, name, kept, distinct, shared, kind, verdict, statements, most_frequent }: MethodComparison) {
    return html`<section class="stack method" data-method=${method} data-kind=${kind}>
      <h4>${words.beside.both(name)}</h4>
      <p class="verdict">${verdict}</p>
      <p class="quiet">${words.beside.counts(kept.map(whole), distinct.map(whole), whole(shared))}</p>
      <table class="statements">
        <tbody>
          ${statements.map(
            ({ id, label, value }) => html`<tr data-statement=${id}>
              <th scope="row">${label}</th>
              <td>${value}</td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${most_frequent.length > 0 ? this.#mostFrequent(most_frequent) : nothing}
    </section>`;
  }

  #mostFrequent(functions: MethodComparison["most_frequent"]) {
    return html`<details>
      <summary>${words.beside.mostFrequent}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${words.beside.mostFrequent}>
        <table data-most-frequent>
          <thead>
            <tr>
              <th scope="col">${words.beside.function}</th>
              <th scope="col">${words.beside.a}</th>
              <th scope="col">${words.beside.b}</th>
            </tr>
          </thead>
          <tbody>
            ${functions.map(
              ({ function: table, name, shares }) => html`<tr>
                <th scope="row"><code>${table}</code> ${name ?? ""}</th>
                ${shares.map((share) => html`<td>${share}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  #choose(event: Event): void {
    (event.currentTarget as HTMLElement).parentElement?.querySelector("input")?.click();
  }

  #set(slot: Slot, file: File | null): void {
    this.files = { ...this.files, [slot]: file };
    this.trouble = null;
    this.found = null;
  }

  async #compare(): Promise<void> {
    const { a, b } = this.files;
    this.busy = true;
    this.trouble = null;
    this.found = null;
    try {
      this.found = await archive("beside", { saved: [a ?? (await this.pack()), b ?? (await this.pack())] });
    } catch (thrown) {
      this.trouble = textOf(thrown);
    }
    this.busy = false;
  }
}

customElements.define("dd-beside", BesideRuns);
