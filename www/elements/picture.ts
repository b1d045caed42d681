import { html, nothing, svg, type TemplateResult } from "lit";

/** How many inputs stand in one row of a picture or table, so that neighbours differ in few bits. */
export const columns = (inputs: number, narrow: boolean): number =>
  inputs <= 8 ? inputs : inputs === 16 || inputs === 32 || narrow ? 8 : 16;

const smallCell = (inputs: number): number => (inputs <= 16 ? 12 : inputs <= 32 ? 9 : 6);

/**
 * A function at a glance: one cell for each input, dark where it says 1, marked where it differs from a target. Cells of
 * one kind are one path: a list may have a thousand pictures of 128 cells.
 */
export function picture(
  text: string,
  { target, inputs }: { target?: string; inputs: number },
  cell = smallCell(inputs),
): TemplateResult {
  const across = columns(inputs, false);
  const paths = { one: "", zero: "", wrong: "" };
  const radius = Math.max(2.75, cell / 4);
  Array.from(text, (label, input) => {
    const x = (input % across) * cell;
    const y = Math.floor(input / across) * cell;
    paths[label === "1" ? "one" : "zero"] += `M${x + 0.5} ${y + 0.5}h${cell - 1}v${cell - 1}h${1 - cell}z`;
    if (target === undefined || label === target[input]) return;
    paths.wrong += `M${x + cell / 2 - radius} ${y + cell / 2}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
  });
  const height = Math.ceil(inputs / across) * cell;
  return html`<svg
    width=${across * cell}
    viewBox="0 0 ${across * cell} ${height}"
    aria-hidden="true"
  >
    <path class="ones" d=${paths.one} fill="var(--ink)" />
    <path class="zeros" d=${paths.zero} fill="var(--blank)" stroke="var(--blank-edge)" />
    ${paths.wrong ? svg`<path d=${paths.wrong} fill="var(--wrong)" stroke="var(--card)" stroke-width=${cell / 12} />` : nothing}
  </svg>`;
}
