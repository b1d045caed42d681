//! Everything that is said of two samples of which one at least has weights or clusters.

use super::super::jensen_shannon::JensenShannon;
use super::super::paired::COMMON;
use super::super::rank::Rank;
use super::super::regression::Ordinary;
use super::super::resample::Effort;
use super::super::slope::{NoSlope, Slope};
use super::super::target::Shares;
use super::super::temperature::Temperature;
use super::super::test_error::{MethodErrors, TestErrors};
use super::super::total_variation::TotalVariation;
use super::super::two_sample::TwoSample;
use super::super::verdict::{Verdict, joint_p_value, verdict};
use super::super::{Contrast, contrast};
use super::distance::{Spread, jensen_shannon, total_variation};
use super::errors::{WeightedErrors, WeightedTestErrors, shares, test_errors};
use super::null::replicates;
use super::pair::Pair;
use super::rao_scott::{RaoScott, rao_scott};
use super::relations::{rank, regression, slope, temperature};
use super::samples::{PairedClusters, PairedSamples};
use super::trust::Trust;
use crate::task::Task;

/// As [`Contrast`], of samples with weights or clusters. Of two samples of independent draws of weight 1 every number is that of [`contrast`].
///
/// What a sample of clusters knows of a share is said by the draws that would know it as well: p (1 - p) over its variance, function by function. Intervals
/// are those of counts with these in place of counts, and tests those with the spread that clusters add; sets of functions, means and ranks have their
/// error from random groups of clusters. Intervals of the distances may cover more than they say, as groups are few.
///
/// Of 200 pairs of samples of one law (one function in three of ten draws, 2,000 by Zipf's law), how many were told what is wrong: the control of this
/// module, `cargo test --lib weighted::controls -- --nocapture`. At 5% by either test and by both, and P of the target not in its interval, 10 are
/// expected, of the limits of the distance 5 each; none was rejected at [`super::super::LEVEL`] or called different.
///
/// | second and first | total variation, chi-square, joint | limits | target | floor, distance |
/// |---|---|---|---|---|
/// | 100 and 10,000 single draws | 0, 11, 5 | 0, 0 | 11 | 0.512, 0.506 |
/// | 2,000 draws of lognormal weights (sigma 1) and 1,000 single | 0, 8, 1 | 0, 0 | 13 | 0.348, 0.348 |
/// | 100 lognormal (1/2) and 3,000 lognormal (1) | 0, 6, 3 | 0, 0 | 6 | 0.521, 0.519 |
/// | 60 chains of 50 states that stay with 0.8 and 1,000 single | 6, 3, 1 | 0, 0 | 7 | 0.392, 0.393 |
/// | 30 such and 100 chains of 20 that stay with 0.5 | 2, 7, 2 | 0, 0 | 3 | 0.452, 0.449 |
/// | 60 and 100 clusters of 20 draws that lean to a half of the functions | 0, 5, 2 | 0, 0 | 11 | 0.322, 0.313 |
/// | 150 lognormal (0.7) clusters of 20 that repeat themselves and 1,000 single | 7, 8, 3 | 0, 0 | 8 | 0.389, 0.389 |
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedContrast {
    /// What the second sample is worth in independent draws of weight 1; for counts their number.
    pub second_draws: f64,
    /// What the first is worth.
    pub first_draws: f64,
    /// Whether intervals of the second may be trusted.
    pub second_trust: Trust,
    /// Whether those of the first may.
    pub first_trust: Trust,
    /// How many functions are listed.
    pub distinct: usize,
    /// Of these, how many both methods found.
    pub found_by_both: usize,
    /// As [`Contrast::total_variation`]; the mean of its floor is that of the replicates. None if either sample is worth less than two draws.
    pub total_variation: Option<TotalVariation>,
    /// As [`Contrast::common`].
    pub common: Option<TotalVariation>,
    /// As [`Contrast::jensen_shannon`].
    pub jensen_shannon: Option<JensenShannon>,
    /// Pearson's test. None with fewer than two cells that are not too rare.
    pub two_sample: Option<RaoScott>,
    /// The joint p-value of the test of the total variation and of Pearson's.
    pub p_value: Option<f64>,
    /// As [`Contrast::slope`].
    pub slope: Result<Slope, NoSlope>,
    /// As [`Contrast::regression`].
    pub regression: Option<Ordinary>,
    /// As [`Contrast::rank`].
    pub rank: Option<Rank>,
    /// As [`Contrast::temperature`].
    pub temperature: Option<Temperature>,
    /// P of the target.
    pub target: Shares,
    /// Test errors.
    pub test_errors: WeightedTestErrors,
    /// What may be said, by the rule for counts with the draws that the samples are worth. None where the weights of a sample are such that its intervals are
    /// not to be trusted.
    pub verdict: Option<Verdict>,
}

/// Sets two samples of whatever kind side by side; `effort` as in [`contrast`]. The same arguments give the same result, bit for bit.
pub fn weighted_contrast(samples: &PairedSamples, task: &Task, effort: Effort) -> WeightedContrast {
    match samples {
        PairedSamples::Counts(counts) => contrast(counts, task, effort).into(),
        PairedSamples::Clusters(clusters) => of_clusters(clusters, task, effort),
    }
}

fn of_clusters(clusters: &PairedClusters, task: &Task, effort: Effort) -> WeightedContrast {
    super::whole_engine();
    let found_by_both =
        clusters.functions.iter().filter(|cell| cell.second.sum() > 0.0 && cell.first.sum() > 0.0).count();
    let trusted = clusters.second_trust.is_sound() && clusters.first_trust.is_sound();
    let Some(pair) = Pair::new(clusters) else {
        let worth = |all: super::SampleSums| all.whole().effective_clusters().min(1.0).floor();
        let (second_draws, first_draws) = (worth(clusters.second), worth(clusters.first));
        return WeightedContrast {
            second_draws,
            first_draws,
            second_trust: clusters.second_trust,
            first_trust: clusters.first_trust,
            distinct: clusters.functions.len(),
            found_by_both,
            total_variation: None,
            common: None,
            jensen_shannon: None,
            two_sample: None,
            p_value: None,
            slope: Err(NoSlope::TooFew),
            regression: None,
            rank: None,
            temperature: None,
            target: Shares { second: None, first: None, difference: None, z: None, p_value: None },
            test_errors: WeightedTestErrors {
                second: None,
                first: None,
                difference: None,
                baselines: super::super::baselines(task),
            },
            verdict: trusted.then(|| verdict((second_draws as u64, first_draws as u64), None, None, None)),
        };
    };
    let is_common = pair.common(COMMON);
    let lumped = pair.of_common();
    let replicates = replicates(&pair, &is_common, effort);
    let spread = Spread::of(&lumped, &replicates);
    let whole = total_variation(&pair, &spread, replicates.iter().map(|found| found.distance));
    let common = total_variation(&lumped, &spread, replicates.iter().map(|found| found.common));
    let two_sample = rao_scott(&pair);
    let chi_square = two_sample.map(|test| test.p_value);
    let [second_draws, first_draws] = pair.sides.map(|side| side.draws);
    WeightedContrast {
        second_draws,
        first_draws,
        second_trust: clusters.second_trust,
        first_trust: clusters.first_trust,
        distinct: clusters.functions.len(),
        found_by_both,
        total_variation: whole,
        common,
        jensen_shannon: Some(jensen_shannon(&pair, &spread, &replicates)),
        two_sample,
        p_value: joint_p_value([whole.map(|distance| distance.p_value), chi_square]),
        slope: slope(&pair),
        regression: regression(&pair),
        rank: rank(&pair),
        temperature: temperature(&pair),
        target: shares(&pair, task.target),
        test_errors: test_errors(&pair, task),
        verdict: trusted.then(|| {
            let totals = (second_draws as u64, first_draws as u64);
            verdict(totals, whole.as_ref(), common.as_ref(), chi_square)
        }),
    }
}

impl From<Contrast> for WeightedContrast {
    fn from(found: Contrast) -> Self {
        let trust = |total: u64| if total > 0 { Trust::Sound } else { Trust::Nothing };
        Self {
            second_draws: found.second_total as f64,
            first_draws: found.first_total as f64,
            second_trust: trust(found.second_total),
            first_trust: trust(found.first_total),
            distinct: found.distinct,
            found_by_both: found.found_by_both,
            total_variation: found.total_variation,
            common: found.common,
            jensen_shannon: found.jensen_shannon,
            two_sample: found.two_sample.map(Into::into),
            p_value: found.p_value,
            slope: found.slope,
            regression: found.regression,
            rank: found.rank,
            temperature: found.temperature,
            target: found.target,
            test_errors: found.test_errors.into(),
            verdict: Some(found.verdict),
        }
    }
}

impl From<TwoSample> for RaoScott {
    /// Pearson's test: all weights are equal.
    fn from(TwoSample { statistic, degrees, p_value, pooled }: TwoSample) -> Self {
        let effective_degrees = degrees as f64;
        Self { statistic, degrees, inequality: 0.0, effective_degrees, p_value, pooled }
    }
}

impl From<TestErrors> for WeightedTestErrors {
    fn from(TestErrors { second, first, difference, baselines }: TestErrors) -> Self {
        let method = |MethodErrors { mean, histogram, counts, left_out }: MethodErrors| {
            let told: u64 = counts.iter().sum();
            let left_out = left_out as f64 / (told + left_out) as f64;
            WeightedErrors { mean, histogram, left_out }
        };
        Self { second: second.map(method), first: first.map(method), difference, baselines }
    }
}
