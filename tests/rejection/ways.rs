//! P(S) and P_B(f|S) of the same problems by splitting, and P_B(f|S) by chains: as clusters with weights.

use dice_and_descent::method::Problem;
use dice_and_descent::method::elliptical_slice::{ChainReport, EllipticalSlice, SliceSettings};
use dice_and_descent::method::splitting::{Splitting, SplittingRun, SplittingSettings};
use dice_and_descent::sample::{MethodId, WeightedCounts, Weights};

/// So many splitting runs.
pub(crate) fn split(
    problem: &Problem,
    seed: u64,
    settings: SplittingSettings,
    runs: u64,
) -> (WeightedCounts, Vec<SplittingRun>) {
    let mut sampler = Splitting::new(problem, seed, settings).unwrap();
    let mut counts = WeightedCounts::new(MethodId::SPLITTING.number(), Weights::Likelihood, 1 << 18);
    let mut reports = Vec::new();
    for chunk in 0..runs {
        sampler.begin(chunk);
        while !sampler.advance(u32::MAX) {}
        let (clusters, report) = sampler.take();
        assert!(clusters.clusters().all(|cluster| cluster.shares.iter().all(|&(f, _)| problem.task.fits(f))));
        counts.merge(&clusters);
        reports.push(report);
    }
    (counts, reports)
}

/// So many chunks of eight chains.
pub(crate) fn walk(
    problem: &Problem,
    seed: u64,
    settings: SliceSettings,
    chunks: u64,
) -> (WeightedCounts, Vec<ChainReport>) {
    let mut sampler = EllipticalSlice::new(problem, seed, settings).unwrap();
    let mut counts = WeightedCounts::new(MethodId::ELLIPTICAL_SLICE.number(), Weights::Relative, 1 << 18);
    let mut reports = Vec::new();
    for chunk in 0..chunks {
        sampler.begin(chunk);
        while !sampler.advance(u32::MAX) {}
        let (clusters, chains) = sampler.take();
        assert!(clusters.clusters().all(|cluster| cluster.shares.iter().all(|&(f, _)| problem.task.fits(f))));
        counts.merge(&clusters);
        reports.extend(chains);
    }
    (counts, reports)
}
