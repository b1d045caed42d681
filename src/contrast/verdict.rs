//! The verdict: what may be said, from the tests and the floor.

use super::interval::Z;
use super::paired::PairedCounts;
use super::special::normal_quantile;
use super::total_variation::TotalVariation;
use super::two_sample::TwoSample;

/// One distribution is rejected below this p-value.
///
/// The verdict is looked at again and again while counts come in. Looks that are close together see nearly the
/// same counts; those that differ are a few to each doubling of the counts, a few dozen in all. At 1 in 1000
/// each, methods that agree are called different in a few runs of a hundred at some moment of them, rarely
/// at the end. And since chance departures shrink as counts grow while true ones do not, waiting costs nothing.
pub const LEVEL: f64 = 1e-3;

/// A total variation distance this far above the mean of its floor is no longer called small.
///
/// It means a set of functions whose probability differs by five points in a hundred: more than what is left
/// of the departures that the literature calls almost equal, and visible as bars of different length.
pub const SMALL_EFFECT: f64 = 0.05;

/// Methods are called indistinguishable, or close, only if the total variation distance of their
/// distributions is shown to be no larger than this.
///
/// Twice [`SMALL_EFFECT`]: about as finely as that effect can be seen by samples whose own distance is as
/// large as the effect. Without such a limit, a run of ten draws would be called indistinguishable.
pub const RESOLUTION: f64 = 0.1;

/// What the censuses say about the question whether P_SGD = P_B.
///
/// With p the smaller p-value of the chi-square test and of the permutation test of the total variation
/// distance, times two because they are two, the verdict is the first of these that holds:
/// 1. too little data, if a method has no counts;
/// 2. different, if p < [`LEVEL`] and the distance, of all functions or of the common ones with the rest
///    lumped, is [`SMALL_EFFECT`] or more above the mean of its floor;
/// 3. too little data, if the distance of the distributions could be larger than [`RESOLUTION`] (the upper
///    limit of the samples' distance, with what lumped functions could add);
/// 4. close but different, if p < [`LEVEL`];
/// 5. indistinguishable, if the distance is within the 95% of its floor;
/// 6. too little data: the tests say neither.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// Nothing may be said yet about how far apart the methods are.
    TooLittleData {
        /// Why.
        lack: Lack,
        /// Whether the tests already reject one distribution: different, but no one knows by how much.
        rejected: bool,
        /// At least so many more training runs that fit are needed.
        more_descent: u64,
        /// At least so many more kept draws are needed.
        more_dice: u64,
    },
    /// The tests see no difference, and the distance is what one distribution would show.
    Indistinguishable {
        /// The distance of the distributions is no larger than this.
        at_most: f64,
    },
    /// The tests see a difference, and it is small.
    CloseButDifferent {
        /// The distance above the mean of its floor: of all functions or of the common ones, the larger.
        excess: f64,
        /// The distance of the distributions is no larger than this.
        at_most: f64,
    },
    /// The tests see a difference, and it is not small.
    Different {
        /// The distance above the mean of its floor: of all functions or of the common ones, the larger.
        excess: f64,
    },
}

/// Which data is lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A method has found nothing yet.
    Counts,
    /// Samples of these sizes differ too much by chance alone. The numbers asked for assume that chance
    /// falls with the square root of the counts; where most functions were found once it falls more slowly.
    Resolution,
    /// Too many counts are lumped beyond the listed functions: more counts do not help.
    ToldApart,
    /// The distance is larger than 95% of what one distribution would show, the tests do not reject: more of
    /// the same decides.
    Decision,
}

/// The p-value of both tests together: the smaller, times their number (Bonferroni).
pub(crate) fn joint_p_value(tests: [Option<f64>; 2]) -> Option<f64> {
    let count = tests.iter().flatten().count();
    tests.into_iter().flatten().reduce(f64::min).map(|p| (p * count as f64).min(1.0))
}

pub(crate) fn verdict(
    counts: &PairedCounts,
    total_variation: Option<&TotalVariation>,
    common: Option<&TotalVariation>,
    two_sample: Option<&TwoSample>,
) -> Verdict {
    let (descent, dice) = (counts.descent_total(), counts.dice_total());
    let Some(distance) = total_variation else {
        // Two samples of this size have an interval of half RESOLUTION's width even if they agree entirely.
        let least = (0.5 * (Z / RESOLUTION) * (Z / RESOLUTION)).ceil() as u64;
        return Verdict::TooLittleData {
            lack: Lack::Counts,
            rejected: false,
            more_descent: least.saturating_sub(descent),
            more_dice: least.saturating_sub(dice),
        };
    };
    let p_value = joint_p_value([Some(distance.p_value), two_sample.map(|test| test.p_value)]);
    let rejected = p_value.is_some_and(|p| p < LEVEL);
    // Lumping only takes from the true distance, but far more from the chance one.
    let excess = common.map_or(f64::NEG_INFINITY, TotalVariation::excess).max(distance.excess());
    let at_most = distance.at_most();
    let lacking = |lack: Lack, factor: f64| {
        let (more_descent, more_dice) = more(descent, dice, factor);
        Verdict::TooLittleData { lack, rejected, more_descent, more_dice }
    };
    if rejected && excess >= SMALL_EFFECT {
        Verdict::Different { excess }
    } else if distance.reach.missing() > RESOLUTION {
        Verdict::TooLittleData { lack: Lack::ToldApart, rejected, more_descent: 0, more_dice: 0 }
    } else if at_most > RESOLUTION {
        lacking(Lack::Resolution, (at_most / RESOLUTION) * (at_most / RESOLUTION))
    } else if rejected {
        Verdict::CloseButDifferent { excess, at_most }
    } else if !distance.exceeds_floor() {
        Verdict::Indistinguishable { at_most }
    } else {
        // A true departure, in standard deviations, grows with the square root of the counts.
        let now = -normal_quantile(distance.p_value.clamp(LEVEL, 0.05));
        let ratio = -normal_quantile(0.5 * LEVEL) / now;
        lacking(Lack::Decision, ratio * ratio)
    }
}

/// How many more counts of each method make 1/A + 1/B smaller by `factor`, with as few as possible of either:
/// both are raised to the same number, unless one is beyond it already.
fn more(descent: u64, dice: u64, factor: f64) -> (u64, u64) {
    let aim = (1.0 / descent as f64 + 1.0 / dice as f64) / factor.max(1.0);
    let equal = 2.0 / aim;
    let wanted = |own: u64, other: u64| {
        let enough = if other as f64 > equal { 1.0 / (aim - 1.0 / other as f64) } else { equal };
        (enough.ceil() as u64).saturating_sub(own)
    };
    (wanted(descent, dice), wanted(dice, descent))
}

#[cfg(test)]
mod tests {
    use super::super::floor::Floor;
    use super::super::interval::Estimate;
    use super::super::paired::examples::paired;
    use super::super::total_variation::Reach;
    use super::*;

    fn measured(value: f64, high: f64, floor: (f64, f64), p_value: f64) -> TotalVariation {
        TotalVariation {
            distance: Estimate { value, low: 0.0, high, standard_error: None },
            reach: Reach::Whole,
            floor: Floor { mean: floor.0, standard_deviation: 0.01, upper: floor.1, replicates: 999 },
            p_value,
        }
    }

    fn judge(distance: TotalVariation, chi_square: f64) -> Verdict {
        let counts = paired(&[(1_000, 3_000)]);
        let test = TwoSample { statistic: 1.0, degrees: 1, p_value: chi_square, pooled: 0 };
        verdict(&counts, Some(&distance), None, Some(&test))
    }

    #[test]
    fn every_branch_of_the_rule() {
        let different = judge(measured(0.3, 0.33, (0.1, 0.12), 1e-4), 0.5);
        assert!(matches!(different, Verdict::Different { excess } if (excess - 0.2).abs() < 1e-15));
        // Either test may reject; each has half the level.
        assert_eq!(judge(measured(0.3, 0.33, (0.1, 0.12), 0.5), 1e-4), different);
        let neither = judge(measured(0.3, 0.33, (0.1, 0.12), 6e-4), 6e-4);
        assert!(matches!(neither, Verdict::TooLittleData { lack: Lack::Resolution, rejected: false, .. }));
        let close = judge(measured(0.06, 0.08, (0.02, 0.03), 1e-4), 1e-9);
        assert!(matches!(close, Verdict::CloseButDifferent { at_most: 0.08, .. }));
        let same = judge(measured(0.03, 0.05, (0.02, 0.03), 0.06), 0.4);
        assert_eq!(same, Verdict::Indistinguishable { at_most: 0.05 });
        let open = judge(measured(0.04, 0.05, (0.02, 0.03), 0.02), 0.4);
        assert!(matches!(open, Verdict::TooLittleData { lack: Lack::Decision, rejected: false, .. }));
        let unknown = judge(measured(0.32, 0.35, (0.3, 0.31), 1e-4), 0.4);
        assert!(matches!(unknown, Verdict::TooLittleData { lack: Lack::Resolution, rejected: true, .. }));
        let lumped = TotalVariation {
            reach: Reach::LowerBound { missing: 0.2 },
            ..measured(0.03, 0.05, (0.02, 0.03), 0.06)
        };
        assert!(matches!(judge(lumped, 0.4), Verdict::TooLittleData { lack: Lack::ToldApart, .. }));
    }

    #[test]
    fn the_common_functions_alone_may_show_the_difference() {
        let counts = paired(&[(1_000, 3_000)]);
        let (all, common) =
            (measured(0.62, 0.65, (0.6, 0.61), 1e-4), measured(0.2, 0.23, (0.02, 0.03), 1e-4));
        let found = verdict(&counts, Some(&all), Some(&common), None);
        assert!(matches!(found, Verdict::Different { excess } if (excess - 0.18).abs() < 1e-15));
    }

    #[test]
    fn without_counts_it_says_how_many() {
        let empty = verdict(&paired(&[(100, 0)]), None, None, None);
        let Verdict::TooLittleData { lack: Lack::Counts, rejected: false, more_descent, more_dice } = empty
        else {
            panic!("{empty:?}");
        };
        assert_eq!((more_descent, more_dice), (93, 193));
    }

    #[test]
    fn what_is_asked_for_reaches_the_aim_with_the_least() {
        for (descent, dice, factor) in [(100, 100, 4.0), (100, 10_000, 4.0), (300, 1_000, 1.5), (7, 7, 1.0)] {
            let (more_descent, more_dice) = more(descent, dice, factor);
            let inverse = |a: u64, b: u64| 1.0 / a as f64 + 1.0 / b as f64;
            let (a, b) = (descent + more_descent, dice + more_dice);
            let aim = inverse(descent, dice) / factor;
            assert!(inverse(a, b) <= aim * (1.0 + 1e-12));
            assert!(inverse(a - 1, b - 1) > aim * (1.0 - 1e-12), "{a} {b}");
        }
        assert_eq!(more(100, 100, 4.0), (300, 300));
        assert_eq!(more(100, 1_000_000, 4.0).1, 0);
    }

    #[test]
    fn two_tests_share_the_level() {
        assert_eq!(joint_p_value([None, None]), None);
        assert_eq!(joint_p_value([Some(0.01), None]), Some(0.01));
        assert_eq!(joint_p_value([Some(0.01), Some(0.3)]), Some(0.02));
        assert_eq!(joint_p_value([Some(0.8), Some(0.7)]), Some(1.0));
    }
}
