//! What chains were like, one by one and together.

use crate::numeric::{Convergence, autocorrelation_time, convergence};

/// Where a chain began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChainStart {
    /// Nowhere: no network that fits was found.
    #[default]
    None,
    /// At a draw from the prior that fits: a draw from the posterior.
    Exact,
    /// At a particle of a splitting run, which is one only approximately.
    Splitting,
}

/// What one chain was like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChainReport {
    /// Where it began.
    pub start: ChainStart,
    /// Test errors of its states, in order.
    pub test_errors: Vec<u8>,
    /// Whether its states compute the target, in order.
    pub target: Vec<bool>,
    /// States with another function than the one before.
    pub changes: u64,
    /// Moves, those of the burn-in among them.
    pub moves: u64,
    /// Moves for which no angle was found within 100 tries: the chain stayed where it was.
    pub gave_up: u64,
    /// Networks that were evaluated at training points.
    pub evaluated: u64,
}

impl ChainReport {
    /// Whether it stayed where it began.
    pub fn never_moved(&self) -> bool {
        self.gave_up == self.moves
    }

    /// Test errors of at most `most` of its states, evenly spaced, the first among them.
    pub fn trace(&self, most: usize) -> Vec<u8> {
        let every = self.test_errors.len().div_ceil(most.max(1)).max(1);
        self.test_errors.iter().step_by(every).copied().collect()
    }
}

/// What chains say together.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainSummary {
    /// Chains that have states.
    pub chains: usize,
    /// Chains for which no start was found.
    pub without_start: usize,
    /// Chains that began at exact draws.
    pub exact_starts: usize,
    /// Chains that stayed at the network where they began: not moving.
    pub never_moved: usize,
    /// Chains whose states all have one function, be it that they do not move or that hardly any other fits.
    pub one_function: usize,
    /// Whether the chains agree on the number of test errors.
    pub test_errors: Convergence,
    /// Whether they agree on how often they are at the target.
    pub target: Convergence,
    /// The mean over chains of the autocorrelation time of the number of test errors, in states. None if it changes in no chain.
    pub autocorrelation_time: Option<f64>,
    /// Moves that were given up, over all moves. 0 without moves.
    pub gave_up: f64,
}

/// Sums up chains.
pub fn chain_summary(chains: &[ChainReport]) -> ChainSummary {
    let with_states: Vec<&ChainReport> =
        chains.iter().filter(|chain| !chain.test_errors.is_empty()).collect();
    let errors: Vec<Vec<f64>> = with_states
        .iter()
        .map(|chain| chain.test_errors.iter().map(|&errors| f64::from(errors)).collect())
        .collect();
    let target: Vec<Vec<f64>> = with_states
        .iter()
        .map(|chain| chain.target.iter().map(|&is_target| f64::from(u8::from(is_target))).collect())
        .collect();
    let times: Vec<f64> = errors.iter().filter_map(|chain| autocorrelation_time(chain)).collect();
    let count = |is: &dyn Fn(&ChainReport) -> bool| with_states.iter().filter(|chain| is(chain)).count();
    let sum = |number: fn(&ChainReport) -> u64| chains.iter().map(number).sum::<u64>() as f64;
    ChainSummary {
        chains: with_states.len(),
        without_start: chains.iter().filter(|chain| chain.start == ChainStart::None).count(),
        exact_starts: chains.iter().filter(|chain| chain.start == ChainStart::Exact).count(),
        never_moved: count(&ChainReport::never_moved),
        one_function: count(&|chain| chain.changes == 0),
        test_errors: convergence(&errors),
        target: convergence(&target),
        autocorrelation_time: (!times.is_empty()).then(|| times.iter().sum::<f64>() / times.len() as f64),
        gave_up: sum(|chain| chain.gave_up) / sum(|chain| chain.moves).max(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(test_errors: Vec<u8>, moves: u64, gave_up: u64) -> ChainReport {
        let changes = test_errors.windows(2).filter(|pair| pair[0] != pair[1]).count() as u64;
        let target = test_errors.iter().map(|&errors| errors == 0).collect();
        ChainReport { start: ChainStart::Exact, test_errors, target, changes, moves, gave_up, evaluated: 0 }
    }

    #[test]
    fn chains_that_stand_still_are_not_moving() {
        let summary = chain_summary(&[chain(vec![3; 50], 50, 50), chain(vec![1; 50], 50, 50)]);
        assert_eq!((summary.never_moved, summary.one_function), (2, 2));
        assert_eq!(summary.test_errors, Convergence::NotMoving);
        assert_eq!(
            (summary.target, summary.autocorrelation_time, summary.gave_up),
            (Convergence::Constant, None, 1.0)
        );
    }

    #[test]
    fn chains_without_a_start_are_counted_and_left_out() {
        let moving: Vec<u8> = (0..50).map(|state| state % 5 * 2 % 5).collect();
        let summary =
            chain_summary(&[chain(moving.clone(), 50, 0), ChainReport::default(), chain(moving, 60, 11)]);
        assert_eq!(
            (summary.chains, summary.without_start, summary.exact_starts, summary.never_moved),
            (2, 1, 2, 0)
        );
        assert!(matches!(summary.test_errors, Convergence::Measured { r_hat, .. } if r_hat < 1.0));
        assert_eq!(summary.gave_up, 0.1);
    }

    #[test]
    fn a_trace_is_evenly_spaced() {
        let report = chain((0..=100).collect(), 101, 0);
        assert_eq!(report.trace(11), (0..=100).step_by(10).collect::<Vec<u8>>());
        assert_eq!(report.trace(1_000).len(), 101);
        assert_eq!(report.trace(1), [0]);
    }
}
