//! The layers after the second, at all inputs.

use super::padded;
use crate::network::Layer;
use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x4, f32x8, i32x8};

/// Points worked on together.
const TILE: usize = 4;

/// max(z, 0), in one operation: positive numbers are ordered as integers are, and a set sign makes a negative
/// integer. Of NaN, which does not occur here, what the sign says.
#[inline(always)]
pub(super) fn relu<S: Simd>(z: f32x8<S>) -> f32x8<S> {
    z.bitcast::<i32x8<S>>().max(i32x8::splat(z.token(), 0)).bitcast()
}

/// The activations of a layer at all inputs, from those of the layer before. `raw` starts with the biases, then
/// come the weights, input by input of the layer, then whatever else, a vector at least.
#[inline(always)]
pub(super) fn dense<S: Simd>(
    simd: S,
    layer: Layer,
    bias: f32,
    raw: &[f32],
    before: &[f32],
    after: &mut [f32],
) {
    let (from, to) = (padded(layer.fan_in), padded(layer.units));
    let (biases, weights) = raw.split_at(layer.units);
    for start in (0..layer.units).step_by(LANES) {
        let bias = f32x8::from_slice(simd, &raw[start..start + LANES]) * bias;
        for (before, after) in before.chunks_exact(TILE * from).zip(after.chunks_exact_mut(TILE * to)) {
            let mut sums = [bias; TILE];
            let mut rows = [&before[..layer.fan_in]; TILE];
            for (row, before) in rows.iter_mut().zip(before.chunks_exact(from)) {
                *row = &before[..layer.fan_in];
            }
            for i in 0..layer.fan_in {
                let weight = f32x8::from_slice(simd, &weights[i * layer.units + start..][..LANES]);
                for (sum, row) in sums.iter_mut().zip(rows) {
                    *sum += weight * row[i];
                }
            }
            for (sum, after) in sums.into_iter().zip(after.chunks_exact_mut(to)) {
                relu(sum).store_slice(&mut after[start..start + LANES]);
            }
        }
    }
    let _ = biases;
}

/// Sums over the units of weight times activation, in four parts a point.
#[inline(always)]
pub(super) fn output<S: Simd>(simd: S, weights: &[f32], activations: &[f32], out: &mut [f32]) {
    for (row, out) in activations.chunks_exact(weights.len()).zip(out.chunks_exact_mut(4)) {
        let mut sum = f32x8::splat(simd, 0.0);
        for (weight, activation) in weights.chunks_exact(LANES).zip(row.chunks_exact(LANES)) {
            sum += f32x8::from_slice(simd, weight) * f32x8::from_slice(simd, activation);
        }
        let (low, high) = sum.split();
        (low + high).store_slice(out);
    }
}

/// The labels of all inputs, whose outputs are sums of four parts and a bias.
#[inline(always)]
pub(super) fn labels<S: Simd>(simd: S, parts: &[f32], bias: f32, threshold: f32) -> u128 {
    let threshold = f32x4::splat(simd, threshold);
    let mut words = [0_u64; 2];
    for (index, four) in parts.chunks_exact(16).enumerate() {
        let load = |at: usize| f32x4::from_slice(simd, &four[4 * at..4 * at + 4]);
        let add = |a: f32x4<S>, b: f32x4<S>| a.unzip_low(b) + a.unzip_high(b);
        let outputs = add(add(load(0), load(1)), add(load(2), load(3))) + bias;
        words[index / 16] |= outputs.simd_gt(threshold).to_bitmask() << (4 * (index % 16));
    }
    u128::from(words[0]) | u128::from(words[1]) << 64
}
