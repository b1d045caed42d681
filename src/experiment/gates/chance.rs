//! Counts beside exact probabilities: shares with their intervals, deviations, one test over all.

use crate::gates::Perceptron;
use crate::numeric::clopper_pearson;
use crate::numeric::special::regularised_gamma_upper;
use crate::numeric::{at_most, count, value_and_range};

/// Expected counts below this are taken together.
const LEAST_EXPECTED: f64 = 5.0;

/// A number of draws among all draws, possibly shared by a whole class of functions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Count {
    pub(super) count: u64,
    pub(super) total: u64,
}

impl Count {
    /// The share, if anything was drawn.
    pub(super) fn share(self) -> Option<f64> {
        (self.total > 0).then(|| self.count as f64 / self.total as f64)
    }

    /// The share, its interval, and both with the counts; empty before the first draw.
    pub(super) fn words(self) -> [String; 3] {
        let Some(estimate) = clopper_pearson(self.count, self.total) else {
            return ["\u{2013}", "", ""].map(str::to_owned);
        };
        let of = format!("{} of {}", count(self.count), count(self.total));
        if self.count == 0 {
            let bound = format!("at most {}", at_most(estimate.high));
            let detail = format!("0, {bound} (97.5%), {of}");
            return ["0".to_owned(), bound, detail];
        }
        let (share, interval) = value_and_range(estimate.value, estimate.low, estimate.high);
        let detail = format!("{share} (95%: {interval}), {of}");
        [share, interval, detail]
    }

    /// (count - expected) / standard deviation of a binomial count; infinite for what should be impossible.
    pub(super) fn deviation(self, probability: f64) -> Option<f64> {
        if self.total == 0 {
            return None;
        }
        let expected = self.total as f64 * probability;
        let variance = expected * (1.0 - probability);
        if variance > 0.0 {
            return Some((self.count as f64 - expected) / variance.sqrt());
        }
        Some(if self.count as f64 == expected { 0.0 } else { f64::INFINITY })
    }
}

/// One test over all: Pearson's chi-square of the counts against exact probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Test {
    pub(super) chi_square: f64,
    pub(super) freedom: usize,
    pub(super) p: f64,
    pub(super) largest: f64,
}

/// Draws of functions that are impossible in exact arithmetic.
pub(super) fn impossible(counts: &[(u64, f64)]) -> u64 {
    counts.iter().filter(|(_, probability)| *probability == 0.0).map(|(seen, _)| seen).sum()
}

/// At most so large is the probability that rounding makes one draw a function that is impossible in exact arithmetic.
///
/// The output at one input is rounded across 0 if it lies within its rounding error of 0: with at most n + 1 sums in
/// single precision, with a probability below 2 (n + 1) 2^-23. One such output never makes an impossible function: of
/// opposite inputs of an odd perceptron only one is evaluated, an output that is always 0 is exactly 0, and every other
/// contradiction takes two outputs close to 0 at once.
pub(super) fn rounding(perceptron: Perceptron) -> f64 {
    let one = 2.0 * (perceptron.inputs() + 1) as f64 * f64::from(f32::EPSILON);
    let rows = perceptron.rows() as f64;
    rows * (rows - 1.0) / 2.0 * one * one
}

/// The probability of so many impossible draws or more, if rounding makes one with probability `rounding` a draw.
pub(super) fn by_rounding(seen: u64, total: u64, rounding: f64) -> f64 {
    if seen == 0 { 1.0 } else { 1.0 - regularised_gamma_upper(seen as f64, total as f64 * rounding) }
}

/// Tests counts, each with its exact probability. None while there are fewer than two counts to compare. What is
/// impossible is left out.
pub(super) fn test(counts: &[(u64, f64)], total: u64) -> Option<Test> {
    let (mut chi_square, mut cells, mut largest) = (0.0, 0, 0.0_f64);
    let (mut rare, mut rare_expected) = (0, 0.0);
    for &(seen, probability) in counts {
        let expected = probability * total as f64;
        if probability == 0.0 {
            continue;
        }
        if expected < LEAST_EXPECTED {
            rare += seen;
            rare_expected += expected;
            continue;
        }
        chi_square += (seen as f64 - expected) * (seen as f64 - expected) / expected;
        cells += 1;
        let z = Count { count: seen, total }.deviation(probability).unwrap_or(0.0);
        largest = largest.max(z.abs());
    }
    if rare_expected >= LEAST_EXPECTED {
        chi_square += (rare as f64 - rare_expected) * (rare as f64 - rare_expected) / rare_expected;
        cells += 1;
    }
    if cells < 2 {
        return None;
    }
    let freedom = cells - 1;
    let p = regularised_gamma_upper(freedom as f64 / 2.0, chi_square / 2.0);
    Some(Test { chi_square, freedom, p, largest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::Encoding;

    #[test]
    fn deviations_are_those_of_a_binomial() {
        let count = Count { count: 60, total: 100 };
        assert_eq!(count.deviation(0.5), Some(2.0));
        assert_eq!(Count { count: 0, total: 9 }.deviation(0.0), Some(0.0));
        assert_eq!(Count { count: 1, total: 9 }.deviation(0.0), Some(f64::INFINITY));
        assert_eq!(Count { count: 0, total: 0 }.deviation(0.5), None);
    }

    #[test]
    fn the_test_is_pearsons() {
        let result = test(&[(60, 0.5), (40, 0.5)], 100).unwrap();
        assert_eq!((result.chi_square, result.freedom, result.largest), (4.0, 1, 2.0));
        // The square of a normal variable of two standard deviations.
        assert!((result.p - 0.045_500_263_896_358_4).abs() < 1e-12);
        assert_eq!(test(&[(1, 0.0), (60, 0.5), (40, 0.5)], 100), Some(result));
        assert_eq!(impossible(&[(1, 0.0), (99, 1.0)]), 1);
        assert_eq!(test(&[(1, 0.01), (99, 0.99)], 100), None);
    }

    #[test]
    fn impossible_draws_are_held_against_rounding() {
        let largest = Perceptron::new(4, Encoding::ZeroOne, true).unwrap();
        let rounding = rounding(largest);
        assert!((1e-11..1e-9).contains(&rounding), "{rounding}");
        assert_eq!(by_rounding(0, 2_000_000, rounding), 1.0);
        // Two in the default run are none that rounding makes; one in a thousand billion draws is.
        assert!(by_rounding(2, 2_000_000, rounding) < 1e-6);
        assert!(by_rounding(1, 1_000_000_000_000, rounding) > 0.9);
    }

    #[test]
    fn nothing_seen_is_a_bound() {
        assert_eq!(
            Count { count: 0, total: 1000 }.words(),
            ["0", "at most 0.0037", "0, at most 0.0037 (97.5%), 0 of 1,000"]
        );
        assert_eq!(Count { count: 0, total: 0 }.words()[0], "\u{2013}");
    }
}
