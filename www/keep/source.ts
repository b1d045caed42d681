import type { Chart, ChartStyle } from "../wasm-atlas/dice_and_descent.js";
import type { Caption } from "./messages.js";

/** A chart that can be taken away. */
export interface Figure {
  /** A word for the file's name. */
  name: string;
  title: string;
  /** The chart in words. */
  text: string;
  /** What it shows, for the SVG; or how it is drawn as one. */
  chart: Chart | ((width: number, caption: Caption) => string);
  /** Height over width. */
  shape: number;
  /** Paints it, for the PNG. */
  paint(canvas: HTMLCanvasElement, look: ChartStyle): void;
}

/** A file of numbers that can be taken away. */
export interface Numbers {
  /** A word for the file's name, and the end of that name. */
  name: string;
  ending: "json" | "csv";
  label: string;
  help: string;
  parts(): Promise<BlobPart[]>;
}

/** What an experiment has to give away, and how it takes a saved run back. */
export interface Source {
  /** The experiment's word, as in links, and for the names of files. */
  name: string;
  /** The figures as they are now, where there are some to take away; none before there is anything in them. */
  figures?(): Figure[];
  numbers: Numbers[];
  /** Shows a saved run as it was. */
  open(hash: string, saved: Uint32Array): void;
  /** For experiments that count. */
  runs?: {
    /** Settings and counts as they are now. */
    pack(): Promise<Uint32Array>;
    /** Goes on with other settings. */
    follow(hash: string): void;
  };
}
