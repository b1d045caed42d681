//! Numbers with their uncertainty, as records have them and in words.

use crate::compare::{JensenShannon, RaoScott, TotalVariation, TwoSample};
use crate::numeric::{Estimate, decimal, with_level};
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

/// How far apart two samples are, and their distributions.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct Distance {
    /// The distance of the samples, which is larger than that of the distributions by about its floor where these agree.
    pub value: f64,
    /// The lower end of the 95% interval of the distance of the distributions.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The mean of the floor: of what two samples of these sizes from one distribution show.
    pub floor_mean: f64,
    /// What 95% of its floor do not exceed.
    pub floor_upper: f64,
    /// How much functions that are not told apart could add to the value.
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

impl From<RaoScott> for Test {
    fn from(test: RaoScott) -> Self {
        Self { statistic: test.statistic, degrees: test.degrees, p_value: test.p_value }
    }
}

impl From<Estimate> for Interval {
    fn from(estimate: Estimate) -> Self {
        let Estimate { value, low, high, standard_error } = estimate;
        Self { value, low, high, standard_error }
    }
}

impl From<TotalVariation> for Distance {
    fn from(found: TotalVariation) -> Self {
        Self {
            value: found.distance,
            low: found.at_least,
            high: found.at_most,
            floor_mean: found.floor.mean,
            floor_upper: found.floor.upper,
            could_be_missing: found.reach.missing(),
        }
    }
}

impl Distance {
    /// The Jensen-Shannon divergence; `apart` is the total variation of the same counts, whose limits bound it.
    pub(in crate::experiment) fn of_bits(found: JensenShannon, apart: TotalVariation) -> Self {
        Self {
            value: found.divergence.value,
            low: least_divergence(apart.at_least),
            high: apart.at_most,
            floor_mean: found.floor.mean,
            floor_upper: found.floor.upper,
            could_be_missing: found.reach.missing(),
        }
    }
}

/// The least divergence, in bits, of distributions `apart` in total variation: that of shares (1 + apart) / 2 and (1 - apart) / 2 against
/// the same exchanged. The most is `apart` itself (J. Lin 1991; J. Briet and P. Harremoes 2009).
fn least_divergence(apart: f64) -> f64 {
    let term = |share: f64| if share > 0.0 { share * libm::log2(share) } else { 0.0 };
    (1.0 + term(0.5 * (1.0 + apart)) + term(0.5 * (1.0 - apart))).max(0.0)
}

/// The distance of the samples, beside what chance alone would show.
pub(in crate::experiment) fn beside_its_floor(found: Distance, unit: &str) -> String {
    let missing = if found.could_be_missing > 0.0 {
        format!(
            " or more: functions that are only counted together could add {}",
            decimal(found.could_be_missing, 2)
        )
    } else {
        String::new()
    };
    format!(
        "{}{unit} between the samples{missing}; two samples of these sizes from one distribution would show {} (up to {} in 95% of cases)",
        decimal(found.value, 3),
        decimal(found.floor_mean, 2),
        decimal(found.floor_upper, 2)
    )
}

/// With its 95% interval.
pub(in crate::experiment) fn estimate(found: Estimate) -> String {
    with_level(found.value, found.low, found.high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_bounds_the_divergence() {
        assert_eq!((least_divergence(0.0), least_divergence(1.0)), (0.0, 1.0));
        // Shares 3/4, 1/4 and 1/4, 3/4: 1 less the entropy of 1/4.
        let exact = 1.0 - (2.0 - 0.75 * libm::log2(3.0));
        assert!((least_divergence(0.5) - exact).abs() < 1e-15);
    }
}
