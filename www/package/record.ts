// What a run is as data: the JSON that the page exports. Written by src/experiment/compare/record.rs.

/** A number with its 95% interval. */
export interface Interval {
  value: number;
  low: number;
  high: number;
  standard_error?: number;
}

/** A distance between the two distributions, beside what two samples of these sizes from one would show. */
export interface Distance extends Interval {
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

/** Both side by side; what is not defined is null. */
export interface Contrast {
  total_variation: Distance | null;
  total_variation_common: Distance | null;
  jensen_shannon: Distance | null;
  two_sample: { statistic: number; degrees: number; p_value: number } | null;
  slope: Interval | null;
  slope_least_squares: Interval | null;
  r_squared: number | null;
  slope_functions: number | null;
  spearman: Interval | null;
  temperature: { value: number | null; low: number | null; high: number | null } | null;
  target_dice: Interval | null;
  target_descent: Interval | null;
  test_error_dice: Interval | null;
  test_error_descent: Interval | null;
  test_error_guesser: number | null;
}

/** A function with how often each way found it. */
export interface FunctionCounts {
  /** The labels of all inputs. */
  function: string;
  dice: number;
  descent: number;
  p_dice: Interval | null;
  p_descent: Interval | null;
  test_errors: number;
  k_lz: number;
}

/** Everything that a run counted and what follows from it. */
export interface RunRecord {
  /** The settings, as behind the `#` of a link. */
  link: string;
  settings: Record<string, string>;
  target: string;
  training: string;
  fingerprint: string;
  dice: DiceTotals;
  descent: DescentTotals;
  contrast: Contrast;
  verdict: { kind: string; text: string };
  /** Distinct functions found and told apart. */
  distinct: number;
  /** The most frequent ones, with their intervals. */
  functions: FunctionCounts[];
  /** How often dice found each function: its table, shortly written, and its count. */
  census_dice: [string, number][];
  /** The same of descent. */
  census_descent: [string, number][];
}
