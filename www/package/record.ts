// What runs are as data: the JSON that the page exports. Written by record.rs (of the map: archive.rs) of each
// experiment in src/experiment.

import type {
  ClusterData,
  ComplexityData,
  DistributionData,
  MeasureTable,
  NamedRow,
  OnesData,
  RankData,
  Share,
  Statement,
  Trail,
} from "../wasm-atlas/dice_and_descent.js";

/** A number with its 95% interval. */
export interface Interval {
  value: number;
  low: number;
  high: number;
  standard_error?: number;
}

/** A distance between the two distributions, beside what two samples of these sizes from one would show. */
export interface Distance {
  /** Of the samples. */
  value: number;
  /** The 95% interval of the distance of the distributions. */
  low: number;
  high: number;
  floor_mean: number;
  floor_upper: number;
  could_be_missing: number;
}

/** What became of all draws. */
export interface DiceTotals {
  drawn: number;
  kept: number;
  thrown_away: number;
  /** Kept draws whose functions are counted together, past the memory's cap. */
  beyond: number;
  /** P(S). */
  p_fit: Interval | null;
  /** Why the dice ended. */
  ended: string;
}

/** What became of all training runs. */
export interface DescentTotals {
  runs: number;
  fitted: number;
  unfit: number;
  lost: number;
  diverged: number;
  beyond: number;
  fitted_at_start: number;
  mean_epochs: number | null;
  p_fitted: Interval | null;
  ended: string;
}

/** What a method says of its own working. */
export interface Diagnostics {
  rows: { label: string; value: string }[];
  figures: {
    title: string;
    across: string;
    upwards: string;
    /** Whether heights are logarithms to base 10. */
    logarithmic: boolean;
    place: number;
    /** Place and height of every point. */
    lines: { label: string; points: [number, number][] }[];
  }[];
  /** Why its intervals are not to be trusted. */
  distrust: string | null;
}

/** What became of all clusters of a method whose draws have weights. */
export interface ClusterTotals {
  clusters: number;
  /** Those that gave something to some function. */
  gave: number;
  empty: number;
  failed: number;
  /** Networks looked at. */
  networks: number;
  beyond: number;
  /** P(S), where the method estimates it. */
  p_fit: Interval | null;
  ln_p_fit: number | null;
  /** The independent draws that the sample is worth. */
  effective_draws: number;
  effective_clusters: number;
  largest_share: number | null;
  pareto_shape: number | null;
  /** Whether its intervals are to be trusted. */
  trusted: boolean;
  diagnostics: Diagnostics;
  ended: string;
}

/** A method of a comparison, and what the functions are like that it has found. */
export interface MethodEntry {
  /** What its counts are called in the record: `dice`, `descent`, or its letter where several of its kind are compared. */
  tag: string;
  /** a for the first. */
  letter: string;
  name: string;
  /** P of the target. */
  target: Interval | null;
  /** The mean share of wrong test points. */
  test_error: Interval | null;
  /** The mean Lempel-Ziv complexity, in bits. */
  k_lz: Interval | null;
  /** The mean entropy of the labels, in bits. */
  entropy: Interval | null;
}

/** Two methods side by side; what is not defined is null. */
export interface Contrast {
  /** The tags of the two: the second is set against the first. */
  methods: [string, string];
  total_variation: Distance | null;
  total_variation_common: Distance | null;
  /** The share of the counts that are the common functions. */
  common_share: number | null;
  jensen_shannon: Distance | null;
  /** Of both tests together. */
  p_value: number | null;
  two_sample: { statistic: number; degrees: number; p_value: number } | null;
  slope: Interval | null;
  slope_functions: number | null;
  /** The slope of the samples by least squares, which says nothing of the distributions' own. */
  slope_least_squares: number | null;
  r_squared: number | null;
  least_squares_functions: number | null;
  spearman: Interval | null;
  temperature: { value: number | null; low: number | null; high: number | null } | null;
  target_dice?: Interval | null;
  target_descent?: Interval | null;
  test_error_dice?: Interval | null;
  test_error_descent?: Interval | null;
  /** P of the target of the second less that of the first. */
  target_difference: Interval | null;
  /** The mean share of wrong test points of the second less that of the first. */
  test_error_difference: Interval | null;
  /** Mean share of wrong test points of a coin that says 1 as often as the training labels do. */
  test_error_coin: number | null;
  /** Mean share of wrong test points if all get the commoner training label. */
  test_error_majority: number | null;
}

/** A function with how often each way found it. */
export interface FunctionCounts {
  /** The labels of all inputs. */
  function: string;
  dice?: number;
  descent?: number;
  p_dice?: Interval | null;
  p_descent?: Interval | null;
  test_errors: number;
  k_lz: number;
}

/** What every record says of itself. */
export interface AnyRecord {
  format: "dice-and-descent run";
  format_version: number;
  /** Name and version of what wrote it. */
  program: string;
  /** The version of the random streams that it was counted by. */
  stream_version: number;
  /** The settings, as behind the `#` of a link. */
  link: string;
  settings: Record<string, string>;
  /** What in the given settings could not be used as it was. */
  notices: string[];
}

/** Everything that a comparison counted and what follows from it. */
export interface RunRecord extends AnyRecord {
  experiment: "compare";
  target: string;
  training: string;
  fingerprint: string;
  /** The methods, in order. What belongs to one of them is named by its tag, as `dice` and `census_dice` here. */
  methods: MethodEntry[];
  dice?: DiceTotals;
  descent?: DescentTotals;
  "last-layers"?: ClusterTotals;
  features?: ClusterTotals;
  infinite?: ClusterTotals;
  /** Where several methods of one kind are compared, totals by their letters. */
  a?: DiceTotals | DescentTotals | ClusterTotals;
  b?: DiceTotals | DescentTotals | ClusterTotals;
  c?: DiceTotals | DescentTotals | ClusterTotals;
  d?: DiceTotals | DescentTotals | ClusterTotals;
  e?: DiceTotals | DescentTotals | ClusterTotals;
  f?: DiceTotals | DescentTotals | ClusterTotals;
  /** By tag, what a run of such a method goes on from: each number as its bits. */
  [sums: `sums_${string}`]: unknown;
  /** By tag, what was counted of every function. */
  [census: `census_${string}`]: unknown;
  /** The two that are shown, dice and descent unless others are compared. */
  contrast: Contrast;
  verdict: { kind: string; text: string };
  /** Every other pair of methods. */
  pairs: Contrast[];
  /** Distinct functions found and counted one by one. */
  distinct: number;
  /** The most frequent ones, with their intervals. */
  functions: FunctionCounts[];
  /** How often dice found each function: its table, shortly written, and its count. */
  census_dice?: [string, number][];
  /** The same of descent. */
  census_descent?: [string, number][];
}

/** Everything that was counted of the prior and what follows from it. */
export interface LandscapeRecord extends AnyRecord {
  experiment: "landscape";
  fingerprint: string;
  /** Networks drawn. */
  drawn: number;
  /** Functions counted one by one. */
  distinct: number;
  /** Of these, found once. */
  once: number;
  /** Draws of other functions, which are counted together, past the memory's cap. */
  beyond: number;
  /** What the networks are worth, if several last layers were drawn to every hidden draw. */
  clusters: ClusterData | null;
  /** The share of constant networks. */
  constant: Share | null;
  /** The summary in words. */
  statements: Statement[];
  /** P against rank, thinned, with the fitted power law. */
  rank: RankData;
  /** Bounds and correlations of P with the chosen measure. */
  complexity: ComplexityData;
  /** All measures side by side. */
  measures: MeasureTable;
  /** The functions with a name. */
  named: NamedRow[];
  /** The number of ones. */
  ones: OnesData;
  /** The distribution of the chosen measure. */
  distribution: DistributionData;
  /**
   * The most frequent functions, with P, its interval, and every measure by its key. Where classes are counted: one
   * member of each with P of every member, how often the class was found, and how many members it has.
   */
  functions: {
    function: string;
    count: number;
    class_size?: number;
    p: number;
    low: number;
    high: number;
    complexity: Record<string, number>;
  }[];
  /** How often each function found at least twice was found: its table, shortly written, and its count. */
  census: [string, number][];
}

/** What was drawn of the perceptron or of the network. */
export interface SampledTotals {
  drawn: number;
  chunks: number;
  distinct: number;
}

/** One function with its volumes, complexities and counts. */
export interface GateRecord {
  /** The labels of all inputs. */
  function: string;
  name: string | null;
  /** The first function of its class. */
  class: string;
  class_size: number;
  /** Whether a perceptron computes it. */
  threshold: boolean;
  /** Its volume in the cube as a fraction, if it is known, and as a number. */
  cube_fraction: string;
  cube: number | null;
  /** Its probability with Gaussian parameters. */
  gaussian: number;
  gaussian_error: number;
  perceptron: { count: number; p: Interval | null };
  network: { count: number; p: Interval | null };
  /** By measure. */
  complexity: Record<string, number>;
}

/** The computed volumes of the gates beside what was drawn. */
export interface GatesRecord extends AnyRecord {
  experiment: "gates";
  fingerprint: string;
  perceptron: SampledTotals;
  network: SampledTotals;
  /** How many functions the perceptron can compute. */
  threshold_functions: number;
  caption: string;
  /** How the draws compare with the computed volumes. */
  verdict: string;
  /** All functions; of four inputs those that a perceptron computes. */
  functions: GateRecord[];
  census_perceptron: [string, number][];
  census_network: [string, number][];
}

/** A share of a map, with what the resolution can hide. */
export interface AreaRecord {
  share: number;
  error: number;
}

/** What the picture of a plane shows. */
export interface MapRecord extends AnyRecord {
  experiment: "map";
  target: string;
  training: string;
  /** None while pixels or paths are missing; never of a run that has ended. */
  fingerprint: string | null;
  /** The window on its plane: its centre, and half its width. */
  centre: [number, number];
  half: number;
  pixels: number;
  /** Functions seen. */
  distinct: number;
  /** Those that fit the training set, together. */
  fitting: { functions: number; window: AreaRecord; prior: AreaRecord | null };
  /** The largest first. */
  functions: {
    function: string;
    description: string | null;
    colour: string;
    fits: boolean;
    test_errors: number;
    ones: number;
    pixels: number;
    window: AreaRecord;
    prior: AreaRecord | null;
  }[];
  paths: Trail[];
}
