//! Special functions, to about twelve significant digits: what intervals and tests are made of.

mod beta;
mod density;
mod gamma;
mod normal;
#[cfg(feature = "atlas")]
mod normal_tail;

pub use beta::{beta_quantile, regularised_beta, student_quantile};
pub use density::{binomial_density, hypergeometric_density, poisson_density};
pub use gamma::regularised_gamma_upper;
pub use normal::{normal_quantile, normal_two_sided};
#[cfg(feature = "atlas")]
pub use normal_tail::{NormalInterval, NormalTail, normal_tail, normal_tail_quantile};
