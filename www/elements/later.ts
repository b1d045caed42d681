import { css, html } from "lit";
import { StyledElement } from "../style/styled.js";
import { Near } from "./near.js";

/** Holds elements that are loaded when somebody comes near them. */
class Later extends StyledElement {
  static override properties = { load: { attribute: false } };
  declare load: () => Promise<unknown>;

  static override styles = [
    css`
      :host {
        display: block;
        min-height: 1rem;
      }
    `,
  ];

  constructor() {
    super();
    new Near(this, () => this.load());
  }

  override render() {
    return html`<slot></slot>`;
  }
}

customElements.define("dd-later", Later);
