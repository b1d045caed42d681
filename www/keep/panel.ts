import { css, html, nothing } from "lit";
import { textOf } from "../engine/messages.js";
import type { Opening } from "../session/session.js";
import { saveFile, type SavedFile } from "../session/save.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { archive } from "./archive.js";
import "./beside.js";
import { copyText } from "./copy.js";
import { pngOf, svgOf } from "./picture.js";
import "./saved.js";
import type { Figure, Numbers, Source } from "./source.js";
import { panelStyle } from "./style.js";
import { words } from "./words.js";

const TYPES = { json: "application/json", csv: "text/csv", svg: "image/svg+xml", png: "image/png" };

/** What of the panel is at work, has been done, or has failed: one line beneath the part that it belongs to. */
interface Notice {
  part: "link" | "cite" | "numbers" | "figures" | "runs";
  text: string;
  wrong: boolean;
  /** A file that was given away. */
  file?: SavedFile;
}

/** Link, citation, files, figures; and back again. */
class Panel extends StyledElement {
  static override properties = {
    source: { attribute: false },
    hash: {},
    address: {},
    fingerprint: {},
    busy: { state: true },
    notice: { state: true },
    entry: { state: true },
    opening: { attribute: false },
  };
  declare source: Source;
  declare hash: string;
  /** Where these settings can be opened again. */
  declare address: string;
  declare fingerprint: string | null;
  declare busy: string | null;
  declare notice: Notice | null;
  /** The citation. */
  declare entry: string;
  /** The saved run with which the experiment began, if it did. */
  declare opening: Opening | undefined;

  static override styles = [
    shared,
    panelStyle,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
        gap: 1.75rem 2.5rem;
        padding-top: 0.75rem;
      }
      .wide {
        grid-column: 1 / -1;
      }
      input[type="text"] {
        width: 100%;
        text-overflow: ellipsis;
      }
      input[type="file"] {
        display: none;
      }
      pre {
        margin: 0;
        max-width: 100%;
        padding: 0.625rem 0.75rem;
        overflow-x: auto;
        border: 1px solid var(--rule);
        border-radius: 0.375rem;
        background: var(--card);
        font: 0.8125rem/1.5 ui-monospace, monospace;
      }
      dl {
        display: grid;
        gap: 0.625rem;
        margin: 0;
      }
      dd {
        margin: 0.125rem 0 0;
      }
      .figure {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.25rem 0.75rem;
        align-items: center;
        width: 100%;
        max-width: 34rem;
        font: 0.9375rem/1.4 var(--sans);
      }
    `,
  ];

  constructor() {
    super();
    this.busy = null;
    this.notice = null;
    this.entry = "";
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has("opening") && this.opening) {
      this.notice = { part: "runs", text: this.#opened(this.opening), wrong: false };
    }
    if (changed.has("address") || changed.has("fingerprint")) void this.#cite();
  }

  override render() {
    const { runs } = this.source;
    return html`${this.#link()} ${this.#numbers()} ${this.#citation()} ${this.#figures()}
    ${this.#runs()}
    ${runs ? html`<section class="stack wide"><dd-beside .pack=${() => runs.pack()}></dd-beside></section>` : nothing}`;
  }

  #link() {
    return html`<section class="stack" data-part="link">
      <h3>${words.link.title}</h3>
      <p class="quiet">${this.address.startsWith("#") ? words.link.bare : words.link.help}</p>
      <input type="text" readonly aria-label=${words.link.label} .value=${this.address} @focus=${this.#selectAll} />
      <button @click=${() => this.#copy("link", this.address)}>${words.link.copy}</button>
      ${this.#said("link")}
    </section>`;
  }

  #citation() {
    return html`<section class="stack" data-part="cite">
      <h3>${words.cite.title}</h3>
      <p class="quiet">${words.cite.help}</p>
      <pre tabindex="0" role="group" aria-label=${words.cite.label}>${this.entry}</pre>
      <button ?disabled=${!this.entry} @click=${() => this.#copy("cite", this.entry)}>${words.cite.copy}</button>
      ${this.#said("cite")}
    </section>`;
  }

  #numbers() {
    if (this.source.numbers.length === 0) return nothing;
    return html`<section class="stack" data-part="numbers">
      <h3>${words.numbers.title}</h3>
      <dl>
        ${this.source.numbers.map(
          (numbers) => html`<div>
            <dt>
              <button data-file=${numbers.name} ?disabled=${this.busy !== null} @click=${() => this.#saveNumbers(numbers)}>
                ${this.busy === numbers.name ? words.numbers.working : numbers.label}
              </button>
            </dt>
            <dd class="quiet">${numbers.help}</dd>
          </div>`,
        )}
      </dl>
      ${this.#said("numbers")}
    </section>`;
  }

  #figures() {
    const figures = this.source.figures?.();
    if (!figures) return nothing;
    return html`<section class="stack" data-part="figures">
      <h3>${words.figures.title}</h3>
      <p class="quiet">${figures.length > 0 ? words.figures.help : words.figures.none}</p>
      ${figures.map(
        (figure) => html`<div class="figure" data-figure=${figure.name}>
          <span>${figure.title}</span>
          <span class="row">
            ${(["svg", "png"] as const).map(
              (kind) => html`<button
                aria-label=${words.figures.as(figure.title, words.figures[kind])}
                ?disabled=${this.busy !== null}
                @click=${() => this.#saveFigure(figure, kind)}
              >
                ${words.figures[kind]}
              </button>`,
            )}
          </span>
        </div>`,
      )}
      ${this.#said("figures")}
    </section>`;
  }

  #runs() {
    return html`<section class="stack wide" data-part="runs">
      <h3>${words.runs.title}</h3>
      <p class="quiet">${words.runs.help}</p>
      <div class="row">
        <button ?disabled=${this.busy !== null} @click=${this.#choose}>
          ${this.busy === "open" ? words.runs.reading : words.runs.open}
        </button>
        <input type="file" accept=".json,application/json" @change=${this.#open} />
        ${
          this.source.runs
            ? html`<button title=${words.runs.longerHelp} ?disabled=${this.busy !== null} @click=${this.#longer}>
              ${words.runs.longer}
            </button>`
            : nothing
        }
      </div>
      ${this.#said("runs")}
    </section>`;
  }

  #said(part: Notice["part"]) {
    const { notice } = this;
    if (notice?.part !== part) return nothing;
    if (notice.file) return html`<dd-saved class="done" .file=${notice.file} .address=${this.address}></dd-saved>`;
    return notice.wrong
      ? html`<p class="trouble" role="alert">${notice.text}</p>`
      : html`<p class="done" role="status">${notice.text}</p>`;
  }

  #selectAll(event: Event): void {
    (event.target as HTMLInputElement).select();
  }

  async #cite(): Promise<void> {
    const { address, fingerprint } = this;
    const day = new Date().toISOString().slice(0, 10);
    const [page = "", hash = ""] = address.split("#");
    try {
      const entry = await archive("cite", { page, hash, fingerprint, day });
      if (address === this.address && fingerprint === this.fingerprint) this.entry = entry;
    } catch (thrown) {
      this.notice = { part: "cite", text: textOf(thrown), wrong: true };
    }
  }

  async #copy(part: "link" | "cite", text: string): Promise<void> {
    const copied = await copyText(text, this);
    this.notice = { part, text: copied ? words.link.copied : words.link.noCopy, wrong: !copied };
  }

  /** Does something that takes a while, and says how it ended. */
  async #during(part: Notice["part"], busy: string, task: () => Promise<string | SavedFile>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = busy;
    this.notice = null;
    try {
      const done = await task();
      this.notice = typeof done === "string" ? { part, text: done, wrong: false } : { part, text: "", wrong: false, file: done };
    } catch (thrown) {
      this.notice = { part, text: textOf(thrown), wrong: true };
    }
    this.busy = null;
  }

  #save(name: string, ending: keyof typeof TYPES, parts: BlobPart[]): SavedFile {
    const { fingerprint } = this;
    const file = {
      name: `${[this.source.name, name, fingerprint].filter(Boolean).join("-")}.${ending}`,
      type: TYPES[ending],
      parts,
    };
    saveFile(file);
    return file;
  }

  #saveNumbers(numbers: Numbers): Promise<void> {
    return this.#during("numbers", numbers.name, async () => this.#save(numbers.name, numbers.ending, await numbers.parts()));
  }

  #saveFigure(figure: Figure, kind: "svg" | "png"): Promise<void> {
    return this.#during("figures", figure.name, async () => {
      const part = kind === "svg" ? await svgOf(figure, this.address) : await pngOf(figure, this.address);
      return this.#save(figure.name, kind, [part as BlobPart]);
    });
  }

  #choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>('[data-part="runs"] input[type="file"]')?.click();
  }

  async #open(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    await this.#during("runs", "open", async () => {
      const { experiment, ...run } = await archive("open", { saved: file });
      const opening: Opening = { ...run, name: file.name };
      if (experiment === this.source.name) this.source.open(run.hash, run.saved);
      else if (!this.#elsewhere(opening)) throw new Error(words.runs.elsewhere(experiment));
      return this.#opened(opening);
    });
    // The same file can be chosen again.
    input.value = "";
  }

  #opened({ name, fingerprint, saved, note }: Opening): string {
    // Why a run is not continued stands in place of how to go on.
    if (note) return words.runs.shown(name, fingerprint, note);
    return saved.length > 0 ? words.runs.opened(name, fingerprint) : words.runs.drawn(name, fingerprint);
  }

  /** Asks whoever shows the experiments for another one; false if nobody does. */
  #elsewhere(opening: Opening): boolean {
    const asked = new CustomEvent("open-run", { detail: opening, bubbles: true, composed: true, cancelable: true });
    return !this.dispatchEvent(asked);
  }

  async #longer(): Promise<void> {
    await this.#during("runs", "longer", async () => {
      const { runs } = this.source;
      if (runs) runs.follow(await archive("longer", { hash: this.hash, saved: await runs.pack() }));
      return words.runs.longerHelp;
    });
  }
}

customElements.define("dd-keep-panel", Panel);
