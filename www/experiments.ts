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

/** Where a link names an experiment, also one that was encoded once too often or has signs around it. */
const NAMED = /(?:^|[^a-z_])experiment(?:=|%(?:25)*3d)(?:%(?:25)*[0-9a-f]{2}|[^a-z0-9%])*([a-z]+)/gi;

/** The experiment that a link is about, with or without its `#`: the last one that it names. */
export function experimentOf(hash: string): Experiment {
  const keys = Array.from(hash.matchAll(NAMED), ([, key]) => key?.toLowerCase());
  const key = keys.reverse().find((key) => EXPERIMENTS.some((experiment) => experiment.key === key));
  return EXPERIMENTS.find((experiment) => experiment.key === key) ?? EXPERIMENTS[0]!;
}
