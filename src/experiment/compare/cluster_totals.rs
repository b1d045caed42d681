//! The totals of a sample of clusters with weights, in a record.

use super::cards::diagnosed;
use super::members::Member;
use super::trust_words::mistrust;
use crate::compare::whole_engine;
use crate::experiment::Interval;
use crate::method::Diagnostics;
use crate::sample::{Sample, WeightedCounts};
use serde::Serialize;

/// What became of all clusters, and what they are worth.
#[derive(Clone, Debug, Serialize)]
pub struct ClusterTotals {
    /// Clusters begun.
    pub clusters: u64,
    /// Those that gave something to some function.
    pub gave: u64,
    /// Those that gave nothing.
    pub empty: u64,
    /// Those that failed.
    pub failed: u64,
    /// Networks looked at in them.
    pub networks: u64,
    /// In how many clusters functions were found that are counted together, past the memory's cap.
    pub beyond: u64,
    /// Chunks counted.
    pub chunks: u64,
    /// P(S), where the method estimates it; 0 where it is below the least number.
    pub p_fit: Option<Interval>,
    /// Its natural logarithm, where it is not negative infinity.
    pub ln_p_fit: Option<f64>,
    /// The independent draws that the sample is worth.
    pub effective_draws: f64,
    /// The clusters of one weight that the sample is worth (Kish).
    pub effective_clusters: f64,
    /// The share of all weight that the largest cluster has.
    pub largest_share: Option<f64>,
    /// The shape of the tail of the weights, k-hat.
    pub pareto_shape: Option<f64>,
    /// Whether intervals are to be trusted.
    pub trusted: bool,
    /// What the method says of its own working.
    pub diagnostics: Diagnostics,
    /// Why the method ended.
    pub ended: &'static str,
}

impl ClusterTotals {
    pub(super) fn of(member: &Member, counts: &WeightedCounts, chunks: u64, ended: &'static str) -> Self {
        whole_engine();
        let fit = counts.marginal_likelihood();
        Self {
            clusters: counts.clusters() + counts.failed(),
            gave: counts.clusters() - counts.empty(),
            empty: counts.empty(),
            failed: counts.failed(),
            networks: counts.draws(),
            beyond: counts.beyond().found,
            chunks,
            p_fit: fit.map(|found| found.exp().into()).filter(|found: &Interval| {
                [found.value, found.low, found.high].iter().all(|end| end.is_finite())
            }),
            ln_p_fit: fit.map(|found| found.value).filter(|value| value.is_finite()),
            effective_draws: counts.effective_draws(),
            effective_clusters: counts.effective_clusters(),
            largest_share: counts.largest_share(),
            pareto_shape: counts.pareto_shape(),
            trusted: mistrust(member, Sample::Clusters(counts)).is_none(),
            diagnostics: diagnosed(member, counts),
            ended,
        }
    }
}
