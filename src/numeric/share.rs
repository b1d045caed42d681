//! Counts as shares and means, with their intervals, as charts and records have them.

use super::interval::{Estimate, wilson};
use serde::{Deserialize, Serialize};

/// How often one method found something: a count, its share of all, and the share's 95% interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Share {
    /// How often it was found.
    pub count: u64,
    /// The count divided by the method's total, 0 to 1.
    pub value: f64,
    /// Lower end of the 95% interval, 0 to 1.
    pub low: f64,
    /// Upper end of the 95% interval, 0 to 1.
    pub high: f64,
}

impl Share {
    /// A share of `total` with Wilson's interval; before anything is counted, nothing is known.
    pub(crate) fn of(count: u64, total: u64) -> Self {
        match wilson(count, total) {
            Some(estimate) => Self::estimated(estimate, count),
            None => Self { count, value: 0.0, low: 0.0, high: 1.0 },
        }
    }

    /// An estimated share with the count behind it.
    pub(crate) fn estimated(estimate: Estimate, count: u64) -> Self {
        Self { count, value: estimate.value, low: estimate.low, high: estimate.high }
    }
}

/// A mean number of test errors with its 95% interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
#[serde(rename_all = "camelCase")]
pub struct Mean {
    /// The mean, 0 to the number of test inputs.
    pub value: f64,
    /// Lower end of the 95% interval.
    pub low: f64,
    /// Upper end of the 95% interval.
    pub high: f64,
}
