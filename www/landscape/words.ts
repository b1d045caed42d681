// Every word of the landscape that does not come from the core.

import { whole } from "../number.js";

export const words = {
  question: "Which functions fill parameter space, and are they simple?",
  lead: "Draw all weights of a small network at random and note which function comes out: no training, no data. Often a few functions turn up again and again, almost all others never. How often one turns up estimates its prior probability P(f): its share of parameter space, weighted by the law of the weights.",

  method: { name: "Random networks", does: "draw all weights, note the function" },
  presetGroups: {
    vcl18: "After Valle-Pérez et al. 2018",
    mingard19: "After Mingard et al. 2019",
    images: "Small enough for exact complexities",
    chaos: "Ten layers of tanh, after Mingard et al. 2025",
  },
  network: "The networks",

  figures: {
    region: "Figures",
    number: "Figure 1.",
    waiting: "The first networks are being drawn.",
    tabs: {
      rank: "P by rank",
      complexity: "P by complexity",
      ones: "Number of ones",
      distribution: "Complexity of networks",
    },
    reading: {
      rank: "Functions in the order of their frequency, both axes logarithmic. A straight line is a power law. The hollow bar stands for the functions seen once: of these the figure knows only how many there are, and shows a few as examples. Point at a mark, tap it, or use the arrow keys to see its function.",
      complexity:
        "Every mark is a function that was seen at least twice. If large volume needs simplicity, the upper right stays empty; for measures that approximate Kolmogorov complexity a line is predicted that bounds the marks from above, up to a constant. Nothing forces the lower left to be empty: there stand the simple but improbable functions. An arrow is a named function never seen, at the upper end of what its P can be.",
      ones: "T is how many of the inputs a network labels 1. Very many functions share a T in the middle and few share one at the ends, so even a flat histogram is a strong bias towards the few. For ReLU networks it is proven that every added layer lifts the ends further (Mingard et al. 2019), and larger biases did so wherever that paper looked; deep tanh networks with large weights are hardly ever constant. Try the presets, or change σ_b and the hidden layers.",
      distribution:
        "How complex the function of a random network is, against that of a function drawn uniformly from all of them. Where both agree, this measure shows no preference for simplicity: deep tanh networks get there as their weights grow.",
    },
    table: "This figure as a table",
    tableLabel: "The figure as a table",
    more: (shown: number) => `The first ${shown} rows.`,
  },
  keys: { bars: "Arrow keys move from bar to bar." },
  bars: { none: "Point at a bar, or use the arrow keys, to read its numbers." },

  measure: {
    label: "Complexity",
    unknown: (label: string) => `${label} (up to 4 inputs)`,
    definition: (label: string, definition: string, source: string) => `${label}: ${definition} (${source})`,
  },

  detail: {
    title: "The function",
    none: "Point at a mark to see its function.",
    unnamed: "A function",
    most: "(the most frequent)",
    toMost: "Back to the first",
    picture: "Labels of all inputs in binary order, row by row; the stronger colour is 1.",
    share: "Share of random networks, P(f)",
    class: "Equally probable",
    rank: "Rank",
    rankOf: whole,
    ones: "Inputs labelled 1, T",
    onesOf: (ones: number, inputs: number) => `${ones} of ${inputs}`,
    complexities: "How complex it is",
    said: (name: string, share: string, complexity: string) => `${name}: ${share}; ${complexity}.`,
  },

  measures: {
    title: "Which measure goes best with P?",
    number: "Table 1.",
    reading:
      "Spearman's rank correlation between log P and each measure, with the 95% interval of the run and, by classes, that of a population of functions: −1 would mean that the simpler function is always the likelier one. The second column compares only functions with equally many ones, so it says what is left of simplicity once entropy is taken out. A click on a heading sorts; a click on a measure shows it in the figures.",
    waiting: "The measures will be compared once some functions have been seen twice.",
    columns: { listed: "Measure", overall: "With log P", within: "With equally many ones" },
    best: "best",
    choose: (label: string) => `Show P against ${label}`,
    region: "Table of all measures",
  },

  named: {
    title: "Simple functions, probable or not",
    number: "Table 2.",
    reading:
      "Functions that have a name in everyday logic. All of them are short to describe. How often they are drawn is another matter: of seven inputs, XOR and parity are hardly ever the function of a random network. Complexity is predicted to bound P from above, not from below. Where a function was never seen, the number is the upper end of a two-sided 95% interval, so that it holds at 97.5%.",
  },

  ranking: {
    title: "The functions seen most often",
    number: "Figure 2.",
    reading: "The picture shows the label of every input, the stronger colour is 1; the bar is P(f) with its 95% interval.",
    waiting: "No function has been seen twice yet.",
    more: "Show more",
    shown: (shown: number, all: number, byClasses: boolean) =>
      `${whole(shown)} of ${whole(all)} ${byClasses ? "classes" : "functions"} seen at least twice`,
  },
  list: {
    choose: (name: string) => `Look at ${name}`,
  },

  summary: {
    title: "The landscape in numbers",
    reading:
      "Every number comes with its uncertainty. All intervals are at 95%; of what was never seen only the upper end is told, which holds at 97.5%.",
  },

  files: {
    json: {
      label: "Everything as JSON",
      help: "Settings, totals, figures, all statistics, the 20,000 most frequent functions with P, intervals and complexities, and everything counted: this page opens it again.",
    },
    functions: {
      label: "Functions as CSV",
      help: "The 20,000 most frequent of those seen at least twice: truth table, count, P with its interval, every measure of complexity.",
    },
    numbers: {
      label: "Numbers as CSV",
      help: "One line for every setting, total, fit and correlation, with its interval, and for every point of the figures.",
    },
  },
};
