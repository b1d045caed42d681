//! What chains were like, one by one and together.

use crate::numeric::{Convergence, autocorrelation_time, convergence};
use crate::sample::{ChunkClusters, MOST_REPORTED, Merge, WeightedCounts};

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
}

/// What chains say together.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainSummary {
    /// Chains that have states.
    pub chains: u64,
    /// Chains for which no start was found.
    pub without_start: u64,
    /// Chains that began at exact draws.
    pub exact_starts: u64,
    /// Chains that stayed at the network where they began: not moving.
    pub never_moved: u64,
    /// Chains whose states all have one function, be it that they do not move or that hardly any other fits.
    pub one_function: u64,
    /// The mean over chains of the autocorrelation time of the number of test errors, in states. None if it changes in no chain.
    pub autocorrelation_time: Option<f64>,
    /// Moves that were given up, over all moves. 0 without moves.
    pub gave_up: f64,
    /// Networks that were evaluated at training points.
    pub evaluated: u64,
    /// Test errors of evenly spaced states of the first chains, as many as there is room for.
    pub traces: Vec<Vec<f64>>,
    /// Whether these agree on the number of test errors.
    pub test_errors: Convergence,
    /// Whether they agree on how often they are at the target.
    pub target: Convergence,
}

/// At most so many states of a chain are kept to look at.
const TRACE: usize = 128;

/// Adds what chains were like to their clusters.
pub(super) fn report(clusters: &mut ChunkClusters, chains: &[ChainReport]) {
    let of: Vec<&ChainReport> = chains.iter().filter(|chain| !chain.test_errors.is_empty()).collect();
    let times = of.iter().filter_map(|chain| {
        let errors: Vec<f64> = chain.test_errors.iter().map(|&errors| f64::from(errors)).collect();
        autocorrelation_time(&errors)
    });
    let times: Vec<f64> = times.collect();
    let count = |is: fn(&ChainReport) -> bool| of.iter().filter(|chain| is(chain)).count() as f64;
    let sum = |number: fn(&ChainReport) -> u64| chains.iter().map(number).sum::<u64>() as f64;
    let totals = [
        of.len() as f64,
        chains.iter().filter(|chain| chain.start == ChainStart::None).count() as f64,
        count(|chain| chain.start == ChainStart::Exact),
        count(ChainReport::never_moved),
        count(|chain| chain.changes == 0),
        times.len() as f64,
        times.iter().sum(),
        sum(|chain| chain.moves),
        sum(|chain| chain.gave_up),
        sum(|chain| chain.evaluated),
    ];
    clusters.report(Merge::Sum, totals.to_vec());
    clusters
        .report(Merge::Append, packed(&of, |chain| evenly(&chain.test_errors, |&errors| f64::from(errors))));
    clusters.report(Merge::Append, packed(&of, |chain| evenly(&chain.target, |&is| f64::from(u8::from(is)))));
}

/// At most [`TRACE`] of a chain's states, evenly spaced, the first among them.
fn evenly<T>(states: &[T], number: fn(&T) -> f64) -> Vec<f64> {
    let every = states.len().div_ceil(TRACE).max(1);
    states.iter().step_by(every).map(number).collect()
}

/// Traces one after the other, each after its length.
fn packed(chains: &[&ChainReport], trace: impl Fn(&ChainReport) -> Vec<f64>) -> Vec<f64> {
    let traces = chains.iter().map(|chain| trace(chain));
    let all: Vec<f64> = traces.flat_map(|trace| [vec![trace.len() as f64], trace].concat()).collect();
    all.into_iter().take(MOST_REPORTED).collect()
}

/// The whole ones of packed traces.
fn unpacked(mut values: &[f64]) -> Vec<Vec<f64>> {
    let mut traces = Vec::new();
    while let Some((&length, rest)) = values.split_first() {
        let Some((trace, rest)) = rest.split_at_checked(length as usize) else { break };
        traces.push(trace.to_vec());
        values = rest;
    }
    traces
}

impl ChainSummary {
    /// Of all chains that were counted; none before the first chunk.
    pub fn of(counts: &WeightedCounts) -> Option<Self> {
        let mut reports = counts.reports().iter().map(|report| report.values.as_slice());
        let [totals, errors, target] = [(); 3].map(|()| reports.next());
        let &[
            chains,
            without_start,
            exact,
            never_moved,
            one_function,
            times,
            time,
            moves,
            gave_up,
            evaluated,
        ] = totals?
        else {
            return None;
        };
        let (traces, target) = (unpacked(errors?), unpacked(target?));
        Some(Self {
            chains: chains as u64,
            without_start: without_start as u64,
            exact_starts: exact as u64,
            never_moved: never_moved as u64,
            one_function: one_function as u64,
            autocorrelation_time: (times > 0.0).then(|| time / times),
            gave_up: gave_up / moves.max(1.0),
            evaluated: evaluated as u64,
            test_errors: convergence(&traces),
            target: convergence(&target),
            traces,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Weights;

    fn chain(test_errors: Vec<u8>, moves: u64, gave_up: u64) -> ChainReport {
        let changes = test_errors.windows(2).filter(|pair| pair[0] != pair[1]).count() as u64;
        let target = test_errors.iter().map(|&errors| errors == 0).collect();
        ChainReport { start: ChainStart::Exact, test_errors, target, changes, moves, gave_up, evaluated: 0 }
    }

    /// What chunks of chains say.
    fn summed(chunks: &[&[ChainReport]]) -> ChainSummary {
        let mut counts = WeightedCounts::new(8, Weights::Relative, 10);
        for (place, chains) in (0..).zip(chunks) {
            let mut clusters = ChunkClusters::new(8, place, 4);
            report(&mut clusters, chains);
            counts.merge(&clusters);
        }
        ChainSummary::of(&counts).unwrap()
    }

    #[test]
    fn chains_that_stand_still_are_not_moving() {
        let summary = summed(&[&[chain(vec![3; 50], 50, 50), chain(vec![1; 50], 50, 50)]]);
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
            summed(&[&[chain(moving.clone(), 50, 0), ChainReport::default()], &[chain(moving, 60, 11)]]);
        assert_eq!(
            (summary.chains, summary.without_start, summary.exact_starts, summary.never_moved),
            (2, 1, 2, 0)
        );
        assert!(matches!(summary.test_errors, Convergence::Measured { r_hat, .. } if r_hat < 1.0));
        assert_eq!(summary.gave_up, 0.1);
    }

    #[test]
    fn traces_are_evenly_spaced_and_as_many_as_there_is_room_for() {
        let states: Vec<u8> = (0..=255).collect();
        let eight = vec![chain(states, 256, 0); 8];
        let summary = summed(&[eight.as_slice(); 5]);
        assert_eq!(summary.traces[0], (0..256).step_by(2).map(f64::from).collect::<Vec<_>>());
        // 129 numbers a chain.
        assert_eq!((summary.chains, summary.traces.len()), (40, 4096 / 129));
        assert_eq!(summed(&[&[chain(vec![7], 1, 0)]]).traces, [[7.0]]);
        assert_eq!(ChainSummary::of(&WeightedCounts::new(8, Weights::Relative, 10)), None);
    }
}
