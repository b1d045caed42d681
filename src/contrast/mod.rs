//! Contrast.
pub(crate) mod hypergeometric;
pub mod interval;
mod paired;
pub mod special;
mod stream;
pub use paired::{Paired, PairedCounts};
