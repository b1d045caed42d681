//! What the chunks of one method are counted in.

use crate::method::Method;
use crate::sample::{Census, ChunkCounts};

/// What a track counts in.
pub(crate) trait Counts {
    /// The method.
    fn method(&self) -> Method;
    /// Draws made or runs started.
    fn tried(&self) -> u64;
    /// Those that ended in a function that fits.
    fn kept(&self) -> u64;
    /// Adds the counts of one chunk.
    fn merge(&mut self, delta: &ChunkCounts);
}

impl Counts for Census {
    fn method(&self) -> Method {
        Census::method(self)
    }

    fn tried(&self) -> u64 {
        Census::tried(self)
    }

    fn kept(&self) -> u64 {
        Census::kept(self)
    }

    fn merge(&mut self, delta: &ChunkCounts) {
        Census::merge(self, delta);
    }
}
