//! What the chunks of one method are counted in.

use crate::sample::{Census, ChunkCounts, MethodSample};

/// What a track counts in.
pub(crate) trait Counts {
    /// Draws made or runs started.
    fn tried(&self) -> u64;
    /// Those that ended in a function that fits.
    fn kept(&self) -> u64;
    /// Adds the counts of one chunk.
    fn merge(&mut self, delta: &ChunkCounts);
    /// A short hash of everything counted.
    fn fingerprint(&self, start: u64) -> u64;
}

impl Counts for Census {
    fn tried(&self) -> u64 {
        Census::tried(self)
    }

    fn kept(&self) -> u64 {
        Census::kept(self)
    }

    fn merge(&mut self, delta: &ChunkCounts) {
        Census::merge(self, delta);
    }

    fn fingerprint(&self, start: u64) -> u64 {
        Census::fingerprint(self, start)
    }
}

impl Counts for MethodSample {
    fn tried(&self) -> u64 {
        self.as_sample().tried()
    }

    fn kept(&self) -> u64 {
        self.as_sample().kept()
    }

    fn merge(&mut self, delta: &ChunkCounts) {
        MethodSample::merge(self, delta);
    }

    fn fingerprint(&self, start: u64) -> u64 {
        MethodSample::fingerprint(self, start)
    }
}
