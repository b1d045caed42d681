// A colour for every gate of two inputs, by truth table. The more inputs are labelled 1, the lighter; the hue turns
// with the direction of the weights: a to the right, b upwards.

const SHADES = [
  { lightness: 0.3, chroma: 0.015 },
  { lightness: 0.46, chroma: 0.1 },
  { lightness: 0.62, chroma: 0.13 },
  { lightness: 0.78, chroma: 0.1 },
  { lightness: 0.94, chroma: 0.02 },
];

const HUES: Record<string, number> = {
  "0000": 265,
  "0001": 205,
  "0010": 295,
  "0011": 250,
  "0100": 115,
  "0101": 160,
  "0110": 0,
  "0111": 205,
  "1000": 25,
  "1001": 0,
  "1010": 340,
  "1011": 295,
  "1100": 70,
  "1101": 115,
  "1110": 25,
  "1111": 90,
};

const shade = (gate: string) => SHADES[gate.replaceAll("0", "").length] ?? SHADES[2]!;

/** The fill of a gate's region, darker where less light falls on it. */
export function fill(gate: string, light: number): string {
  const { lightness, chroma } = shade(gate);
  return `oklch(${lightness * light} ${chroma} ${HUES[gate] ?? 0})`;
}

/** What can be read on it. */
export const ink = (gate: string, light: number): string => (shade(gate).lightness * light > 0.58 ? "#16181b" : "#ffffff");
