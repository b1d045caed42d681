//! What is summed up in one layer, for all runs of a batch: outputs, derivatives, steps.

#![expect(clippy::needless_range_loop, reason = "tiles are indexed along two sides at once")]

use super::product::{Block, Columns, Product, Rows, add_products, load, store};
use crate::simd::Simd;
use crate::simd::prelude::*;

/// z(p, u) = b(u) + sum over i of w(u, i) a(p, i).
pub(super) struct Outputs<'a, S, const N: usize> {
    pub(super) simd: S,
    pub(super) weights: &'a [Block<N>],
    pub(super) biases: &'a [Block<N>],
    pub(super) input: &'a [Block<N>],
    pub(super) output: &'a mut [Block<N>],
    /// Whether phi(z) is wanted, phi being the rectified linear unit.
    pub(super) rectify: bool,
    pub(super) fan_in: usize,
    /// Of the terms of the sum, those that are not 0.
    pub(super) alive: usize,
    pub(super) units: usize,
}

impl<S: Simd, const N: usize> Product for Outputs<'_, S, N> {
    #[inline(always)]
    fn tile<const X: usize, const Y: usize>(&mut self, unit: usize, point: usize) {
        let weights = Rows::<N, X>::of(self.weights, unit, self.fan_in, self.alive);
        let input = Rows::<N, Y>::of(self.input, point, self.fan_in, self.alive);
        let biases: &[Block<N>; X] = self.biases[unit..].first_chunk().expect("a bias for each unit");
        let start: [[S::f32s; Y]; X] = std::array::from_fn(|x| [load(self.simd, &biases[x]); Y]);
        let sums = add_products(self.simd, start, weights, input);
        let zero = S::f32s::splat(self.simd, 0.0);
        for y in 0..Y {
            let out: &mut [Block<N>; X] =
                self.output[(point + y) * self.units + unit..].first_chunk_mut().expect("a row of outputs");
            for x in 0..X {
                let z = sums[x][y];
                let value = if self.rectify { z.simd_gt(0.0).select(z, zero) } else { z };
                store::<S, N>(value, &mut out[x]);
            }
        }
    }
}

/// dL/dz(p, i) of the layer below = phi'(z(p, i)) times the sum over u of w(u, i) dL/dz(p, u).
pub(super) struct Deltas<'a, S, const N: usize> {
    pub(super) simd: S,
    pub(super) weights: &'a [Block<N>],
    pub(super) deltas: &'a [Block<N>],
    /// phi' below; of rectified linear units phi itself, which is 0 where phi' is 0, and else phi' is 1.
    pub(super) slopes: &'a [Block<N>],
    pub(super) relu: bool,
    pub(super) output: &'a mut [Block<N>],
    pub(super) fan_in: usize,
    /// Of the terms of the sum, those that are not 0.
    pub(super) alive: usize,
    pub(super) units: usize,
}

impl<S: Simd, const N: usize> Product for Deltas<'_, S, N> {
    #[inline(always)]
    fn tile<const X: usize, const Y: usize>(&mut self, input: usize, point: usize) {
        let weights = Columns::of(self.weights, input, self.fan_in, self.alive);
        let deltas = Rows::<N, Y>::of(self.deltas, point, self.units, self.alive);
        let start: [[S::f32s; Y]; X] = [[S::f32s::splat(self.simd, 0.0); Y]; X];
        let sums = add_products(self.simd, start, weights, deltas);
        for y in 0..Y {
            let place = (point + y) * self.fan_in + input;
            let slopes: &[Block<N>; X] = self.slopes[place..].first_chunk().expect("a row of slopes");
            let out: &mut [Block<N>; X] = self.output[place..].first_chunk_mut().expect("a row of deltas");
            for x in 0..X {
                store::<S, N>(through(self.simd, self.relu, &slopes[x], sums[x][y]), &mut out[x]);
            }
        }
    }
}

impl<S: Simd, const N: usize> Deltas<'_, S, N> {
    /// All of them, at the first `points` points, for the first `inputs` units below, where there is a single unit
    /// above: each sum has one term, and tiles would mostly wait for it.
    #[inline(always)]
    pub(super) fn of_single_unit(&mut self, inputs: usize, points: usize) {
        let zero = S::f32s::splat(self.simd, 0.0);
        let weights = &self.weights[..inputs];
        let slopes = self.slopes.chunks_exact(self.fan_in);
        let rows = self.output.chunks_exact_mut(self.fan_in);
        for ((row, slopes), delta) in rows.zip(slopes).zip(&self.deltas[..points]) {
            let above: S::f32s = load(self.simd, delta);
            for ((out, slope), weight) in row.iter_mut().zip(slopes).zip(weights) {
                // As in every sum, from 0 on: it makes -0 a 0.
                let sum = load::<S, N>(self.simd, weight) * above + zero;
                store::<S, N>(through(self.simd, self.relu, slope, sum), out);
            }
        }
    }
}

/// The derivative with respect to a pre-activation, from that with respect to the activation.
#[inline(always)]
fn through<S: Simd, const N: usize>(simd: S, relu: bool, slope: &Block<N>, sum: S::f32s) -> S::f32s {
    let slope: S::f32s = load(simd, slope);
    if relu { slope.simd_gt(0.0).select(sum, S::f32s::splat(simd, 0.0)) } else { sum * slope }
}

/// dL/dw(u, i) = sum over p of dL/dz(p, u) a(p, i).
pub(super) struct Gradients<'a, S, const N: usize> {
    pub(super) simd: S,
    pub(super) deltas: &'a [Block<N>],
    pub(super) input: &'a [Block<N>],
    /// What has been summed up so far; unused where the step is made at once.
    pub(super) gradient: &'a mut [Block<N>],
    pub(super) weights: &'a mut [Block<N>],
    pub(super) plain: Option<f32>,
    pub(super) fan_in: usize,
    pub(super) units: usize,
    pub(super) points: usize,
}

impl<S: Simd, const N: usize> Product for Gradients<'_, S, N> {
    #[inline(always)]
    fn tile<const X: usize, const Y: usize>(&mut self, unit: usize, input: usize) {
        let deltas = Columns::of(self.deltas, unit, self.units, self.points);
        let inputs = Columns::of(self.input, input, self.fan_in, self.points);
        let place = |x| (unit + x) * self.fan_in + input;
        let Some(lr) = self.plain else {
            let start: [[S::f32s; Y]; X] = std::array::from_fn(|x| {
                let row: &[Block<N>; Y] = self.gradient[place(x)..].first_chunk().expect("a row");
                std::array::from_fn(|y| load(self.simd, &row[y]))
            });
            let sums = add_products(self.simd, start, deltas, inputs);
            for x in 0..X {
                let row: &mut [Block<N>; Y] = self.gradient[place(x)..].first_chunk_mut().expect("a row");
                for y in 0..Y {
                    store::<S, N>(sums[x][y], &mut row[y]);
                }
            }
            return;
        };
        let start: [[S::f32s; Y]; X] = [[S::f32s::splat(self.simd, 0.0); Y]; X];
        let sums = add_products(self.simd, start, deltas, inputs);
        for x in 0..X {
            let row: &mut [Block<N>; Y] = self.weights[place(x)..].first_chunk_mut().expect("a row");
            for y in 0..Y {
                store::<S, N>(load::<S, N>(self.simd, &row[y]) - sums[x][y] * lr, &mut row[y]);
            }
        }
    }
}

impl<S: Simd, const N: usize> Gradients<'_, S, N> {
    /// All of them, for the first `units` units and the first `inputs` below, where there is a single point: each sum
    /// has one term, and tiles would mostly wait for it.
    #[inline(always)]
    pub(super) fn of_single_point(&mut self, units: usize, inputs: usize) {
        let zero = S::f32s::splat(self.simd, 0.0);
        let input = &self.input[..inputs];
        let sums = if self.plain.is_some() { &mut *self.weights } else { &mut *self.gradient };
        for (row, delta) in sums.chunks_exact_mut(self.fan_in).zip(&self.deltas[..units]) {
            let delta: S::f32s = load(self.simd, delta);
            for (out, input) in row.iter_mut().zip(input) {
                let (old, product) = (load::<S, N>(self.simd, out), delta * load::<S, N>(self.simd, input));
                // As in every sum, from 0 on: it makes -0 a 0.
                let new = self.plain.map_or(old + product, |lr| old - (product + zero) * lr);
                store::<S, N>(new, out);
            }
        }
    }
}

/// Biases whose gradients are summed up together.
const BIASES: usize = 8;

/// Adds dL/db(u) = sum over p of dL/dz(p, u) to `gradient`, or makes the step with learning rate `plain`; `deltas` has a
/// row of `units` for each point.
#[inline(always)]
pub(super) fn step_biases<S: Simd, const N: usize>(
    simd: S,
    deltas: &[Block<N>],
    units: usize,
    gradient: &mut [Block<N>],
    biases: &mut [Block<N>],
    plain: Option<f32>,
) {
    let alive = biases.len();
    let whole = alive - alive % BIASES;
    for unit in (0..whole).step_by(BIASES) {
        step_bias_group::<S, N, BIASES>(simd, deltas, units, unit, gradient, biases, plain);
    }
    for unit in whole..alive {
        step_bias_group::<S, N, 1>(simd, deltas, units, unit, gradient, biases, plain);
    }
}

/// [`step_biases`] for the units `unit..unit + X`.
#[inline(always)]
fn step_bias_group<S: Simd, const N: usize, const X: usize>(
    simd: S,
    deltas: &[Block<N>],
    units: usize,
    unit: usize,
    gradient: &mut [Block<N>],
    biases: &mut [Block<N>],
    plain: Option<f32>,
) {
    let gradient: &mut [Block<N>; X] = gradient[unit..].first_chunk_mut().expect("a gradient for each unit");
    let biases: &mut [Block<N>; X] = biases[unit..].first_chunk_mut().expect("a bias for each unit");
    let zero = S::f32s::splat(simd, 0.0);
    let mut sums: [S::f32s; X] =
        std::array::from_fn(|x| if plain.is_some() { zero } else { load(simd, &gradient[x]) });
    for row in deltas.chunks_exact(units) {
        let row: &[Block<N>; X] = row[unit..].first_chunk().expect("a row of deltas");
        for x in 0..X {
            sums[x] += load::<S, N>(simd, &row[x]);
        }
    }
    for x in 0..X {
        match plain {
            Some(lr) => store::<S, N>(load::<S, N>(simd, &biases[x]) - sums[x] * lr, &mut biases[x]),
            None => store::<S, N>(sums[x], &mut gradient[x]),
        }
    }
}
