// The words of the list of keys, which is loaded when somebody asks for it.

/** Keys, and what they do. */
export type Row = readonly [keys: readonly string[], does: string];

const marks: Row = [["← → ↑ ↓", "Home", "End"], "from mark to mark of a chart, when it has the focus"];
const leave: Row = [["Esc"], "back to no mark"];
const task: Row[] = [
  [["← → ↑ ↓"], "from input to input of the task"],
  [["Space"], "flip the label of the input"],
  [["T"], "move the input between training and test"],
];

export const words = {
  title: "Keyboard shortcuts",
  close: "Close",
  everywhere: "Press a key anywhere but in a field",
  figures: (experiment: string) => `In the figures: ${experiment}`,
  switch: "Keys without Ctrl or Alt do these things",
  switchHelp: "Switch it off if you speak to your machine or press keys unawares. The buttons do the same.",
  tab: "Tab leads to every control and figure; Enter or Space presses what has the focus.",

  /** What the keys of controls do, those of one experiment in its own words. */
  does: {
    "?": "this list",
    p: "pause, or go on",
    s: "step: one more chunk of work",
    n: "new seed: the run begins again with other random numbers",
    x: "open or close export and citation",
    e: "embed or share",
    t: "colours: light, dark, or as the device prefers",
  } as Record<string, string>,
  ownDoes: {
    map: { n: "another plane through parameter space" },
  } as Record<string, Record<string, string>>,
  experiment: (label: string) => `go to ${label}`,

  /** By experiment: what the keys do in a figure that has the focus. */
  own: {
    compare: [marks, leave, ...task],
    landscape: [marks, leave, [["←", "→"], "from figure to figure, on the tabs"]],
    gates: [
      [["← → ↑ ↓"], "turn the cube or the sphere"],
      [["Home"], "turn it back"],
      [["Space"], "the next region, and with Shift the one before"],
      [["Enter"], "sort the table, on a heading; open a class, on its row"],
      marks,
      leave,
    ],
    map: [
      [["← → ↑ ↓"], "move the cross over the map, and hear what is there; with Ctrl in small steps"],
      [["Shift + ← → ↑ ↓"], "move the map"],
      [["+", "−"], "closer to the cross, or farther"],
      [["Home"], "all there is to see"],
      [["Esc"], "take the cross away"],
      ...task,
    ],
  } as Record<string, Row[]>,
};
