//! Contrast.
pub(crate) mod hypergeometric;
pub mod interval;
mod jensen_shannon;
mod paired;
pub(crate) mod resample;
pub mod special;
mod stream;
mod total_variation;
mod two_sample;
pub use jensen_shannon::JensenShannon;
pub use paired::{Paired, PairedCounts};
pub use resample::{Effort, Floor};
pub use total_variation::{Reach, TotalVariation};
pub use two_sample::TwoSample;
