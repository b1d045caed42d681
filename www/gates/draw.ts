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

/** Type in css pixels: not larger than the core expects it when it looks for a place for words. */
const type = (width: number): number => Math.min(15, 0.032 * width);

/** Draws a scene, in css pixels. */
export function draw(pen: Pen, scene: GateScene, { ink: lines, paper, font, width, marked }: Manner): void {
  const at = ([x = 0, y = 0]: number[]): Place => [((x + 1) * width) / 2, ((y + 1) * width) / 2];
  const letters = (size: number): void => {
    pen.font = `600 ${size}px ${font}`;
  };
  const axes = (front: boolean): void => {
    for (const { name, from, to, label } of scene.axes.filter((axis) => axis.front === front)) {
      pen.globalAlpha = front ? 1 : 0.45;
      pen.beginPath();
      pen.moveTo(...at(from));
      pen.lineTo(...at(to));
      // On a ground of any colour.
      pen.strokeStyle = paper;
      pen.lineWidth = 4;
      pen.stroke();
      pen.strokeStyle = pen.fillStyle = lines;
      pen.lineWidth = 1.5;
      pen.stroke();
      letters(type(width) + 1);
      pen.strokeStyle = paper;
      pen.lineWidth = 4;
      pen.strokeText(name, ...at(label));
      pen.fillText(name, ...at(label));
    }
    pen.globalAlpha = 1;
  };
  const outline = (points: number[][]): void => {
    pen.beginPath();
    points.forEach((point, place) => (place === 0 ? pen.moveTo(...at(point)) : pen.lineTo(...at(point))));
    pen.closePath();
  };
  axes(false);
  for (const { gate, points, light } of scene.polygons) {
    outline(points);
    pen.globalAlpha = marked === null || marked === gate ? 1 : 0.35;
    pen.fillStyle = fill(gate, light);
    pen.strokeStyle = paper;
    pen.lineWidth = 1.25;
    pen.fill();
    pen.globalAlpha = 1;
    pen.stroke();
  }
  for (const { points } of scene.polygons.filter((polygon) => polygon.gate === marked)) {
    outline(points);
    pen.strokeStyle = lines;
    pen.lineWidth = 2.5;
    pen.stroke();
  }
  letters(type(width));
  for (const { gate, label, light, sign } of scene.polygons) {
    if (!label) continue;
    pen.fillStyle = marked === null || marked === gate ? ink(gate, light) : lines;
    pen.fillText(sign, ...at(label));
  }
  axes(true);
}

/** Prepares a square canvas of `width` css pixels. */
export function begin(canvas: HTMLCanvasElement, width: number, ratio: number): CanvasRenderingContext2D | null {
  const pen = canvas.getContext("2d");
  const size = Math.round(width * ratio);
  if (!pen || size === 0) return null;
  if (canvas.width !== size || canvas.height !== size) canvas.width = canvas.height = size;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, width);
  pen.lineJoin = "round";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  return pen;
}
