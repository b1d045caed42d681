import type { TemplateResult } from "lit";
import { picture } from "../elements/picture.js";
import type { MapState } from "../wasm-atlas/dice_and_descent.js";

const large = (inputs: number): number => (inputs <= 16 ? 20 : inputs <= 32 ? 16 : inputs <= 64 ? 12 : 10);

/** A function at a glance, its labels and no more. */
export const glance = (table: string, { inputs }: MapState): TemplateResult => picture(table, { inputs });

/** A function in large, marked where it contradicts the training set. */
export function contradictions(table: string, { inputs, target, training }: MapState): TemplateResult {
  const shown = Array.from(table, (label, input) => (training[input] === "1" ? (target[input] ?? label) : label));
  return picture(table, { target: shown.join(""), inputs }, large(inputs));
}
