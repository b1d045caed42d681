import { css, html } from "lit";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { licences } from "./licences.js";
import { words } from "./words.js";

/** What an experiment shows and what it does not, and the literature behind it. */
class Background extends StyledElement {
  static override properties = { experiment: { type: String } };
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        font-size: 1rem;
      }
      details {
        max-width: var(--measure);
        margin-bottom: 1rem;
      }
      summary {
        cursor: pointer;
        min-height: 1.5rem;
      }
      h2 {
        display: inline;
      }
      ul {
        margin: 0.75rem 0 1.5rem;
        padding-inline-start: 2rem;
      }
      li {
        margin-bottom: 0.5rem;
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

  declare experiment: keyof typeof words.experiments;

  override render() {
    const { shows, sources } = words.experiments[this.experiment];
    return html`
      <details>
        <summary><h2>${words.shows}</h2></summary>
        <ul>
          ${shows.map((line) => html`<li>${line}</li>`)}
        </ul>
      </details>
      <details>
        <summary><h2>${words.sources}</h2></summary>
        <ul class="sources">
          ${sources.map(({ text, href, label, says }) => html`<li>${text} <a href=${href}>${label}</a>: ${says}</li>`)}
        </ul>
      </details>
      ${licences()}
    `;
  }
}

customElements.define("dd-background", Background);
