// What is drawn over the picture: paths, numbers, the scale, and what is pointed at.

import type { Landmark, MapRow, MapWindow, Trail } from "../wasm-atlas/dice_and_descent.js";
import type { Spot } from "./messages.js";

export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** The style sheet's colours and type, and how many pixels of the canvas are one of the page. */
export interface Style {
  ink: string;
  paper: string;
  path: string;
  font: string;
  ratio: number;
}

/** A square of the canvas, in its own pixels. */
export interface Square {
  left: number;
  top: number;
  width: number;
}

const letters = (pen: Pen, { font, ratio }: Style, pixels: number, weight: number): void => {
  pen.font = `${weight} ${pixels * ratio}px ${font}`;
};

/** Letters that can be read on any colour. */
function write(pen: Pen, style: Style, text: string, x: number, y: number): void {
  pen.lineJoin = "round";
  pen.strokeStyle = style.paper;
  pen.lineWidth = 4 * style.ratio;
  pen.strokeText(text, x, y);
  pen.fillStyle = style.ink;
  pen.fillText(text, x, y);
}

/** What something covers, in the canvas's own pixels. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The numbers of the functions that are listed, each where its regions have most room beside what is `taken`. */
export function numbers(pen: Pen, style: Style, at: Square, rows: MapRow[], taken: readonly Box[]): void {
  const half = 9 * style.ratio;
  rows.forEach(({ spot }, place) => {
    const room = (spot?.side ?? 0) * at.width;
    if (!spot || room < 2 * half) return;
    const middle = { x: at.left + spot.x * at.width, y: at.top + spot.y * at.width };
    const free = beside(taken, middle, half, room / 2 - half);
    if (!free) return;
    letters(pen, style, 13, 700);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    write(pen, style, `${place + 1}`, free.x, free.y);
  });
}

/** The place nearest to the middle, at most `far` to a side, where something that reaches `half` covers no box. */
function beside(boxes: readonly Box[], middle: Spot, half: number, far: number): Spot | undefined {
  const { x, y } = middle;
  const aside = boxes.flatMap(({ left, right, top, bottom }) => [
    { x, y: top - half },
    { x, y: bottom + half },
    { x: left - half, y },
    { x: right + half, y },
  ]);
  const distance = (spot: Spot): number => Math.max(Math.abs(spot.x - x), Math.abs(spot.y - y));
  const free = (spot: Spot): boolean =>
    boxes.every(
      ({ left, right, top, bottom }) =>
        spot.x + half <= left || spot.x - half >= right || spot.y + half <= top || spot.y - half >= bottom,
    );
  const places = [middle, ...aside].filter((spot) => distance(spot) <= far && free(spot));
  return places.sort((a, b) => distance(a) - distance(b))[0];
}

const MARGIN = 14;
const WORDS = 12;
/** From the scale's bar up to its words, and from a landmark's cross aside and up to its words. */
const ABOVE_BAR = 9;
const [BESIDE_CROSS, ABOVE_CROSS] = [9, 7];

/** What the scale and the landmarks cover. */
export function taken(pen: Pen, style: Style, size: number, { scale, scaleText, landmarks }: MapWindow): Box[] {
  const { ratio } = style;
  letters(pen, style, WORDS, 600);
  const width = (text: string): number => pen.measureText(text).width;
  const gap = 4 * ratio;
  const corner = {
    left: 0,
    right: MARGIN * ratio + Math.max(scale * size, width(scaleText)) + gap,
    top: size - (MARGIN + ABOVE_BAR + WORDS) * ratio,
    bottom: size,
  };
  const named = landmarks.map(({ x, y, label }) => {
    const words = BESIDE_CROSS * ratio + width(label) + gap;
    const cross = ABOVE_CROSS * ratio;
    const [before, behind] = isRight(x) ? [words, cross] : [cross, words];
    return {
      left: x * size - before,
      right: x * size + behind,
      top: y * size - (ABOVE_CROSS + WORDS) * ratio,
      bottom: y * size + cross,
    };
  });
  return [corner, ...named];
}

/** Whether words about something so far to the right stand to the left of it. */
const isRight = (x: number): boolean => x > 0.75;

/** How far something is, drawn as on any map. */
export function scale(pen: Pen, style: Style, size: number, { scale, scaleText }: MapWindow): void {
  const { ratio } = style;
  const [left, bottom, length] = [MARGIN * ratio, size - MARGIN * ratio, scale * size];
  const bar = (width: number, colour: string): void => {
    pen.strokeStyle = colour;
    pen.lineWidth = width * ratio;
    pen.beginPath();
    pen.moveTo(left, bottom - 5 * ratio);
    pen.lineTo(left, bottom);
    pen.lineTo(left + length, bottom);
    pen.lineTo(left + length, bottom - 5 * ratio);
    pen.stroke();
  };
  pen.lineJoin = "miter";
  pen.lineCap = "square";
  bar(4.5, style.paper);
  bar(1.75, style.ink);
  letters(pen, style, WORDS, 600);
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  write(pen, style, scaleText, left, bottom - ABOVE_BAR * ratio);
}

/** Points of the plane that have a name. */
export function landmarks(pen: Pen, style: Style, size: number, all: Landmark[]): void {
  for (const { x, y, label } of all) {
    cross(pen, style, x * size, y * size, 5);
    letters(pen, style, WORDS, 600);
    const right = isRight(x);
    pen.textAlign = right ? "right" : "left";
    pen.textBaseline = "alphabetic";
    const aside = (right ? -BESIDE_CROSS : BESIDE_CROSS) * style.ratio;
    write(pen, style, label, x * size + aside, y * size - ABOVE_CROSS * style.ratio);
  }
}

function cross(pen: Pen, style: Style, x: number, y: number, reach: number): void {
  const arm = reach * style.ratio;
  for (const [colour, width] of [
    [style.paper, 5],
    [style.ink, 1.75],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = width * style.ratio;
    pen.lineCap = "round";
    pen.beginPath();
    pen.moveTo(x - arm, y);
    pen.lineTo(x + arm, y);
    pen.moveTo(x, y - arm);
    pen.lineTo(x, y + arm);
    pen.stroke();
  }
}

/** Where the visitor points. */
export function probe(pen: Pen, style: Style, size: number, { x, y }: Spot): void {
  const { ratio } = style;
  const [near, far] = [6 * ratio, 13 * ratio];
  for (const [colour, width] of [
    [style.paper, 4.5],
    [style.ink, 1.75],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = width * ratio;
    pen.lineCap = "round";
    pen.beginPath();
    pen.arc(x * size, y * size, near, 0, 2 * Math.PI);
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      pen.moveTo(x * size + dx * near, y * size + dy * near);
      pen.lineTo(x * size + dx * far, y * size + dy * far);
    }
    pen.stroke();
  }
}

/** How far along its path a run is shown: the place among its points. */
export const reached = ({ points }: Trail, share: number): number => Math.round(share * (points.length - 1));

/** The paths of the training runs, up to `share` of each; the one that is looked at above the others. */
export function trails(pen: Pen, style: Style, at: Square, all: Trail[], chosen: number, share: number): void {
  const last = [...all].sort((a, b) => Number(a.run === chosen) - Number(b.run === chosen));
  for (const trail of last) {
    const main = trail.run === chosen || all.length === 1;
    path(pen, style, at, trail, main, share);
  }
  for (const trail of last) ends(pen, style, at, trail, all.length > 1, share);
}

function path(pen: Pen, style: Style, { left, top, width }: Square, trail: Trail, main: boolean, share: number): void {
  const { ratio } = style;
  const till = reached(trail, share);
  pen.lineJoin = pen.lineCap = "round";
  const strokes = [
    [style.paper, main ? 5.5 : 4, 1],
    [style.path, main ? 2.75 : 1.75, 1],
  ] as const;
  for (const [colour, thickness] of strokes) {
    pen.strokeStyle = colour;
    pen.lineWidth = thickness * ratio;
    pen.beginPath();
    trail.points.slice(0, till + 1).forEach(([x, y], place) => {
      if (place === 0) pen.moveTo(left + x * width, top + y * width);
      else pen.lineTo(left + x * width, top + y * width);
    });
    pen.stroke();
  }
}

/** A dot where a run starts, a ring where it ends, a cross in the ring if it does not fit; a square on the way. */
function ends(pen: Pen, style: Style, { left, top, width }: Square, trail: Trail, numbered: boolean, share: number): void {
  const { ratio } = style;
  const point = (place: number) => {
    const [x, y] = trail.points[place] ?? [0, 0];
    return [left + x * width, top + y * width] as const;
  };
  const disc = ([x, y]: readonly [number, number], radius: number, fill: string, line: string, thick: number): void => {
    pen.beginPath();
    pen.arc(x, y, radius * ratio, 0, 2 * Math.PI);
    pen.fillStyle = fill;
    pen.fill();
    pen.strokeStyle = line;
    pen.lineWidth = thick * ratio;
    pen.stroke();
  };
  disc(point(0), 4.5, style.path, style.paper, 1.75);
  const till = reached(trail, share);
  if (till < trail.points.length - 1) {
    const [x, y] = point(till);
    const side = 9 * ratio;
    pen.fillStyle = style.path;
    pen.strokeStyle = style.paper;
    pen.lineWidth = 1.75 * ratio;
    pen.fillRect(x - side / 2, y - side / 2, side, side);
    pen.strokeRect(x - side / 2, y - side / 2, side, side);
    return;
  }
  const [x, y] = point(trail.points.length - 1);
  disc([x, y], 7.5, style.paper, style.paper, 4);
  disc([x, y], 7.5, style.paper, style.path, 2.5);
  if (trail.fitted) {
    disc([x, y], 2.75, style.path, style.path, 1);
  } else {
    const arm = 3.25 * ratio;
    pen.beginPath();
    pen.moveTo(x - arm, y - arm);
    pen.lineTo(x + arm, y + arm);
    pen.moveTo(x - arm, y + arm);
    pen.lineTo(x + arm, y - arm);
    pen.stroke();
  }
  if (!numbered) return;
  letters(pen, style, 12, 700);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  write(pen, style, `${trail.run}`, x + 12 * ratio, y);
}
