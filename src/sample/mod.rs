//! Samples: what chunks found, and how it adds up, with everything that was thrown away.

mod census;
#[doc(hidden)]
pub mod checksum;
mod classes;
mod clusters;
mod delta;
mod method;
mod registry;

pub use census::{Census, CensusError, Saved, paired_counts};
pub use classes::Classes;
pub use clusters::Clusters;
pub use delta::{Delta, DeltaError};
pub use method::Method;
pub use registry::{Counted, Registry, RegistryError, SavedRegistry};
