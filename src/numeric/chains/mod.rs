//! Whether chains agree, and how many independent draws their states are worth.

mod autocorrelation;
mod convergence;
mod ranks;

pub use autocorrelation::autocorrelation_time;
pub use convergence::{Convergence, convergence};
