//! Contrast.
pub(crate) mod hypergeometric;
pub mod interval;
mod paired;
pub(crate) mod resample;
pub mod special;
mod stream;
pub use paired::{Paired, PairedCounts};
pub use resample::{Effort, Floor};
