// Every word of the page that does not come from the core.

import { whole } from "./number.js";

export const words = {
  name: "Dice & Descent",
  experiments: "Experiments",
  share: "Embed / share",
  shortcuts: "Keyboard shortcuts",
  theme: (now: string) => `Colours: ${now}`,
  themes: { auto: "as this device prefers", light: "light", dark: "dark" },
  question: "Does gradient descent find the same functions as blind luck?",
  lead: [
    "Two ways to make a tiny network fit a few labelled examples: ",
    { strong: "descent", text: " trains it along the gradient; " },
    { strong: "dice", text: " draw all its weights at random, again and again, and keep the draws that happen to fit. " },
    "What is kept is right on every training example; what it says about the ",
    {
      em: "other",
      text: " inputs tells which function it has found. Here both find functions, live in your browser, and each mark of the chart is one of them.",
    },
  ],

  methods: {
    region: "The methods, live",
    waiting: "Not yet started",
    progress: (name: string) => `${name}: share of its budget`,
    add: "Add a method",
    change: "Change",
    changeOf: (name: string) => `Change ${name}`,
  },

  matrix: {
    title: "Every pair of methods",
    reading:
      "Each cell: the total variation distance of two samples, and below it what 95 in 100 pairs of samples of these sizes from one distribution would not exceed. Choose a cell to see the two in the chart.",
    caption: "Total variation distance of every pair",
    waiting: "The pairs will appear with the first functions.",
    kinds: { same: "alike", close: "similar", differ: "different", "too-little": "too little data" },
    chance: (number: string) => `chance: ${number}`,
    against: "against",
  },

  table: {
    title: "The methods in numbers",
    region: "The table of the methods, which may be wider than its page",
    caption: "Methods and their numbers",
    reading:
      "Intervals are at 95%. The share that fits is P(S) where a try is a draw from the prior. Complexities are means over the functions found, each as often as it was found. Below both guesses, the coin and the commoner label, a mean error shows more than how common each label is.",
    method: "Method",
    columns: {
      tried: "Tried",
      kept: "Kept",
      failed: "Not kept",
      fit: "Share that fits",
      target: "P(target)",
      testError: "Mean test error",
      complexity: "Mean K_LZ, bits",
      entropy: "Mean entropy, bits",
      effective: "Effective draws",
      cost: "For one kept function",
    },
  },

  controls: {
    region: "Run",
    pause: "Pause",
    continue: "Continue",
    step: "Step",
    stepHelp: "One more chunk of work for everything that is counted",
    reset: "Reset",
    resetHelp: "From nothing, with the same seed: the same numbers again",
    seed: "New seed",
    seedHelp: "From nothing, with other random numbers",
    preset: "Show me",
    ownPreset: "your own settings",
    presetGroups: {
      target: "Targets",
      system: "Whole experiments",
      methods: "Several methods",
      mingard: "Seven tasks from the code of Mingard et al. 2019",
    },
    watch: "What to watch",
  },

  phase: {
    loading: "Loading the engine",
    running: "Running",
    paused: "Paused",
    ended: "The run has ended",
    stopped: "Stopped",
    failed: "Cannot run",
  },

  trouble: {
    memory: (text: string) =>
      `This device has no memory left for the engine (${text}). Close other tabs or programs, then try again; or open the link on another device, where it shows the same numbers.`,
    loading: (text: string) => `The engine could not be loaded (${text}). Check the connection, then try again.`,
    whole: (text: string) =>
      `This takes the whole engine, which could not be loaded (${text}). Nothing has changed. Check the connection, then try again.`,
    mended: (text: string) =>
      `A worker failed${text ? ` (${text})` : ""} and was replaced. Its chunk is being done again; nothing that was counted is lost and no number changes.`,
    stopped: (text: string) =>
      `The run stopped: its workers failed again and again${text ? ` (${text})` : ""}. What was counted until then stands below. Reset starts again; a smaller network or fewer workers may help.`,
    lost: (text: string) =>
      `The worker that keeps the counts failed${text ? ` (${text})` : ""}, and what it had counted is gone. The run has begun again with the same seed, so the same numbers will come again.`,
    nothing: "There is nothing to save yet.",
    alone:
      "This browser starts no web workers here, so the page computes by itself, slowly. The numbers are the same as anywhere. To be quicker, open the page on its own instead of inside another one, or in another browser.",
    plain:
      "This browser computes without SIMD (it has none, or none that computes rightly), so everything takes some four times longer. The numbers are the same as anywhere. A newer browser, where there is one for this device, is quicker.",
    slow: (seconds: number) =>
      `This device is slow at this: a chunk of work takes it ${seconds} seconds. The numbers are the same as anywhere, they only take longer; a smaller network or a smaller budget helps.`,
    again: "Try again",
    dismiss: "Close",
    noticesTitle: "About the link that you opened",
  },

  scatter: {
    title: "Every function found, by how often each way found it",
    number: "Figure 1.",
    waiting: "The first functions will appear here.",
    keys: "Arrow keys move from function to function.",
    reading:
      "Both axes are logarithmic. A function that only one way has found stands on the margin, since a count of zero has no place on such an axis. Point at a mark, tap it, or move with the arrow keys to see its function.",
  },

  detail: {
    title: "The function",
    target: "(the target)",
    unnamed: "A function",
    none: "Point at a mark to see its function.",
    found: (name: string) => `${name} found it`,
    errors: "Wrong on test inputs",
    errorsOf: (errors: number, size: number) => `${errors} of ${size}`,
    complexity: "Lempel-Ziv complexity K_LZ",
    toTarget: "Back to the target",
    said: (name: string, found: string, errors: string) => `${name}. ${found} Wrong on ${errors} test inputs.`,
  },

  inputs: {
    legendOne: "labelled 1",
    legendZero: "labelled 0",
    legendTraining: "in the training set",
    legendTest: "test, never shown",
    input: (name: string, label: string, training: boolean, wrong: boolean) =>
      `Input ${name}, label ${label}, ${training ? "training" : "test"}${wrong ? ", differs from the target" : ""}`,
  },

  task: {
    title: "The task",
    lead: "All the inputs there are, with the label that the target gives to each. The network is shown the training inputs only.",
    mode: "A click",
    flip: "flips the label",
    move: "moves between training and test",
    keys: "Arrow keys move, Space flips the label, T moves the input between training and test.",
    table: "Inputs of the task",
  },

  settings: {
    title: "Make it your own",
    lead: "Everything is in the address of this page, so a copied link repeats the experiment, number for number.",
    usual: (value: string) => `default ${value}`,
    empty: "empty",
    disabled: "Has no effect with the other settings as they are.",
    kept: (value: string) => `Still in use: ${value}.`,
  },

  ranking: {
    number: "Figure 2.",
    title: "The functions found most often",
    reading:
      "Each row is one function; its picture shows the label of every input (dark is 1), with a red mark where it is wrong about a test input; K_LZ, its Lempel-Ziv complexity in bits, is small where labels repeat. The bars are the shares of the methods, with 95% intervals. If training were blind luck, the bars of dice and of descent would nearly always agree within their intervals.",
    errors: (errors: number, size: number) => `${errors} of ${size} test inputs wrong`,
    complexity: (text: string) => `K_LZ ${text}`,
    more: "Show more",
    shown: (shown: number, all: number) => `${whole(shown)} of ${whole(all)} functions`,
    choose: (name: string) => `Look at ${name}`,
    waiting: "No function has been found yet.",
  },

  histogram: {
    number: "Figure 3.",
    title: "How wrong they are on the inputs never shown",
    reading:
      "How many test inputs a network found by each way gets wrong. Two guesses need no network, only the training labels: a coin that says 1 as often as they do (the line), and always the commoner label (the dashes). Only what is to the left of both shows more than how common each label is.",
  },

  summary: {
    title: "The comparison in numbers",
    reading:
      "Every number comes with its uncertainty, at 95%; of what was never seen only the upper end of that interval is told, which holds at 97.5%. A distance means something only beside what chance alone would show.",
    waiting: "The numbers will appear with the first functions.",
    caption: "Statement, value and meaning",
  },

  keep: {
    title: "Keep it, check it, pass it on",
    fingerprint: "Fingerprint of the counts",
    reading:
      "A short hash of the settings and of every count. A reader with the same link and the same fingerprint has exactly these numbers.",
    moving: "shown when the run stands still",
    copy: "Copy",
    copied: "Copied",
    noCopy: "It cannot be copied from here: select it and copy it yourself.",
    open: "Export, cite, open a saved run",
    close: "Close",
    failed: (text: string) => `This part of the page could not be loaded (${text}). Check the connection and try again.`,
  },

  printed: {
    title: "The settings",
    fingerprint: "Fingerprint of settings and counts",
    moving: "none, the run was still going on",
    link: "The same run again",
  },

  about: {
    title: "How it works",
    method: [
      "A network with random weights is a function: it labels every input 0 or 1.",
      "The prior is the distribution of its weights at initialisation. It gives each function f a probability P(f).",
      "Dice draw all weights from the prior (or, by the same law, the outputs on S first) and keep the draw if it is right on the whole training set S. What remains is drawn exactly from P_B(f|S) = P(f)/P(S), for every f that fits S.",
      "Descent starts from the same prior and follows the gradient of a loss on S until every training input is right. Given that it gets there, it has found f with probability P_SGD(f|S).",
      "Runs that do not fit are counted and shown, never dropped in silence.",
      "Each way keeps a census: how often it found each function. The two are compared by distance, slope, rank and a test.",
      "A sum over many functions always shows some distance by chance, so each stands beside what two samples of these sizes from one distribution would show.",
      "All of it is computed by Rust, compiled to WebAssembly, in workers on your machine; nothing leaves it.",
      "The work is cut into numbered chunks, each with its own stream of random numbers, so the result depends on the settings and the seed alone.",
      "The same link gives the same census, bit for bit, on any machine and with any number of workers.",
    ],
  },
};
