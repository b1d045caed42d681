//! The verdict: what may be said, from the tests and from what the distance of the distributions can be.

use super::total_variation::TotalVariation;
use crate::numeric::Z;
use crate::numeric::special::normal_quantile;

/// One distribution is rejected below this p-value, at every look.
///
/// The verdict is looked at again and again while counts come in. Looks that are close together see nearly the
/// same counts; those that differ are a few to each doubling of the counts, a few dozen in all.
/// Of 250 simulated runs whose methods agree (five functions, P in proportion to 1/rank, 40 looks from 100 to 30,000 counts each)
/// 8 were rejected at some moment, rarely at the end, and none was ever called different.
/// And since chance departures shrink as counts grow while true ones do not, waiting costs nothing.
pub const LEVEL: f64 = 1e-3;

/// Methods are called different if the total variation distance of their distributions is shown to be at least this.
///
/// It means a set of functions whose probability differs by five points in a hundred: more than what is left
/// of the departures that the literature calls almost equal, and visible as bars of different length.
pub const SMALL_EFFECT: f64 = 0.05;

/// Methods are called alike, or similar, only if the total variation distance of their
/// distributions is shown to be no larger than this.
///
/// Twice [`SMALL_EFFECT`]: about as finely as that effect can be seen by samples whose own distance is as
/// large as the effect. Without such a limit, a run of ten draws would be called alike.
pub const RESOLUTION: f64 = 0.1;

/// The common functions are spoken of in place of all only if both methods found them in at least this share of their counts.
pub const LEAST_COMMON_SHARE: f64 = 0.2;

/// What the censuses say about the question whether P_2 = P_1.
///
/// With p the smaller p-value of the chi-square test and of the permutation test of the total variation
/// distance, times two because they are two, the verdict is the first of these that holds:
/// 1. too little data, if a method has no counts;
/// 2. different, if p < [`LEVEL`] and the distance of the distributions is at least [`SMALL_EFFECT`];
/// 3. what can be seen is all functions, if their distance is at most [`RESOLUTION`]; or else the common ones with the rest
///    lumped, if that distance is, and they are at least [`LEAST_COMMON_SHARE`] of the counts. Too little data, if neither;
/// 4. similar, if p < [`LEVEL`];
/// 5. too little data, if the samples' distance is beyond the 95% of its floor: the tests are undecided;
/// 6. alike within what can be seen.
///
/// Limits of distances are the ends of two-sided 95% intervals.
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
        more_second: u64,
        /// At least so many more kept draws are needed.
        more_first: u64,
    },
    /// The tests see no difference, and there is none that is not small.
    Alike(Apart),
    /// The tests see a difference, and it is small.
    Similar(Apart),
    /// The tests see a difference, and it is not small.
    Different(Apart),
}

/// How far apart the distributions are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Apart {
    /// The lower end of the 95% interval of their total variation distance.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// None if all functions are meant. Otherwise only the common ones are, the rest taken together as one, and this is the least share of
    /// the counts of a method that they are.
    pub common_share: Option<f64>,
}

impl Apart {
    fn of(distance: &TotalVariation, common_share: Option<f64>) -> Self {
        Self { low: distance.at_least, high: distance.at_most, common_share }
    }
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

/// `totals` are the counts, or what the samples are worth as independent draws, of the second and the first.
pub(crate) fn verdict(
    totals: (u64, u64),
    total_variation: Option<&TotalVariation>,
    common: Option<&TotalVariation>,
    chi_square: Option<f64>,
) -> Verdict {
    let (second, first) = totals;
    let Some(distance) = total_variation else {
        // Two samples of this size have an interval of half RESOLUTION's width even if they agree entirely.
        let least = (0.5 * (Z / RESOLUTION) * (Z / RESOLUTION)).ceil() as u64;
        return Verdict::TooLittleData {
            lack: Lack::Counts,
            rejected: false,
            more_second: least.saturating_sub(second),
            more_first: least.saturating_sub(first),
        };
    };
    let p_value = joint_p_value([Some(distance.p_value), chi_square]);
    let rejected = p_value.is_some_and(|p| p < LEVEL);
    let lacking = |lack: Lack, factor: f64| {
        let (more_second, more_first) = more(second, first, factor);
        Verdict::TooLittleData { lack, rejected, more_second, more_first }
    };
    if rejected && distance.at_least >= SMALL_EFFECT {
        return Verdict::Different(Apart::of(distance, None));
    }
    let seen = if distance.at_most <= RESOLUTION {
        Some((distance, None))
    } else {
        common.map(|lumped| (lumped, Some(lumped.told_apart))).filter(|&(lumped, share)| {
            lumped.at_most <= RESOLUTION && share.is_some_and(|share| share >= LEAST_COMMON_SHARE)
        })
    };
    let Some((seen, common_share)) = seen else {
        if distance.reach.missing() > RESOLUTION {
            return Verdict::TooLittleData { lack: Lack::ToldApart, rejected, more_second: 0, more_first: 0 };
        }
        let ratio = distance.at_most / RESOLUTION;
        return lacking(Lack::Resolution, ratio * ratio);
    };
    let apart = Apart::of(seen, common_share);
    if rejected {
        Verdict::Similar(apart)
    } else if !seen.exceeds_floor() {
        Verdict::Alike(apart)
    } else {
        // A true departure, in standard deviations, grows with the square root of the counts.
        let now = -normal_quantile(seen.p_value.clamp(LEVEL, 0.05));
        let ratio = -normal_quantile(0.5 * LEVEL) / now;
        lacking(Lack::Decision, ratio * ratio)
    }
}

/// How many more counts of each method make 1/A + 1/B smaller by `factor`, with as few as possible of either:
/// both are raised to the same number, unless one is beyond it already.
fn more(second: u64, first: u64, factor: f64) -> (u64, u64) {
    let aim = (1.0 / second as f64 + 1.0 / first as f64) / factor.max(1.0);
    let equal = 2.0 / aim;
    let wanted = |own: u64, other: u64| {
        let enough = if other as f64 > equal { 1.0 / (aim - 1.0 / other as f64) } else { equal };
        (enough.ceil() as u64).saturating_sub(own)
    };
    (wanted(second, first), wanted(first, second))
}

#[cfg(test)]
mod tests {
    use super::super::distances;
    use super::super::null_distribution::NullDistribution;
    use super::super::paired::examples::paired;
    use super::super::resample::Effort;
    use super::super::simulate::Law;
    use super::super::stream::Stream;
    use super::super::total_variation::Coverage;
    use super::*;

    fn measured(distance: f64, ends: (f64, f64), floor: (f64, f64), p_value: f64) -> TotalVariation {
        TotalVariation {
            distance,
            at_least: ends.0,
            at_most: ends.1,
            reach: Coverage::Whole,
            told_apart: 1.0,
            floor: NullDistribution {
                mean: floor.0,
                standard_deviation: 0.01,
                upper: floor.1,
                replicates: 999,
            },
            p_value,
        }
    }

    fn judge(distance: TotalVariation, chi_square: f64) -> Verdict {
        verdict((1_000, 3_000), Some(&distance), None, Some(chi_square))
    }

    #[test]
    fn every_branch_of_the_rule() {
        let different = judge(measured(0.3, (0.1, 0.33), (0.1, 0.12), 1e-4), 0.5);
        assert_eq!(different, Verdict::Different(Apart { low: 0.1, high: 0.33, common_share: None }));
        // Either test may reject; each has half the level.
        assert_eq!(judge(measured(0.3, (0.1, 0.33), (0.1, 0.12), 0.5), 1e-4), different);
        let neither = judge(measured(0.3, (0.1, 0.33), (0.1, 0.12), 6e-4), 6e-4);
        assert!(matches!(neither, Verdict::TooLittleData { lack: Lack::Resolution, rejected: false, .. }));
        let close = judge(measured(0.06, (0.01, 0.08), (0.02, 0.03), 1e-4), 1e-9);
        assert_eq!(close, Verdict::Similar(Apart { low: 0.01, high: 0.08, common_share: None }));
        let same = judge(measured(0.03, (0.0, 0.05), (0.02, 0.03), 0.06), 0.4);
        assert_eq!(same, Verdict::Alike(Apart { low: 0.0, high: 0.05, common_share: None }));
        let open = judge(measured(0.04, (0.0, 0.05), (0.02, 0.03), 0.02), 0.4);
        assert!(matches!(open, Verdict::TooLittleData { lack: Lack::Decision, rejected: false, .. }));
        let unknown = judge(measured(0.32, (0.01, 0.35), (0.3, 0.31), 1e-4), 0.4);
        assert!(matches!(unknown, Verdict::TooLittleData { lack: Lack::Resolution, rejected: true, .. }));
        let lumped = TotalVariation {
            reach: Coverage::LowerBound { missing: 0.2 },
            ..measured(0.03, (0.0, 0.25), (0.02, 0.03), 0.06)
        };
        assert!(matches!(judge(lumped, 0.4), Verdict::TooLittleData { lack: Lack::ToldApart, .. }));
    }

    #[test]
    fn where_most_functions_are_rare_the_common_ones_are_spoken_of() {
        let counts = (1_000, 3_000);
        let all = |p_value| measured(0.62, (0.02, 0.65), (0.6, 0.63), p_value);
        let common =
            |told_apart| TotalVariation { told_apart, ..measured(0.03, (0.01, 0.06), (0.03, 0.04), 0.5) };
        let found = verdict(counts, Some(&all(0.5)), Some(&common(0.4)), None);
        let apart = Apart { low: 0.01, high: 0.06, common_share: Some(0.4) };
        assert_eq!(found, Verdict::Alike(apart));
        let found = verdict(counts, Some(&all(1e-5)), Some(&common(0.4)), None);
        assert_eq!(found, Verdict::Similar(apart));
        let found = verdict(counts, Some(&all(0.5)), Some(&common(0.1)), None);
        assert!(matches!(found, Verdict::TooLittleData { lack: Lack::Resolution, .. }));
    }

    #[test]
    fn without_counts_it_says_how_many() {
        let empty = verdict((100, 0), None, None, None);
        let Verdict::TooLittleData { lack: Lack::Counts, rejected: false, more_second, more_first } = empty
        else {
            panic!("{empty:?}");
        };
        assert_eq!((more_second, more_first), (93, 193));
    }

    #[test]
    fn what_is_asked_for_reaches_the_aim_with_the_least() {
        for (second, first, factor) in [(100, 100, 4.0), (100, 10_000, 4.0), (300, 1_000, 1.5), (7, 7, 1.0)] {
            let (more_second, more_first) = more(second, first, factor);
            let inverse = |a: u64, b: u64| 1.0 / a as f64 + 1.0 / b as f64;
            let (a, b) = (second + more_second, first + more_first);
            let aim = inverse(second, first) / factor;
            assert!(inverse(a, b) <= aim * (1.0 + 1e-12));
            assert!(inverse(a - 1, b - 1) > aim * (1.0 - 1e-12), "{a} {b}");
        }
        assert_eq!(more(100, 100, 4.0), (300, 300));
        assert_eq!(more(100, 1_000_000, 4.0).1, 0);
    }

    /// Of `runs` runs in which both methods draw from `law` and that are looked at `looks` times, from 100 counts each to
    /// `most`: how many are ever rejected, and how many ever called different.
    fn alarms(
        law: &Law,
        looks: i32,
        most: f64,
        runs: u32,
        effort: Effort,
        stream: &mut Stream,
    ) -> (u32, u32) {
        let (mut rejected, mut different) = (0, 0);
        for _ in 0..runs {
            let mut pairs = vec![(0, 0); law.shares().len()];
            let (mut drawn, mut ever) = (0, (false, false));
            for look in 0..looks {
                let aim = 100.0 * libm::pow(most / 100.0, f64::from(look) / f64::from(looks - 1));
                let more = aim as u64 - drawn;
                drawn += more;
                let new = law.pairs(law, (more, more), stream);
                pairs.iter_mut().zip(new).for_each(|(sum, (a, b))| *sum = (sum.0 + a, sum.1 + b));
                let found = distances(&paired(&pairs), effort);
                ever.0 |= found.p_value.is_some_and(|p| p < LEVEL);
                ever.1 |= matches!(found.verdict, Verdict::Different(_));
            }
            rejected += u32::from(ever.0);
            different += u32::from(ever.1);
        }
        (rejected, different)
    }

    #[test]
    fn methods_that_agree_are_hardly_ever_told_apart_however_often_one_looks() {
        let mut stream = Stream::new(15);
        let (mut rejected, mut different) = (0, 0);
        for functions in [5, 50, 1_000] {
            let found = alarms(&Law::zipf(functions, 1.0), 10, 2_000.0, 20, Effort(1_000_000), &mut stream);
            (rejected, different) = (rejected + found.0, different + found.1);
        }
        // At the rate that is said, 3 in 100, more than six of 60 would be a chance of 1 in 300.
        assert!(rejected <= 6 && different <= 2, "{rejected} {different}");
    }

    /// The rates of the documentation: `cargo test --lib verdict -- --ignored --nocapture`.
    #[test]
    #[ignore = "minutes"]
    fn table_of_rates() {
        let mut stream = Stream::new(16);
        for functions in [5, 50, 1_000, 100_000] {
            let found = alarms(&Law::zipf(functions, 1.0), 40, 30_000.0, 250, Effort(4_000_000), &mut stream);
            println!("{functions} functions: {found:?} of 250 runs rejected, different");
        }
    }

    #[test]
    fn two_tests_share_the_level() {
        assert_eq!(joint_p_value([None, None]), None);
        assert_eq!(joint_p_value([Some(0.01), None]), Some(0.01));
        assert_eq!(joint_p_value([Some(0.01), Some(0.3)]), Some(0.02));
        assert_eq!(joint_p_value([Some(0.8), Some(0.7)]), Some(1.0));
    }
}
