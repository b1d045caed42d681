//! The exponential function on lanes.

use super::prelude::*;
use super::{Simd, f32x8, u32x8};

/// e^x. Relative error below 3e-7 for -87 <= x <= 88; smaller x are taken as -87 (e^-87 = 1.6e-38), larger as
/// 88 (1.7e38). NaN gives e^88.
///
/// x = n ln 2 + r with |r| <= (ln 2)/2; e^r by 1 + r + r^2 P(r), P a minimax polynomial of degree 3.
#[inline(always)]
pub fn exp<S: Simd>(x: f32x8<S>) -> f32x8<S> {
    let simd = x.token();
    let splat = |value: f32| f32x8::splat(simd, value);
    let x = x.simd_lt(splat(88.0)).select(x, splat(88.0));
    let x = x.simd_gt(splat(-87.0)).select(x, splat(-87.0));
    // Adding 1.5 * 2^23 leaves the nearest integer in the low bits of the sum.
    const ROUND: f32 = 12_582_912.0;
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    // ln 2 in two parts, the first short enough for n times it to be exact.
    let r = x - n * 0.693_359_4 + n * 2.121_944_4e-4;
    let p = splat(0.008_312_525) * r + 0.041_890_115;
    let p = p * r + 0.166_671_14;
    let p = p * r + 0.499_992_3;
    let mantissa = p * r * r + r + 1.0;
    // The power of two, made from its exponent; the integer's upper bits are shifted out.
    let power: u32x8<S> = (shifted.bitcast::<u32x8<S>>() << 23) + 0x3f80_0000;
    mantissa * power.bitcast::<f32x8<S>>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simd::{Level, dispatch};

    #[test]
    fn relative_error_stays_within_its_bound() {
        let level = Level::best();
        let mut worst = 0.0_f64;
        for step in 0..350_000 {
            let x = -87.0 + step as f32 * 5e-4;
            let y = dispatch!(level, simd => exp(f32x8::splat(simd, x))[0]);
            let exact = libm::exp(f64::from(x));
            worst = worst.max((f64::from(y) / exact - 1.0).abs());
        }
        assert!(worst < 3e-7, "{worst:e}");
    }

    #[test]
    fn ends_are_clamped() {
        let y = dispatch!(Level::best(), simd => {
            let x = [f32::NEG_INFINITY, -1e9, -87.0, 0.0, 88.0, 1e9, f32::INFINITY, f32::NAN];
            <[f32; 8]>::from(exp(f32x8::simd_from(simd, x)))
        });
        assert_eq!([y[0], y[1], y[3]], [y[2], y[2], 1.0]);
        assert_eq!([y[5], y[6], y[7]], [y[4]; 3]);
        assert!(y[4].is_finite() && y[2] > 0.0);
    }
}
