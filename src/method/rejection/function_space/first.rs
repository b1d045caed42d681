//! New networks, at their first two points.

use super::basis::{NEGLIGIBLE, orthonormalise};
use super::rows::{fetch, inverse, scale, store};
use super::{DEEPEST, FunctionSpace, Place};
use crate::method::rejection::plan::{Plan, ScaledLayer};
use crate::random::Stream;
use crate::simd::prelude::*;
use crate::simd::{LANES, Phi, Simd, apart, f32x8};

impl FunctionSpace {
    /// Draws new networks at the first `POINTS` points, together: a pair of random numbers is a unit's two values.
    ///
    /// Block 0 keeps the features as they come; only if a lane survives are they made directions.
    #[inline(always)]
    pub(super) fn draw_first<S: Simd, A: Phi, const POINTS: usize>(
        &mut self,
        simd: S,
        phi: A,
        plan: &Plan,
        stream: &mut Stream,
    ) {
        stream.fill_gaussian(simd, &mut self.draws);
        let zero = f32x8::splat(simd, 0.0);
        // The feature at the first point is r11 q1, at the second r21 q1 + r22 q2.
        let mut r11 = zero + self.inputs.coefficients[0][0];
        let (mut r21, mut r22) = (zero, zero);
        if POINTS == 2 {
            r21 = zero + self.inputs.coefficients[1][0];
            r22 = zero + self.inputs.coefficients[1][1];
        }
        let (first, second) = self.blocks[0].rows.split_at_mut(self.rows * LANES);
        let mut draws = self.draws.as_slice();
        for (index, layer) in plan.layers[1..].iter().enumerate() {
            let units = layer.shape.fan_in;
            let (own, later) = draws.split_at(units * 2 * LANES);
            draws = later;
            let place = &self.places[index + 1];
            let rows = place.direction * LANES..(place.direction + units) * LANES;
            // Sums over the units of a1^2, a1 a2 and (a2 - a1)^2. The difference keeps its digits however close
            // the points are, the product is exactly 0 where all units are dead.
            let (mut n11, mut n12, mut ndd) = (zero, zero, zero);
            for ((draws, row1), row2) in own
                .chunks_exact(2 * LANES)
                .zip(first[rows.clone()].chunks_exact_mut(LANES))
                .zip(second[rows].chunks_exact_mut(LANES))
            {
                let g1 = f32x8::from_slice(simd, &draws[..LANES]);
                let a1 = phi.apply(r11 * g1);
                a1.store_slice(row1);
                n11 += a1 * a1;
                if POINTS == 2 {
                    let g2 = f32x8::from_slice(simd, &draws[LANES..]);
                    let a2 = phi.apply(r21 * g1 + r22 * g2);
                    a2.store_slice(row2);
                    let change = a2 - a1;
                    n12 += a1 * a2;
                    ndd += change * change;
                }
            }
            // The bias is the same at both points.
            let (weight, bias) = (layer.weight * layer.weight, layer.bias * layer.bias);
            n11 = n11 * weight + bias;
            r11 = n11.sqrt();
            if POINTS == 2 {
                (n12, ndd) = (n12 * weight + bias, ndd * weight);
                let n1d = n12 - n11;
                let share = n12 * inverse(simd, n11);
                r21 = share * r11;
                let mut rest = ndd - n1d * n1d * inverse(simd, n11);
                if rest.simd_lt(ndd * 1e-3).to_bitmask() != 0 {
                    rest = self.places[index + 1].residue(simd, layer, first, second, share);
                }
                let n22 = n11 + n1d * 2.0 + ndd;
                let enough = rest.simd_gt(n22 * (NEGLIGIBLE * NEGLIGIBLE));
                r22 = enough.select(rest, zero).sqrt();
            }
            store(first, place.length, r11);
            if POINTS == 2 {
                store(second, place.length, r22);
            }
        }
        let (g1, g2) = draws.split_at(LANES);
        let mut g1 = f32x8::from_slice(simd, g1);
        if self.coin {
            // Heads: the sign that the first label asks for.
            let sign = if plan.labels[0] { 1.0 } else { -1.0 };
            g1 = g1.simd_lt(zero).select(-g1, g1) * sign;
        }
        let outputs = [r11 * g1, r21 * g1 + r22 * f32x8::from_slice(simd, &g2[..LANES])];
        let block = &mut self.blocks[0];
        let mut right = (1_u32 << block.filled) - 1;
        for (&output, &label) in outputs.iter().zip(&plan.labels).take(POINTS) {
            let labels = output.simd_gt(zero + plan.threshold).to_bitmask() as u32;
            right &= if label { labels } else { !labels };
        }
        block.survivors = right;
        if right != 0 {
            let last = self.draws.len() - 2 * LANES;
            g1.store_slice(&mut self.draws[last..last + LANES]);
            apart(
                simd,
                #[inline(always)]
                || self.settle(simd, plan),
            );
        }
    }

    /// Brings block 0 into the form of the others.
    #[inline(always)]
    fn settle<S: Simd>(&mut self, simd: S, plan: &Plan) {
        let stride = self.rows * LANES;
        let (first, second) = self.blocks[0].rows.split_at_mut(stride);
        let mut draws = self.draws.chunks_exact(2 * LANES);
        let (zero, one) = (f32x8::splat(simd, 0.0), f32x8::splat(simd, 1.0));
        for (index, (layer, place)) in plan.layers.iter().zip(&self.places).enumerate() {
            for (unit, draws) in (0..layer.shape.units).zip(&mut draws) {
                let row = (place.components + unit) * LANES;
                first[row..row + LANES].copy_from_slice(&draws[..LANES]);
                second[row..row + LANES].copy_from_slice(&draws[LANES..]);
            }
            if index == 0 {
                continue;
            }
            let (row, count) = (place.direction, layer.shape.fan_in);
            for rows in [&mut *first, &mut *second] {
                scale(simd, rows, row, count, zero + layer.weight);
                store(rows, row + count, zero + layer.bias);
            }
            let unit_length = inverse(simd, fetch(simd, first, place.length));
            scale(simd, first, row, count + 1, unit_length);
            let enough = fetch(simd, second, place.length).simd_gt(zero);
            let mut r = [zero; DEEPEST];
            orthonormalise(simd, first, second, stride, row, count + 1, &mut r);
            scale(simd, second, row, count + 1, enough.select(one, zero));
        }
    }
}

impl Place {
    /// The squared length of what the second point's feature has beyond its share of the first's, summed up from
    /// the differences: slower than by the sums, but exact where hardly anything is left.
    #[inline(always)]
    fn residue<S: Simd>(
        &self,
        simd: S,
        layer: &ScaledLayer,
        first: &[f32],
        second: &[f32],
        share: f32x8<S>,
    ) -> f32x8<S> {
        let mut sum = f32x8::splat(simd, 0.0);
        for row in self.direction..self.direction + layer.shape.fan_in {
            let a1 = fetch(simd, first, row);
            let rest = (fetch(simd, second, row) - share * a1) * layer.weight;
            sum += rest * rest;
        }
        let bias = (share - 1.0) * layer.bias;
        sum + bias * bias
    }
}
