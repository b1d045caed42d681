//! A gang: N networks of one architecture trained in lockstep, one in every lane.
//!
//! The lanes never touch each other: each has its own parameters, its own data, its own state of the
//! optimiser. So a run gives the same bits in whichever lane, beside whichever others, it goes.

#![expect(clippy::needless_range_loop, reason = "tiles are indexed along two sides at once")]

use super::product::{Block, Columns, Product, Rows, add_products, cover, load, store};
use super::slope::slopes;
use super::{Descent, Loss};
use crate::network::{Activation, Architecture, Layer};
use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x8};
use std::marker::PhantomData;

/// The most points of which one pass keeps the activations; larger batches take several passes.
pub(super) const PASS: usize = 16;

/// Where the weights and biases of a layer begin among the parameters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) layer: Layer,
    pub(super) weights: usize,
    pub(super) biases: usize,
}

/// The places of all layers, and after them the number of parameters.
pub(super) fn places(architecture: &Architecture) -> (Vec<Place>, usize) {
    let mut end = 0;
    let places = architecture
        .layers()
        .map(|layer| {
            let weights = end;
            let biases = weights + layer.fan_in * layer.units;
            end = biases + layer.units;
            Place { layer, weights, biases }
        })
        .collect();
    (places, end)
}

/// What one layer computed in a pass: a row of blocks for every point.
#[derive(Clone, Debug)]
struct Trace<const N: usize> {
    /// Activations; of the last layer, outputs.
    values: Vec<Block<N>>,
    /// phi' at the pre-activations (hidden layers only).
    slopes: Vec<Block<N>>,
    /// Derivatives of the loss with respect to the pre-activations.
    deltas: Vec<Block<N>>,
}

/// The parameters, gradients and activations of N networks.
#[derive(Clone, Debug)]
pub(super) struct Gang<S: Simd, const N: usize> {
    activation: Activation,
    loss: Loss,
    places: Vec<Place>,
    /// As [`Parameters`](crate::network::Parameters), a block for each.
    pub(super) parameters: Vec<Block<N>>,
    pub(super) gradient: Vec<Block<N>>,
    /// The coordinates of the points of this pass, a row for each.
    pub(super) inputs: Vec<Block<N>>,
    /// Their labels as -1 and +1.
    pub(super) signs: Vec<Block<N>>,
    traces: Vec<Trace<N>>,
    level: PhantomData<S>,
}

/// Blocks for at least `count` numbers a run, a whole number of eight-lane vectors.
fn blocks<const N: usize>(count: usize) -> Vec<Block<N>> {
    vec![[0.0; N]; count.next_multiple_of(LANES / N)]
}

impl<S: Simd, const N: usize> Gang<S, N> {
    pub(super) fn new(architecture: &Architecture, descent: &Descent) -> Self {
        let (places, parameters) = places(architecture);
        let pass = descent.batch.min(PASS);
        let trace = |&Place { layer, .. }: &Place| Trace {
            values: blocks(pass * layer.units),
            slopes: blocks(pass * layer.units),
            deltas: blocks(pass * layer.units),
        };
        Self {
            activation: architecture.activation,
            loss: descent.loss,
            traces: places.iter().map(trace).collect(),
            parameters: blocks(parameters),
            gradient: blocks(parameters),
            inputs: blocks(pass * architecture.inputs),
            signs: blocks(pass),
            places,
            level: PhantomData,
        }
    }

    /// The outputs at the first points of `inputs`, a block for each.
    pub(super) fn outputs(&self) -> &[Block<N>] {
        &self.traces.last().expect("a network has layers").values
    }

    /// Computes the outputs at the first `points` of `inputs`.
    pub(super) fn forward(&mut self, simd: S, points: usize) {
        for depth in 0..self.places.len() {
            self.forward_layer(simd, depth, points);
        }
    }

    fn forward_layer(&mut self, simd: S, depth: usize, points: usize) {
        let Place { layer: Layer { fan_in, units }, weights, biases } = self.places[depth];
        let (before, after) = self.traces.split_at_mut(depth);
        let trace = &mut after[0];
        let input = before.last().map_or(&self.inputs, |trace| &trace.values);
        let parameters = &self.parameters;
        let hidden = depth + 1 < self.places.len();
        let activation = self.activation;
        simd.vectorize(
            #[inline(always)]
            || {
                let mut product = Outputs {
                    simd,
                    weights: &parameters[weights..biases],
                    biases: &parameters[biases..biases + units],
                    input,
                    output: &mut trace.values,
                    fan_in,
                    units,
                };
                cover(&mut product, units, points);
                if hidden {
                    let end = (points * units).next_multiple_of(LANES / N);
                    let values = trace.values[..end].as_flattened_mut();
                    slopes(simd, activation, values, trace.slopes[..end].as_flattened_mut());
                }
            },
        );
    }

    /// Adds the gradient of the mean loss over the first `points` of `inputs`, of a batch of `batch`, to
    /// `gradient`, or begins it anew; the outputs must have been computed.
    pub(super) fn backward(&mut self, simd: S, points: usize, batch: usize, anew: bool) {
        if anew {
            self.gradient.fill([0.0; N]);
        }
        self.loss_slopes(simd, points, batch);
        for depth in (0..self.places.len()).rev() {
            self.backward_layer(simd, depth, points);
        }
    }

    fn loss_slopes(&mut self, simd: S, points: usize, batch: usize) {
        let trace = self.traces.last_mut().expect("a network has layers");
        let end = points.next_multiple_of(LANES / N);
        let (loss, share, signs) = (self.loss, 1.0 / batch as f32, &self.signs);
        simd.vectorize(
            #[inline(always)]
            || {
                let outputs = trace.values[..end].as_flattened().chunks_exact(LANES);
                let signs = signs[..end].as_flattened().chunks_exact(LANES);
                let deltas = trace.deltas[..end].as_flattened_mut().chunks_exact_mut(LANES);
                for ((output, sign), delta) in outputs.zip(signs).zip(deltas) {
                    let (z, sign) = (f32x8::from_slice(simd, output), f32x8::from_slice(simd, sign));
                    (loss.slope(z, sign) * share).store_slice(delta);
                }
            },
        );
    }

    fn backward_layer(&mut self, simd: S, depth: usize, points: usize) {
        let Place { layer: Layer { fan_in, units }, weights, biases } = self.places[depth];
        let (before, after) = self.traces.split_at_mut(depth);
        let deltas = &after[0].deltas;
        let (parameters, gradient, inputs) = (&self.parameters, &mut self.gradient, &self.inputs);
        simd.vectorize(
            #[inline(always)]
            || {
                let (weight_gradient, bias_gradient) =
                    gradient[weights..biases + units].split_at_mut(biases - weights);
                for row in deltas.chunks_exact(units).take(points) {
                    for (sum, delta) in bias_gradient.iter_mut().zip(row) {
                        store::<S, N>(load(simd, sum) + load(simd, delta), sum);
                    }
                }
                let input = before.last().map_or(inputs, |trace| &trace.values);
                let gradient = weight_gradient;
                cover(&mut Gradients { simd, deltas, input, gradient, fan_in, units, points }, units, fan_in);
                if let Some(below) = before.last_mut() {
                    let mut product = Deltas {
                        simd,
                        weights: &parameters[weights..biases],
                        deltas,
                        slopes: &below.slopes,
                        output: &mut below.deltas,
                        fan_in,
                        units,
                    };
                    cover(&mut product, fan_in, points);
                }
            },
        );
    }
}

/// z(p, u) = b(u) + sum over i of w(u, i) a(p, i).
struct Outputs<'a, S, const N: usize> {
    simd: S,
    weights: &'a [Block<N>],
    biases: &'a [Block<N>],
    input: &'a [Block<N>],
    output: &'a mut [Block<N>],
    fan_in: usize,
    units: usize,
}

impl<S: Simd, const N: usize> Product for Outputs<'_, S, N> {
    #[inline(always)]
    fn tile<const X: usize, const Y: usize>(&mut self, unit: usize, point: usize) {
        let weights = Rows::<N, X>::of(self.weights, unit, self.fan_in);
        let input = Rows::<N, Y>::of(self.input, point, self.fan_in);
        let biases: &[Block<N>; X] = self.biases[unit..].first_chunk().expect("a bias for each unit");
        let start: [[S::f32s; Y]; X] = std::array::from_fn(|x| [load(self.simd, &biases[x]); Y]);
        let sums = add_products(self.simd, start, weights, input);
        for y in 0..Y {
            let out: &mut [Block<N>; X] =
                self.output[(point + y) * self.units + unit..].first_chunk_mut().expect("a row of outputs");
            for x in 0..X {
                store::<S, N>(sums[x][y], &mut out[x]);
            }
        }
    }
}

/// dL/dz(p, i) of the layer below = phi'(z(p, i)) times the sum over u of w(u, i) dL/dz(p, u).
struct Deltas<'a, S, const N: usize> {
    simd: S,
    weights: &'a [Block<N>],
    deltas: &'a [Block<N>],
    slopes: &'a [Block<N>],
    output: &'a mut [Block<N>],
    fan_in: usize,
    units: usize,
}

impl<S: Simd, const N: usize> Product for Deltas<'_, S, N> {
    #[inline(always)]
    fn tile<const X: usize, const Y: usize>(&mut self, input: usize, point: usize) {
        let weights = Columns::of(self.weights, input, self.fan_in, self.units);
        let deltas = Rows::<N, Y>::of(self.deltas, point, self.units);
        let start: [[S::f32s; Y]; X] = [[S::f32s::splat(self.simd, 0.0); Y]; X];
        let sums = add_products(self.simd, start, weights, deltas);
        for y in 0..Y {
            let place = (point + y) * self.fan_in + input;
            let slopes: &[Block<N>; X] = self.slopes[place..].first_chunk().expect("a row of slopes");
            let out: &mut [Block<N>; X] = self.output[place..].first_chunk_mut().expect("a row of deltas");
            for x in 0..X {
                store::<S, N>(sums[x][y] * load(self.simd, &slopes[x]), &mut out[x]);
            }
        }
    }
}

/// dL/dw(u, i) += sum over p of dL/dz(p, u) a(p, i).
struct Gradients<'a, S, const N: usize> {
    simd: S,
    deltas: &'a [Block<N>],
    input: &'a [Block<N>],
    gradient: &'a mut [Block<N>],
    fan_in: usize,
    units: usize,
    points: usize,
}

impl<S: Simd, const N: usize> Product for Gradients<'_, S, N> {
    #[inline(always)]
    fn tile<const X: usize, const Y: usize>(&mut self, unit: usize, input: usize) {
        let deltas = Columns::of(self.deltas, unit, self.units, self.points);
        let inputs = Columns::of(self.input, input, self.fan_in, self.points);
        let rows: [&mut [Block<N>; Y]; X] = {
            let mut rows = self.gradient[unit * self.fan_in..].chunks_exact_mut(self.fan_in);
            std::array::from_fn(|_| {
                let row = rows.next().expect("a row for each unit");
                row[input..].first_chunk_mut().expect("a column for each input")
            })
        };
        let start: [[S::f32s; Y]; X] =
            std::array::from_fn(|x| std::array::from_fn(|y| load(self.simd, &rows[x][y])));
        let sums = add_products(self.simd, start, deltas, inputs);
        for x in 0..X {
            for y in 0..Y {
                store::<S, N>(sums[x][y], &mut rows[x][y]);
            }
        }
    }
}
