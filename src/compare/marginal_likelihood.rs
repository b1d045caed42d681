//! P(S): how rarely a random network fits the training set.

use crate::numeric::{Estimate, clopper_pearson};

/// The probability that one try fits, and "1 in N".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarginalLikelihood {
    /// Kept over tried, with the Clopper-Pearson interval.
    pub probability: Estimate,
    /// N = 1/P; None if none was kept.
    pub one_in: Option<f64>,
    /// The lower end of the interval of N.
    pub one_in_low: f64,
    /// The upper end of the interval of N; None (no limit) if none was kept.
    pub one_in_high: Option<f64>,
}

/// `kept` of `tried` fitted. None if nothing was tried.
///
/// The interval is that of a fixed number of tries. A run that ends at a number of kept draws has very nearly
/// the same; its P is too large by a share of about 1/kept, far within the interval.
pub fn marginal_likelihood(kept: u64, tried: u64) -> Option<MarginalLikelihood> {
    let probability = clopper_pearson(kept, tried)?;
    let inverse = |value: f64| (value > 0.0).then(|| 1.0 / value);
    Some(MarginalLikelihood {
        probability,
        one_in: inverse(probability.value),
        one_in_low: 1.0 / probability.high,
        one_in_high: inverse(probability.low),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_in_n_is_the_inverse() {
        let found = marginal_likelihood(25, 1000).unwrap();
        assert_eq!(found.one_in, Some(40.0));
        assert!((found.one_in_low * found.probability.high - 1.0).abs() < 1e-15);
        assert!((found.one_in_high.unwrap() * found.probability.low - 1.0).abs() < 1e-15);
    }

    #[test]
    fn none_kept_gives_a_limit_only() {
        let found = marginal_likelihood(0, 1000).unwrap();
        assert_eq!((found.one_in, found.one_in_high), (None, None));
        // ln 40 = 3.69 expected at the limit.
        assert!((found.one_in_low - 271.6).abs() < 0.1, "{found:?}");
        assert_eq!(marginal_likelihood(0, 0), None);
    }
}
