//! What many runs say together of their climb.

use super::SplittingRun;
use crate::sample::{ChunkClusters, Merge, WeightedCounts};

/// How well runs with the same levels climbed; P(S) and its error are [`WeightedCounts::marginal_likelihood`].
#[derive(Clone, Debug, PartialEq)]
pub struct SplittingSummary {
    /// Runs.
    pub runs: u64,
    /// Of them those that lost all particles: each counts as an estimate of 0.
    pub lost: u64,
    /// Particles of a run.
    pub particles: u64,
    /// The levels, ascending, in standard deviations of the output; the last is 0, where networks fit.
    pub levels: Vec<f64>,
    /// For each level the share of particles that reached it, of all that tried.
    pub shares: Vec<f64>,
    /// For each level the share of the particles drawn that have descendants among those that reach it, of all drawn in runs that came to it.
    pub families: Vec<f64>,
    /// The median over the first 4,096 runs of how many of the particles drawn have descendants at the end.
    pub ancestors: u64,
    /// Moves that were given up, over all moves. 0 without moves.
    pub gave_up: f64,
    /// Networks that were evaluated at training points.
    pub evaluated: u64,
    /// Those of the pilot run, beside these.
    pub pilot_evaluated: u64,
}

/// Adds what a run was like to its cluster.
pub(super) fn report(
    clusters: &mut ChunkClusters,
    run: &SplittingRun,
    levels: &[f32],
    particles: u32,
    pilot: u64,
) {
    let lost = u8::from(run.ancestors == 0);
    let totals = [run.moves, run.gave_up, run.evaluated].map(|number| number as f64);
    clusters.report(Merge::Sum, [&[1.0, f64::from(lost), f64::from(particles)][..], &totals].concat());
    clusters.report(Merge::Sum, run.survivors.iter().map(|&survivors| f64::from(survivors)).collect());
    clusters.report(Merge::Sum, run.families.iter().map(|&families| f64::from(families)).collect());
    clusters.report(Merge::Sum, vec![f64::from(particles); run.survivors.len()]);
    clusters.report(Merge::Append, vec![f64::from(run.ancestors)]);
    clusters.report(Merge::Most, levels.iter().map(|&level| f64::from(level)).collect());
    clusters.report(Merge::Most, vec![pilot as f64]);
}

impl SplittingSummary {
    /// Of all runs that were counted; none before the first.
    pub fn of(counts: &WeightedCounts) -> Option<Self> {
        let mut reports = counts.reports().iter().map(|report| report.values.as_slice());
        let [totals, survivors, families, tried, ancestors, levels, pilot] = [(); 7].map(|()| reports.next());
        let &[runs, lost, particles, moves, gave_up, evaluated] = totals? else { return None };
        let tried = tried?;
        let shares = |counts: Option<&[f64]>| -> Option<Vec<f64>> {
            Some(counts?.iter().zip(tried).map(|(count, tried)| count / tried.max(1.0)).collect())
        };
        let mut ancestors = ancestors?.to_vec();
        ancestors.sort_unstable_by(f64::total_cmp);
        Some(Self {
            runs: runs as u64,
            lost: lost as u64,
            particles: (particles / runs.max(1.0)) as u64,
            levels: levels?.to_vec(),
            shares: shares(survivors)?,
            families: shares(families)?,
            ancestors: ancestors.get(ancestors.len() / 2).map_or(0, |&median| median as u64),
            gave_up: gave_up / moves.max(1.0),
            evaluated: evaluated as u64,
            pilot_evaluated: pilot?.first().map_or(0, |&evaluated| evaluated as u64),
        })
    }

    /// What the relative error of the mean of the runs' estimates of P(S) would be if moves made particles independent: sqrt(|ln P| / N) over the root of the
    /// number of runs, for ln P = `ln_likelihood`.
    pub fn least_relative_error(&self, ln_likelihood: f64) -> f64 {
        (ln_likelihood.abs() / self.particles.saturating_mul(self.runs).max(1) as f64).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Weights;
    use crate::task::Function;

    #[test]
    fn a_hand_worked_summary() {
        let mut counts = WeightedCounts::new(9, Weights::Likelihood, 100);
        let runs = [(&[5, 2][..], 3), (&[3, 1], 1), (&[4, 0], 0)];
        for (chunk, (survivors, ancestors)) in (0..).zip(runs) {
            let ln_likelihood = survivors.iter().map(|&count| libm::log(f64::from(count) / 10.0)).sum();
            let (survivors, families) = (survivors.to_vec(), vec![4, 2]);
            let (moves, gave_up, evaluated) = (20, 1, 100);
            let run =
                SplittingRun { ln_likelihood, survivors, families, ancestors, moves, gave_up, evaluated };
            let mut clusters = ChunkClusters::new(9, chunk, 4);
            clusters.push(10, ln_likelihood, [(Function::new(1, 4), 1.0)]);
            report(&mut clusters, &run, &[-0.5, 0.0], 10, 77);
            counts.merge(&clusters);
        }
        let found = SplittingSummary::of(&counts).unwrap();
        assert_eq!((found.runs, found.lost, found.particles, found.ancestors), (3, 1, 10, 1));
        assert_eq!((found.evaluated, found.pilot_evaluated, found.gave_up), (300, 77, 0.05));
        assert_eq!(found.levels, [-0.5, 0.0]);
        assert!((found.shares[0] - 0.4).abs() < 1e-12 && (found.shares[1] - 0.1).abs() < 1e-12);
        assert!((found.families[0] - 0.4).abs() < 1e-12 && (found.families[1] - 0.2).abs() < 1e-12);
        // 0.1, 0.03 and 0: mean 0.13/3, squared deviations 0.0032111, 0.0001778, 0.0018778.
        let (fit, mean) = (counts.marginal_likelihood().unwrap(), 0.13 / 3.0);
        let error = (0.005_266_666_666_666_667_f64 / 2.0 / 3.0).sqrt();
        assert!((fit.value - libm::log(mean)).abs() < 1e-12);
        assert!((fit.relative_error - error / mean).abs() < 1e-12);
        assert!((found.least_relative_error(fit.value) - (-libm::log(mean) / 30.0).sqrt()).abs() < 1e-12);
        assert_eq!(SplittingSummary::of(&WeightedCounts::new(9, Weights::Likelihood, 100)), None);
    }
}
