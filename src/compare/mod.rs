//! Two methods side by side, every number with its uncertainty.
//!
//! Everything is a pure function of the counts: each function was found b of B times by the first method and a of A times
//! by the second. What samples of a distribution show is not what the distribution is, so each
//! distance stands beside its *floor*, what two samples of these sizes from one distribution would show.
//! Intervals are two-sided and at 95%, also where nothing was seen, so that the limit that is left then is exceeded in
//! 2.5% of cases. Shares of functions have Wilson's, with Clopper and Pearson's closed form where none or all were seen; the share
//! of draws and of training runs that fit has Clopper and Pearson's. Where a number is not defined (no counts, one function, no test points) there is
//! none; no number is ever infinite or not a number.

mod at_least;
#[cfg(test)]
mod controls;
mod halves;
mod hypergeometric;
mod jensen_shannon;
mod marginal_likelihood;
mod null_distribution;
mod paired;
mod rank;
mod regression;
mod resample;
#[cfg(test)]
mod simulate;
mod slope;
mod stream;
mod target;
mod temperature;
mod test_error;
mod total_variation;
mod two_sample;
mod verdict;
mod weighted;
mod york;

pub(crate) use halves::half;
pub use jensen_shannon::JensenShannon;
pub use marginal_likelihood::{MarginalLikelihood, marginal_likelihood};
pub use null_distribution::NullDistribution;
pub use paired::{COMMON, Paired, PairedCounts};
pub use rank::{Rank, spearman};
pub use regression::{LEAST_COUNT, Ordinary, ordinary};
pub use resample::Effort;
pub use slope::{LEAST_FUNCTIONS, LEAST_HALF, NoSlope, Slope};
pub(crate) use stream::Stream as RandomStream;
pub use target::{Shares, shares};
pub use temperature::{LEAST_FIRST, Temperature};
pub use test_error::{Baseline, Baselines, Beats, MethodErrors, TestErrors, baselines};
pub use total_variation::{Coverage, TotalVariation};
pub use two_sample::TwoSample;
pub use verdict::{Apart, LEAST_COMMON_SHARE, LEVEL, Lack, RESOLUTION, SMALL_EFFECT, Verdict};
pub(crate) use weighted::whole_engine;
pub use weighted::{
    CellSums, GROUPS, MOST_SHARE, PairedCell, PairedClusters, PairedSamples, RaoScott, SampleMeans,
    SampleSums, Trust, WeightedContrast, WeightedErrors, WeightedTestErrors, weighted_contrast,
};
pub use york::{Line, Point, york};

use crate::task::Task;
use resample::{Parts, Pool};

/// Everything together.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    /// A: counts of the second method.
    pub second_total: u64,
    /// B: counts of the first method.
    pub first_total: u64,
    /// How many functions are listed.
    pub distinct: usize,
    /// Of these, how many both methods found.
    pub found_by_both: usize,
    /// Total variation distance. None unless both methods have counts.
    pub total_variation: Option<TotalVariation>,
    /// The total variation distance with all but the [`COMMON`] functions lumped: at most the whole one, but with
    /// a floor so much lower that it shows differences that chance hides there.
    pub common: Option<TotalVariation>,
    /// Jensen-Shannon divergence. None unless both methods have counts.
    pub jensen_shannon: Option<JensenShannon>,
    /// The chi-square test. None with fewer than two cells that are not too rare.
    pub two_sample: Option<TwoSample>,
    /// The joint p-value of the permutation test of the total variation and of the chi-square test.
    pub p_value: Option<f64>,
    /// The log-log slope with errors in both variables, or why there is none.
    pub slope: Result<Slope, NoSlope>,
    /// The ordinary least-squares line. None with fewer than three functions found often enough by both.
    pub regression: Option<Ordinary>,
    /// Spearman's rho over the functions found by both methods. None with fewer than four.
    pub rank: Option<Rank>,
    /// The temperature. None with too few functions found often enough.
    pub temperature: Option<Temperature>,
    /// P of the target.
    pub target: Shares,
    /// Test errors.
    pub test_errors: TestErrors,
    /// What may be said.
    pub verdict: Verdict,
}

/// How far two censuses are from each other: what needs no task.
#[derive(Clone, Debug, PartialEq)]
pub struct Distances {
    /// How many functions both list.
    pub found_by_both: usize,
    /// As [`Contrast::total_variation`].
    pub total_variation: Option<TotalVariation>,
    /// As [`Contrast::common`].
    pub common: Option<TotalVariation>,
    /// As [`Contrast::jensen_shannon`].
    pub jensen_shannon: Option<JensenShannon>,
    /// As [`Contrast::two_sample`].
    pub two_sample: Option<TwoSample>,
    /// As [`Contrast::p_value`].
    pub p_value: Option<f64>,
    /// As [`Contrast::rank`].
    pub rank: Option<Rank>,
    /// As [`Contrast::verdict`].
    pub verdict: Verdict,
}

/// How far the two censuses of `counts` are from each other; `effort` as in [`contrast`].
pub fn distances(counts: &PairedCounts, effort: Effort) -> Distances {
    let pool = Pool::new(counts);
    let replicates = pool.as_ref().map(|pool| pool.divide(pool.replicates(effort))).unwrap_or_default();
    let distance = |counts: &PairedCounts, pool: &Pool, of: fn(&Parts) -> u128| {
        let distances: Vec<u128> = replicates.iter().map(of).collect();
        total_variation::total_variation(counts, pool, &distances)
    };
    let total_variation = pool.as_ref().and_then(|pool| distance(counts, pool, |parts| parts.distance));
    let lumped = counts.lumped(COMMON);
    let common = Pool::new(&lumped).and_then(|pool| distance(&lumped, &pool, |parts| parts.common));
    let two_sample = two_sample::two_sample(counts);
    Distances {
        found_by_both: counts.functions.iter().filter(|f| f.second > 0 && f.first > 0).count(),
        total_variation,
        common,
        jensen_shannon: jensen_shannon::jensen_shannon(counts, &replicates),
        two_sample,
        p_value: verdict::joint_p_value([
            total_variation.map(|distance| distance.p_value),
            two_sample.map(|test| test.p_value),
        ]),
        rank: spearman(counts.functions.iter().map(|f| (f.second, f.first)), 1),
        verdict: verdict::verdict(
            (counts.second_total(), counts.first_total()),
            total_variation.as_ref(),
            common.as_ref(),
            two_sample.map(|test| test.p_value),
        ),
    }
}

/// Sets the two censuses of `counts` side by side.
///
/// `effort` limits the resampling, and is all that the cost depends
/// on beside a few passes over the functions. The same arguments give the same result, bit for bit.
pub fn contrast(counts: &PairedCounts, task: &Task, effort: Effort) -> Contrast {
    let (second_total, first_total) = (counts.second_total(), counts.first_total());
    let found = distances(counts, effort);
    Contrast {
        second_total,
        first_total,
        distinct: counts.functions.len(),
        found_by_both: found.found_by_both,
        total_variation: found.total_variation,
        common: found.common,
        jensen_shannon: found.jensen_shannon,
        p_value: found.p_value,
        two_sample: found.two_sample,
        slope: slope::slope(counts),
        regression: regression::regression(counts),
        rank: found.rank,
        temperature: temperature::temperature(counts),
        target: shares(counts, task.target),
        test_errors: test_error::test_errors(counts, task),
        verdict: found.verdict,
    }
}
