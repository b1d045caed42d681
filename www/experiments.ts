// The experiments there are. Only the one that is shown is loaded.

export interface Experiment {
  /** As in the link. The first experiment is the one of links that name none. */
  key: string;
  label: string;
  /** The custom element, an `ExperimentElement`, and the module that defines it. */
  element: string;
  load: () => Promise<unknown>;
  /** What is hidden in an embedded page whose link does not say. */
  slim: string;
}

export const EXPERIMENTS: Experiment[] = [
  {
    key: "compare",
    label: "Compare",
    element: "dd-compare",
    load: () => import("./compare/page.js"),
    slim: "all,-methods,-verdict,-chart,-pause,-captions",
  },
  {
    key: "landscape",
    label: "Landscape",
    element: "dd-landscape",
    load: () => import("./landscape/page.js"),
    slim: "all,-methods,-chart,-pause,-captions",
  },
  {
    key: "gates",
    label: "Gates",
    element: "dd-gates",
    load: () => import("./gates/page.js"),
    slim: "all,-picture,-captions",
  },
  {
    key: "map",
    label: "Map",
    element: "dd-map",
    load: () => import("./map/page.js"),
    slim: "all,-map,-fitting,-captions",
  },
];

/** The experiment that a link is about, with or without its `#`. */
export function experimentOf(hash: string): Experiment {
  const key = new URLSearchParams(hash.replace(/^#/, "")).get("experiment");
  return EXPERIMENTS.find((experiment) => experiment.key === key) ?? EXPERIMENTS[0]!;
}
