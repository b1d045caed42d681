import { css, html, nothing, type TemplateResult } from "lit";
import "../background/element.js";
import { ExperimentElement } from "../elements/experiment.js";
import "../elements/notices.js";
import "../elements/setting.js";
import "../elements/settings.js";
import { pageStyle } from "../elements/page-style.js";
import { words as page } from "../words.js";
import "../keep/saved.js";
import "./picture.js";
import { GatesSession, type View } from "./session.js";
import "./table.js";
import "./volumes.js";
import { words } from "./words.js";
import { styled } from "../style/set.js";

/** The experiment of the gates: shows the session's view, and hands the visitor's requests to the session. */
class Gates extends ExperimentElement<View> {
  static override properties = { cube: { state: true } };
  declare cube: boolean;

  static override styles = [
    pageStyle,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: center;
      }
      .main {
        min-width: 7.5rem;
      }
      .regions {
        display: grid;
        grid-template-columns: minmax(0, 26rem) minmax(0, 1fr);
        gap: 1.25rem 2.5rem;
        align-items: start;
      }
      .regions.alone {
        grid-template-columns: minmax(0, 46rem);
      }
      .alone dd-gates-picture {
        max-width: 34rem;
      }
      .side {
        display: grid;
        gap: 1.25rem;
      }
      /* As much room as the table will take at least, and the counts: what stands below does not move. */
      .awaited {
        min-height: 60rem;
      }
      .counts {
        display: grid;
        align-content: start;
        gap: 0.875rem;
        min-height: 12rem;
        font: 0.9375rem/1.4 var(--sans);
        font-variant-numeric: tabular-nums;
      }
      .exact {
        min-height: 2.8em;
      }
      .track {
        height: 0.375rem;
        margin-top: 0.25rem;
        border-radius: 0.1875rem;
        background: var(--blank);
        overflow: hidden;
      }
      .track div {
        height: 100%;
        background: var(--method-1);
      }
      .exact .track div {
        background: var(--ink);
      }
      .choice {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem 1.25rem;
        align-items: end;
        margin-bottom: 0.75rem;
      }
      .choice dd-setting {
        flex: 0 1 20rem;
      }
      .shape {
        display: flex;
        gap: 0.25rem;
        align-items: center;
      }
      .shape button {
        min-height: 2.25rem;
      }
      @media print {
        .counts,
        .awaited {
          min-height: 0;
        }
        .regions {
          display: block;
        }
        dd-gates-picture {
          max-width: 10cm;
        }
      }
      @container (max-width: 30rem) {
        .counts {
          min-height: 21rem;
        }
        .exact {
          min-height: 5.6em;
        }
        .counts > div:not(.exact) {
          min-height: 3.5em;
        }
      }
      @container (max-width: 52rem) {
        .regions {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  protected override readonly session = new GatesSession(() => this.requestUpdate());

  constructor() {
    super();
    this.cube = true;
  }

  override get verdict(): string {
    return this.view.table?.verdict ?? "";
  }

  override get share(): number {
    return Math.min(...(this.view.status?.sampled.map(({ share }) => share) ?? [0]));
  }

  override render() {
    const { view } = this;
    return html`<main
      data-phase=${view.phase}
      data-fingerprint=${view.fingerprint ?? nothing}
      data-merged=${view.status?.merged ?? 0}
      data-hides=${[...view.hidden].join(" ")}
    >
      ${this.stamped()}
      ${
        this.shows("title", "lead")
          ? html`<header class="top">
            ${this.shows("title") ? html`<h1>${words.question}</h1>` : nothing}
            ${this.shows("lead") ? html`<p class="lead">${words.lead}</p>` : nothing}
          </header>`
          : nothing
      }
      <dd-notices .notices=${view.notices} .mended=${view.mended} .slow=${view.slow} .trouble=${view.trouble}></dd-notices>
      ${this.#bar(view)} ${view.state ? this.#below(view) : nothing}
      ${this.printed()}
      <p class="hidden" role="status">${page.phase[view.phase]}</p>
    </main>`;
  }

  /** What depends on the settings: before they are known, it would stand elsewhere. */
  #below(view: View) {
    return html`${this.#regions(view)} ${this.#table(view)} ${this.#volumes(view)} ${this.kept(this.#load)} ${this.#settings(view)}
      ${this.shows("about") ? html`<dd-background experiment="gates"></dd-background>` : nothing}`;
  }

  #bar({ phase, table, writing, saved }: View) {
    const { session } = this;
    const started = phase !== "loading" && phase !== "failed";
    const button = (key: string, button: TemplateResult) => (this.shows(key) ? button : nothing);
    if (!this.shows("pause", "reset", "reseed", "file")) return nothing;
    return html`<div class="bar" role="group" aria-label=${words.controls}>
      ${button(
        "pause",
        phase === "paused"
          ? html`<button class="main" data-shortcut="p" @click=${() => session.resume()}>▶ ${words.continue}</button>`
          : html`<button class="main" data-shortcut="p" ?disabled=${phase !== "running"} @click=${() => session.pause()}>
              ❚❚ ${words.pause}
            </button>`,
      )}
      ${button("reset", html`<button ?disabled=${!started} @click=${() => session.reset()}>${words.reset}</button>`)}
      ${button(
        "reseed",
        html`<button data-shortcut="n" ?disabled=${!started} @click=${() => session.newSeed()}>${words.seed}</button>`,
      )}
      ${button(
        "file",
        html`<button ?disabled=${!table || writing} data-does="file" @click=${() => session.save("table")}>
          ${writing ? words.writing : words.file}
        </button>`,
      )}
      <dd-saved .file=${saved} .address=${this.address}></dd-saved>
    </div>`;
  }

  #regions(view: View) {
    const picture = view.state?.n === 2 && this.shows("picture");
    const side = this.shows("counts") || (picture && this.shows("captions"));
    if (!picture && !side) return nothing;
    return html`<div class="regions ${picture && side ? "" : "alone"}">
      ${picture ? this.#picture(view) : nothing} ${side ? this.#side(view, picture) : nothing}
    </div>`;
  }

  #picture({ state, marked }: View) {
    return html`<div>
      <div class="shape" role="group" aria-label=${words.picture.shape}>
        ${[true, false].map(
          (cube) => html`<button class="segment" aria-pressed=${this.cube === cube} @click=${() => (this.cube = cube)}>
            ${cube ? words.picture.cube : words.picture.sphere}
          </button>`,
        )}
      </div>
      <dd-gates-picture
        .bindings=${this.session.bindings}
        .hash=${state?.hash ?? ""}
        .cube=${this.cube}
        .marked=${marked}
        @mark=${this.#mark}
      ></dd-gates-picture>
      <p class="quiet screen">${words.picture.keys}</p>
    </div>`;
  }

  #side(view: View, picture: boolean) {
    const reading = picture
      ? html`<p class="reading"><strong>${words.picture.number}</strong> ${words.picture.reading}</p>`
      : html`<p class="quiet">${view.state && view.state.n !== 2 ? words.picture.only : ""}</p>`;
    return html`<div class="side">
      ${this.shows("counts") ? this.#counts(view) : nothing} ${this.shows("captions") ? reading : nothing}
    </div>`;
  }

  #counts({ status, table }: View) {
    return html`<div class="counts">
      <div class="exact">
        ${table?.caption ?? status?.making ?? ""}
        ${table ? nothing : this.#track(words.made, status?.made ?? 0)}
      </div>
      ${status?.sampled.map(
        ({ name, text, share }) => html`<div><strong>${name}</strong> ${text} ${this.#track(words.share(name), share)}</div>`,
      )}
      <p data-verdict>${table?.verdict ?? ""}</p>
    </div>`;
  }

  #track(label: string, share: number) {
    const percent = `${Math.floor(share * 100)}`;
    return html`<div class="track" role="progressbar" aria-label=${label} aria-valuenow=${percent}>
      <div ${styled({ width: `${percent}%` })}></div>
    </div>`;
  }

  #table({ table, state, marked }: View) {
    if (!this.shows("table")) return nothing;
    const single = state?.n === 2;
    const { session } = this;
    return html`<figure>
      <h2>${single ? words.table.title.gates : words.table.title.classes}</h2>
      ${
        table
          ? html`<dd-gates-table
            .table=${table}
            .marked=${marked}
            @mark=${this.#mark}
            @sort=${(event: CustomEvent<string>) => session.sort(event.detail)}
            @toggle=${(event: CustomEvent<string>) => session.toggle(event.detail)}
            @more=${() => session.moreRows()}
          ></dd-gates-table>`
          : html`<p class="quiet awaited">${words.table.waiting}</p>`
      }
      ${
        this.shows("captions")
          ? html`<figcaption>
            <strong>${words.table.number}</strong> ${single ? words.table.readingGates : words.table.readingClasses}
          </figcaption>`
          : nothing
      }
    </figure>`;
  }

  #volumes({ state, volumes, groups, errors }: View) {
    const measure = groups.flatMap(({ settings }) => settings).find(({ key }) => key === "measure");
    if (!state || !measure || !this.shows("volumes")) return nothing;
    const { session } = this;
    return html`<figure>
      <h2>${words.volumes.title}</h2>
      <div class="choice">
        ${
          this.shows("measure")
            ? html`<dd-setting
              brief
              .setting=${measure}
              .value=${state.values["measure"] ?? measure.default}
              .error=${errors["measure"] ?? null}
            ></dd-setting>`
            : nothing
        }
        ${
          this.shows("file")
            ? html`<button data-does="volumes-file" ?disabled=${!volumes} @click=${() => session.save("volumes")}>
              ${words.volumes.file}
            </button>`
            : nothing
        }
      </div>
      <dd-gates-volumes
        .bindings=${session.bindings}
        .data=${volumes?.data ?? null}
        .alt=${volumes?.alt ?? words.volumes.waiting}
        .inputs=${state.n}
        @mark=${this.#mark}
      ></dd-gates-volumes>
      ${volumes?.note ? html`<p class="quiet" role="status">${volumes.note}</p>` : nothing}
      ${
        this.shows("captions")
          ? html`<figcaption>
            <strong>${words.volumes.number}</strong> <span>${volumes?.caption ?? ""}</span> ${words.volumes.reading}
          </figcaption>`
          : nothing
      }
    </figure>`;
  }

  readonly #load = async () =>
    (await import("./keep.js")).sourceOf(this.session, () => this.renderRoot.querySelector("dd-gates-picture")?.scene);

  #settings({ state, groups, errors, hidden }: View) {
    if (!state || !this.showsSettings) return nothing;
    return html`<section>
      <dd-settings .groups=${groups} .state=${state} .errors=${errors} .hides=${hidden}></dd-settings>
    </section>`;
  }

  #mark(event: CustomEvent<string | null>): void {
    this.session.mark(event.detail);
  }
}

customElements.define("dd-gates", Gates);
