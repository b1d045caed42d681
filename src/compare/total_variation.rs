//! Total variation distance, and what of it is chance.

use super::at_least::{at_least, weight};
use super::null_distribution::{NullDistribution, floor_of};
use super::paired::PairedCounts;
use super::resample::Pool;
use crate::numeric::difference_of_shares;

/// What a distance between censuses is, when some functions are not told apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Coverage {
    /// Every function is told apart: the distance is that of the two samples.
    Whole,
    /// The counts beyond the listed functions are lumped into one cell: the distance is at least this.
    LowerBound {
        /// With all functions told apart it would be larger by no more than this.
        missing: f64,
    },
}

impl Coverage {
    /// How much larger the distance could be.
    pub fn missing(self) -> f64 {
        match self {
            Self::Whole => 0.0,
            Self::LowerBound { missing } => missing,
        }
    }
}

/// TV = 1/2 sum over f of |a/A - b/B|: the largest difference in probability of any set of functions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TotalVariation {
    /// The distance of the two samples, which differ more than their distributions do.
    pub distance: f64,
    /// The distance of the two *distributions* is at least this, and
    pub at_least: f64,
    /// at most this: together its two-sided 95% interval.
    ///
    /// The upper limit is Newcombe's for the samples' difference in the probability of the functions that the second found
    /// more often (that set taken as given, and what lumped functions could add included): on average the samples' distance is not below that of the
    /// distributions. The lower limit lets one half of the counts choose that set and measures it by the other half.
    /// Simulated with 5 to 100,000 functions and 200 to 30,000 draws, alike and different, each limit is wrong in no more than
    /// 2.5% of runs, the lower one in far fewer.
    pub at_most: f64,
    /// Whether counts are lumped.
    pub reach: Coverage,
    /// The share of the counts, of the method of which it is less, that are functions told apart.
    pub told_apart: f64,
    /// What two samples of these sizes from one distribution would show: the exact mean over all divisions
    /// of the pooled counts, the rest from random divisions.
    pub floor: NullDistribution,
    /// The probability of a distance this large or larger if both methods had one distribution: the share of
    /// random divisions that reach it, (1 + r)/(1 + R), or a proven bound where that is smaller.
    pub p_value: f64,
}

impl TotalVariation {
    /// Whether the distance is larger than 95% of what one distribution would show.
    pub fn exceeds_floor(&self) -> bool {
        self.distance > self.floor.upper
    }
}

/// The distance, with the distances (times 2 A B) of random divisions of `pool`, which is that of the same counts.
pub(crate) fn total_variation(
    counts: &PairedCounts,
    pool: &Pool,
    replicates: &[u128],
) -> Option<TotalVariation> {
    let (second, first) = (counts.second_total(), counts.first_total());
    let distance = counts
        .cells()
        .map(|(a, b)| (u128::from(a) * u128::from(first)).abs_diff(u128::from(b) * u128::from(second)))
        .sum::<u128>();
    let value = pool.total_variation(distance);
    let mean = pool.mean_total_variation();
    let reached = replicates.iter().filter(|&&other| other >= distance).count();
    let by_counting = (1 + reached) as f64 / (1 + replicates.len()) as f64;
    let floor = floor_of(replicates.iter().map(|&other| pool.total_variation(other)).collect());
    Some(TotalVariation {
        distance: value,
        at_least: at_least(counts),
        at_most: at_most(counts)?,
        reach: reach(counts),
        told_apart: told_apart(counts),
        floor: NullDistribution { mean, ..floor },
        p_value: by_counting.min(pool.excess_bound(value - mean)),
    })
}

fn reach(counts: &PairedCounts) -> Coverage {
    if !counts.is_lumped() {
        return Coverage::Whole;
    }
    let share = |part: u64, all: u64| part as f64 / all.max(1) as f64;
    let second = share(counts.second_beyond, counts.second_total());
    Coverage::LowerBound { missing: second.min(share(counts.first_beyond, counts.first_total())) }
}

fn told_apart(counts: &PairedCounts) -> f64 {
    let share = |beyond: u64, all: u64| 1.0 - beyond as f64 / all.max(1) as f64;
    share(counts.second_beyond, counts.second_total()).min(share(counts.first_beyond, counts.first_total()))
}

/// The upper limit. None unless both methods have counts.
pub(crate) fn at_most(counts: &PairedCounts) -> Option<f64> {
    let (second, first) = (counts.second_total(), counts.first_total());
    let mut preferred = (0.0, 0.0);
    for (a, b) in counts.cells() {
        // Functions that neither method prefers are halved, so that exchanging the methods changes nothing.
        let weight = weight((a, b), (second, first));
        preferred = (preferred.0 + weight * a as f64, preferred.1 + weight * b as f64);
    }
    let difference = difference_of_shares((preferred.0, second as f64), (preferred.1, first as f64))?;
    Some((difference.high + reach(counts).missing()).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::super::paired::examples::{paired, swapped};
    use super::super::resample::Effort;
    use super::*;

    fn measure(counts: &PairedCounts) -> TotalVariation {
        let pool = Pool::new(counts).unwrap();
        let replicates = pool.divide(pool.replicates(Effort::LIVE));
        let replicates: Vec<u128> = replicates.iter().map(|parts| parts.distance).collect();
        total_variation(counts, &pool, &replicates).unwrap()
    }

    #[test]
    fn a_distance_worked_by_hand() {
        // Shares 0.5, 0.3, 0.2 and 0.25, 0.25, 0.5: half of 0.25 + 0.05 + 0.3.
        let found = measure(&paired(&[(5, 5), (3, 5), (2, 10)]));
        assert!((found.distance - 0.3).abs() < 1e-15);
        assert_eq!(found.reach, Coverage::Whole);
        assert!(found.at_least < 0.3 && found.at_most > 0.3);
    }

    #[test]
    fn equal_and_disjoint_samples_are_the_ends() {
        let equal = measure(&paired(&[(50, 100), (20, 40)]));
        assert_eq!((equal.distance, equal.p_value), (0.0, 1.0));
        assert!(equal.at_most > 0.0 && equal.at_least == 0.0 && !equal.exceeds_floor());
        let disjoint = measure(&paired(&[(50, 0), (0, 70)]));
        assert_eq!(disjoint.distance, 1.0);
        assert!(
            disjoint.at_least > 0.7 && disjoint.at_least < 1.0 && disjoint.p_value < 1e-12,
            "{disjoint:?}"
        );
        // One of each: every division is disjoint.
        let least = measure(&paired(&[(1, 0), (0, 1)]));
        assert_eq!((least.floor.mean, least.floor.upper, least.p_value), (1.0, 1.0, 1.0));
        assert_eq!(least.at_least, 0.0);
    }

    #[test]
    fn exchanging_the_methods_changes_nothing_but_the_replicates() {
        let counts = paired(&[(30, 10), (20, 45), (4, 4), (1, 0), (0, 3)]);
        let (one, other) = (measure(&counts), measure(&swapped(&counts)));
        assert!((one.distance - other.distance).abs() < 1e-15);
        assert!((one.at_most - other.at_most).abs() < 1e-15);
        assert!((one.floor.mean - other.floor.mean).abs() < 1e-15);
        let error = one.floor.standard_deviation / f64::from(one.floor.replicates).sqrt();
        assert!((one.floor.upper - other.floor.upper).abs() < 20.0 * error);
    }

    #[test]
    fn lumping_makes_it_a_lower_bound() {
        let mut counts = paired(&[(30, 10), (20, 45), (4, 4), (6, 0), (0, 3)]);
        let whole = measure(&counts);
        counts.functions.truncate(3);
        (counts.second_beyond, counts.first_beyond) = (6, 3);
        let lumped = measure(&counts);
        let missing = lumped.reach.missing();
        assert!((missing - 3.0 / 62.0).abs() < 1e-15);
        assert!(lumped.distance <= whole.distance);
        assert!(whole.distance <= lumped.distance + missing + 1e-15);
        assert!(lumped.at_most >= lumped.distance + missing);
    }
}
