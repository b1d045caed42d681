//! Rank correlation of P with a measure, overall and within a fixed number of ones.

use crate::contrast::{Estimate, rank_interval, spearman};

/// Spearman's rho over functions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// rho, with the interval of Bonett and Wright (2000), as if the functions had been picked at random from many.
    pub rho: Estimate,
    /// How many functions it is over.
    pub functions: usize,
}

/// The same within classes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Within {
    /// rho within classes, pooled.
    pub rho: Estimate,
    /// How many functions it is over: those in classes of at least two.
    pub functions: usize,
    /// In how many classes they are.
    pub classes: usize,
}

/// Spearman's rho between the counts and the values of functions. Values must not be negative. None with fewer
/// than four functions, or if all counts or all values are equal.
pub fn overall(functions: &[(u64, f64)]) -> Option<Correlation> {
    // The bits of floating-point numbers that are not negative are in the order of the numbers.
    let pairs = functions.iter().map(|&(count, value)| (count, (value + 0.0).to_bits() + 1));
    spearman(pairs, 1).map(|rank| Correlation { rho: rank.rho, functions: rank.functions })
}

/// Spearman's rho between counts and values within classes, pooled: counts and values are ranked within each
/// class, the ranks divided by the size of the class, so that every function weighs alike, and one correlation is
/// taken of all of them about the middles of their classes.
///
/// Each function is (class, count, value). The interval is that of a correlation over as many functions less the
/// number of classes plus one: each class costs a middle. None with too few functions, or if within every class
/// all counts or all values are equal.
pub fn within(functions: &[(u32, u64, f64)]) -> Option<Within> {
    let mut ordered = functions.to_vec();
    ordered.sort_unstable_by_key(|&(class, ..)| class);
    let (mut products, mut counts, mut values) = (0.0, 0.0, 0.0);
    let (mut used, mut classes) = (0, 0);
    for class in ordered.chunk_by(|left, right| left.0 == right.0).filter(|class| class.len() > 1) {
        let size = class.len() as f64;
        let by_count = centred_ranks(class.len(), |at| class[at].1 as f64);
        let by_value = centred_ranks(class.len(), |at| class[at].2);
        for (count, value) in by_count.iter().zip(&by_value) {
            products += count * value / (size * size);
            counts += count * count / (size * size);
            values += value * value / (size * size);
        }
        used += class.len();
        classes += 1;
    }
    let free = used as f64 - classes as f64 + 1.0;
    if free < 4.0 || counts <= 0.0 || values <= 0.0 {
        return None;
    }
    let rho = (products / (counts * values).sqrt()).clamp(-1.0, 1.0);
    Some(Within { rho: rank_interval(rho, free), functions: used, classes })
}

/// The ranks of values less their mean, equal values sharing their mean rank.
fn centred_ranks(len: usize, value: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|&left, &right| value(left).total_cmp(&value(right)));
    let middle = 0.5 * (len as f64 - 1.0);
    let mut ranks = vec![0.0; len];
    let mut start = 0;
    for tie in order.chunk_by(|&left, &right| value(left) == value(right)) {
        let rank = start as f64 + 0.5 * (tie.len() as f64 - 1.0) - middle;
        tie.iter().for_each(|&at| ranks[at] = rank);
        start += tie.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_class_is_the_overall_correlation() {
        let functions = [(5, 3.5), (1, 7.0), (4, 0.0), (4, 10.5), (9, 0.0), (2, 7.0)];
        let overall = overall(&functions).unwrap();
        let one: Vec<(u32, u64, f64)> = functions.iter().map(|&(count, value)| (3, count, value)).collect();
        let within = within(&one).unwrap();
        assert!((overall.rho.value - within.rho.value).abs() < 1e-14, "{overall:?} {within:?}");
        assert!((overall.rho.low - within.rho.low).abs() < 1e-12);
        assert_eq!((within.functions, within.classes), (6, 1));
    }

    #[test]
    fn what_lies_between_classes_only_is_taken_out() {
        // Between classes counts fall with the value; within each class they rise.
        let functions: Vec<(u32, u64, f64)> = (0..5)
            .flat_map(|class| {
                (0..6).map(move |k| (class, u64::from(100 - 20 * class + k), f64::from(10 * class + k)))
            })
            .collect();
        let pairs: Vec<(u64, f64)> = functions.iter().map(|&(_, count, value)| (count, value)).collect();
        assert!(overall(&pairs).unwrap().rho.value < -0.8);
        let found = within(&functions).unwrap();
        assert!((found.rho.value - 1.0).abs() < 1e-12 && found.rho.low < 1.0, "{found:?}");
        assert_eq!((found.functions, found.classes), (30, 5));
    }

    #[test]
    fn a_measure_that_is_constant_within_classes_says_nothing_there() {
        let functions: Vec<(u32, u64, f64)> =
            (0..20).map(|k| (k % 4, u64::from(k), f64::from(k % 4))).collect();
        assert_eq!(within(&functions), None);
        assert_eq!(within(&[]), None);
        assert_eq!(overall(&[(1, 1.0), (2, 2.0), (3, 3.0)]), None);
    }

    #[test]
    fn the_interval_covers_no_correlation_as_often_as_it_says() {
        // 200 trials of 40 functions in 4 classes, counts and values by a congruence that has no order.
        let mut state = 12_345_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 40
        };
        let trials = 1000;
        let covered = (0..trials)
            .filter(|_| {
                let functions: Vec<(u32, u64, f64)> =
                    (0..40).map(|k| (k % 4, next(), next() as f64)).collect();
                let rho = within(&functions).unwrap().rho;
                rho.low <= 0.0 && 0.0 <= rho.high
            })
            .count() as f64;
        let error = (0.05 * 0.95 / f64::from(trials)).sqrt();
        assert!((covered / f64::from(trials) - 0.95).abs() < 0.02 + 5.0 * error, "{covered}");
    }
}
