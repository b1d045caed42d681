//! The weights of networks that are right so far.

use super::FunctionSpace;
use super::rows::{fetch, store};
use crate::method::rejection::batch::Batch;
use crate::method::rejection::plan::Plan;
use crate::random::Stream;
use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x8};

impl FunctionSpace {
    /// Draws the rest of one layer's weights: what is orthogonal to the known directions.
    #[inline(always)]
    pub(super) fn complete<S: Simd>(
        &mut self,
        simd: S,
        plan: &Plan,
        index: usize,
        stream: &mut Stream,
        batch: &mut Batch,
    ) {
        let stride = self.rows * LANES;
        let (layer, place) = (&plan.layers[index], &self.places[index]);
        let count = layer.shape.fan_in + 1;
        let rows = &self.blocks[self.depth].rows;
        let raw = batch.layer_mut(plan, index);
        stream.fill_gaussian(simd, raw);
        for (unit, weights) in raw.chunks_exact_mut(count * LANES).enumerate() {
            for (shared, known) in self.inputs.directions.iter().zip(rows.chunks_exact(stride)) {
                // The batch has the bias first, the directions have it last.
                let mut along = f32x8::splat(simd, 0.0);
                for k in 0..count {
                    let q = direction(simd, index, shared, known, place.direction, k);
                    along += q * fetch(simd, weights, (k + 1) % count);
                }
                let missing = fetch(simd, known, place.components + unit) - along;
                for k in 0..count {
                    let q = direction(simd, index, shared, known, place.direction, k);
                    let row = (k + 1) % count;
                    let weight = fetch(simd, weights, row) + q * missing;
                    store(weights, row, weight);
                }
            }
        }
    }
}

/// Element `k` of a direction.
#[inline(always)]
fn direction<S: Simd>(
    simd: S,
    layer: usize,
    shared: &[f32],
    known: &[f32],
    row: usize,
    k: usize,
) -> f32x8<S> {
    if layer == 0 { f32x8::splat(simd, shared[k]) } else { fetch(simd, known, row + k) }
}
