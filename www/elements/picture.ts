import { html, svg, type TemplateResult } from "lit";
/** How many inputs stand in one row of a picture or table, so that neighbours differ in few bits. */
export const columns = (inputs: number, narrow: boolean): number =>
  inputs <= 8 ? inputs : inputs === 16 || inputs === 32 || narrow ? 8 : 16;

const smallCell = (inputs: number): number => (inputs <= 16 ? 12 : inputs <= 32 ? 9 : 6);

/** A function at a glance: one cell for each input, dark where it says 1, marked where it differs from a target. */
export function picture(
  text: string,
  { target, inputs }: { target?: string; inputs: number },
  cell = smallCell(inputs),
): TemplateResult {
  const across = columns(inputs, false);
  const cells = Array.from(text, (label, input) => {
    const x = (input % across) * cell;
    const y = Math.floor(input / across) * cell;
    const wrong = target !== undefined && label !== target[input];
    return svg`<rect x=${x + 0.5} y=${y + 0.5} width=${cell - 1} height=${cell - 1}
      fill=${label === "1" ? "var(--ink)" : "var(--blank)"} stroke=${label === "1" ? "none" : "var(--blank-edge)"} />${
      wrong
        ? svg`<circle cx=${x + cell / 2} cy=${y + cell / 2} r=${Math.max(2.75, cell / 4)}
            fill="var(--wrong)" stroke="var(--card)" stroke-width=${cell / 12} />`
        : ""
    }`;
  });
  const height = Math.ceil(inputs / across) * cell;
  return html`<svg
    width=${across * cell}
    viewBox="0 0 ${across * cell} ${height}"
    style="max-width: 100%"
    aria-hidden="true"
  >
    ${cells}
  </svg>`;
}
