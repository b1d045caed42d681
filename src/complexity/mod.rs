//! Complexity: how simple a function is, by many measures, each in a file of its own with its definition and
//! its source.

mod critical_samples;
mod cube;
mod entropy;
pub mod exact;
mod fourier;
mod generalization;
mod lempel_ziv;
mod measure;
mod sensitivity;

pub use critical_samples::critical_sample_ratio;
pub use entropy::entropy;
pub use fourier::{fourier_degree, fourier_l1_norm};
pub use generalization::generalization_complexity;
pub use lempel_ziv::{lempel_ziv, lempel_ziv_words};
pub use measure::Measure;
pub use sensitivity::{average_sensitivity, maximum_sensitivity};
