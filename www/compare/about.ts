import { css, html } from "lit";
import { licences } from "../elements/licences.js";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { words } from "../words.js";

/** The method in ten lines; its limits and where it comes from are loaded later. */
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
      ol {
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

  override connectedCallback(): void {
    super.connectedCallback();
    void import("../background/element.js").catch(() => {});
  }

  override render() {
    const { about } = words;
    return html`
      <section>
        <h2>${about.title}</h2>
        <ol>
          ${about.method.map((line) => html`<li>${line}</li>`)}
        </ol>
      </section>
      <dd-background experiment="compare"></dd-background>
      ${licences()}
    `;
  }
}

customElements.define("dd-about", About);
