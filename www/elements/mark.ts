import { svg, html, type TemplateResult } from "lit";

export type MethodName = "dice" | "descent";

/** The sign of a method, told apart by shape as well as by colour. */
export function mark(method: MethodName, size = 16): TemplateResult {
  return html`<svg width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true">
    ${
      method === "dice"
        ? svg`<rect x="1.5" y="1.5" width="13" height="13" rx="1.5" fill="var(--dice)" />`
        : svg`<circle cx="8" cy="8" r="7" fill="var(--descent)" />`
    }
  </svg>`;
}
