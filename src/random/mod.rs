//! Random numbers: streams that depend on (seed, method, index) alone, the same on every machine.
//!
//! A [`Stream`] is eight independent generators side by side, one a lane. [`Lanes`] is the same stream held in
//! vectors, for inner loops.

mod gaussian;
mod lanes;
mod seed;
mod stream;

pub use lanes::Lanes;
pub use stream::Stream;
