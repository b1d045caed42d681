//! Networks at one more point.

use super::basis::orthonormalise;
use super::rows::{fetch, store};
use super::{DEEPEST, FunctionSpace};
use crate::method::rejection::plan::Plan;
use crate::random::Stream;
use crate::simd::prelude::*;
use crate::simd::{LANES, Phi, Simd, f32x8};

impl FunctionSpace {
    /// Draws the networks of block `level` at one more point.
    #[inline(always)]
    pub(super) fn draw_point<S: Simd, A: Phi>(
        &mut self,
        simd: S,
        phi: A,
        plan: &Plan,
        stream: &mut Stream,
        level: usize,
    ) {
        let units: usize = plan.layers.iter().map(|layer| layer.shape.units).sum();
        stream.fill_gaussian(simd, &mut self.draws[..units * LANES]);
        let mut draws = self.draws.chunks_exact(LANES);
        let block = &mut self.blocks[level];
        let stride = self.rows * LANES;
        let (known, new) = block.rows.split_at_mut(level * stride);
        let zero = f32x8::splat(simd, 0.0);
        let mut output = zero;
        for (index, (layer, place)) in plan.layers.iter().zip(&self.places).enumerate() {
            let mut r = [zero; DEEPEST];
            let rho = if index == 0 {
                let coefficients = &self.inputs.coefficients[level];
                for (r, &coefficient) in r.iter_mut().zip(&coefficients[..level]) {
                    *r = zero + coefficient;
                }
                zero + coefficients[level]
            } else {
                orthonormalise(simd, known, new, stride, place.direction, layer.shape.fan_in + 1, &mut r)
            };
            let next = plan.layers.get(index + 1).zip(self.places.get(index + 1));
            for (unit, g) in (0..layer.shape.units).zip(&mut draws) {
                let row = place.components + unit;
                let g = f32x8::from_slice(simd, g);
                store(new, row, g);
                let mut z = rho * g;
                for (&r, point) in r.iter().zip(known.chunks_exact(stride)) {
                    z += r * fetch(simd, point, row);
                }
                if let Some((next, next_place)) = next {
                    store(new, next_place.direction + unit, phi.apply(z) * next.weight);
                } else {
                    output = z;
                }
            }
            if let Some((next, next_place)) = next {
                store(new, next_place.direction + layer.shape.units, zero + next.bias);
            }
        }
        let labels = output.simd_gt(zero + plan.threshold).to_bitmask() as u32;
        let right = if plan.labels[level] { labels } else { !labels };
        block.survivors = right & ((1 << block.filled) - 1);
        block.filled = 0;
    }
}
