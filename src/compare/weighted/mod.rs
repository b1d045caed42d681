//! Two methods side by side where draws have weights or come in clusters.

mod binomial;
mod contrast;
#[cfg(test)]
mod controls;
mod distance;
mod errors;
#[cfg(test)]
mod examples;
mod null;
mod pair;
mod rao_scott;
mod relations;
mod samples;
mod trust;

pub use contrast::{WeightedContrast, weighted_contrast};
pub use errors::{WeightedErrors, WeightedTestErrors};
pub use rao_scott::RaoScott;
pub use samples::{CellSums, GROUPS, PairedCell, PairedClusters, PairedSamples, SampleSums};
pub use trust::{MOST_SHARE, Trust};
