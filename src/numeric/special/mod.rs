//! Special functions, to about twelve significant digits: what intervals and tests are made of.

mod beta;
mod density;
mod gamma;
mod normal;

pub use beta::{beta_quantile, regularised_beta, student_quantile};
pub use density::{binomial_density, hypergeometric_density, poisson_density};
pub use gamma::regularised_gamma_upper;
pub use normal::{normal_quantile, normal_two_sided};
