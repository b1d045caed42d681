//! Weights of any size: a number and a power of two apart, so that log-weights from far below exp(-1e5) lose no digit.

use std::f64::consts::LN_2;

/// The largest log-weight, up or down, that is a weight: beyond, its own rounding is a factor.
pub const MOST_LN_WEIGHT: f64 = 1e9;

/// How far, in powers of two, the largest weight may lie from the common exponent: its square, and sums of squares of a billion like it,
/// are still numbers, and what is lost below does not matter beside it.
const REACH: i64 = 256;

/// exp(`ln_weight`) as (m, e) with m 2^e, 1 <= m < 2 up to rounding. Exactly (1, 0) for 0.
pub(super) fn split(ln_weight: f64) -> (f64, i64) {
    let exponent = (ln_weight / LN_2).floor();
    (libm::exp(ln_weight - exponent * LN_2), exponent as i64)
}

/// `value` 2^`exponent`: 0 where it is too small for a number.
pub(super) fn shifted(value: f64, exponent: i64) -> f64 {
    libm::ldexp(value, exponent.clamp(-4_000, 4_000) as i32)
}

/// The common exponent once a weight with `exponent` has come, where it was `common` before, or there was no weight: the same unless the weight is
/// out of reach above. Weights of about 1 keep it at 0.
pub(super) fn common(common: Option<i64>, exponent: i64) -> i64 {
    match common {
        None if exponent.abs() <= REACH => 0,
        Some(common) if exponent <= common + REACH => common,
        _ => exponent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_what_its_logarithm_says() {
        assert_eq!(split(0.0), (1.0, 0));
        for ln_weight in [-1e-9, 0.3, -7.5, 600.0, -700.0, -1e5, -123_456.789, 1e8] {
            let (mantissa, exponent) = split(ln_weight);
            assert!((1.0 - 1e-7..2.0 + 1e-7).contains(&mantissa), "{ln_weight}");
            let back = libm::log(mantissa) + exponent as f64 * LN_2;
            assert!((back - ln_weight).abs() <= 4e-16 * ln_weight.abs().max(1.0), "{ln_weight} {back}");
        }
    }

    #[test]
    fn the_exponent_follows_the_largest() {
        assert_eq!((common(None, -200), common(None, -300), common(None, 300)), (0, -300, 300));
        assert_eq!((common(Some(-300), -900), common(Some(-300), -100)), (-300, -300));
        assert_eq!((common(Some(-300), 0), common(Some(0), 256)), (0, 0));
        assert_eq!((shifted(1.5, -100_000), shifted(1.5, 3)), (0.0, 12.0));
    }
}
