//! Eight networks at a time, one a lane: all weights drawn, then evaluated point by point.

use super::plan::{Plan, ScaledLayer};
use crate::network::Distribution;
use crate::random::Stream;
use crate::simd::prelude::*;
use crate::simd::{LANES, Phi, Simd, f32x8};
use crate::task::Encoding;

/// Points evaluated together.
pub(super) const TILE: usize = 4;

/// The raw parameters of eight networks and what is known of their functions.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    /// Raw draws, not yet scaled: layer by layer, unit by unit, the bias and then the weights, eight lanes
    /// each.
    raw: Vec<f32>,
    /// Scaled activations of the layer before and the layer at work: unit by unit, [`TILE`] points, eight lanes.
    layers: [Vec<f32>; 2],
    /// The labels found so far, by lane, in the order of [`Plan::order`] but moved to the task's indices.
    pub(super) bits: [u128; LANES],
    /// The lanes that are right on all training points so far, as bits.
    pub(super) alive: u32,
    /// How many points have been evaluated.
    pub(super) done: usize,
}

impl Batch {
    pub(super) fn new(plan: &Plan) -> Self {
        let widest = plan.layers.iter().map(|layer| layer.shape.units.max(layer.shape.fan_in)).max();
        let layer = vec![0.0; widest.unwrap_or(1) * TILE * LANES];
        Self {
            raw: vec![0.0; plan.parameter_count() * LANES],
            layers: [layer.clone(), layer],
            bits: [0; LANES],
            alive: 0,
            done: plan.points(),
        }
    }

    /// Draws new networks.
    #[inline(always)]
    pub(super) fn draw<S: Simd>(&mut self, simd: S, plan: &Plan, stream: &mut Stream) {
        match plan.distribution {
            Distribution::Gaussian => stream.fill_gaussian(simd, &mut self.raw),
            Distribution::Uniform => stream.fill_uniform(simd, &mut self.raw),
        }
        self.start();
    }

    /// Starts evaluating the parameters that are there.
    pub(super) fn start(&mut self) {
        self.bits = [0; LANES];
        self.alive = (1 << LANES) - 1;
        self.done = 0;
    }

    /// The raw parameters of one layer: unit by unit, the bias and then the weights, eight lanes each.
    pub(super) fn layer_mut(&mut self, plan: &Plan, index: usize) -> &mut [f32] {
        let count = |layer: &ScaledLayer| layer.shape.parameter_count() * LANES;
        let start = plan.layers[..index].iter().map(count).sum::<usize>();
        &mut self.raw[start..start + count(&plan.layers[index])]
    }

    /// Starts evaluating the parameters that are there, in the first `lanes` lanes, as networks that are right on
    /// the first `points` training points.
    pub(super) fn start_known(&mut self, plan: &Plan, points: usize, lanes: usize) {
        let known = plan.order.iter().zip(&plan.labels).take(points);
        let bits = known.fold(0, |bits, (&point, &label)| bits | u128::from(label) << point);
        self.bits = [bits; LANES];
        self.alive = (1 << lanes) - 1;
        self.done = points;
    }

    /// Evaluates the next few points and notes which lanes are still right.
    #[inline(always)]
    pub(super) fn advance<S: Simd, A: Phi>(&mut self, simd: S, phi: A, plan: &Plan) {
        let start = self.done;
        let outputs = self.forward(simd, phi, plan, start);
        let threshold = f32x8::splat(simd, plan.threshold);
        let end = (start + TILE).min(plan.points());
        for (place, &output) in (start..end).zip(&outputs) {
            let labels = output.simd_gt(threshold).to_bitmask() as u32;
            let point = plan.order[place];
            for (lane, bits) in self.bits.iter_mut().enumerate() {
                *bits |= u128::from(labels >> lane & 1) << point;
            }
            if let Some(&label) = plan.labels.get(place) {
                self.alive &= if label { labels } else { !labels };
            }
        }
        self.done = end;
    }

    /// The outputs at the points from `start` on; past the last point, those of the last.
    #[inline(always)]
    fn forward<S: Simd, A: Phi>(&mut self, simd: S, phi: A, plan: &Plan, start: usize) -> [f32x8<S>; TILE] {
        let [mut before, mut after] = self.layers.each_mut().map(Vec::as_mut_slice);
        let mut raw = self.raw.as_slice();
        let mut outputs = [f32x8::splat(simd, 0.0); TILE];
        for (index, layer) in plan.layers.iter().enumerate() {
            let (parameters, rest) = raw.split_at(layer.shape.parameter_count() * LANES);
            raw = rest;
            if index > 0 {
                dense(simd, layer, parameters, before, after);
            } else if let Some(encoding) = plan.cube.filter(|_| plan.dimension() >= 2) {
                first_on_cube(simd, layer, parameters, encoding, start, after);
            } else {
                first(simd, layer, parameters, plan, start, after);
            }
            if let Some(next) = plan.layers.get(index + 1) {
                for block in after[..layer.shape.units * TILE * LANES].chunks_exact_mut(LANES) {
                    let activation = phi.apply(f32x8::from_slice(simd, block)) * next.weight;
                    activation.store_slice(block);
                }
            } else {
                for (output, block) in outputs.iter_mut().zip(after.chunks_exact(LANES)) {
                    *output = f32x8::from_slice(simd, block);
                }
            }
            std::mem::swap(&mut before, &mut after);
        }
        outputs
    }
}

/// Pre-activations of the first layer at any points.
#[inline(always)]
fn first<S: Simd>(
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
fn first_on_cube<S: Simd>(
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
fn dense<S: Simd>(simd: S, layer: &ScaledLayer, parameters: &[f32], input: &[f32], out: &mut [f32]) {
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::Function;
    use crate::dispatch;
    use crate::network::{Activation, Architecture, BiasScale, Parameters, Prior, WeightScale, forward};
    use crate::sampler::Problem;
    use crate::simd::{Erf, Level, Relu, Sign, Tanh};
    use crate::task::{Inputs, Task};

    /// The parameters of one lane as the reference takes them.
    pub(in super::super) fn parameters(plan: &Plan, batch: &Batch, lane: usize) -> Parameters {
        let mut raw = batch.raw.chunks_exact(LANES).map(|lanes| lanes[lane]);
        let mut parameters = Vec::new();
        for layer in &plan.layers {
            let mut biases = Vec::new();
            for _ in 0..layer.shape.units {
                biases.push(raw.next().unwrap() * layer.bias);
                let weights = raw.by_ref().take(layer.shape.fan_in);
                parameters.extend(weights.map(|weight| weight * layer.weight));
            }
            parameters.extend(biases);
        }
        Parameters(parameters)
    }

    /// A problem of random shape and settings.
    pub(in super::super) fn random_problem(stream: &mut Stream) -> Problem {
        let n = 1 + stream.below(7) as usize;
        let encoding = [Encoding::ZeroOne, Encoding::PlusMinus][stream.below(2) as usize];
        let inputs = Inputs::boolean(n, encoding);
        let count = inputs.count();
        let target = Function::from_labels(count, |j| (j * 7 + 3) % 5 < 2);
        let training = match stream.below(3) {
            0 => 0,
            _ => u128::from(stream.next_u32()) * 0x1_0001_0000_0100_0001_0000_0001,
        };
        let widths = [1, 2, 3, 5, 8, 13, 16, 21, 40];
        let hidden =
            (0..stream.below(5)).map(|_| widths[stream.below(widths.len() as u32) as usize]).collect();
        let activations = [Activation::Relu, Activation::Tanh, Activation::Erf, Activation::Sign];
        let scales = [0.0, 0.1, 1.0, 1.5];
        Problem {
            task: Task { inputs, target, training: Function::new(training, count) },
            architecture: Architecture {
                inputs: n,
                hidden,
                activation: activations[stream.below(4) as usize],
            },
            prior: Prior {
                distribution: [Distribution::Gaussian, Distribution::Uniform][stream.below(2) as usize],
                sigma_w: scales[1 + stream.below(3) as usize],
                sigma_b: scales[stream.below(4) as usize],
                weight_scale: [WeightScale::FanIn, WeightScale::Fixed][stream.below(2) as usize],
                bias_scale: [BiasScale::Fixed, BiasScale::FanIn, BiasScale::Units][stream.below(3) as usize],
            },
            threshold: [0.0, 0.5][stream.below(2) as usize],
        }
    }

    /// The output of the reference, the largest rounding error that single precision can make on the way, and
    /// whether a hard threshold on the way was too close to call.
    ///
    /// A sum of k products of rounded terms is off by at most (k + 3) units in the last place of the sum of
    /// the magnitudes; errors of the inputs are carried on through the weights' magnitudes, and through an
    /// activation of slope at most 2/sqrt(pi) with a relative error of 5e-7 of its own.
    pub(in super::super) fn forward_with_error(
        architecture: &Architecture,
        parameters: &Parameters,
        input: &[f32],
    ) -> (f64, f64) {
        const UNIT: f64 = 6e-8;
        let mut activations: Vec<(f64, f64)> = input.iter().map(|&x| (f64::from(x), 0.0)).collect();
        let mut output = (0.0, 0.0);
        for (layer, weights, biases) in parameters.layers(architecture) {
            let sums: Vec<(f64, f64)> = weights
                .chunks_exact(layer.fan_in)
                .zip(biases)
                .map(|(row, &bias)| {
                    let bias = f64::from(bias);
                    let (mut sum, mut magnitude, mut error) = (bias, bias.abs(), 0.0);
                    for (&weight, &(a, da)) in row.iter().zip(&activations) {
                        let weight = f64::from(weight);
                        sum += weight * a;
                        magnitude += (weight * a).abs();
                        error += weight.abs() * da;
                    }
                    (sum, error + (layer.fan_in as f64 + 5.0) * UNIT * magnitude)
                })
                .collect();
            output = sums[0];
            activations = sums
                .into_iter()
                .map(|(z, dz)| {
                    let a = architecture.activation.apply(z);
                    let da = match architecture.activation {
                        Activation::Relu => dz,
                        Activation::Tanh | Activation::Erf => 1.13 * dz + 5e-7 * a.abs(),
                        Activation::Sign if z.abs() <= dz => 2.0,
                        Activation::Sign => 0.0,
                    };
                    (a, da)
                })
                .collect();
        }
        output
    }

    fn evaluate(level: Level, problem: &Problem, plan: &Plan, batch: &mut Batch, stream: &mut Stream) {
        dispatch!(level, simd => {
            batch.draw(simd, plan, stream);
            while batch.done < plan.points() {
                match problem.architecture.activation {
                    Activation::Relu => batch.advance(simd, Relu, plan),
                    Activation::Tanh => batch.advance(simd, Tanh, plan),
                    Activation::Erf => batch.advance(simd, Erf, plan),
                    Activation::Sign => batch.advance(simd, Sign, plan),
                }
            }
        });
    }

    #[test]
    fn labels_are_those_of_the_reference() {
        let mut stream = Stream::new(1, 0, 0);
        let (mut compared, mut close) = (0_u32, 0_u32);
        for _ in 0..150 {
            let problem = random_problem(&mut stream);
            let plan = Plan::new(&problem, &problem.task.training_points());
            let mut batch = Batch::new(&plan);
            evaluate(Level::best(), &problem, &plan, &mut batch, &mut stream);
            for lane in 0..LANES {
                let parameters = parameters(&plan, &batch, lane);
                let mut fits = true;
                for point in 0..plan.points() {
                    let input = problem.task.inputs.point(point);
                    let (output, error) = forward_with_error(&problem.architecture, &parameters, input);
                    let plain = forward(&problem.architecture, &parameters, input);
                    assert!((output - plain).abs() <= 1e-6 * error, "{output} {plain}");
                    let label = batch.bits[lane] >> point & 1 == 1;
                    compared += 1;
                    if (output - f64::from(problem.threshold)).abs() > error {
                        assert_eq!(label, output > f64::from(problem.threshold), "{problem:?}");
                    } else {
                        close += 1;
                    }
                    fits &= !problem.task.training.label(point) || label == problem.task.target.label(point);
                }
                assert_eq!(batch.alive >> lane & 1 == 1, fits);
            }
        }
        // Outputs that are exactly 0 (no bias, dead units) count as close, and are labelled 0 by both.
        println!("{close} of {compared} labels within rounding of the threshold");
        assert!(compared > 30_000 && close < compared / 10);
    }

    #[test]
    fn every_level_gives_the_same_labels() {
        let mut settings = Stream::new(2, 0, 0);
        for index in 0..60 {
            let problem = random_problem(&mut settings);
            let plan = Plan::new(&problem, &problem.task.training_points());
            let found = Level::available().into_iter().map(|level| {
                let mut batch = Batch::new(&plan);
                evaluate(level, &problem, &plan, &mut batch, &mut Stream::new(3, 0, index));
                (batch.bits, batch.alive)
            });
            let found: Vec<_> = found.collect();
            assert!(found.iter().all(|other| *other == found[0]), "{problem:?}");
        }
    }
}
