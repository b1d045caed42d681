//! The posterior of infinitely wide networks, with a 0-1 likelihood.

mod kernel;
mod law;
mod method;
mod sampler;

pub use kernel::{NoLimit, kernel};
pub(super) use method::METHOD;
pub use sampler::WideNetworks;
