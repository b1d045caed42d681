import { css, html } from "lit";
import { licences } from "../elements/licences.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words } from "../words.js";

/** The method in ten lines, its limits, and where it comes from. */
class About extends StyledElement {
  static override styles = [
    shared,
    css`
      :host {
        font-size: 1rem;
      }
      section {
        max-width: var(--measure);
        margin-bottom: 2rem;
      }
      ol,
      ul {
        margin: 0.5rem 0 0;
        padding-inline-start: 2rem;
      }
      li {
        margin-bottom: 0.375rem;
      }
      .sources {
        font: 0.875rem/1.5 var(--sans);
        color: var(--soft);
      }
      a {
        display: inline-block;
        min-height: 1.5rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override render() {
    const { about } = words;
    return html`
      <section>
        <h2>${about.title}</h2>
        <ol>
          ${about.method.map((line) => html`<li>${line}</li>`)}
        </ol>
      </section>
      <section>
        <h2>${about.notTitle}</h2>
        <ul>
          ${about.not.map((line) => html`<li>${line}</li>`)}
        </ul>
      </section>
      <section>
        <h2>${about.sourcesTitle}</h2>
        <ul class="sources">
          ${about.sources.map(({ text, href, label }) => html`<li>${text} <a href=${href}>${label}</a></li>`)}
        </ul>
        ${licences()}
      </section>
    `;
  }
}

customElements.define("dd-about", About);
