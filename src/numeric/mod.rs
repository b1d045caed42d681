//! Numbers: special functions, intervals, exact fractions, sorting, and numbers as people write and read them.

mod chains;
pub(crate) mod decimal;
#[cfg(feature = "atlas")]
pub mod dense;
mod format;
mod held;
mod interval;
mod natural;
pub(crate) mod order;
#[cfg(feature = "atlas")]
pub mod orthant;
mod pareto;
mod quadrature;
mod ratio;
mod rational;
mod share;
pub mod special;
mod words;

pub use chains::{Convergence, autocorrelation_time, convergence};
pub use format::{
    about, at_most, at_most_one_in, count, decimal, exponential, fixed, one_in, p_value, percent, range,
    superscript, value_and_range, with_range,
};
pub(crate) use format::{for_one_in, rounded, with_level};
pub(crate) use held::held;
pub(crate) use interval::Z;
pub use interval::{
    CONFIDENCE, Estimate, bounded_mean, clopper_pearson, clopper_pearson_of, difference_of_shares, wilson,
    wilson_of,
};
pub(crate) use natural::gcd;
pub use pareto::{pareto_shape, shape_limit, tail_length};
pub(crate) use quadrature::Quadrature;
pub use ratio::{PartSums, Ratio, WholeSums};
pub use rational::Rational;
pub use share::{Mean, Share};
pub(crate) use words::{number_of, plural, powers};
