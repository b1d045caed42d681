//! What one method of a comparison has found so far.

use super::{Census, ChunkCounts, MethodId, Sample, Saved, SavedWeightedCounts, WeightedCounts, Weights};

/// The sample of one method: counts of independent draws or runs, or sums over clusters with weights.
#[derive(Clone, Debug, PartialEq)]
pub enum MethodSample {
    /// Every draw or run counts one.
    Counts(Census),
    /// Clusters with weights.
    Clusters(Box<WeightedCounts>),
}

impl MethodSample {
    /// Nothing found yet by a method whose clusters have such weights, if it has any; at most `cap` functions are told apart.
    pub fn new(method: MethodId, weights: Option<Weights>, cap: usize) -> Self {
        match weights {
            None => Self::Counts(Census::new(method, cap)),
            Some(weights) => Self::Clusters(Box::new(WeightedCounts::new(method.number(), weights, cap))),
        }
    }

    /// The sample, to be set beside others.
    pub fn as_sample(&self) -> Sample<'_> {
        match self {
            Self::Counts(census) => Sample::Counts(census),
            Self::Clusters(counts) => Sample::Clusters(counts),
        }
    }

    /// Adds the counts of one chunk: merge them in order.
    ///
    /// # Panics
    /// If the chunk is of clusters and the sample is not, or the other way round.
    pub fn merge(&mut self, delta: &ChunkCounts) {
        match (self, &delta.weighted) {
            (Self::Counts(census), None) => census.merge(delta),
            (Self::Clusters(counts), Some(clusters)) => counts.merge(clusters),
            _ => panic!("a chunk of another kind of sample"),
        }
    }

    /// A short hash of everything counted.
    pub fn fingerprint(&self, start: u64) -> u64 {
        match self {
            Self::Counts(census) => census.fingerprint(start),
            Self::Clusters(counts) => counts.fingerprint(start),
        }
    }
}

/// Everything that a [`MethodSample`] holds.
#[derive(Clone, Debug, PartialEq)]
pub enum SavedSample {
    /// Of counts.
    Counts(Saved),
    /// Of clusters with weights.
    Clusters(Box<SavedWeightedCounts>),
}

impl From<Saved> for SavedSample {
    fn from(saved: Saved) -> Self {
        Self::Counts(saved)
    }
}

impl From<SavedWeightedCounts> for SavedSample {
    fn from(saved: SavedWeightedCounts) -> Self {
        Self::Clusters(Box::new(saved))
    }
}
