//! A batch: N networks of one architecture trained in lockstep, one in every lane.
//!
//! The lanes never touch each other: each has its own parameters, its own data, its own state of the
//! optimiser. So a run gives the same bits in whichever lane, beside whichever others, it goes.

use super::blocks::Blocks;
use super::layer::{Deltas, Gradients, Outputs, step_biases};
use super::optimiser::Stepper;
use super::places::{Place, places};
use super::product::{Block, cover};
use super::run::{Lane, Prepared};
#[cfg(feature = "atlas")]
use super::slope::slopes;
use super::{Descent, Loss, Optimiser};
use crate::network::{Activation, Architecture, Layer};
use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, apart, f32x8};
use std::ops::Range;

/// The most points of which one pass keeps the activations; larger batches take several passes.
pub(super) const PASS: usize = 16;

/// How many recent_failures of each lane are looked at before networks are read one by one.
const REFUTATIONS: usize = 3;

/// What one layer computed in a pass: a row of blocks for every point.
#[derive(Debug)]
struct Trace<const N: usize> {
    /// Activations; of the last layer, outputs.
    values: Blocks<N>,
    /// phi' at the pre-activations (hidden layers only).
    slopes: Blocks<N>,
    /// Derivatives of the loss with respect to the pre-activations.
    deltas: Blocks<N>,
    /// All units from here on are dead: their values and slopes are 0 at every point, in every lane. Nothing
    /// of them is computed further, which changes no sum.
    alive: usize,
}

/// The parameters, gradients and activations of N networks.
#[derive(Debug)]
pub(super) struct LaneBatch<S: Simd, const N: usize> {
    simd: S,
    activation: Activation,
    loss: Loss,
    places: Vec<Place>,
    /// As [`Parameters`](crate::network::Parameters), a block for each.
    pub(super) parameters: Blocks<N>,
    gradient: Blocks<N>,
    pub(super) stepper: Stepper<N>,
    /// lr, if the step is so simple that it is made as soon as a gradient is known.
    plain: Option<f32>,
    /// The coordinates of the points of this pass, a row for each.
    inputs: Blocks<N>,
    /// Their labels as -1 and +1.
    signs: Blocks<N>,
    traces: Vec<Trace<N>>,
}

impl<S: Simd, const N: usize> LaneBatch<S, N> {
    pub(super) fn new(simd: S, architecture: &Architecture, descent: &Descent) -> Self {
        let (places, parameters) = places(architecture);
        let pass = descent.batch.min(PASS);
        let trace = |&Place { layer, .. }: &Place| Trace {
            values: Blocks::zeros(pass * layer.units),
            slopes: Blocks::zeros(pass * layer.units),
            deltas: Blocks::zeros(pass * layer.units),
            alive: layer.units,
        };
        let parameters = Blocks::zeros(parameters);
        Self {
            simd,
            stepper: Stepper::new(descent.optimiser, descent.learning_rate, parameters.len()),
            plain: (descent.optimiser == Optimiser::Sgd).then_some(descent.learning_rate),
            activation: architecture.activation,
            loss: descent.loss,
            traces: places.iter().map(trace).collect(),
            gradient: Blocks::zeros(parameters.len()),
            parameters,
            inputs: Blocks::zeros(pass * architecture.inputs),
            signs: Blocks::zeros(pass),
            places,
        }
    }

    /// The outputs at the first points of `inputs`, a block for each.
    fn outputs(&self) -> &[Block<N>] {
        &self.traces.last().expect("a network has layers").values
    }

    /// Computes the outputs at the first `points` of `inputs`.
    fn forward(&mut self, points: usize) {
        for depth in 0..self.places.len() {
            self.forward_layer(depth, points);
        }
    }

    fn forward_layer(&mut self, depth: usize, points: usize) {
        let Place { layer: Layer { fan_in, units }, weights, biases } = self.places[depth];
        let (before, after) = self.traces.split_at_mut(depth);
        let trace = &mut after[0];
        let (input, alive) =
            before.last().map_or((&self.inputs, fan_in), |below| (&below.values, below.alive));
        let (simd, parameters) = (self.simd, &self.parameters);
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
                    rectify: hidden && activation == Activation::Relu,
                    fan_in,
                    alive,
                    units,
                };
                cover(&mut product, units, points);
                if hidden && activation == Activation::Relu {
                    trace.alive = alive_units(&trace.values[..points * units], units);
                }
                #[cfg(feature = "atlas")]
                if hidden && activation != Activation::Relu {
                    let end = (points * units).next_multiple_of(LANES / N);
                    let values = trace.values[..end].as_flattened_mut();
                    slopes(simd, activation, values, trace.slopes[..end].as_flattened_mut());
                }
            },
        );
    }

    /// Computes the gradient of the mean loss over the first `points` of `inputs`, of a batch of `batch`, adds
    /// it to `gradient`, or begins it anew, and makes the step if this is the `last` pass; the outputs must have
    /// been computed.
    fn backward(&mut self, points: usize, batch: usize, anew: bool, last: bool) {
        let plain = self.plain.filter(|_| anew && last);
        if anew && plain.is_none() {
            self.gradient.fill([0.0; N]);
        }
        self.loss_slopes(points, batch);
        for depth in (0..self.places.len()).rev() {
            self.backward_layer(depth, points, plain);
        }
        if last && plain.is_none() {
            let parameters = self.parameters.as_flattened_mut();
            self.stepper.step(self.simd, parameters, self.gradient.as_flattened());
        }
    }

    fn loss_slopes(&mut self, points: usize, batch: usize) {
        let trace = self.traces.last_mut().expect("a network has layers");
        let end = points.next_multiple_of(LANES / N);
        let simd = self.simd;
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

    fn backward_layer(&mut self, depth: usize, points: usize, plain: Option<f32>) {
        let Place { layer: Layer { fan_in, units }, weights, biases } = self.places[depth];
        let (before, after) = self.traces.split_at_mut(depth);
        let Trace { deltas, alive, .. } = &after[0];
        let alive = *alive;
        let (simd, relu) = (self.simd, self.activation == Activation::Relu);
        let place = weights..biases + units;
        let (parameters, gradient) = (&mut self.parameters[place.clone()], &mut self.gradient[place]);
        let inputs = &self.inputs;
        simd.vectorize(
            #[inline(always)]
            || {
                let (weights, biases) = parameters.split_at_mut(biases - weights);
                if let Some(below) = before.last_mut() {
                    let mut product = Deltas {
                        simd,
                        weights,
                        deltas,
                        slopes: if relu { &below.values } else { &below.slopes },
                        relu,
                        output: &mut below.deltas,
                        fan_in,
                        alive,
                        units,
                    };
                    if units == 1 && alive == 1 {
                        product.of_single_unit(below.alive, points);
                    } else {
                        cover(&mut product, below.alive, points);
                    }
                }
                let (gradient, bias_gradient) = gradient.split_at_mut(weights.len());
                let rows = &deltas[..points * units];
                apart(
                    simd,
                    #[inline(always)]
                    || {
                        step_biases(
                            simd,
                            rows,
                            units,
                            &mut bias_gradient[..alive],
                            &mut biases[..alive],
                            plain,
                        )
                    },
                );
                let (input, alive_below) =
                    before.last().map_or((inputs, fan_in), |below| (&below.values, below.alive));
                let mut product =
                    Gradients { simd, deltas, input, gradient, weights, plain, fan_in, units, points };
                if points == 1 {
                    product.of_single_point(alive, alive_below);
                } else {
                    cover(&mut product, alive, alive_below);
                }
            },
        );
    }
}

impl<S: Simd, const N: usize> LaneBatch<S, N> {
    /// Takes a fresh network into `lane`.
    pub(super) fn load(&mut self, lane: usize, parameters: &[f32]) {
        for (block, &parameter) in self.parameters.iter_mut().zip(parameters) {
            block[lane] = parameter;
        }
        self.stepper.restart(lane);
    }

    /// Copies out the network in `lane`.
    pub(super) fn unload(&self, lane: usize, parameters: &mut [f32]) {
        for (parameter, block) in parameters.iter_mut().zip(self.parameters.iter()) {
            *parameter = block[lane];
        }
    }

    /// Whether all parameters of each lane are finite.
    pub(super) fn finite(&self) -> [bool; N] {
        let simd = self.simd;
        let sum: [f32; LANES] = simd.vectorize(
            #[inline(always)]
            || {
                // 0 times a number that is not finite is NaN, and stays so in every sum. Each sum waits for its last
                // addition, so there are several.
                let mut sums = [f32x8::splat(simd, 0.0); 4];
                for numbers in self.parameters.as_flattened().chunks(sums.len() * LANES) {
                    for (sum, numbers) in sums.iter_mut().zip(numbers.chunks_exact(LANES)) {
                        *sum += f32x8::from_slice(simd, numbers) * 0.0;
                    }
                }
                sums.into_iter().fold(f32x8::splat(simd, 0.0), |all, sum| all + sum).into()
            },
        );
        std::array::from_fn(|lane| sum[lane..].iter().step_by(N).all(|&sum| sum == 0.0))
    }

    /// Trains on the points at `pass` of each lane's epoch, at most [`PASS`] of them, which belong to the batch at
    /// `batch`. The last pass of a batch makes the step.
    pub(super) fn train(
        &mut self,
        prepared: &Prepared,
        lanes: &[Lane; N],
        pass: Range<usize>,
        batch: Range<usize>,
    ) {
        let points = pass.len();
        prepared.gather(lanes, pass.clone(), &mut self.inputs, &mut self.signs);
        self.forward(points);
        self.backward(points, batch.len(), pass.start == batch.start, pass.end == batch.end);
    }

    /// Tries to show that candidates for a first fit do not fit, by the points at which they failed last.
    /// Returns how many points it took.
    pub(super) fn check_recent_failures(&mut self, prepared: &Prepared, lanes: &mut [Lane; N]) -> usize {
        let rounds = REFUTATIONS.min(prepared.training());
        for round in 0..rounds {
            if !lanes.iter().any(Lane::is_candidate) {
                return round;
            }
            prepared.gather_suspects(lanes, round, &mut self.inputs);
            self.forward(1);
            for (lane, &z) in lanes.iter_mut().zip(&self.outputs()[0]) {
                if lane.is_candidate() && prepared.is_wrong(lane.recent_failures[round], z) {
                    lane.check_recent_failures(round);
                }
            }
        }
        rounds
    }
}

/// How many units there are up to the last one that is alive; `values` has a row of `units` for each point.
#[inline(always)]
fn alive_units<const N: usize>(values: &[Block<N>], units: usize) -> usize {
    let is_alive = |&unit: &usize| {
        let mut bits = [0_u32; N];
        for block in values[unit..].iter().step_by(units) {
            for (bits, value) in bits.iter_mut().zip(block) {
                *bits |= value.to_bits();
            }
        }
        bits != [0; N]
    };
    (0..units).rev().find(is_alive).map_or(0, |unit| unit + 1)
}
