//! One layer of eight networks at a few points.

use super::TILE;
use crate::method::rejection::plan::{Plan, ScaledLayer};
use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x8};
use crate::task::Encoding;

/// Pre-activations of the first layer at any points.
#[inline(always)]
pub(super) fn first<S: Simd>(
    simd: S,
    layer: &ScaledLayer,
    parameters: &[f32],
    plan: &Plan,
    start: usize,
    out: &mut [f32],
) {
    let fan_in = layer.shape.fan_in;
    let points: [&[f32]; TILE] = std::array::from_fn(|k| {
        let place = (start + k).min(plan.points() - 1);
        &plan.inputs[place * fan_in..][..fan_in]
    });
    for (row, block) in parameters.chunks_exact((fan_in + 1) * LANES).zip(out.chunks_exact_mut(TILE * LANES))
    {
        let (bias, weights) = row.split_at(LANES);
        let mut sums = [f32x8::splat(simd, 0.0); TILE];
        for (i, weight) in weights.chunks_exact(LANES).enumerate() {
            let weight = f32x8::from_slice(simd, weight);
            for (sum, point) in sums.iter_mut().zip(points) {
                *sum += weight * point[i];
            }
        }
        let bias = f32x8::from_slice(simd, bias) * layer.bias;
        for (sum, block) in sums.into_iter().zip(block.chunks_exact_mut(LANES)) {
            (sum * layer.weight + bias).store_slice(block);
        }
    }
}

/// Pre-activations of the first layer at four successive points of the cube: the weights of the upper bits
/// are added once, those of the two lowest bits by doubling.
#[inline(always)]
pub(super) fn first_on_cube<S: Simd>(
    simd: S,
    layer: &ScaledLayer,
    parameters: &[f32],
    encoding: Encoding,
    start: usize,
    out: &mut [f32],
) {
    let n = layer.shape.fan_in;
    for (row, block) in parameters.chunks_exact((n + 1) * LANES).zip(out.chunks_exact_mut(TILE * LANES)) {
        let (bias, weights) = row.split_at(LANES);
        let (upper, lower) = weights.split_at((n - 2) * LANES);
        let (second, last) = lower.split_at(LANES);
        let (second, last) = (f32x8::from_slice(simd, second), f32x8::from_slice(simd, last));
        let mut base = f32x8::splat(simd, 0.0);
        for (i, weight) in upper.chunks_exact(LANES).enumerate() {
            let weight = f32x8::from_slice(simd, weight);
            if start >> (n - 1 - i) & 1 == 1 {
                base += weight;
            } else if encoding == Encoding::PlusMinus {
                base -= weight;
            }
        }
        let sums = match encoding {
            Encoding::ZeroOne => {
                let high = base + second;
                [base, base + last, high, high + last]
            }
            Encoding::PlusMinus => {
                let (low, high) = (base - second, base + second);
                [low - last, low + last, high - last, high + last]
            }
        };
        let bias = f32x8::from_slice(simd, bias) * layer.bias;
        for (sum, block) in sums.into_iter().zip(block.chunks_exact_mut(LANES)) {
            (sum * layer.weight + bias).store_slice(block);
        }
    }
}

/// Pre-activations from the scaled activations of the layer before.
#[inline(always)]
pub(super) fn dense<S: Simd>(
    simd: S,
    layer: &ScaledLayer,
    parameters: &[f32],
    input: &[f32],
    out: &mut [f32],
) {
    let stride = (layer.shape.fan_in + 1) * LANES;
    let input = &input[..layer.shape.fan_in * TILE * LANES];
    let mut rows = parameters.chunks_exact(2 * stride);
    let mut blocks = out[..layer.shape.units * TILE * LANES].chunks_exact_mut(2 * TILE * LANES);
    for (pair, block) in (&mut rows).zip(&mut blocks) {
        let (first, second) = pair.split_at(stride);
        units(simd, layer.bias, [first, second], input, block);
    }
    if layer.shape.units % 2 == 1 {
        units(simd, layer.bias, [rows.remainder()], input, blocks.into_remainder());
    }
}

/// Pre-activations of `N` units: in halves of the lanes where a vector has four, so that all sums stay in
/// registers.
#[inline(always)]
fn units<S: Simd, const N: usize>(simd: S, bias: f32, rows: [&[f32]; N], input: &[f32], out: &mut [f32]) {
    let width = S::f32s::LEN;
    for part in 0..LANES / width {
        let mut sums = [[S::f32s::splat(simd, 0.0); TILE]; N];
        for (row, sums) in rows.iter().zip(&mut sums) {
            *sums = [load(simd, row, part * width) * bias; TILE];
        }
        for (i, block) in input.chunks_exact(TILE * LANES).enumerate() {
            let mut activations = [S::f32s::splat(simd, 0.0); TILE];
            for (k, activation) in activations.iter_mut().enumerate() {
                *activation = load(simd, block, k * LANES + part * width);
            }
            for (row, sums) in rows.iter().zip(&mut sums) {
                let weight = load(simd, row, (i + 1) * LANES + part * width);
                for (sum, activation) in sums.iter_mut().zip(activations) {
                    *sum += weight * activation;
                }
            }
        }
        for (unit, sums) in sums.into_iter().enumerate() {
            for (k, sum) in sums.into_iter().enumerate() {
                sum.store_slice(&mut out[(unit * TILE + k) * LANES + part * width..][..width]);
            }
        }
    }
}

#[inline(always)]
fn load<S: Simd>(simd: S, slice: &[f32], at: usize) -> S::f32s {
    S::f32s::from_slice(simd, &slice[at..at + S::f32s::LEN])
}
