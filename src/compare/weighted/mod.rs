//! Two methods side by side where draws have weights or come in clusters.

mod binomial;
mod contrast;
#[cfg(test)]
mod controls;
mod distance;
mod errors;
#[cfg(test)]
mod examples;
mod means;
mod null;
mod pair;
mod rao_scott;
mod relations;
mod samples;
mod trust;

/// Marks where samples of clusters are worked on: the engine of the first load, which has no method that yields them, is built without.
#[inline(always)]
pub(crate) fn whole_engine() {
    if cfg!(not(feature = "atlas")) {
        unreachable!("samples of clusters belong to the whole engine");
    }
}

pub use contrast::{WeightedContrast, weighted_contrast};
pub use errors::{WeightedErrors, WeightedTestErrors};
pub use means::SampleMeans;
pub use rao_scott::RaoScott;
pub use samples::{CellSums, GROUPS, PairedCell, PairedClusters, PairedSamples, SampleSums};
pub use trust::{MOST_SHARE, Trust};
