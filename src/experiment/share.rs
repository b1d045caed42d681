//! Counts as shares with their intervals.

use crate::numeric::{Estimate, wilson};
use crate::plot::Share;

/// A share of `total` with Wilson's interval; before anything is counted, nothing is known.
pub(super) fn share(count: u64, total: u64) -> Share {
    match wilson(count, total) {
        Some(estimate) => with_count(estimate, count),
        None => Share { count, value: 0.0, low: 0.0, high: 1.0 },
    }
}

/// An estimated share with the count behind it.
pub(super) fn with_count(estimate: Estimate, count: u64) -> Share {
    Share { count, value: estimate.value, low: estimate.low, high: estimate.high }
}
