import type { Boot } from "../engine/messages.js";
import type { MapPixel, MapProgress, MapSummary, Trail } from "../wasm-atlas/dice_and_descent.js";

/** A piece of work that one worker does at a time. */
export type Job = { kind: "plane" } | { kind: "tile"; tile: number } | { kind: "path"; run: number };

/** What comes of it: a packed plane or path, or a packed tile. */
export type Product = Float64Array | Uint32Array;

/** For which picture: another window, or other settings. Without a plane, one can be made. */
export interface Order {
  hash: string;
  plane: Float64Array | null;
}

/** What can be saved: everything, or the shares of the functions. */
export type MapFile = "json" | "csv";

/** A place on the picture, in its own pixels. */
export interface Spot {
  x: number;
  y: number;
}

/** What is at a place of the picture: none while nothing is computed there. */
export interface Told {
  spot: Spot;
  /** The settings by which that is so. */
  hash: string;
  pixel: MapPixel | null;
}

export type ToAtlas =
  | Boot
  /** With a plane, a new atlas; without, another look at the same plane. */
  | { type: "start"; generation: number; hash: string; plane: Float64Array | null; dark: boolean }
  | { type: "want"; generation: number; count: number; alone: boolean }
  | { type: "product"; generation: number; job: Job; product: Product }
  | { type: "give-back"; generation: number; job: Job }
  /** Settings that differ only in how the picture is painted. */
  | { type: "repaint"; generation: number; hash: string; dark: boolean }
  | { type: "probe"; generation: number; spot: Spot | null }
  /** The function whose regions are to stand out, as a truth table. */
  | { type: "mark"; generation: number; marked: string | null }
  | { type: "file"; generation: number; file: MapFile }
  | { type: "ping" };

/** What of a picture depends on the ground that it is painted on. */
export interface Painting {
  /** Red, green, blue, opacity. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
  summary: MapSummary | null;
  trails: Trail[];
}

/** The picture as it is now. */
export interface Print extends Painting {
  generation: number;
  /** Pixels along a side. */
  size: number;
  progress: MapProgress;
  /** Tiles and paths that are in. */
  done: number;
  /** Of a dark picture: the same for paper. */
  light: Painting | null;
  /** Of settings, picture and paths, once all is there. */
  fingerprint: string | null;
  /** Runs that are still to come. */
  coming: number;
  /** By which settings it is painted. */
  hash: string;
  dark: boolean;
}

/** What is laid over the picture so that the regions of one function stand out. */
export interface Highlight {
  generation: number;
  marked: string;
  size: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

export type FromAtlas =
  | { type: "jobs"; generation: number; jobs: Job[] }
  | { type: "print"; print: Print }
  | { type: "highlight"; highlight: Highlight }
  | ({ type: "pixel"; generation: number } & Told)
  | { type: "file"; generation: number; file: MapFile; parts: string[] }
  /** What came of a job was nothing of this picture. */
  | { type: "refused"; generation: number; job: Job; text: string }
  | { type: "pong" }
  | { type: "failed"; text: string };
