//! Random numbers: streams that depend on (seed, purpose, index) alone, the same on every machine.
//!
//! A [`Stream`] is eight independent generators side by side, one a lane. [`Lanes`] is the same stream held in
//! vectors, for inner loops.

mod domain;
mod gaussian;
mod lanes;
#[cfg(feature = "atlas")]
mod randomness;
mod seed;
mod stream;
pub mod version;

pub use domain::Domain;
pub use lanes::Lanes;
pub use stream::Stream;
pub use version::STREAM_VERSION;
