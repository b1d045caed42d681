//! Spearman's rank correlation.

use super::halves::half;
use super::stream::Stream;
use crate::numeric::order::order;
use crate::numeric::special::student_quantile;
use crate::numeric::{CONFIDENCE, Estimate};

/// How many functions may be ranked in all halves together: some milliseconds.
const RANKED: usize = 200_000;

/// Spearman's rho between the counts of both methods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rank {
    /// rho, with the interval of the run: how it varies when both methods draw as often again.
    ///
    /// The functions are not a sample of independent ones but those that were found, so the interval comes from random
    /// halves of the draws, with the functions that each half finds: they vary about the whole as much as the whole does from
    /// run to run (the delete-half jackknife; J. Shao and C. Wu 1989). Student's t of the number of halves, on Fisher's scale.
    pub rho: Estimate,
    /// How many functions it is over.
    pub functions: usize,
}

/// Spearman's rho over the pairs of counts of which both are at least `least`; ties get their mean rank.
/// None with fewer than four such pairs, or if one method's counts are all equal, be it in a half of the draws.
///
/// Only functions found by both methods should be ranked (`least` at least 1): among functions found once,
/// those found by the one method are not found by the other, which is a strong negative correlation that
/// says nothing about the methods.
pub fn spearman(pairs: impl Iterator<Item = (u64, u64)>, least: u64) -> Option<Rank> {
    let pairs: Vec<(u64, u64)> = pairs.filter(|&(a, b)| a >= least && b >= least).collect();
    let value = rho(&pairs)?;
    let halves = (RANKED / pairs.len()).clamp(6, 24);
    let mut stream = Stream::new(0xa409_3822_299f_31d0);
    let mut transformed = Vec::with_capacity(halves);
    for _ in 0..halves {
        let found = pairs.iter().map(|&(a, b)| (half(&mut stream, a), half(&mut stream, b)));
        let found: Vec<(u64, u64)> = found.filter(|&(a, b)| a >= least && b >= least).collect();
        transformed.push(fisher(rho(&found)?));
    }
    Some(Rank { rho: of_halves(value, &transformed, halves as f64 - 1.0), functions: pairs.len() })
}

/// rho with its interval from what halves show on Fisher's scale, with so many degrees of freedom.
pub(crate) fn of_halves(value: f64, transformed: &[f64], degrees: f64) -> Estimate {
    let n = transformed.len() as f64;
    let mean = transformed.iter().sum::<f64>() / n;
    let spread = transformed.iter().map(|z| (z - mean) * (z - mean)).sum::<f64>() / (n - 1.0);
    let half_width = student_quantile(0.5 + 0.5 * CONFIDENCE, degrees) * spread.sqrt();
    let centre = fisher(value);
    let (low, high) = (libm::tanh(centre - half_width), libm::tanh(centre + half_width));
    Estimate { value, low: low.min(value), high: high.max(value), standard_error: None }
}

/// Fisher's transform, finite also for perfect order.
pub(crate) fn fisher(rho: f64) -> f64 {
    libm::atanh(rho.clamp(-1.0 + 1e-9, 1.0 - 1e-9))
}

/// rho of so many pairs: only their order matters.
pub(crate) fn rho(pairs: &[(u64, u64)]) -> Option<f64> {
    if pairs.len() < 4 {
        return None;
    }
    let (first, second): (Vec<u64>, Vec<u64>) = pairs.iter().copied().unzip();
    let (first, second) = (centred_ranks(&first), centred_ranks(&second));
    let product = |left: &[f64], right: &[f64]| -> f64 { left.iter().zip(right).map(|(l, r)| l * r).sum() };
    let scale = (product(&first, &first) * product(&second, &second)).sqrt();
    (scale > 0.0).then(|| (product(&first, &second) / scale).clamp(-1.0, 1.0))
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
    use super::super::simulate::Law;
    use super::*;

    #[test]
    fn worked_by_hand() {
        // Ranks 1 2 3 4 5 against 2 1 4 3 5: 1 - 6 * 4 / (5 * 24).
        let pairs = [(100, 2_000), (200, 1_000), (300, 4_000), (400, 3_000), (500, 5_000)];
        let rank = spearman(pairs.into_iter(), 1).unwrap();
        assert!((rank.rho.value - 0.8).abs() < 1e-14 && rank.functions == 5);
        // Ties: ranks 1.5 1.5 3 4 against 1 2 3.5 3.5; centred products 4 of sqrt(4.5 * 4.5).
        assert!((rho(&[(1, 1), (1, 2), (2, 3), (3, 3)]).unwrap() - 4.0 / 4.5).abs() < 1e-14);
    }

    #[test]
    fn perfect_order_keeps_within_bounds() {
        let rank = spearman((1..=10).map(|x| (50 * x, 50 * x * x)), 1).unwrap();
        assert_eq!((rank.rho.value, rank.rho.high), (1.0, 1.0));
        assert!(rank.rho.low > 0.5 && rank.rho.low < 1.0, "{rank:?}");
        let rank = spearman((1..=10).map(|x| (50 * x, 5_000 - 50 * x)), 1).unwrap();
        assert_eq!((rank.rho.value, rank.rho.low), (-1.0, -1.0));
    }

    #[test]
    fn undefined_for_too_few_or_equal_counts() {
        assert_eq!(spearman([(1, 1), (2, 2), (3, 3)].into_iter(), 1), None);
        assert_eq!(spearman([(1, 1), (2, 1), (3, 1), (4, 1)].into_iter(), 1), None);
        assert_eq!(spearman([(9, 10), (10, 9), (10, 10), (11, 11), (12, 30)].into_iter(), 10), None);
    }

    #[test]
    fn the_interval_is_that_of_the_run() {
        let mut stream = Stream::new(5);
        for (functions, sizes) in [(30, (2_000, 2_000)), (2_000, (20_000, 5_000))] {
            let laws = (Law::zipf(functions, 1.2), Law::zipf(functions, 1.0));
            let trials = 300;
            let found: Vec<Estimate> = (0..trials)
                .map(|_| spearman(laws.0.pairs(&laws.1, sizes, &mut stream).into_iter(), 1).unwrap().rho)
                .collect();
            let mean = found.iter().map(|rho| rho.value).sum::<f64>() / f64::from(trials);
            let covered = found.iter().filter(|rho| rho.low <= mean && mean <= rho.high).count() as f64;
            // A standard deviation from halves: at least 93%, within five standard errors of the simulation.
            let error = (0.05 * 0.95 / f64::from(trials)).sqrt();
            assert!(covered / f64::from(trials) > 0.93 - 5.0 * error, "{functions}: {covered}");
        }
    }
}
