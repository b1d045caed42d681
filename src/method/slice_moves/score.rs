//! How far a network is from fitting, as one number.

use crate::method::rejection::{Plan, TILE};
use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x8};

/// What brings outputs to signed margins: for every training point the output less the threshold over its standard deviation under the prior, positive
/// on the side of its label. The score of a network is the least of them: it is at least 0 if and only if the network fits.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    threshold: f32,
    /// One over the deviation, negative for label 0.
    factors: Vec<f32>,
}

/// The score of a network that is as near to fitting as can be told.
const JUST_WRONG: f32 = -f32::MIN_POSITIVE;

impl Scale {
    /// `deviations` are those of the outputs at the training points, in the plan's order.
    pub(super) fn new(plan: &Plan, deviations: &[f64]) -> Self {
        let signed = plan.labels.iter().zip(deviations).map(|(&label, &deviation)| {
            let factor = if deviation > 0.0 { (1.0 / deviation) as f32 } else { 1.0 };
            if label { factor } else { -factor }
        });
        Self { threshold: plan.threshold, factors: signed.collect() }
    }

    /// The least of `least` and the margins at the points from `start` on.
    #[inline(always)]
    pub(super) fn least<S: Simd>(
        &self,
        simd: S,
        mut least: f32x8<S>,
        outputs: &[f32],
        start: usize,
    ) -> f32x8<S> {
        let end = (start + TILE).min(self.factors.len());
        let (zero, just_wrong) = (f32x8::splat(simd, 0.0), f32x8::splat(simd, JUST_WRONG));
        for (output, &factor) in outputs.chunks_exact(LANES).zip(&self.factors[start..end]) {
            let above = f32x8::from_slice(simd, output) - self.threshold;
            let one = above.simd_gt(zero);
            // An output that is the threshold, or not a number, has label 0; a product too small for a number keeps its side.
            let margin = above * factor;
            let right = margin.simd_gt(zero).select(margin, zero);
            let wrong = margin.simd_lt(zero).select(margin, just_wrong);
            let margin = if factor > 0.0 { one.select(right, wrong) } else { one.select(wrong, right) };
            least = margin.simd_lt(least).select(margin, least);
        }
        least
    }
}
