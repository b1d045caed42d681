import type { GateScene } from "../wasm-atlas/dice_and_descent.js";
import { fill, ink } from "./colours.js";

/** What is needed of a canvas, so that a file can be drawn as well. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | "beginPath"
  | "moveTo"
  | "lineTo"
  | "closePath"
  | "fill"
  | "stroke"
  | "fillText"
  | "strokeText"
  | "globalAlpha"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "font"
>;

export interface Manner {
  /** Of lines and words. */
  ink: string;
  paper: string;
  font: string;
  /** Of the picture, in css pixels. */
  width: number;
  /** The gate whose regions stand out. */
  marked: string | null;
}

type Place = [x: number, y: number];

/** Type in css pixels: as large as the core expects it when it looks for a place for words. */
const type = (width: number): number => Math.min(13, 0.032 * width);

/** Draws a scene in its own units, from -1 to 1. */
export function draw(pen: Pen, scene: GateScene, { ink: lines, paper, font, width, marked }: Manner): void {
  // Widths and letters in css pixels.
  const pixel = 2 / width;
  const letters = (size: number): void => {
    pen.font = `600 ${size * pixel}px ${font}`;
  };
  const axes = (front: boolean): void => {
    for (const { name, from, to, label } of scene.axes.filter((axis) => axis.front === front)) {
      pen.globalAlpha = front ? 1 : 0.45;
      pen.beginPath();
      pen.moveTo(...(from as Place));
      pen.lineTo(...(to as Place));
      // On a ground of any colour.
      pen.strokeStyle = paper;
      pen.lineWidth = 4 * pixel;
      pen.stroke();
      pen.strokeStyle = pen.fillStyle = lines;
      pen.lineWidth = 1.5 * pixel;
      pen.stroke();
      letters(type(width) + 1);
      pen.strokeStyle = paper;
      pen.lineWidth = 4 * pixel;
      pen.strokeText(name, ...(label as Place));
      pen.fillText(name, ...(label as Place));
    }
    pen.globalAlpha = 1;
  };
  const outline = (points: number[][]): void => {
    pen.beginPath();
    points.forEach((point, place) => (place === 0 ? pen.moveTo(...(point as Place)) : pen.lineTo(...(point as Place))));
    pen.closePath();
  };
  axes(false);
  for (const { gate, points, light } of scene.polygons) {
    outline(points);
    pen.globalAlpha = marked === null || marked === gate ? 1 : 0.35;
    pen.fillStyle = fill(gate, light);
    pen.strokeStyle = paper;
    pen.lineWidth = 1.25 * pixel;
    pen.fill();
    pen.globalAlpha = 1;
    pen.stroke();
  }
  for (const { points } of scene.polygons.filter((polygon) => polygon.gate === marked)) {
    outline(points);
    pen.strokeStyle = lines;
    pen.lineWidth = 2.5 * pixel;
    pen.stroke();
  }
  letters(type(width));
  for (const { gate, label, light, sign } of scene.polygons) {
    if (!label) continue;
    pen.fillStyle = marked === null || marked === gate ? ink(gate, light) : lines;
    pen.fillText(sign, ...(label as Place));
  }
  axes(true);
}

/** Prepares a square canvas of `size` pixels. */
export function begin(canvas: HTMLCanvasElement, size: number): CanvasRenderingContext2D | null {
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  if (canvas.width !== size || canvas.height !== size) canvas.width = canvas.height = size;
  pen.setTransform(size / 2, 0, 0, size / 2, size / 2, size / 2);
  pen.clearRect(-1, -1, 2, 2);
  pen.lineJoin = "round";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  return pen;
}
