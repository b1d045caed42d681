//! Networks: their architecture, the prior from which parameters are drawn, and what they compute.

mod activation;
mod architecture;
mod parameters;
mod prior;

pub use activation::Activation;
pub use architecture::{Architecture, Layer};
pub use parameters::{Parameters, forward};
pub use prior::{BiasScale, Distribution, Prior, WeightScale};
