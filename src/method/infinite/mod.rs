//! The posterior of infinitely wide networks, with a 0-1 likelihood.

mod kernel;

pub use kernel::{NoLimit, kernel};
