// Every word of the gates that does not come from the core.

import { whole } from "../number.js";

export const words = {
  question: "How much of parameter space does each gate fill?",
  lead: "A perceptron with two inputs is three numbers: two weights and a bias. Every choice of them computes one gate, so the gates cut the space of all choices into regions. Here their volumes are computed, not sampled, beside how simple each gate is and how often random networks compute it.",

  controls: "Draws",
  pause: "Pause",
  continue: "Continue",
  reset: "Reset",
  seed: "New seed",
  file: "Save the table as CSV",
  writing: "Writing the file",
  made: "Volumes",
  share: (name: string) => `${name}: share of the draws`,

  picture: {
    title: "The regions",
    number: "Figure 1.",
    shape: "Body",
    cube: "Cube",
    sphere: "Sphere",
    keys: "Drag to turn, or use the arrow keys; Home turns back. Space goes from region to region, Shift and Space back.",
    marked: (sign: string) => `Region of ${sign}`,
    reading:
      "Every point is one choice of the parameters: w1, w2 and, with a bias, c. Its colour is the gate that this choice computes. The share of the cube's volume (or of the sphere's area) that a colour has is the probability of its gate under the uniform (or Gaussian) prior. Lighter means more inputs labelled 1. Each plane belongs to one input, and its two sides differ in the label of that input; XOR and XNOR have no region. Point at a region to find its row, or at a row to find its region.",
    none: "Point at a region, or at a row of the table.",
    only: "The picture exists for two inputs, where parameter space has three dimensions.",
  },

  table: {
    title: { gates: "All gates of two inputs", classes: "The functions, class by class" },
    number: "Table 1.",
    readingGates:
      "The probability is a fraction in the cube, and a share of the sphere if the parameters are Gaussian. Next to it stands how often random perceptrons computed the gate, with the 95% interval, and z, the difference from the computed value in standard errors. A gate opens into its half-spaces, its closed form and its counts; of the half-spaces those in brackets follow from the others, and how many are needed does not say how large the region is (with inputs 0 and 1 and a bias a constant needs four and fills 13/48 of the cube, a single input four and 2/48, AND three and 1/48). A click on a heading sorts.",
    readingClasses:
      "A row is a class: functions that are the same up to exchanging inputs (and negating them, where the encoding allows) or negating the output, so that all have the same volume. Probabilities are those of one function, but for the columns that name the class, and for the draws, which are of the whole class. A class opens into its functions and its half-spaces, and every function into all that is known of it.",
    sortBy: (label: string) => `Sort by ${label}`,
    open: (name: string, size: number) => `${name}: list its ${size} functions`,
    detail: (name: string) => `${name}: everything that is known of it`,
    more: "Show more",
    shown: (shown: number, all: number) => `${whole(shown)} of ${whole(all)} rows`,
    needed: "needed",
    scroll: "Table of the gates",
    waiting: "The volumes are being computed.",
  },

  volumes: {
    title: "Are the large regions those of the simple functions?",
    number: "Figure 2.",
    waiting: "The chart will appear with the volumes.",
    file: "Save these marks as CSV",
    keys: "Arrow keys move from mark to mark.",
    point: "Point at a mark, tap it, or move with the arrow keys to see which functions it stands for.",
    reading:
      "The squares stand a little to the left of their complexity, to be seen beside the computed marks. The volume is that of one function, so the marks of a class are not higher for being many. Look whether simpler functions stand higher within one number of inputs, and how far marks of equal complexity lie apart.",
  },

  files: {
    json: {
      label: "Everything as JSON",
      help: "Settings, totals, the functions with volumes, complexities and counts, and everything counted: this page opens it again.",
    },
    functions: {
      label: "Functions as CSV",
      help: "One line for every function: volumes, complexities, counts with intervals.",
    },
    numbers: { label: "Settings and totals as CSV", help: "One line for every setting and total." },
  },

  settings: {
    title: "Make it your own",
    lead: "Everything is in the address of this page, so a copied link repeats the experiment, number for number.",
  },
};
