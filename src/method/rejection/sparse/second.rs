//! The second layer: an affine part at all inputs, and corrections where units deviate from it.

use super::first::First;
use super::later::relu;
use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x4, f32x8};

/// Numbers of second-layer units worked on together, so many vectors: at most five, so that they stay in sixteen
/// registers of four lanes.
#[derive(Clone, Copy)]
struct Row<S: Simd, const N: usize>([f32x8<S>; N]);

impl<S: Simd, const N: usize> Row<S, N> {
    const WIDTH: usize = N * LANES;

    #[inline(always)]
    fn zero(simd: S) -> Self {
        Self([f32x8::splat(simd, 0.0); N])
    }

    #[inline(always)]
    fn load(simd: S, numbers: &[f32]) -> Self {
        let mut row = Self::zero(simd);
        for (part, numbers) in row.0.iter_mut().zip(numbers[..Self::WIDTH].chunks_exact(LANES)) {
            *part = f32x8::from_slice(simd, numbers);
        }
        row
    }

    #[inline(always)]
    fn store(self, out: &mut [f32]) {
        for (part, out) in self.0.into_iter().zip(out[..Self::WIDTH].chunks_exact_mut(LANES)) {
            part.store_slice(out);
        }
    }

    #[inline(always)]
    fn add(mut self, other: Self) -> Self {
        for (sum, other) in self.0.iter_mut().zip(other.0) {
            *sum += other;
        }
        self
    }

    /// Adds `factor` times the numbers.
    #[inline(always)]
    fn add_multiple(&mut self, simd: S, factor: f32, numbers: &[f32]) {
        let factor = f32x8::splat(simd, factor);
        for (sum, numbers) in self.0.iter_mut().zip(numbers[..Self::WIDTH].chunks_exact(LANES)) {
            *sum += f32x8::from_slice(simd, numbers) * factor;
        }
    }

    #[inline(always)]
    fn rectified(mut self) -> Self {
        for z in &mut self.0 {
            *z = relu(*z);
        }
        self
    }

    /// The sum of relu(z) v over the units, in four parts.
    #[inline(always)]
    fn rectified_product(self, simd: S, weights: Self) -> f32x4<S> {
        let mut sum = f32x8::splat(simd, 0.0);
        for (activation, weight) in self.rectified().0.into_iter().zip(weights.0) {
            sum += activation * weight;
        }
        let (low, high) = sum.split();
        low + high
    }
}

/// What a few units of the second layer are made of.
pub(super) struct Work<'a> {
    pub(super) first: &'a First,
    /// By unit of the first layer: where its weights begin in `weights`.
    pub(super) rows: &'a [u32; 128],
    /// The weights to the units at work, row by row, and maybe more behind them.
    pub(super) weights: &'a [f32],
    /// The biases of the units at work, and maybe more behind them, and their scale.
    pub(super) biases: (&'a [f32], f32),
    /// Scratch: the steps of the affine part, then its sums over the upper and over the lower bits.
    pub(super) affine: &'a mut [f32],
}

/// How many numbers of scratch the affine part of `width` units takes.
pub(super) fn scratch(dimension: usize, width: usize) -> usize {
    let lower = dimension / 2;
    (dimension + 1 + (1 << lower) + (1 << (dimension - lower))) * width
}

/// Where activations go.
pub(super) enum Sink<'a> {
    /// Into rows of this length, one a point.
    Store(&'a mut [f32], usize),
    /// Multiplied with these weights, into the sum of every point, which has four parts.
    Sum(&'a [f32], &'a mut [f32]),
}

impl Work<'_> {
    #[inline(always)]
    pub(super) fn run<S: Simd, const N: usize>(&mut self, simd: S, sink: Sink) {
        match sink {
            Sink::Store(out, stride) => {
                let mut rows = out.chunks_mut(stride);
                self.each_point::<S, N>(
                    simd,
                    #[inline(always)]
                    |sums| {
                        if let Some(out) = rows.next() {
                            sums.rectified().store(out);
                        }
                    },
                );
            }
            Sink::Sum(weights, out) => {
                let weights = Row::<S, N>::load(simd, weights);
                let mut parts = out.chunks_exact_mut(4);
                self.each_point::<S, N>(
                    simd,
                    #[inline(always)]
                    |sums| {
                        if let Some(out) = parts.next() {
                            (f32x4::from_slice(simd, out) + sums.rectified_product(simd, weights))
                                .store_slice(out);
                        }
                    },
                );
            }
        }
    }

    /// Calls `take` with the pre-activations at one point after the other.
    #[inline(always)]
    fn each_point<S: Simd, const N: usize>(&mut self, simd: S, mut take: impl FnMut(Row<S, N>)) {
        let width = Row::<S, N>::WIDTH;
        let dimension = self.first.dimension();
        let low = dimension / 2;
        let (steps, sums) = self.affine.split_at_mut((dimension + 1) * width);
        affine_steps::<S, N>(simd, self.first, self.rows, self.weights, self.biases, steps);
        let (upper, lower) = sums.split_at_mut(width << (dimension - low));
        let lower = &mut lower[..width << low];
        upper[..width].copy_from_slice(&steps[..width]);
        lower[..width].fill(0.0);
        expand::<S, N>(simd, &steps[(1 + low) * width..], upper);
        expand::<S, N>(simd, &steps[width..(1 + low) * width], lower);
        let mut points = self.first.points();
        for upper in upper.chunks_exact(width) {
            for lower in lower.chunks_exact(width) {
                let Some((values, deviating)) = points.next() else { return };
                let mut sums = Row::load(simd, upper).add(Row::load(simd, lower));
                for half in 0..2 {
                    let mut deviating = (deviating >> (64 * half)) as u64;
                    while deviating != 0 {
                        let unit = deviating.trailing_zeros() as usize + 64 * half;
                        deviating &= deviating - 1;
                        let row = self.rows[unit & 127] as usize;
                        sums.add_multiple(simd, values[unit].abs(), &self.weights[row..]);
                    }
                }
                take(sums);
            }
        }
    }
}

/// Row 0: the affine part of all pre-activations at input 0; row 1 + k: what setting bit k adds.
#[inline(always)]
fn affine_steps<S: Simd, const N: usize>(
    simd: S,
    first: &First,
    rows: &[u32; 128],
    weights: &[f32],
    biases: (&[f32], f32),
    out: &mut [f32],
) {
    let all = first.on_at_centre();
    for ((index, steps), out) in first.steps().enumerate().zip(out.chunks_exact_mut(Row::<S, N>::WIDTH)) {
        let mut sums = Row::<S, N>::zero(simd);
        if index == 0 {
            sums.add_multiple(simd, biases.1, biases.0);
        }
        for half in 0..2 {
            let mut on = (all >> (64 * half)) as u64;
            while on != 0 {
                let unit = on.trailing_zeros() as usize + 64 * half;
                on &= on - 1;
                sums.add_multiple(simd, steps[unit], &weights[rows[unit & 127] as usize..]);
            }
        }
        sums.store(out);
    }
}

/// All sums of the first row of `out` and a subset of the steps.
#[inline(always)]
fn expand<S: Simd, const N: usize>(simd: S, steps: &[f32], out: &mut [f32]) {
    let width = Row::<S, N>::WIDTH;
    let mut known = width;
    for step in steps.chunks_exact(width) {
        let step = Row::<S, N>::load(simd, step);
        let (before, after) = out[..2 * known].split_at_mut(known);
        for (from, to) in before.chunks_exact(width).zip(after.chunks_exact_mut(width)) {
            Row::load(simd, from).add(step).store(to);
        }
        known *= 2;
    }
}
