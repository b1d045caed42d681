//! Activations together with their derivatives, on lanes.

use crate::network::Activation;
use crate::simd::prelude::*;
use crate::simd::{LANES, Phi, Simd, f32x8, with_phi};

/// Replaces every pre-activation z in `values` by phi(z), and puts phi'(z) into `slopes`.
///
/// Both have the same length, a multiple of eight. Not for rectified linear units, whose derivative is seen from
/// their value. [`Activation::Sign`] has no derivative: 0.
#[cfg(feature = "atlas")]
#[inline(always)]
pub(super) fn slopes<S: Simd>(simd: S, activation: Activation, values: &mut [f32], slopes: &mut [f32]) {
    use crate::simd::{Erf, Sign, Tanh, exp};
    let zero = f32x8::splat(simd, 0.0);
    let one = f32x8::splat(simd, 1.0);
    let blocks = values.chunks_exact_mut(LANES).zip(slopes.chunks_exact_mut(LANES));
    macro_rules! each {
        ($z:ident => $body:expr) => {
            for (value, slope) in blocks {
                let $z = f32x8::from_slice(simd, value);
                let (phi, derivative): (f32x8<S>, f32x8<S>) = $body;
                phi.store_slice(value);
                derivative.store_slice(slope);
            }
        };
    }
    match activation {
        Activation::Relu => {}
        Activation::Tanh => each!(z => {
            let phi = Tanh.apply(z);
            (phi, one - phi * phi)
        }),
        Activation::Erf => each!(z => (Erf.apply(z), exp(-(z * z)) * std::f32::consts::FRAC_2_SQRT_PI)),
        Activation::Sign => each!(z => (Sign.apply(z), zero)),
    }
}

/// Replaces every pre-activation z in `values`, a multiple of eight, by phi(z).
#[inline(always)]
pub(super) fn activate<S: Simd>(simd: S, activation: Activation, values: &mut [f32]) {
    macro_rules! each {
        ($phi:expr) => {
            for value in values.chunks_exact_mut(LANES) {
                $phi.apply(f32x8::from_slice(simd, value)).store_slice(value);
            }
        };
    }
    with_phi!(activation, phi => each!(phi));
}
