import { archive } from "./archive.js";
import type { Caption } from "./messages.js";
import type { Figure } from "./source.js";

// The width of a column of text in print: 6.5 inches, in css pixels; and how fine a printer is.
const WIDTH = 624;
const DOTS_PER_INCH = 300;
const CSS_PER_INCH = 96;
const INCHES_PER_METRE = 39.37;

const captionOf = ({ title, text }: Figure, link: string): Caption => ({ title, text, link });

/** The figure as SVG, for print. */
export function svgOf(figure: Figure, link: string): Promise<string> {
  const height = Math.round(WIDTH * figure.shape);
  return archive("svg", { chart: figure.chart, width: WIDTH, height, caption: captionOf(figure, link) });
}

/** The figure as PNG, for print: light, whatever the page is. */
export async function pngOf(figure: Figure, link: string): Promise<Uint8Array> {
  const canvas = document.createElement("canvas");
  const ratio = DOTS_PER_INCH / CSS_PER_INCH;
  figure.paint(canvas, {
    width: WIDTH,
    height: Math.round(WIDTH * figure.shape),
    ratio,
    dark: false,
    selected: null,
  });
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  const png = new Uint8Array((await blob?.arrayBuffer()) ?? []);
  const density = Math.round(DOTS_PER_INCH * INCHES_PER_METRE);
  return archive("png", { png, caption: captionOf(figure, link), density });
}
