//! What many runs say together.

use super::SplittingRun;

/// P(S) by runs with the same levels, and how well they climbed.
#[derive(Clone, Debug, PartialEq)]
pub struct SplittingSummary {
    /// Runs.
    pub runs: usize,
    /// Of them those that lost all particles: each counts as an estimate of 0.
    pub lost: usize,
    /// ln of the mean of the runs' estimates of P(S); negative infinity if all were lost.
    pub ln_likelihood: f64,
    /// The standard error of that mean over it, from the spread of the runs. None with fewer than 2 runs, or if all were lost.
    pub relative_error: Option<f64>,
    /// What it would be if moves made particles independent: sqrt(|ln P| / N) over the root of the number of runs.
    pub least_relative_error: f64,
    /// For each level the share of particles that reached it, of all that tried.
    pub shares: Vec<f64>,
    /// The median over runs of how many of the particles drawn have descendants at the end.
    pub ancestors: u32,
    /// Moves that were given up, over all moves. 0 without moves.
    pub gave_up: f64,
}

/// Sums up runs with `particles` particles each.
pub fn summary(runs: &[SplittingRun], particles: u32) -> SplittingSummary {
    let number = runs.len() as f64;
    let top = runs.iter().map(|run| run.ln_likelihood).fold(f64::NEG_INFINITY, f64::max);
    // Relative to the largest, so that none is too small for a number.
    let relative: Vec<f64> = if top == f64::NEG_INFINITY {
        vec![0.0; runs.len()]
    } else {
        runs.iter().map(|run| libm::exp(run.ln_likelihood - top)).collect()
    };
    let mean = relative.iter().sum::<f64>() / number;
    let variance = relative.iter().map(|p| (p - mean) * (p - mean)).sum::<f64>() / (number - 1.0);
    let ln_likelihood = if mean > 0.0 { top + libm::log(mean) } else { f64::NEG_INFINITY };
    let levels = runs.iter().map(|run| run.survivors.len()).max().unwrap_or(0);
    let share = |level: usize| {
        let reached = runs.iter().filter_map(|run| run.survivors.get(level));
        let (count, tried) = reached.fold((0.0, 0.0), |(count, tried), &survivors| {
            (count + f64::from(survivors), tried + f64::from(particles))
        });
        count / tried
    };
    let mut ancestors: Vec<u32> = runs.iter().map(|run| run.ancestors).collect();
    ancestors.sort_unstable();
    let sum = |count: fn(&SplittingRun) -> u64| runs.iter().map(count).sum::<u64>();
    SplittingSummary {
        runs: runs.len(),
        lost: runs.iter().filter(|run| run.ln_likelihood == f64::NEG_INFINITY).count(),
        ln_likelihood,
        relative_error: (runs.len() > 1 && mean > 0.0).then(|| (variance / number).sqrt() / mean),
        least_relative_error: (ln_likelihood.abs() / f64::from(particles) / number).sqrt(),
        shares: (0..levels).map(share).collect(),
        ancestors: ancestors.get(ancestors.len() / 2).copied().unwrap_or(0),
        gave_up: sum(|run| run.gave_up) as f64 / sum(|run| run.moves).max(1) as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hand_worked_summary() {
        let run = |survivors: &[u32], ancestors| SplittingRun {
            ln_likelihood: survivors.iter().map(|&count| libm::log(f64::from(count) / 10.0)).sum(),
            survivors: survivors.to_vec(),
            ancestors,
            moves: 20,
            gave_up: 1,
            evaluated: 100,
        };
        let found = summary(&[run(&[5, 2], 3), run(&[3, 1], 1), run(&[4, 0], 0)], 10);
        // 0.1, 0.03 and 0: mean 0.13/3, squared deviations 0.0032111, 0.0001778, 0.0018778.
        let mean = 0.13 / 3.0;
        let error = (0.005_266_666_666_666_667_f64 / 2.0 / 3.0).sqrt();
        assert!((found.ln_likelihood - libm::log(mean)).abs() < 1e-12);
        assert!((found.relative_error.unwrap() - error / mean).abs() < 1e-12);
        assert!((found.least_relative_error - (-libm::log(mean) / 30.0).sqrt()).abs() < 1e-12);
        assert_eq!((found.runs, found.lost, found.ancestors, found.gave_up), (3, 1, 1, 0.05));
        assert!((found.shares[0] - 0.4).abs() < 1e-12 && (found.shares[1] - 0.1).abs() < 1e-12);
        // Far below the least number.
        let far = SplittingRun { ln_likelihood: -5_000.0, ..run(&[1], 1) };
        let found = summary(&[far.clone(), far], 10);
        assert!((found.ln_likelihood + 5_000.0).abs() < 1e-9 && found.relative_error == Some(0.0));
    }
}
