//! Against the plain reference.

use super::*;
use crate::method::Problem;
use crate::network::{Activation, Architecture, BiasScale, Parameters, Prior, WeightScale, forward};
use crate::random::Domain;
use crate::simd::dispatch;
use crate::simd::{Erf, Level, Relu, Sign, Tanh};
use crate::task::{Encoding, Function, Inputs, Task};

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
pub(in crate::method) fn random_problem(stream: &mut Stream) -> Problem {
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
    let hidden = (0..stream.below(5)).map(|_| widths[stream.below(widths.len() as u32) as usize]).collect();
    let activations = [Activation::Relu, Activation::Tanh, Activation::Erf, Activation::Sign];
    let scales = [0.0, 0.1, 1.0, 1.5];
    Problem {
        task: Task { inputs, target, training: Function::new(training, count) },
        architecture: Architecture { inputs: n, hidden, activation: activations[stream.below(4) as usize] },
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
    let mut stream = Stream::new(1, Domain::Draws, 0);
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
                let label = batch.function(0, lane) >> point & 1 == 1;
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
    let mut settings = Stream::new(2, Domain::Draws, 0);
    for index in 0..60 {
        let problem = random_problem(&mut settings);
        let plan = Plan::new(&problem, &problem.task.training_points());
        let found = Level::available().into_iter().map(|level| {
            let mut batch = Batch::new(&plan);
            evaluate(level, &problem, &plan, &mut batch, &mut Stream::new(3, Domain::Draws, index));
            (batch.labels.clone(), batch.alive)
        });
        let found: Vec<_> = found.collect();
        assert!(found.iter().all(|other| *other == found[0]), "{problem:?}");
    }
}
