//! Orthant probabilities P(X_i > l_i for all i) of Gaussian vectors X with mean 0, and draws from X given that event.
//!
//! [`Ordered`] puts the variables into the order that helps, and tells which are functions of others. Then, by what the covariance allows:
//!
//! - [`Separation`] of variables: unbiased, for any covariance; its weights scatter with the dimension;
//! - [`Tilting`]: unbiased, an upper bound, exact independent draws; for covariances of full rank;
//! - [`Cone`]: unbiased, for covariances of low rank with many more conditions than dimensions;
//! - [`propagate`]: expectation propagation, an approximation whose error is not known from itself.
//!
//! Random numbers come from whoever calls: [`Randomness`].

mod cone;
mod ordered;
mod propagation;
mod separation;
mod tilting;

pub use cone::Cone;
pub use ordered::{Never, Ordered};
pub use propagation::{Propagation, propagate};
pub use separation::Separation;
pub use tilting::{Accepted, Tilting, Unsolved};

/// Where random numbers come from.
pub trait Randomness {
    /// A number uniform on (0, 1), neither end included.
    fn uniform(&mut self) -> f64;

    /// Fills `out` with independent standard normal variables.
    fn normals(&mut self, out: &mut [f64]);
}

/// The mean of weights exp(ln w) that are draws of an unbiased estimate, with its standard error, however small they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LnMean {
    /// The logarithm of the mean; negative infinity if all weights are 0.
    pub ln: f64,
    /// The standard error of the mean divided by the mean; infinite if there are fewer than two weights or all are 0.
    pub relative_error: f64,
}

/// The mean of exp(ln w) over `ln_weights`.
///
/// # Panics
/// If there are none.
pub fn ln_mean(ln_weights: &[f64]) -> LnMean {
    assert!(!ln_weights.is_empty(), "a mean of nothing");
    let count = ln_weights.len() as f64;
    let most = ln_weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return LnMean { ln: most, relative_error: f64::INFINITY };
    }
    let weights = || ln_weights.iter().map(|ln| libm::exp(ln - most));
    let mean = weights().sum::<f64>() / count;
    let squares: f64 = weights().map(|weight| (weight - mean) * (weight - mean)).sum();
    let variance = squares / (count - 1.0) / count;
    let relative_error = if count > 1.0 { libm::sqrt(variance) / mean } else { f64::INFINITY };
    LnMean { ln: most + libm::log(mean), relative_error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_of_weights_far_below_the_smallest_number() {
        let LnMean { ln, relative_error } =
            ln_mean(&[-2000.0, -2000.0 + libm::log(3.0), f64::NEG_INFINITY, -2000.0]);
        // Of 1, 3, 0, 1: mean 5/4, variance of the mean 19/48.
        assert!((ln + 2000.0 - libm::log(1.25)).abs() < 1e-12);
        assert!((relative_error - f64::sqrt(19.0 / 48.0) / 1.25).abs() < 1e-12);
        assert_eq!(ln_mean(&[f64::NEG_INFINITY; 3]).relative_error, f64::INFINITY);
        assert_eq!(ln_mean(&[0.0]).relative_error, f64::INFINITY);
    }
}
