//! The census: how often each function was found by one method, with everything that was thrown away.

mod joined;
mod saved;
mod table;

pub use joined::{Joined, paired_counts};
pub use saved::{CensusError, Saved};

use crate::sample::{ChunkCounts, MethodId};
use crate::task::Function;
pub(in crate::sample) use table::Table;

/// The counts of a run so far. Every draw or run is in exactly one of `counts`, `beyond`, `unfit`, `lost`,
/// `diverged`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Census {
    method: MethodId,
    /// 0 until the first chunk tells.
    inputs: usize,
    counts: Table,
    beyond: u64,
    tried: u64,
    unfit: u64,
    lost: u64,
    diverged: u64,
    epochs: u64,
    fitted_at_start: u64,
}

impl Census {
    /// An empty census that tells at most `cap` functions apart. Once so many have been found, draws of
    /// further ones are counted together, in [`Census::beyond`]: memory stays bounded at any length of run.
    pub fn new(method: MethodId, cap: usize) -> Self {
        Self {
            method,
            inputs: 0,
            counts: Table::new(cap),
            beyond: 0,
            tried: 0,
            unfit: 0,
            lost: 0,
            diverged: 0,
            epochs: 0,
            fitted_at_start: 0,
        }
    }

    /// Adds the counts of one chunk. Which functions lie beyond the cap depends on the order of the chunks:
    /// merge them in order.
    pub fn merge(&mut self, delta: &ChunkCounts) {
        self.tried += delta.tried;
        self.unfit += delta.unfit;
        self.lost += delta.lost;
        self.diverged += delta.diverged;
        self.epochs += delta.epochs;
        self.fitted_at_start += delta.fitted_at_start;
        self.inputs = delta.inputs;
        self.counts.expect(delta.counts.len());
        for &(function, count) in &delta.counts {
            let count = u64::from(count);
            if !self.counts.add(function.bits(), count) {
                self.beyond += count;
            }
        }
    }

    /// Which method this counts.
    pub fn method(&self) -> MethodId {
        self.method
    }

    /// Draws made or runs started.
    pub fn tried(&self) -> u64 {
        self.tried
    }

    /// Draws or runs that ended in a function that fits.
    pub fn kept(&self) -> u64 {
        self.tried - self.unfit - self.lost - self.diverged
    }

    /// Draws that did not fit, or runs that reached the limit of epochs.
    pub fn unfit(&self) -> u64 {
        self.unfit
    }

    /// Runs that fitted once but not at the end of the extra epochs.
    pub fn lost(&self) -> u64 {
        self.lost
    }

    /// Runs in which a number was no longer finite.
    pub fn diverged(&self) -> u64 {
        self.diverged
    }

    /// Epochs of all runs that fitted, added up.
    pub fn epochs(&self) -> u64 {
        self.epochs
    }

    /// Runs that fitted before their first step.
    pub fn fitted_at_start(&self) -> u64 {
        self.fitted_at_start
    }

    /// How often functions were found that are not told apart because the cap had been reached.
    pub fn beyond(&self) -> u64 {
        self.beyond
    }

    /// The number of functions told apart.
    pub fn distinct(&self) -> usize {
        self.counts.len()
    }

    /// How often `function` was found, as far as it is told apart.
    pub fn count(&self, function: Function) -> u64 {
        self.counts.count(function.bits())
    }

    /// The functions told apart with their counts, in the order in which they were first found.
    pub fn iter(&self) -> impl Iterator<Item = (Function, u64)> + '_ {
        self.counts.iter().map(|(bits, count)| (Function::new(bits, self.inputs), count))
    }

    /// A short hash (64-bit FNV-1a) of everything counted, to compare two runs by eye.
    pub fn fingerprint(&self, start: u64) -> u64 {
        let totals = [
            u64::from(self.method.number()),
            self.tried,
            self.unfit,
            self.lost,
            self.diverged,
            self.epochs,
            self.fitted_at_start,
            self.beyond,
        ];
        let counts = self.iter().flat_map(|(function, count)| {
            [function.bits() as u64, (function.bits() >> 64) as u64, function.len() as u64, count]
        });
        totals
            .into_iter()
            .chain(counts)
            .flat_map(u64::to_le_bytes)
            .fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delta(chunk: u64, counts: &[(u128, u32)]) -> ChunkCounts {
        let counts: Vec<(Function, u32)> =
            counts.iter().map(|&(bits, count)| (Function::new(bits, 4), count)).collect();
        let kept: u64 = counts.iter().map(|&(_, count)| u64::from(count)).sum();
        ChunkCounts {
            method: MethodId::SGD,
            chunk,
            inputs: 4,
            tried: kept + 6,
            unfit: 3,
            lost: 2,
            diverged: 1,
            epochs: 10,
            fitted_at_start: 1,
            counts,
            classes: None,
            clusters: None,
            weighted: None,
        }
    }

    #[test]
    fn every_run_is_counted_once() {
        let mut census = Census::new(MethodId::SGD, 10);
        census.merge(&delta(0, &[(1, 5), (2, 7)]));
        census.merge(&delta(1, &[(2, 1), (3, 1)]));
        assert_eq!((census.tried(), census.kept(), census.distinct(), census.beyond()), (26, 14, 3, 0));
        assert_eq!(census.count(Function::new(2, 4)), 8);
        let told_apart: u64 = census.iter().map(|(_, count)| count).sum();
        assert_eq!(told_apart + census.beyond() + census.unfit() + census.lost() + census.diverged(), 26);
    }

    #[test]
    fn beyond_the_cap_functions_are_counted_together() {
        let mut census = Census::new(MethodId::SGD, 2);
        census.merge(&delta(0, &[(1, 5), (2, 7), (3, 4)]));
        census.merge(&delta(1, &[(2, 1), (9, 2)]));
        assert_eq!((census.distinct(), census.beyond(), census.kept()), (2, 6, 19));
        assert_eq!(census.count(Function::new(3, 4)), 0);
    }

    #[test]
    fn memory_stays_bounded_however_long_the_run() {
        let mut census = Census::new(MethodId::REJECTION, 1000);
        for chunk in 0..100_u64 {
            let counts: Vec<(Function, u32)> =
                (0..500).map(|k| (Function::new(u128::from(chunk * 500 + k), 128), 1)).collect();
            let whole = ChunkCounts {
                method: MethodId::REJECTION,
                inputs: 128,
                tried: 500,
                unfit: 0,
                lost: 0,
                diverged: 0,
                counts,
                ..delta(chunk, &[])
            };
            census.merge(&whole);
        }
        assert_eq!((census.distinct(), census.beyond(), census.kept()), (1000, 49_000, 50_000));
    }

    #[test]
    fn the_fingerprint_sees_every_count() {
        let mut census = Census::new(MethodId::SGD, 10);
        census.merge(&delta(0, &[(1, 5), (2, 7)]));
        let before = census.fingerprint(0);
        assert_eq!(before, census.clone().fingerprint(0));
        census.merge(&delta(1, &[(1, 1)]));
        assert_ne!(before, census.fingerprint(0));
    }
}
