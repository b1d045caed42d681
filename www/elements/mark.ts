import { svg, html, type TemplateResult } from "lit";

/** As many as the page's style has colours for methods. */
const SHAPES = [
  svg`<rect x="1.5" y="1.5" width="13" height="13" rx="1.5" />`,
  svg`<circle cx="8" cy="8" r="7" />`,
  svg`<path d="M8 1 15.5 14.2H.5z" />`,
  svg`<path d="M8 0 16 8 8 16 0 8z" />`,
  svg`<path d="M3.6.6 8 5l4.4-4.4 3 3L11 8l4.4 4.4-3 3L8 11l-4.4 4.4-3-3L5 8 .6 3.6z" />`,
  svg`<path d="M8 15 .5 1.8h15z" />`,
];

/** How many methods are told apart by colour and mark. */
export const MARKS = SHAPES.length;

/** The sign of the method at this place, told apart by shape as well as by colour. */
export function mark(place: number, size = 16): TemplateResult {
  const index = place % SHAPES.length;
  return html`<svg width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true" fill="var(--method-${index + 1})">
    ${SHAPES[index]}
  </svg>`;
}
