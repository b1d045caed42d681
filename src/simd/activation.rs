//! The activation functions on lanes.

use super::prelude::*;
use super::{Simd, f32x8, i32x8};

/// An activation function on lanes, known at compile time.
pub trait Phi: Copy + Send + Sync + 'static {
    /// phi(z).
    fn apply<S: Simd>(self, z: f32x8<S>) -> f32x8<S>;

    /// phi(z) on a vector as wide as the machine's, for z that is a number.
    fn apply_native<S: Simd>(self, z: S::f32s) -> S::f32s;
}

/// max(z, 0), exact; NaN gives 0.
#[derive(Clone, Copy, Debug)]
pub struct Relu;

/// tanh(z). Relative error below 4e-7; beyond |z| = 9, where tanh rounds to it, 1. NaN gives -1.
///
/// z P(z^2)/Q(z^2) with P and Q of degree 4, fitted to the least relative error.
#[derive(Clone, Copy, Debug)]
pub struct Tanh;

/// erf(z). Relative error below 5e-7; beyond |z| = 3.9, where 1 - |erf| < 4e-8, the value there. NaN gives
/// erf(-3.9).
///
/// z P(z^2)/Q(z^2) with P and Q of degree 5, fitted to the least relative error.
#[derive(Clone, Copy, Debug)]
pub struct Erf;

/// +1 if z > 0, else -1, NaN included.
#[derive(Clone, Copy, Debug)]
pub struct Sign;

impl Phi for Relu {
    #[inline(always)]
    fn apply<S: Simd>(self, z: f32x8<S>) -> f32x8<S> {
        // The bits of z where it is positive, none elsewhere: cheaper than a selection.
        let positive = z.simd_gt(f32x8::splat(z.token(), 0.0)).to_vector();
        (positive & z.bitcast::<i32x8<S>>()).bitcast()
    }

    #[inline(always)]
    fn apply_native<S: Simd>(self, z: S::f32s) -> S::f32s {
        // As integers, numbers below 0 are below 0 too: one instruction, where f32's maximum takes many.
        z.bitcast::<S::i32s>().max(S::i32s::splat(z.token(), 0)).bitcast()
    }
}

impl Phi for Tanh {
    #[inline(always)]
    fn apply<S: Simd>(self, z: f32x8<S>) -> f32x8<S> {
        tanh(z)
    }

    #[inline(always)]
    fn apply_native<S: Simd>(self, z: S::f32s) -> S::f32s {
        tanh(z)
    }
}

impl Phi for Erf {
    #[inline(always)]
    fn apply<S: Simd>(self, z: f32x8<S>) -> f32x8<S> {
        erf(z)
    }

    #[inline(always)]
    fn apply_native<S: Simd>(self, z: S::f32s) -> S::f32s {
        erf(z)
    }
}

impl Phi for Sign {
    #[inline(always)]
    fn apply<S: Simd>(self, z: f32x8<S>) -> f32x8<S> {
        sign(z)
    }

    #[inline(always)]
    fn apply_native<S: Simd>(self, z: S::f32s) -> S::f32s {
        sign(z)
    }
}

/// Evaluates an expression with the activation function of an [`Activation`](crate::network::Activation); it is compiled
/// once for each. The engine of the page's first load has but the usual one: a link with another is left to the whole
/// engine (`needs_whole`).
macro_rules! with_phi {
    ($activation:expr, $phi:ident => $body:expr) => {
        match $activation {
            $crate::network::Activation::Relu => {
                let $phi = $crate::simd::Relu;
                $body
            }
            #[cfg(feature = "atlas")]
            $crate::network::Activation::Tanh => {
                let $phi = $crate::simd::Tanh;
                $body
            }
            #[cfg(feature = "atlas")]
            $crate::network::Activation::Erf => {
                let $phi = $crate::simd::Erf;
                $body
            }
            #[cfg(feature = "atlas")]
            $crate::network::Activation::Sign => {
                let $phi = $crate::simd::Sign;
                $body
            }
            #[cfg(not(feature = "atlas"))]
            _ => unreachable!("no link with another activation is run by this build"),
        }
    };
}
pub(crate) use with_phi;

#[inline(always)]
fn tanh<S: Simd, V: SimdFloat<S, Element = f32>>(z: V) -> V {
    let z = clamp(z, 9.0);
    let square = z * z;
    let numerator = horner(square, [1.335_328e-8, 2.060_804_4e-5, 3.495_526_7e-3, 1.338_097_5e-1, 1.0]);
    let denominator = horner(square, [7.775_963e-7, 3.285_533e-4, 2.587_675_1e-2, 4.671_429e-1, 1.0]);
    z * numerator / denominator
}

#[inline(always)]
fn erf<S: Simd, V: SimdFloat<S, Element = f32>>(z: V) -> V {
    let z = clamp(z, 3.9);
    let square = z * z;
    let numerator = horner(
        square,
        [
            2.066_475_4e-6,
            2.850_434_7e-4,
            3.737_802e-3,
            5.266_636_2e-2,
            1.896_550_7e-1,
            std::f32::consts::FRAC_2_SQRT_PI,
        ],
    );
    let denominator =
        horner(square, [3.826_907e-5, 1.157_232_6e-3, 1.491_318_5e-2, 1.138_139_44e-1, 5.014_102e-1, 1.0]);
    z * numerator / denominator
}

#[inline(always)]
fn sign<S: Simd, V: SimdFloat<S, Element = f32>>(z: V) -> V {
    let simd = z.token();
    z.simd_gt(V::splat(simd, 0.0)).select(V::splat(simd, 1.0), V::splat(simd, -1.0))
}

/// z brought into [-bound, bound].
#[inline(always)]
fn clamp<S: Simd, V: SimdFloat<S, Element = f32>>(z: V, bound: f32) -> V {
    let upper = V::splat(z.token(), bound);
    let z = z.simd_gt(-upper).select(z, -upper);
    z.simd_lt(upper).select(z, upper)
}

/// The polynomial whose coefficients stand highest first.
#[inline(always)]
fn horner<S: Simd, V: SimdFloat<S, Element = f32>, const N: usize>(x: V, coefficients: [f32; N]) -> V {
    let mut value = V::splat(x.token(), coefficients[0]);
    for &coefficient in &coefficients[1..] {
        value = value * x + coefficient;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Activation;
    use crate::simd::Level;
    use crate::simd::dispatch;

    fn apply(level: Level, phi: impl Phi, z: [f32; 8]) -> [f32; 8] {
        dispatch!(level, simd => phi.apply(f32x8::simd_from(simd, z)).into())
    }

    fn worst_relative_error(phi: impl Phi, reference: Activation) -> f64 {
        (1..200_000)
            .map(|step| step as f32 * 6e-5)
            .chain((1..200).map(|k| 1.5 / (k * k * k) as f32))
            .map(|z| {
                let exact = reference.apply(f64::from(z));
                let found = apply(Level::best(), phi, [z, -z, z, -z, z, -z, z, -z]);
                assert_eq!(found[0], -found[1]);
                (f64::from(found[0]) / exact - 1.0).abs()
            })
            .fold(0.0, f64::max)
    }

    #[test]
    fn errors_stay_within_their_bounds() {
        let tanh = worst_relative_error(Tanh, Activation::Tanh);
        assert!(tanh < 4e-7, "tanh {tanh:e}");
        let erf = worst_relative_error(Erf, Activation::Erf);
        assert!(erf < 5e-7, "erf {erf:e}");
    }

    #[test]
    fn edges() {
        let z = [0.0, -0.0, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, 1e-30, -1e-30, 2.5];
        let level = Level::best();
        assert_eq!(apply(level, Relu, z), [0.0, 0.0, f32::INFINITY, 0.0, 0.0, 1e-30, 0.0, 2.5]);
        assert_eq!(apply(level, Sign, z), [-1.0, -1.0, 1.0, -1.0, -1.0, 1.0, -1.0, 1.0]);
        let tanh = apply(level, Tanh, z);
        assert_eq!(tanh[..2], [0.0, 0.0]);
        assert!(tanh[2..5].iter().all(|y| (y.abs() - 1.0).abs() < 1e-6));
        assert!(apply(level, Erf, z)[2..5].iter().all(|y| (y.abs() - 1.0).abs() < 1e-6));
    }

    #[test]
    fn every_level_gives_the_same_bits() {
        for start in 0..2000 {
            let z = std::array::from_fn(|lane| (start as f32 - 1000.0) * 0.01 + lane as f32 * 1.3e-3);
            let bits = |level| {
                [apply(level, Tanh, z), apply(level, Erf, z), apply(level, Relu, z)]
                    .map(|y| y.map(f32::to_bits))
            };
            for level in Level::available() {
                assert_eq!(bits(level), bits(Level::best()), "{level:?}");
            }
        }
    }
}
