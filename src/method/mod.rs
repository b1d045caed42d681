//! Samplers: ways of finding functions that fit the training set, chunk by chunk.
//!
//! A run is the set of chunks 0..K-1. Chunk `k` is a fixed amount of work whose randomness comes only from
//! the stream (seed, method, k), so the result of a run depends on its settings and seed alone, whoever
//! did the chunks, in whatever order.

mod by_class;
mod diagnostics;
pub mod elliptical_slice;
#[cfg(feature = "atlas")]
pub mod features;
mod impossible;
#[cfg(feature = "atlas")]
pub mod infinite;
mod interface;
#[cfg(feature = "atlas")]
mod last_layers;
mod registry;
pub mod rejection;
pub mod sgd;
mod slice_moves;
pub mod splitting;

pub use crate::sample::MethodId;
pub use by_class::by_class;
pub use diagnostics::{Diagnostics, Figure, Line, Row};
pub use impossible::{Impossible, impossible};
#[cfg(feature = "atlas")]
pub(crate) use interface::Offer;
pub use interface::Unsupported;
pub(crate) use interface::{ClusterWords, Config, Method, MethodWords};
pub(crate) use registry::{METHODS, method_named};

use crate::network::{Architecture, Prior};
use crate::sample::ChunkCounts;
use crate::task::Task;

/// Everything that both methods share: what is learned, by which network, starting from which prior.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The inputs, the target, the training set.
    pub task: Task,
    /// The network; its `inputs` is the dimension of the task's points.
    pub architecture: Architecture,
    /// The distribution of parameters at initialisation.
    pub prior: Prior,
    /// A point is labelled 1 if the output is above this: 0, or 1/2 for targets 0 and 1.
    pub threshold: f32,
}

/// A sampler at work on one chunk after another. Keeps its buffers between chunks.
pub trait Sampler {
    /// The number of draws (dice) or training runs (descent) of every chunk. It depends on the settings
    /// alone, never on the machine.
    fn chunk_len(&self) -> u32;

    /// Starts chunk `chunk`; what was unfinished before is dropped.
    fn begin(&mut self, chunk: u64);

    /// Goes on for about `work` thousand multiply-adds and says whether the chunk is done. How the work is
    /// sliced never changes the result.
    fn advance(&mut self, work: u32) -> bool;

    /// What the finished chunk found.
    ///
    /// # Panics
    /// If the chunk is not done.
    fn take(&mut self) -> ChunkCounts;
}
