//! Reading the function of one network: all points side by side, a lane for each.
//!
//! Every sum adds in the same order as in the batch, so both give the same outputs bit for bit.

#![expect(clippy::needless_range_loop, reason = "tiles are indexed along two sides at once")]

use super::blocks::Blocks;
use super::places::{Place, places};
use super::product::{Block, Columns, Product, Scalars, add_products, cover, store};
use super::slope::activate;
use crate::method::Problem;
use crate::numeric::order::order;
use crate::simd::Simd;
use crate::simd::prelude::*;
use crate::task::Function;

/// Vectors of points that go through the network together.
const WIDTH: usize = 4;

/// How many training points tell which units are alive.
const SAMPLE: usize = 32;

/// What a network turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// It is right on every training point, and this is its function.
    Fits(Function),
    /// It is wrong on this training point.
    Wrong(usize),
    /// It is right on every training point, but some output is not finite.
    NotFinite,
}

/// Reads the functions of networks.
#[derive(Debug)]
pub(super) struct Reader<const N: usize> {
    places: Vec<Place>,
    activation: crate::network::Activation,
    threshold: f32,
    target: Function,
    training: usize,
    /// All points, those of the training set first; the last is repeated to fill whole groups.
    points: Vec<usize>,
    /// Their coordinates: a row for each coordinate, a lane for each point.
    inputs: Blocks<N>,
    /// The parameters of the network that is being read.
    pub(super) parameters: Vec<f32>,
    values: [Blocks<N>; 2],
}

impl<const N: usize> Reader<N> {
    pub(super) fn new(problem: &Problem) -> Self {
        let task = &problem.task;
        let count = task.inputs.count();
        let (mut points, rest): (Vec<_>, Vec<_>) = (0..count).partition(|&point| task.training.label(point));
        points.extend(rest);
        points.resize(count.next_multiple_of(WIDTH * N), points[count - 1]);
        let mut inputs = Blocks::zeros(task.inputs.dimension() * points.len() / N);
        for (coordinate, row) in inputs.chunks_exact_mut(points.len() / N).enumerate() {
            for (number, &point) in row.as_flattened_mut().iter_mut().zip(&points) {
                *number = task.inputs.point(point)[coordinate];
            }
        }
        let (places, parameters) = places(&problem.architecture);
        let widest = problem.architecture.layers().map(|layer| layer.units).max().unwrap_or(1);
        Self {
            places,
            activation: problem.architecture.activation,
            threshold: problem.threshold,
            target: task.target,
            training: task.training_size(),
            points,
            inputs,
            parameters: vec![0.0; parameters],
            values: [Blocks::zeros(widest * WIDTH), Blocks::zeros(widest * WIDTH)],
        }
    }

    /// Reads the function of the network `parameters`, as far as it is right on the training set.
    pub(super) fn read<S: Simd>(&mut self, simd: S) -> Reading {
        let count = self.target.len();
        let (mut bits, mut finite) = (0_u128, true);
        for group in 0..self.points.len() / (WIDTH * N) {
            let start = group * WIDTH * N;
            simd.vectorize(
                #[inline(always)]
                || self.forward(simd, group, self.places.len()),
            );
            let outputs = self.values[0][..WIDTH].as_flattened();
            let end = count.min(start + WIDTH * N);
            for (place, (&point, &z)) in (start..end).zip(self.points[start..end].iter().zip(outputs)) {
                let label = z > self.threshold;
                if place < self.training && label != self.target.label(point) {
                    return Reading::Wrong(point);
                }
                bits |= u128::from(label) << point;
                finite &= z.is_finite();
            }
        }
        if finite { Reading::Fits(Function::new(bits, count)) } else { Reading::NotFinite }
    }

    /// Renames the hidden units of the network `parameters`, of rectified linear units, such that those come first
    /// that are alive at most of the first training points: then the dead ones of many networks stand side
    /// by side. The network computes the same.
    pub(super) fn bring_alive_units_forward<S: Simd>(&mut self, simd: S) {
        let last = self.places.len() - 1;
        for depth in 0..last {
            let units = self.places[depth].layer.units;
            let mut counts = vec![0_u32; units];
            for group in 0..SAMPLE.min(self.training).div_ceil(WIDTH * N) {
                simd.vectorize(
                    #[inline(always)]
                    || self.forward(simd, group, depth + 1),
                );
                let points = (SAMPLE.min(self.training) - group * WIDTH * N).min(WIDTH * N);
                for (count, values) in
                    counts.iter_mut().zip(self.values[1].as_flattened().chunks_exact(WIDTH * N))
                {
                    *count += values[..points].iter().map(|&value| u32::from(value > 0.0)).sum::<u32>();
                }
            }
            let order = order(units, &|left, right| counts[right].cmp(&counts[left]));
            self.rename(depth, &order);
        }
    }

    /// Makes unit `order[u]` of hidden layer `depth` unit u.
    fn rename(&mut self, depth: usize, order: &[usize]) {
        let old = self.parameters.clone();
        let Place { layer, weights, biases } = self.places[depth];
        for (unit, &from) in order.iter().enumerate() {
            let row = &old[weights + from * layer.fan_in..][..layer.fan_in];
            self.parameters[weights + unit * layer.fan_in..][..layer.fan_in].copy_from_slice(row);
            self.parameters[biases + unit] = old[biases + from];
        }
        let Place { layer, weights, .. } = self.places[depth + 1];
        for row in 0..layer.units {
            let start = weights + row * layer.fan_in;
            for (unit, &from) in order.iter().enumerate() {
                self.parameters[start + unit] = old[start + from];
            }
        }
    }

    /// Goes through the first `layers` layers at the points of `group`; outputs are then in the first buffer,
    /// activations of a hidden layer in the second.
    #[inline(always)]
    fn forward<S: Simd>(&mut self, simd: S, group: usize, layers: usize) {
        let [output, input] = &mut self.values;
        let last = self.places.len() - 1;
        let mut alive = self.places[0].layer.fan_in;
        for (depth, &Place { layer, weights, biases }) in self.places[..layers].iter().enumerate() {
            let mut product = Outputs {
                simd,
                weights: &self.parameters[weights..biases],
                biases: &self.parameters[biases..biases + layer.units],
                input: if depth == 0 { &self.inputs } else { input },
                first: if depth == 0 { group * WIDTH } else { 0 },
                width: if depth == 0 { self.points.len() / N } else { WIDTH },
                output,
                fan_in: layer.fan_in,
                alive,
            };
            cover(&mut product, layer.units, WIDTH);
            if depth < last {
                activate(simd, self.activation, output[..layer.units * WIDTH].as_flattened_mut());
                // What is multiplied by 0 at every point is left out, which changes no sum.
                let is_alive = |unit: &usize| {
                    let row = output[unit * WIDTH..][..WIDTH].as_flattened();
                    row.iter().fold(0, |bits, value| bits | value.to_bits()) != 0
                };
                alive = (0..layer.units).rev().find(is_alive).map_or(0, |unit| unit + 1);
                std::mem::swap(output, input);
            }
        }
    }
}

/// z(u, p) = b(u) + sum over i of w(u, i) a(i, p), p a vector of points.
struct Outputs<'a, S, const N: usize> {
    simd: S,
    weights: &'a [f32],
    biases: &'a [f32],
    input: &'a [Block<N>],
    first: usize,
    width: usize,
    output: &'a mut [Block<N>],
    fan_in: usize,
    alive: usize,
}

impl<S: Simd, const N: usize> Product for Outputs<'_, S, N> {
    #[inline(always)]
    fn tile<const X: usize, const Y: usize>(&mut self, unit: usize, column: usize) {
        let weights = Scalars::<X>::of(self.weights, unit, self.fan_in, self.alive);
        let input = Columns::of(self.input, self.first + column, self.width, self.alive);
        let start: [[S::f32s; Y]; X] =
            std::array::from_fn(|x| [S::f32s::splat(self.simd, self.biases[unit + x]); Y]);
        let sums = add_products(self.simd, start, weights, input);
        for x in 0..X {
            for y in 0..Y {
                store::<S, N>(sums[x][y], &mut self.output[(unit + x) * WIDTH + column + y]);
            }
        }
    }
}
