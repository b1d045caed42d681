import type { Caption } from "./messages.js";

const SVG = "http://www.w3.org/2000/svg";

/** As files know colours, whatever words the page has for them. */
function plain(colour: string): string {
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  if (!pen) return colour;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
  return `rgb(${red} ${green} ${blue})`.replaceAll(" ", ",");
}

/** A number of css pixels as it stands in a file. */
const length = (pixels: number): number => Number(pixels.toFixed(2));

/** Draws into a file what would be drawn on a canvas, in css pixels. */
export class SvgPen {
  globalAlpha = 1;
  fillStyle: string | CanvasGradient | CanvasPattern = "#000";
  strokeStyle: string | CanvasGradient | CanvasPattern = "#000";
  lineWidth = 1;
  font = "";
  readonly #root: Element;
  readonly #document = document.implementation.createDocument(SVG, "svg");
  #path = "";

  /** A file of `width` by `width` css pixels on a ground of one colour. */
  constructor(width: number, ground: string, { title, text, link }: Caption) {
    const root = (this.#root = this.#document.documentElement);
    for (const [name, value] of Object.entries({ width, height: width, viewBox: `0 0 ${width} ${width}`, role: "img" })) {
      root.setAttribute(name, `${value}`);
    }
    root.append("\n");
    this.#add("title", {}).textContent = title;
    this.#add("desc", {}).textContent = `${text} ${link}`;
    this.#add("rect", { width, height: width, fill: plain(ground) });
  }

  beginPath(): void {
    this.#path = "";
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${length(x)} ${length(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `L${length(x)} ${length(y)}`;
  }

  closePath(): void {
    this.#path += "Z";
  }

  fill(): void {
    this.#add("path", { d: this.#path, fill: plain(`${this.fillStyle}`), opacity: this.globalAlpha });
  }

  stroke(): void {
    this.#add("path", { d: this.#path, fill: "none", ...this.#line() });
  }

  fillText(text: string, x: number, y: number): void {
    this.#write(text, x, y, { fill: plain(`${this.fillStyle}`), opacity: this.globalAlpha });
  }

  strokeText(text: string, x: number, y: number): void {
    this.#write(text, x, y, { fill: "none", ...this.#line() });
  }

  /** The file. */
  toString(): string {
    return new XMLSerializer().serializeToString(this.#document);
  }

  #write(text: string, x: number, y: number, paint: Record<string, string | number>): void {
    const [, weight = "400", size = "0", family = "sans-serif"] = /^(\d+) ([\d.e-]+)px (.*)$/.exec(this.font) ?? [];
    this.#add("text", {
      x: length(x),
      y: length(y),
      "text-anchor": "middle",
      "dominant-baseline": "central",
      "font-family": family,
      "font-weight": weight,
      "font-size": length(Number(size)),
      ...paint,
    }).textContent = text;
  }

  #line(): Record<string, string | number> {
    return {
      stroke: plain(`${this.strokeStyle}`),
      "stroke-width": length(this.lineWidth),
      "stroke-linejoin": "round",
      opacity: this.globalAlpha,
    };
  }

  #add(name: string, attributes: Record<string, string | number>): Element {
    const element = this.#document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, `${value}`);
    this.#root.append(element, "\n");
    return element;
  }
}
