//! What the charts show.

use super::method_label::MethodLabel;
use crate::numeric::{Mean, Share};
use serde::{Deserialize, Serialize};

/// One function that fits the training set, and how often each method found it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ScatterPoint {
    /// The truth table, one character 0 or 1 an input: its name in the chart, and what spreads it on a margin.
    pub function: String,
    /// Its share of the kept draws, or of the training runs that ended fitting, of the first method.
    pub first: Share,
    /// The same of the second method.
    pub second: Share,
    /// The number of test inputs at which it differs from the target.
    pub test_errors: u32,
    /// Whether it is the target.
    pub is_target: bool,
}

/// The comparison of two methods, function by function.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ScatterData {
    /// The method along the horizontal axis.
    pub first: MethodLabel,
    /// The method along the vertical axis.
    pub second: MethodLabel,
    /// The functions drawn, in any order; each was found by at least one method.
    pub points: Vec<ScatterPoint>,
    /// The number of kept draws, or of training runs that ended fitting, of the first method.
    pub first_total: u64,
    /// The same of the second method.
    pub second_total: u64,
    /// |S|, the number of training inputs.
    pub training_size: u32,
    /// The number of test inputs.
    pub test_size: u32,
    /// How many further functions were found but are too rare to be drawn.
    pub undrawn: u64,
}

/// How often a method's functions are wrong at each number of test inputs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct ErrorSeries {
    /// The method.
    pub label: MethodLabel,
    /// Entry k: the share of its kept draws, or of its fitting training runs, that are wrong at k test inputs, for
    /// k = 0 to the number of test inputs.
    pub bars: Vec<Share>,
    /// The number of kept draws, or of training runs that ended fitting.
    pub total: u64,
    /// The mean; none before anything was found.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub mean: Option<Mean>,
    /// Whether it makes fewer errors than both baselines: its whole 95% interval is below the better one.
    pub beats: bool,
}

/// The distribution of the number of test errors under each method, and of two baselines that know the training
/// labels but look at no input.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct HistogramData {
    /// The methods, in the order in which they are shown.
    pub methods: Vec<ErrorSeries>,
    /// Entry k: the probability that a coin with the training labels' share of ones is wrong at k test inputs.
    pub coin: Vec<f64>,
    /// Entry k: the probability that always giving the commoner training label is wrong at k test inputs: 1 at one k,
    /// or 1/2 at two if both labels are equally common.
    pub majority: Vec<f64>,
    /// The number of test inputs.
    pub test_size: u32,
    /// The coin's mean.
    pub coin_mean: f64,
    /// The mean of always giving the commoner training label.
    pub majority_mean: f64,
}
