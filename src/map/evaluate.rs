//! The functions of eight neighbouring pixels at a time.
//!
//! On a row of the picture all parameters are affine in u, and so are the pre-activations of the first layer at
//! every input: both are tabulated at the centre of the window and as slopes, and only moved from pixel to
//! pixel. Sums are in single precision, but what they start from is rounded from double at the centre
//! of the window, so that zooming in loses nothing.

use super::plane::Plane;
use crate::method::Problem;
use crate::network::Layer;
use crate::simd::prelude::*;
use crate::simd::{LANES, Phi, Simd, f32x8, u32x8};

/// Inputs evaluated together.
const POINTS: usize = 4;

/// Evaluates networks on a plane, row by row.
pub(super) trait Evaluate {
    /// Goes to the row at coordinate `v`, with columns counted from the centre `u` of the window.
    fn row(&mut self, u: f64, v: f64);

    /// The functions, as bits, at these distances from the centre.
    fn functions(&mut self, across: [f32; LANES]) -> [u128; LANES];
}

/// A quantity a + u b + v c on the plane, and what it is on the present row.
#[derive(Clone, Debug)]
struct Affine {
    constant: Vec<f64>,
    slopes: [Vec<f64>; 2],
    /// At the centre of the row.
    centre: Vec<f32>,
    /// Its change with u.
    slope: Vec<f32>,
}

impl Affine {
    fn new(terms: impl Iterator<Item = [f64; 3]>) -> Self {
        let (mut constant, mut slopes) = (Vec::new(), [Vec::new(), Vec::new()]);
        for [a, b, c] in terms {
            constant.push(a);
            slopes[0].push(b);
            slopes[1].push(c);
        }
        let slope = slopes[0].iter().map(|&b| b as f32).collect();
        Self { centre: vec![0.0; constant.len()], constant, slopes, slope }
    }

    fn row(&mut self, u: f64, v: f64) {
        let terms = self.constant.iter().zip(&self.slopes[0]).zip(&self.slopes[1]);
        for (centre, ((a, b), c)) in self.centre.iter_mut().zip(terms) {
            *centre = (a + u * b + v * c) as f32;
        }
    }
}

/// Eight pixels side by side, one a lane.
pub(super) struct Lanes<S: Simd, A: Phi> {
    simd: S,
    phi: A,
    threshold: f32,
    /// The number of inputs of a function.
    inputs: usize,
    layers: Vec<Layer>,
    /// Pre-activations of the first layer: a row of its units for every input, the last input repeated to
    /// fill whole groups.
    first: Affine,
    /// Weights and biases of the other layers: unit by unit, the bias and then the weights.
    later: Affine,
    /// The later parameters at eight pixels.
    parameters: Vec<f32>,
    /// Activations of the layer before and the layer at work: unit by unit, four inputs, eight pixels.
    buffers: [Vec<f32>; 2],
}

impl<S: Simd, A: Phi> Lanes<S, A> {
    pub(super) fn new(simd: S, phi: A, problem: &Problem, plane: &Plane) -> Self {
        let inputs = &problem.task.inputs;
        let layers: Vec<Layer> = problem.architecture.layers().collect();
        let parameter = |index: usize| [plane.origin[index], plane.slope(0, index), plane.slope(1, index)];
        let Layer { fan_in, units } = layers[0];
        let rows =
            (0..inputs.count().next_multiple_of(POINTS)).map(|j| inputs.point(j.min(inputs.count() - 1)));
        let first = rows.flat_map(|point| {
            (0..units).map(move |unit| {
                let bias = parameter(fan_in * units + unit);
                point.iter().enumerate().fold(bias, |sum, (i, &x)| {
                    let weight = parameter(unit * fan_in + i);
                    std::array::from_fn(|term| sum[term] + weight[term] * f64::from(x))
                })
            })
        });
        let mut later = Vec::new();
        let mut start = layers[0].parameter_count();
        for layer in &layers[1..] {
            let biases = start + layer.fan_in * layer.units;
            for unit in 0..layer.units {
                later.push(parameter(biases + unit));
                later.extend((0..layer.fan_in).map(|i| parameter(start + unit * layer.fan_in + i)));
            }
            start += layer.parameter_count();
        }
        let widest = layers.iter().map(|layer| layer.units).max().unwrap_or(1);
        let buffer = vec![0.0; widest * POINTS * LANES];
        Self {
            simd,
            phi,
            threshold: problem.threshold,
            inputs: inputs.count(),
            first: Affine::new(first),
            parameters: vec![0.0; later.len() * LANES],
            later: Affine::new(later.into_iter()),
            buffers: [buffer.clone(), buffer],
            layers,
        }
    }

    #[inline(always)]
    fn evaluate(&mut self, across: [f32; LANES]) -> [u128; LANES] {
        let simd = self.simd;
        let across = f32x8::simd_from(simd, across);
        let terms = self.later.centre.iter().zip(&self.later.slope);
        for (block, (&centre, &slope)) in self.parameters.chunks_exact_mut(LANES).zip(terms) {
            (across * slope + centre).store_slice(block);
        }
        let threshold = f32x8::splat(simd, self.threshold);
        let mut functions = [0_u128; LANES];
        for word in 0..self.inputs.div_ceil(32) {
            let mut bits = u32x8::splat(simd, 0);
            for start in (32 * word..self.inputs.min(32 * word + 32)).step_by(POINTS) {
                let outputs = self.forward(across, start);
                for (k, output) in outputs.into_iter().enumerate() {
                    let bit = u32x8::splat(simd, 1 << ((start + k) % 32));
                    bits |= output.simd_gt(threshold).select(bit, u32x8::splat(simd, 0));
                }
            }
            let bits: [u32; LANES] = bits.into();
            for (function, bits) in functions.iter_mut().zip(bits) {
                *function |= u128::from(bits) << (32 * word);
            }
        }
        functions
    }

    /// The outputs at four inputs from `start` on.
    #[inline(always)]
    fn forward(&mut self, across: f32x8<S>, start: usize) -> [f32x8<S>; POINTS] {
        let simd = self.simd;
        let units = self.layers[0].units;
        let centres: [&[f32]; POINTS] =
            std::array::from_fn(|k| &self.first.centre[(start + k) * units..][..units]);
        let slopes: [&[f32]; POINTS] =
            std::array::from_fn(|k| &self.first.slope[(start + k) * units..][..units]);
        let [mut before, mut after] = self.buffers.each_mut().map(Vec::as_mut_slice);
        let mut outputs = [across; POINTS];
        if self.layers.len() == 1 {
            for (k, output) in outputs.iter_mut().enumerate() {
                *output = across * slopes[k][0] + centres[k][0];
            }
            return outputs;
        }
        for (unit, block) in before.chunks_exact_mut(POINTS * LANES).take(units).enumerate() {
            for (k, block) in block.chunks_exact_mut(LANES).enumerate() {
                self.phi.apply(across * slopes[k][unit] + centres[k][unit]).store_slice(block);
            }
        }
        let mut parameters = self.parameters.as_slice();
        let last = self.layers.len() - 1;
        for (depth, layer) in self.layers.iter().enumerate().skip(1) {
            let (these, rest) = parameters.split_at(layer.parameter_count() * LANES);
            parameters = rest;
            dense(simd, layer, these, before, after);
            if depth < last {
                for block in after[..layer.units * POINTS * LANES].chunks_exact_mut(LANES) {
                    self.phi.apply(f32x8::from_slice(simd, block)).store_slice(block);
                }
            }
            std::mem::swap(&mut before, &mut after);
        }
        for (output, block) in outputs.iter_mut().zip(before.chunks_exact(LANES)) {
            *output = f32x8::from_slice(simd, block);
        }
        outputs
    }
}

impl<S: Simd, A: Phi> Evaluate for Lanes<S, A> {
    fn row(&mut self, u: f64, v: f64) {
        self.first.row(u, v);
        self.later.row(u, v);
    }

    fn functions(&mut self, across: [f32; LANES]) -> [u128; LANES] {
        let simd = self.simd;
        let mut functions = simd.vectorize(
            #[inline(always)]
            || self.evaluate(across),
        );
        let mask = u128::MAX >> (128 - self.inputs);
        functions.iter_mut().for_each(|function| *function &= mask);
        functions
    }
}

/// The pre-activations of a layer, two units at a time while there are two.
#[inline(always)]
fn dense<S: Simd>(simd: S, layer: &Layer, parameters: &[f32], input: &[f32], output: &mut [f32]) {
    let row = (layer.fan_in + 1) * LANES;
    let input = &input[..layer.fan_in * POINTS * LANES];
    let mut pairs = parameters.chunks_exact(2 * row);
    let mut blocks = output[..layer.units * POINTS * LANES].chunks_exact_mut(2 * POINTS * LANES);
    for (pair, block) in (&mut pairs).zip(&mut blocks) {
        let (one, other) = pair.split_at(row);
        sums(simd, [one, other], input, block);
    }
    if layer.units % 2 == 1 {
        sums(simd, [pairs.remainder()], input, blocks.into_remainder());
    }
}

/// The pre-activations of U units, a vector of pixels after the other, so that all sums stay in registers.
#[inline(always)]
fn sums<S: Simd, const U: usize>(simd: S, rows: [&[f32]; U], input: &[f32], output: &mut [f32]) {
    let width = S::f32s::LEN;
    for lane in (0..LANES).step_by(width) {
        let mut sums = [[S::f32s::splat(simd, 0.0); POINTS]; U];
        for (row, sums) in rows.iter().zip(&mut sums) {
            *sums = [load(simd, row, lane); POINTS];
        }
        for (i, block) in input.chunks_exact(POINTS * LANES).enumerate() {
            let mut activations = [S::f32s::splat(simd, 0.0); POINTS];
            for (k, activation) in activations.iter_mut().enumerate() {
                *activation = load(simd, block, k * LANES + lane);
            }
            for (row, sums) in rows.iter().zip(&mut sums) {
                let weight = load(simd, row, (i + 1) * LANES + lane);
                for (sum, activation) in sums.iter_mut().zip(activations) {
                    *sum += weight * activation;
                }
            }
        }
        for (unit, sums) in sums.into_iter().enumerate() {
            for (k, sum) in sums.into_iter().enumerate() {
                sum.store_slice(&mut output[(unit * POINTS + k) * LANES + lane..][..width]);
            }
        }
    }
}

#[inline(always)]
fn load<S: Simd>(simd: S, slice: &[f32], at: usize) -> S::f32s {
    S::f32s::from_slice(simd, &slice[at..at + S::f32s::LEN])
}
