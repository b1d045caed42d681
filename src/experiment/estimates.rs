//! Numbers with their uncertainty, as records have them and in words.

use super::format::{decimal, plus_minus, with_range};
use crate::contrast::{Estimate, Floor, Reach, TwoSample};
use serde::Serialize;

/// A number with its 95% interval.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Interval {
    /// The value.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The standard error, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<f64>,
}

/// A distance beside what two samples of one distribution would show.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Distance {
    /// The distance.
    #[serde(flatten)]
    pub distance: Interval,
    /// The mean of its floor.
    pub floor_mean: f64,
    /// What 95% of its floor do not exceed.
    pub floor_upper: f64,
    /// How much functions that are not told apart could add.
    pub could_be_missing: f64,
}

/// A chi-square test.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Test {
    /// Chi-square.
    pub statistic: f64,
    /// Degrees of freedom.
    pub degrees: usize,
    /// The chance of so large a value if the distributions are one.
    pub p_value: f64,
}

impl From<TwoSample> for Test {
    fn from(test: TwoSample) -> Self {
        Self { statistic: test.statistic, degrees: test.degrees, p_value: test.p_value }
    }
}

impl From<Estimate> for Interval {
    fn from(estimate: Estimate) -> Self {
        let Estimate { value, low, high, standard_error } = estimate;
        Self { value, low, high, standard_error }
    }
}

pub(in crate::experiment) fn distance(distance: Estimate, reach: Reach, floor: Floor) -> Distance {
    let could_be_missing = match reach {
        Reach::Whole => 0.0,
        Reach::LowerBound { missing } => missing,
    };
    Distance { distance: distance.into(), floor_mean: floor.mean, floor_upper: floor.upper, could_be_missing }
}

/// A distance, beside what chance alone would show.
pub(in crate::experiment) fn beside_its_floor(
    distance: Estimate,
    reach: Reach,
    floor: Floor,
    unit: &str,
) -> String {
    let reach = match reach {
        Reach::Whole => String::new(),
        Reach::LowerBound { missing } => {
            format!(", a lower bound: functions not told apart could add {}", decimal(missing, 2))
        }
    };
    format!(
        "{}{unit}{reach}; two samples of these sizes from one distribution would show {} (95%: up to {})",
        estimate(distance),
        decimal(floor.mean, 2),
        decimal(floor.upper, 2)
    )
}

/// With its standard error if it has one, else with its interval.
pub(in crate::experiment) fn estimate(found: Estimate) -> String {
    match found.standard_error {
        Some(error) => plus_minus(found.value, error),
        None => with_range(found.value, found.low, found.high),
    }
}
