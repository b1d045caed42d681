//! Networks whose functions are odd.

use crate::method::Problem;
use crate::network::Activation;
use crate::task::Encoding;
use crate::task::Function;

/// Opposite inputs have opposite outputs: no biases, inputs -1 and +1, and nothing in the network but what is odd.
///
/// In exact arithmetic f(-x) = 1 - f(x), but for outputs of exactly 0, which have probability 0. Sums in single
/// precision are rounded otherwise at -x than at x, or are exactly 0, about once in ten million draws, and would give
/// functions that no such network computes. So of every two opposite inputs one is evaluated, and the other has the
/// opposite label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::method) struct Odd {
    /// One of every two opposite inputs: a training point where there is one, else the one whose first coordinate is 1.
    evaluated: u128,
    inputs: u32,
    training: u128,
    target: u128,
}

impl Odd {
    /// None if the functions of `problem` are not odd.
    pub(in crate::method) fn new(problem: &Problem) -> Option<Self> {
        if !is_odd(problem) {
            return None;
        }
        let inputs = problem.task.inputs.count();
        let upper = Function::new(u128::MAX << (inputs / 2), inputs).bits();
        let training = problem.task.training.bits();
        let opposite = reversed(training, inputs as u32);
        // Where both of a pair are training points, the upper one.
        let evaluated = (upper & !(opposite & !training)) | (training & !upper & !opposite);
        Some(Self { evaluated, inputs: inputs as u32, training, target: problem.task.target.bits() })
    }

    /// The same problem with the training points that are evaluated. Those left out are right with them, or wrong.
    pub(in crate::method) fn folded(self, problem: &Problem) -> Problem {
        let mut folded = problem.clone();
        let inputs = self.inputs as usize;
        folded.task.training = Function::new(problem.task.training.bits() & self.evaluated, inputs);
        folded
    }

    /// The function with these labels where it is evaluated.
    #[inline(always)]
    pub(in crate::method) fn complete(self, bits: u128) -> u128 {
        let opposite = reversed(!bits, self.inputs);
        (bits & self.evaluated) | (opposite & !self.evaluated)
    }

    /// Whether a whole function is right on all training points: two opposite ones of the same label never are.
    pub(in crate::method) fn fits(self, bits: u128) -> bool {
        (bits ^ self.target) & self.training == 0
    }
}

/// Whether opposite inputs always have opposite labels.
pub(in crate::method) fn is_odd(problem: &Problem) -> bool {
    problem.threshold == 0.0 && has_odd_outputs(problem)
}

/// Whether opposite inputs always have opposite outputs.
pub(in crate::method) fn has_odd_outputs(problem: &Problem) -> bool {
    let architecture = &problem.architecture;
    let odd = architecture.hidden.is_empty() || architecture.activation != Activation::Relu;
    odd && problem.task.inputs.cube() == Some(Encoding::PlusMinus) && has_no_bias(problem)
}

/// Whether all biases are 0.
pub(in crate::method) fn has_no_bias(problem: &Problem) -> bool {
    problem.architecture.layers().all(|layer| problem.prior.bias_std(layer) == 0.0)
}

/// Bit j of the result is bit `inputs` - 1 - j: that of the opposite input.
#[inline(always)]
fn reversed(bits: u128, inputs: u32) -> u128 {
    bits.reverse_bits() >> (128 - inputs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::rejection::{clustered, sampler};
    use crate::network::{Architecture, BiasScale, Distribution, Prior, WeightScale};
    use crate::random::{Domain, Stream};
    use crate::sample::ChunkCounts;
    use crate::task::{Inputs, Task};

    /// Networks without biases, of random shape and settings, all labels on a random target.
    fn problem(stream: &mut Stream, n: usize, encoding: Encoding, activations: &[Activation]) -> Problem {
        let layers = stream.below(3);
        let len = 1 << n;
        let random = |stream: &mut Stream| Function::from_labels(len, |_| stream.next_u32() >> 31 == 1);
        Problem {
            task: Task {
                inputs: Inputs::boolean(n, encoding),
                target: random(stream),
                training: Function::new(0, len),
            },
            architecture: Architecture {
                inputs: n,
                hidden: (0..layers).map(|_| 1 + stream.below(9) as usize).collect(),
                activation: activations[stream.below(activations.len() as u32) as usize],
            },
            prior: Prior {
                distribution: [Distribution::Gaussian, Distribution::Uniform][stream.below(2) as usize],
                sigma_w: f64::from(1 + stream.below(30)) / 10.0,
                sigma_b: 0.0,
                weight_scale: [WeightScale::FanIn, WeightScale::Fixed][stream.below(2) as usize],
                bias_scale: BiasScale::Fixed,
            },
            threshold: 0.0,
        }
    }

    fn chunk(mut sampler: Box<dyn crate::method::Sampler>, chunk: u64) -> ChunkCounts {
        sampler.begin(chunk);
        while !sampler.advance(u32::MAX) {}
        sampler.take()
    }

    const ODD: [Activation; 3] = [Activation::Tanh, Activation::Erf, Activation::Sign];

    fn is_odd_function(function: Function) -> bool {
        let len = function.len();
        (0..len).all(|j| function.label(j) != function.label(len - 1 - j))
    }

    #[test]
    fn every_draw_of_an_odd_network_is_odd() {
        let mut stream = Stream::new(21, Domain::Draws, 0);
        for case in 0..28 {
            let problem = problem(&mut stream, 1 + case % 7, Encoding::PlusMinus, &ODD);
            let seed = u64::from(stream.next_u32());
            let mut draws = vec![chunk(sampler(&problem, seed), 0)];
            if !problem.architecture.hidden.is_empty() {
                draws.push(chunk(clustered(&problem, seed, 3, None), 0));
            }
            for delta in draws {
                assert_eq!(delta.kept(), delta.tried);
                let even = delta.counts.iter().find(|found| !is_odd_function(found.0));
                assert_eq!(even, None, "{problem:?}");
            }
        }
    }

    /// Where sums are rounded otherwise at -x than at x once in ten million draws, so many show it.
    #[test]
    fn perceptrons_without_biases_are_odd_in_millions_of_draws() {
        let mut stream = Stream::new(22, Domain::Draws, 0);
        for n in [2, 3, 4] {
            for _ in 0..4 {
                let mut problem = problem(&mut stream, n, Encoding::PlusMinus, &ODD);
                problem.architecture.hidden.clear();
                for part in 0..3 {
                    let delta = chunk(sampler(&problem, 5), part);
                    assert!(delta.counts.iter().all(|found| is_odd_function(found.0)), "{problem:?}");
                }
            }
        }
    }

    #[test]
    fn what_fits_is_odd_and_as_frequent_as_among_all_draws() {
        let mut stream = Stream::new(23, Domain::Draws, 0);
        let mut compared = 0;
        for case in 0..24 {
            let n = 2 + case % 3;
            let mut problem = problem(&mut stream, n, Encoding::PlusMinus, &ODD);
            let seed = u64::from(stream.next_u32());
            let all = chunk(sampler(&problem, seed), 0);
            // The labels of one that is drawn, so that something fits; as often as not of opposite inputs, too.
            problem.task.target = all.counts[stream.below(all.counts.len() as u32) as usize].0;
            let len = problem.task.inputs.count();
            let points = Function::from_labels(len, |_| stream.below(3) == 0);
            problem.task.training = if points.ones() == 0 { Function::new(1, len) } else { points };
            let kept = chunk(sampler(&problem, seed + 1), 0);
            for &(function, _) in &kept.counts {
                assert!(is_odd_function(function) && problem.task.fits(function), "{problem:?}");
            }
            let fitting = all.counts.iter().filter(|found| problem.task.fits(found.0));
            let fitting: u64 = fitting.map(|found| u64::from(found.1)).sum();
            let (p, q) = (fitting as f64 / all.tried as f64, kept.kept() as f64 / kept.tried as f64);
            let pooled = (fitting + kept.kept()) as f64 / (all.tried + kept.tried) as f64;
            let variance = pooled * (1.0 - pooled) * (1.0 / all.tried as f64 + 1.0 / kept.tried as f64);
            let z = (p - q) / variance.sqrt().max(1e-300);
            // Of 24 such z one in ten thousand sets has one beyond 4.6.
            assert!(z.abs() < 4.6, "{p} {q}, z = {z}: {problem:?}");
            compared += usize::from(kept.kept() > 100);
        }
        assert!(compared > 12, "{compared}");
    }

    #[test]
    fn where_all_outputs_at_zero_are_zero_so_are_the_labels() {
        let mut stream = Stream::new(24, Domain::Draws, 0);
        for case in 0..14 {
            let activations = [Activation::Relu, Activation::Tanh, Activation::Erf];
            let mut problem = problem(&mut stream, 1 + case % 7, Encoding::ZeroOne, &activations);
            let delta = chunk(sampler(&problem, 9), 0);
            assert!(delta.counts.iter().all(|found| !found.0.label(0)), "{problem:?}");
            problem.task.training = Function::new(1, problem.task.inputs.count());
            for label in [0, 1] {
                problem.task.target = Function::new(label, problem.task.inputs.count());
                let delta = chunk(sampler(&problem, 9), 0);
                assert_eq!(delta.kept(), if label == 0 { delta.tried } else { 0 }, "{problem:?}");
            }
        }
    }

    #[test]
    fn one_of_every_two_opposite_inputs_is_evaluated() {
        let mut stream = Stream::new(25, Domain::Draws, 0);
        for case in 0..70 {
            let n = 1 + case % 7;
            let mut problem = problem(&mut stream, n, Encoding::PlusMinus, &ODD);
            let len = 1_usize << n;
            problem.task.training = Function::from_labels(len, |_| stream.below(2) == 0);
            let odd = Odd::new(&problem).unwrap();
            let evaluated = Function::new(odd.evaluated, len);
            assert!((0..len).all(|j| evaluated.label(j) != evaluated.label(len - 1 - j)));
            let folded = odd.folded(&problem).task.training;
            for j in (0..len).filter(|&j| problem.task.training.label(j)) {
                assert!(folded.label(j) != folded.label(len - 1 - j), "{n} {j}");
            }
            assert_eq!(folded.bits() & !problem.task.training.bits(), 0);
        }
    }
}
