import { PRINT } from "../style/print.js";
import { archive } from "./archive.js";
import type { Caption } from "./messages.js";
import type { Figure } from "./source.js";

const INCHES_PER_METRE = 39.37;

const captionOf = ({ title, text }: Figure, link: string): Caption => ({ title, text, link });

/** The figure as SVG, for print. */
export async function svgOf(figure: Figure, link: string): Promise<string> {
  const { chart } = figure;
  const caption = captionOf(figure, link);
  if (typeof chart === "function") return chart(PRINT.width, caption);
  const height = Math.round(PRINT.width * figure.shape);
  return archive("svg", { chart, width: PRINT.width, height, caption });
}

/** The figure as PNG, for print: light, whatever the page is. */
export async function pngOf(figure: Figure, link: string): Promise<Uint8Array> {
  const canvas = document.createElement("canvas");
  figure.paint(canvas, {
    width: PRINT.width,
    height: Math.round(PRINT.width * figure.shape),
    ratio: PRINT.ratio,
    dark: false,
    contrast: false,
    selected: null,
  });
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  return stamped(blob, captionOf(figure, link));
}

/** A painted figure of the width of a column, as a file that says what it is. */
export async function stamped(painted: Blob | null, caption: Caption): Promise<Uint8Array> {
  const png = new Uint8Array((await painted?.arrayBuffer()) ?? []);
  return archive("png", { png, caption, density: Math.round(PRINT.dotsPerInch * INCHES_PER_METRE) });
}
