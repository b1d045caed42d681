//! What the charts and tables of the landscape show.

use crate::numeric::{Mean, Share};
use serde::{Deserialize, Serialize};

/// P(f) against rank.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct RankData {
    /// The functions drawn, by rank: the first ones all, then ranks evenly spaced in their logarithm, and both ends
    /// of what was found once. Of a class, one member at its first rank.
    pub points: Vec<RankPoint>,
    /// Networks drawn.
    pub draws: u64,
    /// Functions told apart, all members of their classes: the last rank.
    pub distinct: u64,
    /// Of these, found once (or of classes found once, as large as they come): the last so many ranks.
    pub once: u64,
    /// The numbers of classes, if these are counted.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub classes: Option<ClassNumbers>,
    /// Draws of functions that are not told apart, past the memory's cap.
    pub beyond: u64,
    /// If something is beyond: the last rank at which hardly any function can be missing.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub reliable_to: Option<u64>,
    /// Zipf's line.
    pub zipf: ZipfLine,
    /// The fitted power law; none with too few functions found often enough.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub power_law: Option<PowerLawLine>,
}

/// How many classes of functions were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ClassNumbers {
    /// Classes told apart.
    pub distinct: u64,
    /// Of these, found once.
    pub once: u64,
}

/// One function in the order of frequency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct RankPoint {
    /// 1 for the most frequent; among equally frequent functions, by their bits.
    pub rank: u64,
    /// The first rank of the functions found as often as this one.
    pub tie_from: u64,
    /// The last rank of the functions found as often as this one.
    pub tie_to: u64,
    /// The truth table, one character an input. Functions found once are only counted: there it is one of them,
    /// whose rank could be any of theirs, or none.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub function: Option<String>,
    /// The function in words, if it has some.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub name: Option<String>,
    /// How many members its class has, if classes are counted.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub class_size: Option<u32>,
    /// P(f); its count is that of the class.
    pub p: Share,
    /// Whether it is of the last ranks, all of which were found once.
    pub once: bool,
}

/// Zipf's law P(r) = 1 / (r ln N_O), where N_O is the number of all functions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ZipfLine {
    /// ln N_O = 2^n ln 2.
    pub ln_functions: f64,
    /// P at rank 1; P at rank r is this over r.
    pub at_one: f64,
}

/// log10 P = exponent log10 rank + intercept.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct PowerLawLine {
    /// The exponent with its 95% interval.
    pub exponent: Mean,
    /// log10 P on the line at rank 1.
    pub intercept: f64,
    /// The first rank fitted.
    pub from_rank: u64,
    /// The last rank fitted.
    pub to_rank: u64,
    /// How often a function was found at the last rank fitted, at least.
    pub least_count: u64,
}

/// P(f) against a measure of complexity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ComplexityData {
    /// The measure's key.
    pub measure: String,
    /// The measure's name.
    pub label: String,
    /// The measure's unit; empty for a pure number.
    pub unit: String,
    /// Functions found at least twice, thinned; named ones wherever they stand, even if never found.
    pub points: Vec<ComplexityPoint>,
    /// Whether classes of functions are counted: then every number of functions here is one of classes, and each is
    /// shown by one member, as good as drawn from all.
    pub by_classes: bool,
    /// Networks drawn.
    pub draws: u64,
    /// Functions found at least twice.
    pub repeated: u64,
    /// Functions found once, which are left out.
    pub once: u64,
    /// Of the functions found at least twice, how many were looked at (evenly spaced in rank).
    pub looked_at: u64,
    /// The predicted upper bound; none for measures that do not approximate Kolmogorov complexity.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub bound: Option<BoundLine>,
    /// The upper edge of the functions found at least 10 times; none with too few. Functions above it are rarer
    /// ones, which chance lifted.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub edge: Option<BoundLine>,
    /// Spearman's rho between log P and the measure, over the functions looked at.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub correlation: Option<Mean>,
    /// The same within a fixed number of ones, pooled.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub within: Option<Mean>,
}

/// One function: its complexity and its P.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ComplexityPoint {
    /// The truth table, one character an input.
    pub function: String,
    /// The short name of a named function (`dictator`).
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub name: Option<String>,
    /// The value of the measure.
    pub complexity: f64,
    /// P(f); with count 0 only the upper end says something.
    pub p: Share,
}

/// The line P = 2^(-a K - b).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct BoundLine {
    /// a, in bits per unit of the measure; with its 95% interval if it is fitted, else low = value = high.
    pub a: Mean,
    /// b, in bits.
    pub b: f64,
    /// The largest K known, on which the prediction rests.
    pub largest: f64,
    /// Whether `largest` is the exact largest of all functions, not only of those looked at.
    pub largest_is_exact: bool,
    /// How many of the functions looked at lie above the line.
    pub exceeding: u64,
    /// How many of them even with the lower end of their interval.
    pub exceeding_surely: u64,
}

/// All measures side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct MeasureTable {
    /// A row for each measure that applies.
    pub rows: Vec<MeasureRow>,
    /// Over how many functions.
    pub functions: u64,
    /// The key of the measure whose correlation is the strongest; none if it is not clearly ahead of all others.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub best: Option<String>,
    /// The key of the measure whose correlation within a fixed number of ones is the strongest.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub best_within: Option<String>,
    /// What the table says, in a sentence.
    pub caption: String,
    /// Into how many classes the functions fall whose members are equally probable by a symmetry of the prior.
    #[serde(default)]
    pub classes: u64,
    /// Of what each of the two intervals speaks; empty without correlations, or with too few classes.
    #[serde(default)]
    pub intervals_text: String,
}

/// How one measure goes with P.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct MeasureRow {
    /// The measure's key.
    pub key: String,
    /// The measure's name.
    pub label: String,
    /// Its definition in a sentence.
    pub definition: String,
    /// Spearman's rho between log P and the measure.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub correlation: Option<Mean>,
    /// The same in words.
    pub correlation_text: String,
    /// Spearman's rho with the interval by classes of equally probable functions: that of a population of functions.
    #[serde(default)]
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub over_classes: Option<Mean>,
    /// That interval in words; empty if there is none.
    #[serde(default)]
    pub over_classes_text: String,
    /// Spearman's rho within a fixed number of ones, pooled.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub within: Option<Mean>,
    /// The same in words.
    pub within_text: String,
    /// The same with the interval by classes.
    #[serde(default)]
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub within_over_classes: Option<Mean>,
    /// That interval in words; empty if there is none.
    #[serde(default)]
    pub within_over_classes_text: String,
}

/// A function with a name, and how probable it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct NamedRow {
    /// The short name, as in links.
    pub id: String,
    /// The function in words.
    pub words: String,
    /// The truth table, one character an input.
    pub function: String,
    /// P(f); exact counts over all draws, whatever the memory's cap.
    pub p: Share,
    /// P in words; if never found, the bound on it: "fewer than 1 in 270,000 (97.5%)".
    pub text: String,
    /// The value of the chosen measure.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub complexity: Option<f64>,
    /// The same in words: "Lempel-Ziv K_LZ 28"; empty if there is none.
    pub about: String,
}

/// How many networks label how many inputs 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct OnesData {
    /// Entry t: the share of networks with T = t, for t = 0 to the number of inputs; over all draws.
    pub bars: Vec<Share>,
    /// Networks drawn.
    pub draws: u64,
    /// The exact law; none where no theorem holds.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub law: Option<OnesLaw>,
}

/// An exact law of T, and how the counts agree with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct OnesLaw {
    /// Entry t: P(T = t).
    pub probabilities: Vec<f64>,
    /// The theorem in words.
    pub text: String,
    /// Chi-square of the counts against it; none before enough draws.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub chi_square: Option<f64>,
    /// Its degrees of freedom.
    pub degrees: u64,
    /// The chance of so large a value.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub p_value: Option<f64>,
}

/// The distribution of a measure over networks, against that over uniformly random functions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct DistributionData {
    /// The measure's key.
    pub measure: String,
    /// The measure's name.
    pub label: String,
    /// The measure's unit; empty for a pure number.
    pub unit: String,
    /// Values (or classes of values) that occur, ascending.
    pub bars: Vec<ComplexityBar>,
    /// Over how many networks: the first so many of the run.
    pub networks: u64,
    /// Over how many random functions.
    pub functions: u64,
    /// Whether these are all functions, so that their distribution is exact.
    pub exact: bool,
    /// The median over networks.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub median: Option<Mean>,
    /// The median over random functions; without interval if it is exact.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub random_median: Option<Mean>,
}

/// One value of a measure, or a class of values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ComplexityBar {
    /// The least value of the class.
    pub from: f64,
    /// The largest value of the class; equal to `from` where every value has its own bar.
    pub to: f64,
    /// The share of networks.
    pub networks: Share,
    /// The share of random functions.
    pub random: Share,
}
