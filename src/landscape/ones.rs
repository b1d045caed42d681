//! T, the number of inputs labelled 1: exact laws where a theorem holds, and how counts agree with them.

use crate::network::{Architecture, Distribution, Layer, Prior};
use crate::numeric::special::regularised_gamma_upper;
use crate::task::Encoding;

/// An exact law of T.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Law {
    /// Theorem 4.1 of Mingard et al. 2019 (arXiv 1909.11522): a perceptron without bias on {0,1}^n, weights
    /// symmetric about 0 in each coordinate. P(T = t) = 2^-n for t < 2^n; the origin is always labelled 0.
    NoBias,
    /// Equation 9 of the same paper: with an infinitesimal bias, which decides the origin alone: P(T = t) = 2^-n for 0 < t < 2^n and
    /// 2^-(n+1) at both ends.
    InfinitesimalBias {
        /// The most by which a finite bias can have changed the probability of any set of values of T.
        error: f64,
    },
}

/// The law of T for this network, where one is known. A finite bias counts as infinitesimal if `draws` networks
/// could not tell: if it changes the expected chi-square by less than 0.01.
pub fn law(architecture: &Architecture, prior: &Prior, encoding: Encoding, draws: u64) -> Option<Law> {
    if !architecture.hidden.is_empty() || encoding != Encoding::ZeroOne {
        return None;
    }
    let n = architecture.inputs;
    let layer = Layer { fan_in: n, units: 1 };
    let ratio = prior.bias_std(layer) / prior.weight_std(layer);
    if ratio == 0.0 {
        return Some(Law::NoBias);
    }
    let error = flip_probability(n, ratio, prior.distribution);
    let inputs = (1_u64 << n) as f64;
    (draws as f64 * error * error * inputs <= 0.01).then_some(Law::InfinitesimalBias { error })
}

/// A bound on the probability that a bias of standard deviation `ratio` (that of the weights is 1) decides the label
/// of any input other than the origin: the sum over inputs of 2 E|b| times the largest density of w.x.
fn flip_probability(n: usize, ratio: f64, distribution: Distribution) -> f64 {
    (1..1_u32 << n)
        .map(|input| match distribution {
            // w.x is normal with variance k, E|b| = ratio sqrt(2 / pi).
            Distribution::Gaussian => {
                2.0 * ratio / std::f64::consts::PI / libm::sqrt(f64::from(input.count_ones()))
            }
            // A sum of uniform variables is nowhere denser than one of them, 1 / (2 sqrt 3); E|b| = ratio sqrt(3) / 2.
            Distribution::Uniform => 0.5 * ratio,
        })
        .sum()
}

impl Law {
    /// P(T = t) for t = 0 to 2^n.
    pub fn probabilities(self, n: usize) -> Vec<f64> {
        let share = libm::exp2(-(n as f64));
        let mut probabilities = vec![share; (1 << n) + 1];
        match self {
            Self::NoBias => probabilities[1 << n] = 0.0,
            Self::InfinitesimalBias { .. } => {
                probabilities[0] = 0.5 * share;
                probabilities[1 << n] = 0.5 * share;
            }
        }
        probabilities
    }
}

/// Pearson's chi-square of counts against probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GoodnessOfFit {
    /// The sum over cells of (found - expected)^2 / expected; infinite if something impossible was found.
    pub statistic: f64,
    /// One less than the number of cells that are possible.
    pub degrees: usize,
    /// The chance of so large a statistic.
    pub p_value: f64,
}

/// How `counts` agree with `probabilities`. None until at least 5 are expected in every possible cell, or with fewer
/// than two such cells.
pub fn goodness_of_fit(counts: &[u64], probabilities: &[f64]) -> Option<GoodnessOfFit> {
    let draws = counts.iter().sum::<u64>() as f64;
    let possible = probabilities.iter().filter(|&&p| p > 0.0);
    let least = possible.clone().fold(f64::INFINITY, |least, &p| least.min(p));
    let degrees = possible.count().checked_sub(1).filter(|&degrees| degrees > 0)?;
    if draws * least < 5.0 {
        return None;
    }
    let cell = |(&count, &p): (&u64, &f64)| match (count, p) {
        (0, 0.0) => 0.0,
        (_, 0.0) => f64::INFINITY,
        _ => (count as f64 - draws * p) * (count as f64 - draws * p) / (draws * p),
    };
    let statistic: f64 = counts.iter().zip(probabilities).map(cell).sum();
    let p_value = if statistic.is_finite() {
        regularised_gamma_upper(0.5 * degrees as f64, 0.5 * statistic)
    } else {
        0.0
    };
    Some(GoodnessOfFit { statistic, degrees, p_value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, BiasScale, WeightScale};

    fn perceptron(n: usize) -> Architecture {
        Architecture { inputs: n, hidden: vec![], activation: Activation::Relu }
    }

    fn prior(sigma_b: f64) -> Prior {
        Prior {
            distribution: Distribution::Gaussian,
            sigma_w: 1.0,
            sigma_b,
            weight_scale: WeightScale::FanIn,
            bias_scale: BiasScale::Fixed,
        }
    }

    #[test]
    fn the_theorem_is_claimed_where_it_holds_and_nowhere_else() {
        let claimed = |architecture: &Architecture, sigma_b, encoding| {
            law(architecture, &prior(sigma_b), encoding, 1_000_000)
        };
        assert_eq!(claimed(&perceptron(5), 0.0, Encoding::ZeroOne), Some(Law::NoBias));
        assert_eq!(claimed(&perceptron(5), 0.0, Encoding::PlusMinus), None);
        assert_eq!(claimed(&perceptron(5), 0.1, Encoding::ZeroOne), None);
        assert!(matches!(
            claimed(&perceptron(5), 1e-9, Encoding::ZeroOne),
            Some(Law::InfinitesimalBias { error }) if error < 1e-7
        ));
        let layered = Architecture { hidden: vec![3], ..perceptron(5) };
        assert_eq!(claimed(&layered, 0.0, Encoding::ZeroOne), None);
    }

    #[test]
    fn laws_are_distributions() {
        for n in 1..=7 {
            for law in [Law::NoBias, Law::InfinitesimalBias { error: 0.0 }] {
                let probabilities = law.probabilities(n);
                assert_eq!(probabilities.len(), (1 << n) + 1);
                assert_eq!(probabilities.iter().sum::<f64>(), 1.0);
            }
        }
    }

    #[test]
    fn chi_square_worked_by_hand() {
        let found = goodness_of_fit(&[30, 20, 0], &[0.5, 0.5, 0.0]).unwrap();
        assert_eq!((found.statistic, found.degrees), (2.0, 1));
        assert!((found.p_value - 0.157_299_207_050_285).abs() < 1e-10);
        let impossible = goodness_of_fit(&[30, 20, 1], &[0.5, 0.5, 0.0]).unwrap();
        assert_eq!(impossible.p_value, 0.0);
        assert_eq!(goodness_of_fit(&[4, 3], &[0.5, 0.5]), None);
        assert_eq!(goodness_of_fit(&[40], &[1.0]), None);
    }
}
