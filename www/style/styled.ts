import { LitElement } from "lit";
import { sheetFor } from "./sheets.js";

/** An element that keeps its style in whichever document it is put. */
export abstract class StyledElement extends LitElement {
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    if (this.ownerDocument === document) return super.createRenderRoot();
    const root = this.attachShadow({ mode: "open" });
    this.#wear(root);
    return root;
  }

  /** It has come into another document, and without its style sheets. */
  adoptedCallback(): void {
    if (this.shadowRoot) this.#wear(this.shadowRoot);
    this.requestUpdate();
  }

  #wear(root: ShadowRoot): void {
    const styles = (this.constructor as typeof LitElement).elementStyles;
    root.adoptedStyleSheets = styles.map((style) => ("cssText" in style ? sheetFor(this.ownerDocument, style.cssText) : style));
  }
}
