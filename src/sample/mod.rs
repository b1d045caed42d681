//! Samples: what chunks found, and how it adds up, with everything that was thrown away.

mod census;
#[doc(hidden)]
pub mod checksum;
mod chunk_counts;
mod classes;
mod clusters;
mod method;
mod method_sample;
mod sparse_counts;
mod stop;
mod tries;
mod weighted;

pub use census::{Census, CensusError, Joined, Saved, paired_counts};
pub use chunk_counts::{ChunkCounts, ChunkCountsError};
pub use classes::Classes;
pub use clusters::Clusters;
pub use method::MethodId;
pub use method_sample::{MethodSample, SavedSample};
pub use sparse_counts::{Counted, SavedSparseCounts, SparseCounts, SparseCountsError};
pub use stop::Stop;
pub use tries::Tries;
pub use weighted::{
    ChunkClusters, ChunkClustersError, Cluster, LnEstimate, MOST_LN_WEIGHT, MOST_REPORTED, MOST_TAIL, Merge,
    Report, Sample, SavedCell, SavedWeightedCounts, WeightedCounts, WeightedCountsError, Weights,
    paired_samples,
};
