//! How wide the bias is, compared with the weights.

use super::allowed::{MOST_TERM, SCALES};
use std::ops::RangeInclusive;

use super::GateError;
use crate::numeric::gcd;

/// The ratio of the bias's standard deviation (or half-width) to that of a weight.
///
/// Gaussian volumes take any number in [`BiasScale::RANGE`]; exact ones need a fraction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BiasScale {
    value: f64,
    terms: Option<(u32, u32)>,
}

impl BiasScale {
    /// Weights and bias alike.
    pub const ONE: Self = Self { value: 1.0, terms: Some((1, 1)) };

    /// The largest numerator or denominator. Up to here, no determinant of rays on the cube's faces
    /// exceeds 128 bits: components stay below 2^23, so that 5! products of five stay below 2^122.
    pub const MAX_TERM: u32 = MOST_TERM;

    /// The fraction `numerator / denominator`.
    pub fn fraction(numerator: u32, denominator: u32) -> Result<Self, GateError> {
        let divisor = gcd(u128::from(numerator), u128::from(denominator)).max(1) as u32;
        let terms = (numerator / divisor, denominator / divisor);
        let allowed = 1..=Self::MAX_TERM;
        if allowed.contains(&terms.0) && allowed.contains(&terms.1) {
            Ok(Self { value: f64::from(terms.0) / f64::from(terms.1), terms: Some(terms) })
        } else {
            Err(GateError::Fraction { numerator, denominator })
        }
    }

    /// The smallest and the largest ratio.
    pub const RANGE: RangeInclusive<f64> = SCALES;

    /// Any number within [`BiasScale::RANGE`]. If its shortest decimal form is a fraction with small enough terms, it
    /// is taken to mean that fraction (0.3 is 3/10), and exact volumes are known too.
    pub fn number(value: f64) -> Result<Self, GateError> {
        if !Self::RANGE.contains(&value) {
            return Err(GateError::Scale { found: value });
        }
        Ok(decimal_fraction(value)
            .and_then(|(p, q)| Self::fraction(p, q).ok())
            .unwrap_or(Self { value, terms: None }))
    }

    /// The ratio as a floating point number.
    pub fn value(self) -> f64 {
        self.value
    }

    /// The ratio as a fraction in lowest terms, numerator and denominator, where exact volumes are known.
    pub fn terms(self) -> Option<(u32, u32)> {
        self.terms
    }
}

impl Default for BiasScale {
    fn default() -> Self {
        Self::ONE
    }
}

/// The shortest decimal form as a fraction over a power of ten.
fn decimal_fraction(value: f64) -> Option<(u32, u32)> {
    let text = value.to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let numerator: u64 = format!("{whole}{decimals}").parse().ok()?;
    let denominator = 10_u64.checked_pow(decimals.len() as u32)?;
    let divisor = gcd(u128::from(numerator), u128::from(denominator)) as u64;
    Some((u32::try_from(numerator / divisor).ok()?, u32::try_from(denominator / divisor).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_fractions() {
        for (value, terms) in
            [(1.0, (1, 1)), (0.3, (3, 10)), (12.5, (25, 2)), (1e-6, (1, 1_000_000)), (0.015625, (1, 64))]
        {
            let scale = BiasScale::number(value).unwrap();
            assert_eq!((scale.terms(), scale.value()), (Some(terms), value));
        }
        assert_eq!(BiasScale::fraction(6, 4).unwrap().terms(), Some((3, 2)));
    }

    #[test]
    fn other_numbers_have_no_exact_volumes() {
        for value in [std::f64::consts::PI, 1.234_567_8e-5, 999_999.5] {
            let scale = BiasScale::number(value).unwrap();
            assert_eq!((scale.terms(), scale.value()), (None, value));
        }
    }

    #[test]
    fn only_numbers_in_range() {
        for value in [0.0, -1.0, 1e-7, 1e7, f64::INFINITY, f64::NAN] {
            assert!(BiasScale::number(value).is_err());
        }
        for (p, q) in [(0, 1), (1, 0), (0, 0), (1_000_001, 1)] {
            assert!(BiasScale::fraction(p, q).is_err());
        }
        assert!(BiasScale::fraction(0, 1).unwrap_err().to_string().contains("from 1 to 1000000"));
    }
}
