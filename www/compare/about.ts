import { css, html } from "lit";
import { shared } from "../style/shared.js";
import { StyledElement } from "../style/styled.js";
import { Near } from "../elements/near.js";
import { words } from "../words.js";

/** The method in ten lines; its limits and where it comes from are loaded when somebody comes near them. */
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
    `,
  ];

  constructor() {
    super();
    new Near(this, () => import("../background/element.js"));
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
    `;
  }
}

customElements.define("dd-about", About);
