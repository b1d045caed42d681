//! Total variation distance, and what of it is chance.

use super::floor::{Floor, floor_of};
use super::interval::{Estimate, difference_of_shares};
use super::paired::PairedCounts;
use super::resample::Pool;

/// What a distance between censuses is, when some functions are not told apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reach {
    /// Every function is told apart: the distance is that of the two samples.
    Whole,
    /// The counts beyond the listed functions are lumped into one cell: the distance is at least this.
    LowerBound {
        /// With all functions told apart it would be larger by no more than this.
        missing: f64,
    },
}

impl Reach {
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
    /// The distance of the two samples. Its interval is where the distance of two such samples lies, not
    /// where that of the two distributions does: samples differ more than their distributions, and by up to
    /// about how much is what `floor` says.
    ///
    /// The distance is the share of descent minus the share of dice in the set of functions that descent
    /// prefers, and its interval is Newcombe's for that difference (the set taken as given), so that even
    /// two disjoint handfuls don't claim a distance of exactly 1.
    pub distance: Estimate,
    /// Whether counts are lumped.
    pub reach: Reach,
    /// What two samples of these sizes from one distribution would show: the exact mean over all divisions
    /// of the pooled counts, the rest from random divisions.
    pub floor: Floor,
    /// The probability of a distance this large or larger if both methods had one distribution: the share of
    /// random divisions that reach it, (1 + r)/(1 + R), or a proven bound where that is smaller.
    pub p_value: f64,
}

impl TotalVariation {
    /// The distance above the mean of its floor; below zero if the samples agree better than most.
    pub fn excess(&self) -> f64 {
        self.distance.value - self.floor.mean
    }

    /// Whether the distance is larger than 95% of what one distribution would show.
    pub fn exceeds_floor(&self) -> bool {
        self.distance.value > self.floor.upper
    }

    /// The distance of the two *distributions* is, with the confidence of the interval, no larger: on average
    /// the samples' distance is not below it.
    pub fn at_most(&self) -> f64 {
        (self.distance.high + self.reach.missing()).min(1.0)
    }
}

/// The distance, with the distances (times 2 A B) of random divisions of `pool`, which is that of the same counts.
pub(crate) fn total_variation(
    counts: &PairedCounts,
    pool: &Pool,
    replicates: &[u128],
) -> Option<TotalVariation> {
    let (descent, dice) = (counts.descent_total(), counts.dice_total());
    let (mut distance, mut preferred) = (0_u128, (0.0, 0.0));
    for (a, b) in counts.cells() {
        let (left, right) = (u128::from(a) * u128::from(dice), u128::from(b) * u128::from(descent));
        distance += left.abs_diff(right);
        // Functions that neither method prefers are halved, so that exchanging the methods changes nothing.
        let weight = if left > right {
            1.0
        } else if left == right {
            0.5
        } else {
            0.0
        };
        preferred = (preferred.0 + weight * a as f64, preferred.1 + weight * b as f64);
    }
    let difference = difference_of_shares((preferred.0, descent as f64), (preferred.1, dice as f64))?;
    let value = pool.total_variation(distance);
    let mean = pool.mean_total_variation();
    let reached = replicates.iter().filter(|&&other| other >= distance).count();
    let by_counting = (1 + reached) as f64 / (1 + replicates.len()) as f64;
    let floor = floor_of(replicates.iter().map(|&other| pool.total_variation(other)).collect());
    let share = |part: u64, all: u64| part as f64 / all as f64;
    let hidden = share(counts.descent_beyond, descent).min(share(counts.dice_beyond, dice));
    Some(TotalVariation {
        distance: Estimate { value, ..difference }.within(0.0, 1.0),
        reach: if counts.is_lumped() { Reach::LowerBound { missing: hidden } } else { Reach::Whole },
        floor: Floor { mean, ..floor },
        p_value: by_counting.min(pool.excess_bound(value - mean)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::paired::examples::{paired, swapped};
    use super::super::resample::Effort;
    use super::*;

    fn measure(counts: &PairedCounts) -> TotalVariation {
        let pool = Pool::new(counts).unwrap();
        let replicates = pool.divide(pool.replicates(Effort::GLANCE));
        let replicates: Vec<u128> = replicates.iter().map(|parts| parts.distance).collect();
        total_variation(counts, &pool, &replicates).unwrap()
    }

    #[test]
    fn a_distance_worked_by_hand() {
        // Shares 0.5, 0.3, 0.2 and 0.25, 0.25, 0.5: half of 0.25 + 0.05 + 0.3.
        let found = measure(&paired(&[(5, 5), (3, 5), (2, 10)]));
        assert!((found.distance.value - 0.3).abs() < 1e-15);
        assert_eq!(found.reach, Reach::Whole);
        assert!(found.distance.low < 0.3 && found.distance.high > 0.3);
    }

    #[test]
    fn equal_and_disjoint_samples_are_the_ends() {
        let equal = measure(&paired(&[(50, 100), (20, 40)]));
        assert_eq!((equal.distance.value, equal.p_value), (0.0, 1.0));
        assert!(equal.distance.high > 0.0 && equal.excess() < 0.0);
        let disjoint = measure(&paired(&[(50, 0), (0, 70)]));
        assert_eq!(disjoint.distance.value, 1.0);
        assert!(disjoint.distance.low < 1.0 && disjoint.p_value < 1e-12, "{disjoint:?}");
        // One of each: every division is disjoint.
        let least = measure(&paired(&[(1, 0), (0, 1)]));
        assert_eq!((least.floor.mean, least.floor.upper, least.p_value), (1.0, 1.0, 1.0));
        assert_eq!(least.distance.low, 0.0);
    }

    #[test]
    fn exchanging_the_methods_changes_nothing_but_the_replicates() {
        let counts = paired(&[(30, 10), (20, 45), (4, 4), (1, 0), (0, 3)]);
        let (one, other) = (measure(&counts), measure(&swapped(&counts)));
        assert!((one.distance.low - other.distance.low).abs() < 1e-15);
        assert!((one.distance.high - other.distance.high).abs() < 1e-15);
        assert!((one.floor.mean - other.floor.mean).abs() < 1e-15);
        let error = one.floor.standard_deviation / f64::from(one.floor.replicates).sqrt();
        assert!((one.floor.upper - other.floor.upper).abs() < 20.0 * error);
    }

    #[test]
    fn lumping_makes_it_a_lower_bound() {
        let mut counts = paired(&[(30, 10), (20, 45), (4, 4), (6, 0), (0, 3)]);
        let whole = measure(&counts);
        counts.functions.truncate(3);
        (counts.descent_beyond, counts.dice_beyond) = (6, 3);
        let lumped = measure(&counts);
        let missing = lumped.reach.missing();
        assert!((missing - 3.0 / 62.0).abs() < 1e-15);
        assert!(lumped.distance.value <= whole.distance.value);
        assert!(whole.distance.value <= lumped.distance.value + missing + 1e-15);
        assert!(lumped.at_most() >= lumped.distance.high + missing - 1e-15);
    }
}
