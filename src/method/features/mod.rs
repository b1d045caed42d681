//! The last layer given features: hidden layers are drawn from the prior, and the last one from what is left of its prior where all outputs at
//! the training points are right.
//!
//! Given its hidden layers the outputs of a network are linear in its last layer, so they have a normal law, and the probability that they
//! are right is that of an orthant. A hidden draw with an estimate of that probability as its weight is a cluster: the mean weight is P(S), and the
//! functions found have the shares of P_B(f|S). Features without these weights would give another distribution.

mod conditions;
mod method;
mod sampler;

pub(super) use method::METHOD;
pub use sampler::Features;
