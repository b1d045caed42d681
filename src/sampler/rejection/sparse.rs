//! Networks of rectifiers on the whole Boolean cube, one at a time, with a sparse second layer.
//!
//! Over the cube a first-layer pre-activation z keeps its sign at most inputs. So relu(z) = z + |z| where a unit that
//! is on at the centre of the cube is off, |z| where one that is off there is on, and otherwise plainly z or 0:
//! the units that are on at the centre make one affine map a second-layer unit, whose values at all inputs
//! are subset sums, and only the deviating pairs of unit and input are multiplied. Exact up to rounding.
//!
//! Rectifiers are homogeneous, so the weights of all layers but the first stay unscaled, and their scales
//! go into the first layer and the biases.

use super::plan::{Plan, ScaledLayer};
use crate::Function;
use crate::network::{Activation, Distribution};
use crate::random::Stream;
use crate::simd::prelude::*;
use crate::simd::{LANES, Phi, Relu, Simd, apart, f32x8};
use crate::task::Encoding;

/// Second-layer units worked on together, in vectors: what stays in sixteen registers of four lanes.
const GROUPS: usize = 5;

/// Scratch of one network. Rows over the units of a layer are padded to whole vectors.
#[derive(Clone, Debug)]
pub(super) struct Sparse {
    encoding: Encoding,
    /// By layer: what its weights and biases are multiplied with.
    scales: Vec<(f32, f32)>,
    /// Raw draws: by layer, by input of the layer, bias first, one number a unit; with a vector's slack.
    raw: Vec<f32>,
    /// First layer: row 0 the pre-activations at input 0, row 1 + k the change when bit k is set.
    steps: Vec<f32>,
    /// First layer: the pre-activations at all inputs.
    first: Vec<f32>,
    /// The second layer's affine part: as `steps`.
    affine_steps: Vec<f32>,
    /// The affine part at all inputs, for one group of units.
    affine: Vec<f32>,
    /// Activations of the layer before and the layer at work, at all inputs.
    layers: [Vec<f32>; 2],
    /// The labels of all inputs.
    pub(super) bits: u128,
}

/// Units, rounded up to whole vectors.
fn padded(units: usize) -> usize {
    units.next_multiple_of(LANES)
}

impl Sparse {
    /// `None` if the problem is none for this: not rectifiers with at least two hidden layers on the whole cube,
    /// or with scales whose product leaves single precision.
    pub(super) fn new(plan: &Plan) -> Option<Self> {
        let encoding = plan.cube?;
        if plan.activation != Activation::Relu || plan.layers.len() < 3 {
            return None;
        }
        let mut scales = Vec::new();
        let mut later = 1.0_f32;
        for (index, layer) in plan.layers.iter().enumerate().rev() {
            scales.push((if index == 0 { layer.weight * later } else { 1.0 }, layer.bias * later));
            later *= layer.weight;
            if !(1e-12..1e12).contains(&later) {
                return None;
            }
        }
        scales.reverse();
        let (first, second) = (padded(plan.layers[0].shape.units), padded(plan.layers[1].shape.units));
        let widest = plan.layers[1..].iter().map(|layer| padded(layer.shape.units)).max()?;
        let (n, points) = (plan.dimension(), plan.points());
        Some(Self {
            encoding,
            scales,
            raw: vec![0.0; plan.parameter_count() + LANES],
            steps: vec![0.0; (n + 1) * first],
            first: vec![0.0; points * first],
            affine_steps: vec![0.0; (n + 1) * second],
            affine: vec![0.0; points * GROUPS * LANES],
            layers: [vec![0.0; points * widest], vec![0.0; points * widest]],
            bits: 0,
        })
    }

    /// Draws a new network and finds its function.
    #[inline(always)]
    pub(super) fn draw<S: Simd>(&mut self, simd: S, plan: &Plan, stream: &mut Stream) {
        let count = plan.parameter_count();
        match plan.distribution {
            Distribution::Gaussian => stream.fill_gaussian(simd, &mut self.raw[..count]),
            Distribution::Uniform => stream.fill_uniform(simd, &mut self.raw[..count]),
        }
        self.evaluate(simd, plan);
    }

    /// Finds the function of the parameters that are there.
    #[inline(always)]
    fn evaluate<S: Simd>(&mut self, simd: S, plan: &Plan) {
        let shape = plan.layers[0].shape;
        let own = &self.raw[..shape.parameter_count()];
        first_steps(own, shape.units, self.scales[0], self.encoding, &mut self.steps);
        subset_sums(simd, &self.steps, padded(shape.units), &mut self.first);
        self.second(simd, plan);
        let later = &self.raw[shape.parameter_count()..];
        let mut raw = &later[plan.layers[1].shape.parameter_count()..];
        let [mut before, mut after] = self.layers.each_mut().map(Vec::as_mut_slice);
        let last = plan.layers.len() - 1;
        let points = plan.points();
        for (layer, scale) in plan.layers[..last].iter().zip(&self.scales).skip(2) {
            dense(simd, layer, scale.1, points, raw, (before, after));
            raw = &raw[layer.shape.parameter_count()..];
            std::mem::swap(&mut before, &mut after);
        }
        let fan_in = plan.layers[last].shape.fan_in;
        let activations = &before[..points * padded(fan_in)];
        self.bits = labels(simd, raw, fan_in, self.scales[last].1, plan.threshold, activations);
    }

    /// The second layer's activations at all inputs.
    #[inline(always)]
    fn second<S: Simd>(&mut self, simd: S, plan: &Plan) {
        let [first, second] = [plan.layers[0].shape, plan.layers[1].shape];
        let raw = &self.raw[first.parameter_count()..];
        let on = on_at_centre(&self.steps, padded(first.units), first.units);
        let groups = padded(second.units) / LANES;
        let mut start = 0;
        while start < groups {
            let count = (groups - start).min(GROUPS);
            let mut work = Work {
                raw,
                bias: self.scales[1].1,
                inputs: first.units,
                units: second.units,
                on,
                start: start * LANES,
                steps: &self.steps,
                first: &self.first,
                affine_steps: &mut self.affine_steps,
                affine: &mut self.affine,
                out: &mut self.layers[0],
            };
            match count {
                1 => apart(
                    simd,
                    #[inline(always)]
                    || work.run::<S, 1>(simd),
                ),
                2 => apart(
                    simd,
                    #[inline(always)]
                    || work.run::<S, 2>(simd),
                ),
                3 => apart(
                    simd,
                    #[inline(always)]
                    || work.run::<S, 3>(simd),
                ),
                4 => apart(
                    simd,
                    #[inline(always)]
                    || work.run::<S, 4>(simd),
                ),
                _ => apart(
                    simd,
                    #[inline(always)]
                    || work.run::<S, GROUPS>(simd),
                ),
            }
            start += count;
        }
    }
}

/// Row 0: the pre-activations at input 0; row 1 + k: what setting bit k adds (the lowest bit is the last input).
fn first_steps(raw: &[f32], units: usize, (weight, bias): (f32, f32), encoding: Encoding, steps: &mut [f32]) {
    let stride = padded(units);
    let (biases, weights) = raw.split_at(units);
    let (base, changes) = steps.split_at_mut(stride);
    for (base, raw) in base.iter_mut().zip(biases) {
        *base = raw * bias;
    }
    for (change, row) in changes.chunks_exact_mut(stride).rev().zip(weights.chunks_exact(units)) {
        for ((change, base), raw) in change.iter_mut().zip(base.iter_mut()).zip(row) {
            match encoding {
                Encoding::ZeroOne => *change = raw * weight,
                Encoding::PlusMinus => {
                    *base -= raw * weight;
                    *change = 2.0 * (raw * weight);
                }
            }
        }
    }
}

/// All sums of row 0 and a subset of the other rows: that of input j takes row 1 + k for every bit k of j.
#[inline(always)]
fn subset_sums<S: Simd>(simd: S, steps: &[f32], stride: usize, out: &mut [f32]) {
    let (base, changes) = steps.split_at(stride);
    out[..stride].copy_from_slice(base);
    let mut known = stride;
    for change in changes.chunks_exact(stride) {
        let (before, after) = out[..2 * known].split_at_mut(known);
        for (from, to) in before.chunks_exact(stride).zip(after.chunks_exact_mut(stride)) {
            for ((from, to), change) in
                from.chunks_exact(LANES).zip(to.chunks_exact_mut(LANES)).zip(change.chunks_exact(LANES))
            {
                (f32x8::from_slice(simd, from) + f32x8::from_slice(simd, change)).store_slice(to);
            }
        }
        known *= 2;
    }
}

/// The first-layer units that are on at the centre of the cube, as bits.
fn on_at_centre(steps: &[f32], stride: usize, units: usize) -> u128 {
    // In both encodings the centre lies half of all steps from input 0.
    (0..units).fold(0, |on, unit| {
        let half: f32 = steps[stride..].chunks_exact(stride).map(|row| row[unit]).sum::<f32>() * 0.5;
        on | u128::from(steps[unit] + half > 0.0) << unit
    })
}

/// A few groups of second-layer units, from `start` on.
struct Work<'a> {
    raw: &'a [f32],
    bias: f32,
    inputs: usize,
    units: usize,
    on: u128,
    start: usize,
    steps: &'a [f32],
    first: &'a [f32],
    affine_steps: &'a mut [f32],
    affine: &'a mut [f32],
    out: &'a mut [f32],
}

impl Work<'_> {
    #[inline(always)]
    fn run<S: Simd, const G: usize>(&mut self, simd: S) {
        let (biases, weights) = self.raw.split_at(self.units);
        let stride = padded(self.inputs);
        let width = G * LANES;
        for (row, (steps, affine)) in
            self.steps.chunks_exact(stride).zip(self.affine_steps.chunks_exact_mut(width)).enumerate()
        {
            let mut sums = [f32x8::splat(simd, 0.0); G];
            if row == 0 {
                for (group, sum) in sums.iter_mut().enumerate() {
                    *sum = eight(simd, &biases[self.start + group * LANES..]) * self.bias;
                }
            }
            let mut on = self.on;
            while on != 0 {
                let unit = on.trailing_zeros() as usize;
                on &= on - 1;
                let factor = f32x8::splat(simd, steps[unit]);
                let column = &weights[unit * self.units + self.start..][..width];
                for (sum, weight) in sums.iter_mut().zip(column.chunks_exact(LANES)) {
                    *sum += factor * f32x8::from_slice(simd, weight);
                }
            }
            for (sum, affine) in sums.into_iter().zip(affine.chunks_exact_mut(LANES)) {
                sum.store_slice(affine);
            }
        }
        let rows = self.steps.len() / stride;
        let points = 1 << (rows - 1);
        subset_sums(simd, &self.affine_steps[..rows * width], width, &mut self.affine[..points * width]);
        let out_stride = padded(self.units);
        let zero = f32x8::splat(simd, 0.0);
        for ((first, affine), out) in self
            .first
            .chunks_exact(stride)
            .zip(self.affine.chunks_exact(width))
            .zip(self.out.chunks_exact_mut(out_stride))
        {
            let mut sums = [zero; G];
            for (sum, affine) in sums.iter_mut().zip(affine.chunks_exact(LANES)) {
                *sum = f32x8::from_slice(simd, affine);
            }
            for (word, values) in first.chunks(64).enumerate() {
                let mut positive = 0_u64;
                for (group, z) in values.chunks_exact(LANES).enumerate() {
                    let mask = f32x8::from_slice(simd, z).simd_gt(zero).to_bitmask();
                    positive |= mask << (group * LANES);
                }
                let real = u64::MAX >> (64 - (self.inputs - 64 * word).min(64));
                let mut deviating = (positive ^ (self.on >> (64 * word)) as u64) & real;
                while deviating != 0 {
                    let unit = deviating.trailing_zeros() as usize;
                    deviating &= deviating - 1;
                    let factor = f32x8::splat(simd, values[unit].abs());
                    let column = &weights[(64 * word + unit) * self.units + self.start..][..width];
                    for (sum, weight) in sums.iter_mut().zip(column.chunks_exact(LANES)) {
                        *sum += factor * f32x8::from_slice(simd, weight);
                    }
                }
            }
            let out = &mut out[self.start..][..width];
            for (sum, out) in sums.into_iter().zip(out.chunks_exact_mut(LANES)) {
                Relu.apply(sum).store_slice(out);
            }
        }
    }
}

/// Up to eight numbers, filled up with zeros.
#[inline(always)]
fn eight<S: Simd>(simd: S, numbers: &[f32]) -> f32x8<S> {
    let mut block = [0.0; LANES];
    let count = numbers.len().min(LANES);
    block[..count].copy_from_slice(&numbers[..count]);
    f32x8::simd_from(simd, block)
}

/// The activations of a later layer at all inputs, from those of the layer before. `raw` starts with the biases.
#[inline(always)]
fn dense<S: Simd>(
    simd: S,
    layer: &ScaledLayer,
    bias: f32,
    points: usize,
    raw: &[f32],
    io: (&[f32], &mut [f32]),
) {
    const TILE: usize = 4;
    let (fan_in, units) = (layer.shape.fan_in, layer.shape.units);
    let (from, to) = (padded(fan_in), padded(units));
    let (biases, weights) = raw.split_at(units);
    let (before, after) = (&io.0[..points * from], &mut io.1[..points * to]);
    for start in (0..units).step_by(LANES) {
        let bias = eight(simd, &biases[start..]) * bias;
        for (before, after) in before.chunks(TILE * from).zip(after.chunks_mut(TILE * to)) {
            let count = before.len() / from;
            let mut sums = [bias; TILE];
            let mut rows = [&before[..fan_in]; TILE];
            for (row, before) in rows.iter_mut().zip(before.chunks_exact(from)) {
                *row = &before[..fan_in];
            }
            for i in 0..fan_in {
                let weight = f32x8::from_slice(simd, &weights[i * units + start..][..LANES]);
                for (sum, row) in sums.iter_mut().zip(rows) {
                    *sum += weight * row[i];
                }
            }
            for (sum, after) in sums.into_iter().zip(after.chunks_exact_mut(to)).take(count) {
                Relu.apply(sum).store_slice(&mut after[start..start + LANES]);
            }
        }
    }
}

/// The labels of all inputs. `raw` starts with the bias.
#[inline(always)]
fn labels<S: Simd>(
    simd: S,
    raw: &[f32],
    fan_in: usize,
    bias: f32,
    threshold: f32,
    activations: &[f32],
) -> u128 {
    let stride = padded(fan_in);
    let mut weights = [0.0; Function::MAX_LEN];
    weights[..fan_in].copy_from_slice(&raw[1..=fan_in]);
    let bias = raw[0] * bias;
    let mut bits = 0_u128;
    for (point, row) in activations.chunks_exact(stride).enumerate() {
        let mut sum = f32x8::splat(simd, 0.0);
        for (weight, activation) in weights.chunks_exact(LANES).zip(row.chunks_exact(LANES)) {
            sum += f32x8::from_slice(simd, weight) * f32x8::from_slice(simd, activation);
        }
        let sum: [f32; LANES] = sum.into();
        let halves = [sum[0] + sum[4], sum[1] + sum[5], sum[2] + sum[6], sum[3] + sum[7]];
        let output = (halves[0] + halves[2]) + (halves[1] + halves[3]) + bias;
        bits |= u128::from(output > threshold) << point;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch;
    use crate::network::Parameters;
    use crate::sampler::rejection::batch::tests::{forward_with_error, random_problem};
    use crate::simd::Level;

    /// The parameters as the reference takes them.
    fn parameters(plan: &Plan, sparse: &Sparse) -> Parameters {
        let mut raw = sparse.raw.as_slice();
        let mut parameters = Vec::new();
        for layer in &plan.layers {
            let (fan_in, units) = (layer.shape.fan_in, layer.shape.units);
            let (biases, rest) = raw.split_at(units);
            for unit in 0..units {
                parameters.extend((0..fan_in).map(|i| rest[i * units + unit] * layer.weight));
            }
            parameters.extend(biases.iter().map(|bias| bias * layer.bias));
            raw = &rest[fan_in * units..];
        }
        Parameters(parameters)
    }

    #[test]
    fn labels_are_those_of_the_reference_at_every_level() {
        let mut settings = Stream::new(4, 0, 0);
        let (mut compared, mut close, mut problems) = (0_u32, 0_u32, 0);
        while problems < 60 {
            let mut problem = random_problem(&mut settings);
            problem.task.training = Function::new(0, problem.task.inputs.count());
            if settings.below(4) == 0 {
                problem.architecture.hidden.push(50 + settings.below(79) as usize);
            }
            let plan = Plan::new(&problem, &[]);
            let Some(mut sparse) = Sparse::new(&plan) else { continue };
            problems += 1;
            for network in 0..5 {
                let mut found = Vec::new();
                for level in Level::available() {
                    let mut stream = Stream::new(5, 0, network);
                    dispatch!(level, simd => sparse.draw(simd, &plan, &mut stream));
                    found.push(sparse.bits);
                }
                assert!(found.iter().all(|bits| *bits == found[0]), "{problem:?}");
                let parameters = parameters(&plan, &sparse);
                for point in 0..plan.points() {
                    let input = problem.task.inputs.point(point);
                    let (output, error) = forward_with_error(&problem.architecture, &parameters, input);
                    let threshold = f64::from(problem.threshold);
                    compared += 1;
                    // The detour over the affine part rounds numbers larger than the reference's by the
                    // pre-activations over the whole cube: at most 2 n + 2 times as large.
                    let error = error * (2.0 * plan.dimension() as f64 + 2.0);
                    if (output - threshold).abs() > error {
                        assert_eq!(found[0] >> point & 1 == 1, output > threshold, "{problem:?}");
                    } else {
                        close += 1;
                    }
                }
            }
        }
        println!("{close} of {compared} labels within rounding of the threshold");
        assert!(compared > 5000 && close < compared / 5);
    }
}
