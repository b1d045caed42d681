//! Losses: what training minimises.

use crate::simd::prelude::*;
use crate::simd::{Simd, exp, f32x8};

/// The loss of one training point, as a function of the output z and the label y in {0, 1}.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// log(1 + exp(-(2y - 1) z)).
    CrossEntropy,
    /// (z - (2y - 1))^2: targets -1 and +1, threshold 0.
    Mse,
    /// (z - y)^2: targets 0 and 1, threshold 1/2.
    MseZeroOne,
    /// max(0, 1 - (2y - 1) z).
    Hinge,
}

impl Loss {
    /// The output above which a point is labelled 1.
    pub fn threshold(self) -> f32 {
        match self {
            Self::MseZeroOne => 0.5,
            Self::CrossEntropy | Self::Mse | Self::Hinge => 0.0,
        }
    }

    /// The loss at output `z`, in double precision.
    pub fn value(self, z: f64, label: bool) -> f64 {
        let sign = if label { 1.0 } else { -1.0 };
        match self {
            // log(1 + e^-m) = max(-m, 0) + log(1 + e^-|m|), which neither overflows nor cancels.
            Self::CrossEntropy => (-sign * z).max(0.0) + libm::log1p(libm::exp(-z.abs())),
            Self::Mse => (z - sign) * (z - sign),
            Self::MseZeroOne => {
                let error = z - f64::from(label);
                error * error
            }
            Self::Hinge => (1.0 - sign * z).max(0.0),
        }
    }

    /// The derivative of the loss with respect to the output, in double precision: the reference that the
    /// fast path is tested against. 0 at the kink of the hinge.
    pub fn derivative(self, z: f64, label: bool) -> f64 {
        let sign = if label { 1.0 } else { -1.0 };
        match self {
            Self::CrossEntropy => -sign / (1.0 + libm::exp(sign * z)),
            Self::Mse => 2.0 * (z - sign),
            Self::MseZeroOne => 2.0 * (z - f64::from(label)),
            Self::Hinge if sign * z < 1.0 => -sign,
            Self::Hinge => 0.0,
        }
    }

    /// The derivative at the outputs `z`, the labels given as -1 and +1.
    #[inline(always)]
    pub(super) fn slope<S: Simd>(self, z: f32x8<S>, sign: f32x8<S>) -> f32x8<S> {
        match self {
            Self::CrossEntropy => -sign / (exp(sign * z) + 1.0),
            Self::Mse => (z - sign) * 2.0,
            Self::MseZeroOne => (z - (sign + 1.0) * 0.5) * 2.0,
            Self::Hinge => {
                let simd = z.token();
                (sign * z).simd_lt(f32x8::splat(simd, 1.0)).select(-sign, f32x8::splat(simd, 0.0))
            }
        }
    }
}

#[cfg(test)]
pub(super) const ALL_LOSSES: [Loss; 4] = [Loss::CrossEntropy, Loss::Mse, Loss::MseZeroOne, Loss::Hinge];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hand_worked_values() {
        assert!((Loss::CrossEntropy.value(0.0, true) - core::f64::consts::LN_2).abs() < 1e-15);
        assert_eq!(Loss::CrossEntropy.value(-800.0, true), 800.0);
        assert_eq!(Loss::Mse.value(2.0, false), 9.0);
        assert_eq!(Loss::MseZeroOne.value(2.0, true), 1.0);
        assert_eq!(Loss::Hinge.value(0.25, true), 0.75);
        assert_eq!(Loss::Hinge.value(-3.0, false), 0.0);
    }

    #[test]
    fn derivatives_are_the_slopes_of_the_values() {
        let step = 1e-6;
        for loss in ALL_LOSSES {
            for label in [false, true] {
                for z in [-3.0, -0.7, 0.0, 0.3, 2.5] {
                    let slope = (loss.value(z + step, label) - loss.value(z - step, label)) / (2.0 * step);
                    let error = (slope - loss.derivative(z, label)).abs();
                    // Truncation is step^2 / 6 times a third derivative below 1; rounding is the unit
                    // roundoff times the value (below 16) over the step.
                    assert!(error < 1e-12 + 16.0 * f64::EPSILON / step, "{loss:?} at {z}: {error}");
                }
            }
        }
    }
}
