//! Spearman's rank correlation.

use super::interval::{Estimate, Z};
use crate::order::order;

/// Spearman's rho between the counts of both methods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rank {
    /// rho, with the interval of Bonett and Wright (2000): Fisher's transformation with standard error
    /// sqrt((1 + rho^2 / 2) / (n - 3)).
    pub rho: Estimate,
    /// How many functions it is over.
    pub functions: usize,
}

/// Spearman's rho over the pairs of counts of which both are at least `least`; ties get their mean rank.
/// None with fewer than four such pairs, or if one method's counts are all equal.
///
/// Only functions found by both methods should be ranked (`least` at least 1): among functions found once,
/// those found by the one method are not found by the other, which is a strong negative correlation that
/// says nothing about the methods.
pub fn spearman(pairs: impl Iterator<Item = (u64, u64)>, least: u64) -> Option<Rank> {
    let (first, second): (Vec<u64>, Vec<u64>) = pairs.filter(|&(a, b)| a >= least && b >= least).unzip();
    let count = first.len();
    if count < 4 {
        return None;
    }
    let n = count as f64;
    let (first, second) = (centred_ranks(&first), centred_ranks(&second));
    let product = |left: &[f64], right: &[f64]| -> f64 { left.iter().zip(right).map(|(l, r)| l * r).sum() };
    let scale = (product(&first, &first) * product(&second, &second)).sqrt();
    if scale <= 0.0 {
        return None;
    }
    let value = (product(&first, &second) / scale).clamp(-1.0, 1.0);
    Some(Rank { rho: rank_interval(value, n), functions: count })
}

/// rho of `n` > 3 pairs with its interval.
pub(crate) fn rank_interval(value: f64, n: f64) -> Estimate {
    // Perfect order has no finite transform: half the least step of rho inwards stands for it.
    let inner = value * (1.0 - 6.0 / (n * (n * n - 1.0)));
    let half = Z * ((1.0 + 0.5 * inner * inner) / (n - 3.0)).sqrt();
    let centre = libm::atanh(inner);
    let rho = Estimate {
        value,
        low: libm::tanh(centre - half),
        high: libm::tanh(centre + half).max(value),
        standard_error: None,
    };
    Estimate { low: rho.low.min(value), ..rho }
}

/// The ranks of the values less their mean, equal values sharing their mean rank.
fn centred_ranks(values: &[u64]) -> Vec<f64> {
    let order = order(values.len(), &|left, right| values[left].cmp(&values[right]));
    let middle = 0.5 * (values.len() as f64 - 1.0);
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for tie in order.chunk_by(|&left, &right| values[left] == values[right]) {
        let rank = start as f64 + 0.5 * (tie.len() as f64 - 1.0) - middle;
        tie.iter().for_each(|&at| ranks[at] = rank);
        start += tie.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::super::stream::Stream;
    use super::*;

    #[test]
    fn worked_by_hand() {
        // Ranks 1 2 3 4 5 against 2 1 4 3 5: 1 - 6 * 4 / (5 * 24).
        let rank = spearman([(1, 20), (2, 10), (3, 40), (4, 30), (5, 50)].into_iter(), 1).unwrap();
        assert!((rank.rho.value - 0.8).abs() < 1e-14 && rank.functions == 5);
        assert!(rank.rho.low < 0.0 && rank.rho.high < 1.0);
        // Ties: ranks 1.5 1.5 3 4 against 1 2 3.5 3.5; centred products 4.25 of sqrt(4.5 * 4.5).
        let rank = spearman([(1, 1), (1, 2), (2, 3), (3, 3)].into_iter(), 1).unwrap();
        assert!((rank.rho.value - 4.0 / 4.5).abs() < 1e-14, "{rank:?}");
    }

    #[test]
    fn perfect_order_keeps_an_interval() {
        let rank = spearman((1..=10).map(|x| (x, x * x)), 1).unwrap();
        assert_eq!((rank.rho.value, rank.rho.high), (1.0, 1.0));
        assert!(rank.rho.low > 0.9 && rank.rho.low < 1.0);
        let rank = spearman((1..=10).map(|x| (x, 100 - x)), 1).unwrap();
        assert_eq!((rank.rho.value, rank.rho.low), (-1.0, -1.0));
    }

    #[test]
    fn undefined_for_too_few_or_equal_counts() {
        assert_eq!(spearman([(1, 1), (2, 2), (3, 3)].into_iter(), 1), None);
        assert_eq!(spearman([(1, 1), (2, 1), (3, 1), (4, 1)].into_iter(), 1), None);
        assert_eq!(spearman([(9, 10), (10, 9), (10, 10), (11, 11), (12, 30)].into_iter(), 10), None);
    }

    #[test]
    fn the_interval_covers() {
        // x and x + noise, both uniform: rho by a large sample, coverage by many small ones.
        let mut stream = Stream::new(5);
        let mut sample = |count: usize| -> Vec<(u64, u64)> {
            let mut next = || (stream.uniform() * 1e9) as u64;
            (0..count)
                .map(|_| {
                    let x = next();
                    (x + 1, x + next() + 1)
                })
                .collect()
        };
        let truth = spearman(sample(400_000).into_iter(), 1).unwrap().rho.value;
        let trials = 1_000;
        let covered = (0..trials)
            .filter(|_| {
                let rho = spearman(sample(40).into_iter(), 1).unwrap().rho;
                rho.low <= truth && truth <= rho.high
            })
            .count() as f64;
        // An approximate interval: at least 93%, within five standard errors of the simulation.
        let error = (0.05 * 0.95 / f64::from(trials)).sqrt();
        assert!(covered / f64::from(trials) > 0.93 - 5.0 * error, "{covered}");
    }
}
