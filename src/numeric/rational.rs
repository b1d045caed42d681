//! Exact fractions.

use std::fmt;

use super::natural::Natural;

/// A non-negative fraction of any size, in lowest terms: an exact probability.
///
/// The text form is `p/q`, or `p` alone for a whole number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rational {
    numerator: Natural,
    denominator: Natural,
}

impl Rational {
    /// The fraction `numerator / denominator`.
    ///
    /// # Panics
    /// If the denominator is 0.
    pub fn new(numerator: u128, denominator: u128) -> Self {
        Self::reduced(Natural::from(numerator), Natural::from(denominator))
    }

    /// Nought.
    pub fn zero() -> Self {
        Self { numerator: Natural::from(0), denominator: Natural::from(1) }
    }

    fn reduced(numerator: Natural, denominator: Natural) -> Self {
        let divisor = numerator.gcd(&denominator);
        Self { numerator: numerator.div_rem(&divisor).0, denominator: denominator.div_rem(&divisor).0 }
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.numerator.is_zero()
    }

    /// The sum.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let numerator = self.numerator.mul(&other.denominator).add(&other.numerator.mul(&self.denominator));
        Self::reduced(numerator, self.denominator.mul(&other.denominator))
    }

    /// The product.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        Self::reduced(self.numerator.mul(&other.numerator), self.denominator.mul(&other.denominator))
    }

    /// Numerator and denominator, if both fit.
    pub fn terms(&self) -> Option<(u128, u128)> {
        Some((self.numerator.to_u128()?, self.denominator.to_u128()?))
    }

    /// The square root, if it is a fraction too and the terms fit 128 bits.
    pub(crate) fn square_root(&self) -> Option<Self> {
        let (numerator, denominator) = self.terms()?;
        let root = |x: u128| Some(x.isqrt()).filter(|r| r * r == x);
        Some(Self::new(root(numerator)?, root(denominator)?))
    }

    /// The nearest floating point number, or its neighbour.
    pub fn to_f64(&self) -> f64 {
        if self.is_zero() {
            return 0.0;
        }
        // A quotient of 64 to 66 bits: more than the 53 that are kept.
        let shift = self.denominator.bits() as i32 - self.numerator.bits() as i32 + 65;
        let quotient = if shift >= 0 {
            self.numerator.shl(shift as usize).div_rem(&self.denominator).0
        } else {
            self.numerator.div_rem(&self.denominator.shl(-shift as usize)).0
        };
        quotient.to_u128().map_or(f64::INFINITY, |q| libm::ldexp(q as f64, -shift))
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator.is_one() {
            write!(f, "{}", self.numerator)
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_in_lowest_terms() {
        assert_eq!(Rational::new(26, 96).to_string(), "13/48");
        assert_eq!(Rational::new(6, 3).to_string(), "2");
        assert_eq!(Rational::new(0, 7), Rational::zero());
        assert_eq!(Rational::zero().to_string(), "0");
    }

    #[test]
    fn sums_and_products_are_exact() {
        // 1/1·2 + 1/2·3 + ... telescopes.
        let sum = (1..200).fold(Rational::zero(), |s, k| s.plus(&Rational::new(1, k * (k + 1))));
        assert_eq!(sum, Rational::new(199, 200));
        let product = (1..200).fold(Rational::new(1, 1), |p, k| p.times(&Rational::new(k, k + 1)));
        assert_eq!(product, Rational::new(1, 200));
    }

    #[test]
    fn floating_point_values_are_near() {
        for (p, q) in [(1_u128, 3_u128), (13, 48), (1, u128::MAX), (u128::MAX, 1), (u128::MAX, u128::MAX - 1)]
        {
            let value = Rational::new(p, q).to_f64();
            assert!((value - p as f64 / q as f64).abs() <= 2.0 * f64::EPSILON * value, "{p}/{q} {value}");
        }
    }

    #[test]
    fn square_roots_only_of_squares() {
        assert_eq!(Rational::new(49, 81).square_root(), Some(Rational::new(7, 9)));
        assert_eq!(Rational::new(2, 3).square_root(), None);
    }
}
