//! What exact volumes may be asked of.

use std::ops::RangeInclusive;

/// Inputs of a perceptron.
pub(super) const INPUTS: RangeInclusive<usize> = 2..=4;

/// Standard deviation of the bias over that of the weights.
pub(super) const SCALES: RangeInclusive<f64> = 1e-6..=1e6;

/// Numerator and denominator of that ratio as a fraction: they begin at 1.
pub(super) const MOST_TERM: u32 = 1_000_000;
