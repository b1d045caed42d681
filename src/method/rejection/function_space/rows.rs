//! Rows of eight lanes.

use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x8};

/// The squared length of a feature.
#[inline(always)]
pub(super) fn square<S: Simd>(simd: S, rows: &[f32], row: usize, count: usize) -> f32x8<S> {
    let mut sum = f32x8::splat(simd, 0.0);
    for k in row..row + count {
        let value = fetch(simd, rows, k);
        sum += value * value;
    }
    sum
}

#[inline(always)]
pub(super) fn scale<S: Simd>(simd: S, rows: &mut [f32], row: usize, count: usize, factor: f32x8<S>) {
    for k in row..row + count {
        let value = fetch(simd, rows, k) * factor;
        store(rows, k, value);
    }
}

/// 1/x, or 0 for 0.
#[inline(always)]
pub(super) fn inverse<S: Simd>(simd: S, x: f32x8<S>) -> f32x8<S> {
    let (zero, one) = (f32x8::splat(simd, 0.0), f32x8::splat(simd, 1.0));
    let positive = x.simd_gt(zero);
    positive.select(one / positive.select(x, one), zero)
}

#[inline(always)]
pub(super) fn fetch<S: Simd>(simd: S, rows: &[f32], row: usize) -> f32x8<S> {
    f32x8::from_slice(simd, &rows[row * LANES..][..LANES])
}

#[inline(always)]
pub(super) fn store<S: Simd>(rows: &mut [f32], row: usize, value: f32x8<S>) {
    value.store_slice(&mut rows[row * LANES..][..LANES]);
}
