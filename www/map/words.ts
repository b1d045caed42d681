// Every word of the map that does not come from the core.

import { whole } from "../number.js";

export const words = {
  question: "What does parameter space look like?",
  lead: "Every point of this plane is one small network: one choice of all its weights and biases. Its colour is the function that this network computes, the same colour wherever the function is the same. How much of the plane a function fills is not how likely a random network is to compute it: with many parameters, planes through the origin pass far from where random networks lie. What is likely is counted in the ",
  leadLink: "landscape of the same networks",

  controls: {
    region: "Map",
    plane: "New plane",
    planeHelp: "Another random plane through the parameters of the same network, or the plane of another run",
    closer: "Zoom in",
    farther: "Zoom out",
    whole: "Whole plane",
    pause: "Pause",
    continue: "Continue",
    reset: "Start again",
    preset: "Show me",
    ownPreset: "your own settings",
    watch: "What to watch",
  },

  condition: {
    region: "What is coloured: all functions, or only those that fit the training set",
    off: "All functions",
    on: "Only those that fit",
  },

  canvas: {
    keys: "Arrow keys move the probe, plus and minus zoom, Shift with the arrow keys drags, Home shows the whole plane.",
    hint: "Drag to move; zoom with Ctrl and the wheel, or with the wheel alone after a click; on a touch screen tap the map first, then drag and pinch. By keyboard: arrows move the probe, + and − zoom, Shift and arrows drag, Home shows the whole plane.",
    waiting: "The map of the plane is being computed.",
    progress: "Share of the picture that is computed",
  },

  figure: {
    number: "Figure 1.",
    waiting: "The first pixels are being computed.",
    reading:
      "Colours only tell functions apart: two that differ at one input never have the same lightness, so every border can be seen in grey as well; constant functions are neutral. Numbers are those of the list. Shares are counted by pixels.",
  },

  place: {
    title: "What the network here computes",
    none: "Point at the map, tap it, or move over it with the arrow keys, to see what the network at that point computes.",
    outside: "Nothing is known here yet.",
    unnamed: "A function",
    number: (rank: number) => `no. ${whole(rank)} by size`,
    window: "of the window",
    prior: "weighted by the prior",
    fits: "Fits the training set",
    contradictions: "A red dot marks a training point that it contradicts.",
    misfits: "Does not fit the training set",
    errors: (errors: number, size: number) => `wrong on ${errors} of ${size} test inputs`,
    said: (name: string, share: string, fits: string, place: string) => `${name}, ${share} of the window. ${fits}. ${place}.`,
  },

  legend: {
    title: "The largest functions",
    titleFit: "The largest functions that fit",
    caption: "The largest functions of the window",
    place: "No.",
    function: "Function",
    window: "Share",
    prior: "By the prior",
    show: (place: number, name: string) => `Show where function ${place}, ${name}, is on the map`,
    reading:
      "Point at a row to see its regions. In a function's picture every cell is an input, dark if labelled 1. “7.2% within 0.3” says by how many hundredths of the whole the count of pixels can be off, if borders are smooth on the scale of a pixel; regions that lie between pixels are not seen. “By the prior” weights the points of this plane by the density of the prior on it; it is not the probability of the function, for which all of parameter space counts.",
    waiting: "The functions will be listed with the first pixels.",
    fits: "fits",
  },

  runs: {
    title: "Training runs across the map",
    lead: "Real runs of descent from a random start, projected on this plane: a dot where they start, a ring where they end, with a cross in it if they do not fit. Parameter space has many more dimensions than two, so a path may lie far above or below the map: the distance is told.",
    count: "Runs shown",
    none: "none",
    replay: "Replay",
    stop: "Stop",
    along: "Along the path",
    choose: (run: number) => `Run ${run}`,
    at: (step: number, distance: string) =>
      `After ${step === 1 ? "1 step" : `${whole(step)} steps`}, ${distance} standard deviations from the plane, the network computes`,
    coming: (runs: number) => (runs === 1 ? "One run is under way." : `${runs} runs are under way.`),
    visited: "The functions on its way",
  },

  files: {
    json: {
      label: "Everything as JSON",
      help: "Settings, window, every function seen with its shares and how far these can be off, the paths: this page opens it again.",
    },
    csv: { label: "Shares as CSV", help: "One line for every function seen." },
    anew: "The picture was begun anew before its file was written. Try again.",
  },

  save: {
    region: "Take it with you",
    picture: "Save the picture as PNG",
    file: "Save the shares as CSV",
    writing: "Writing the file",
    link: "Copy the link",
    copied: "The link is on the clipboard.",
    address: (link: string) => `It cannot be copied from here. The link is ${link}`,
  },
};
