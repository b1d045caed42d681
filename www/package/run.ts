import { settingsText } from "../embed/settings-text.js";
import { loadFrom } from "../engine/source.js";
import { experimentOf, EXPERIMENTS } from "../experiments.js";
import type { Notice } from "../wasm/dice_and_descent.js";
import { check, type Done, type RunOptions } from "./options.js";
import type { CompareSettings, GatesSettings, LandscapeSettings, MapSettings } from "./settings.js";
import type { GatesRecord, LandscapeRecord, MapRecord, RunRecord } from "./record.js";

/** By experiment: what its runs are as data. */
export interface Records {
  compare: RunRecord;
  landscape: LandscapeRecord;
  gates: GatesRecord;
  map: MapRecord;
}

/** By experiment: what can be set. */
export interface SettingsByExperiment {
  compare: CompareSettings;
  landscape: LandscapeSettings;
  gates: GatesSettings;
  map: MapSettings;
}

/** Settings by key, as in the link, `experiment` among them; or a link, or what stands behind its `#`. */
export type Settings<E extends keyof Records = keyof Records> =
  | string
  | URL
  | URLSearchParams
  | ({ readonly experiment?: E | undefined } & SettingsByExperiment[E]);

/** A run that has ended. */
export interface RunResult<E extends keyof Records = "compare"> {
  /** Which experiment it is a run of. */
  experiment: E;
  /** The settings, as behind the `#` of a link that repeats the run on any machine. */
  settings: string;
  /** A short hash of settings and counts: the same on every machine. */
  fingerprint: string;
  /** What in the given settings could not be used as it was. */
  notices: Notice[];
  /** Totals, results with intervals, and the functions found: what the page exports as JSON, and opens again. */
  record: Records[E];
}

/** Each experiment is loaded when it is run. */
const RUNS: Record<keyof Records, (link: string, options: RunOptions) => Promise<Done>> = {
  compare: async (link, options) => {
    const { compare, count } = await import("./counting.js");
    return count(compare, link, options);
  },
  landscape: async (link, options) => {
    const { count, landscape } = await import("./counting.js");
    return count(landscape, link, options);
  },
  gates: async (link, options) => {
    const { count, gates } = await import("./counting.js");
    return count(gates, link, options);
  },
  map: async (link, options) => (await import("./picture.js")).draw(link, options),
};

/**
 * Runs an experiment to its end, in workers of its own: without the setting `experiment` the comparison of dice and
 * descent.
 *
 * Settings that are not allowed are replaced by the nearest that are, and named in the result's notices. What is no
 * settings, or no option, rejects at once.
 */
export async function run<E extends keyof Records = "compare">(
  settings: Settings<E> = "v=2",
  options: RunOptions = {},
): Promise<RunResult<E>> {
  check(options);
  const link = settingsText(settings);
  const named = new URLSearchParams(link).get("experiment");
  if (named !== null && !EXPERIMENTS.some(({ key }) => key === named)) {
    throw new RangeError(`There is no experiment "${named}": there are ${EXPERIMENTS.map(({ key }) => key).join(", ")}.`);
  }
  options.signal?.throwIfAborted();
  if (options.wasmUrl !== undefined) loadFrom(options.wasmUrl);
  const experiment = experimentOf(link).key as E;
  const { json, ...done } = await RUNS[experiment](link, options);
  options.signal?.throwIfAborted();
  return { experiment, ...done, record: JSON.parse(json) as Records[E] };
}
