//! Training sets that no network of a prior fits.

use super::Problem;
use super::rejection::{has_no_bias, has_odd_outputs};
use crate::network::Activation;
use crate::task::{Encoding, Task};

/// Why no draw of the prior fits the training set. Decided in exact arithmetic, in which what has probability 0 does
/// not happen: with continuous weights an output is exactly 0 only where it always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Impossible {
    /// Two opposite inputs have the same label, but always opposite outputs.
    Opposite {
        /// Their indices.
        points: [usize; 2],
        /// The label of both.
        label: bool,
    },
    /// The input of index 0 has the label 1, but always the output 0.
    Zero,
    /// No plane parts the ones from the zeros, and the network computes nothing else.
    NotSeparable {
        /// Whether the plane would have to pass through the origin.
        through_origin: bool,
    },
}

/// Why no network of the prior of `problem` fits its training set; none if some may, as far as can be told at once.
///
/// What is told: what follows where biases are 0 from opposite inputs and from input 0, and what a perceptron, or a
/// network with one unit in every hidden layer, cannot part.
pub fn impossible(problem: &Problem) -> Option<Impossible> {
    let Problem { task, architecture, threshold, .. } = problem;
    let points = task.training_points();
    if has_odd_outputs(problem) {
        let last = task.inputs.count() - 1;
        let mut pairs = points.iter().filter(|&&j| j < last - j && task.training.label(last - j));
        let same = pairs.find(|&&j| {
            let label = task.target.label(j);
            label == task.target.label(last - j) && (label || *threshold == 0.0)
        });
        if let Some(&j) = same {
            return Some(Impossible::Opposite { points: [j, last - j], label: task.target.label(j) });
        }
    }
    let no_bias = has_no_bias(problem);
    // tanh, erf and the rectifier are 0 at 0; the hard threshold is not.
    let zero_stays = architecture.hidden.is_empty() || architecture.activation != Activation::Sign;
    let from_zero = task.inputs.cube() == Some(Encoding::ZeroOne);
    if no_bias && zero_stays && from_zero && points.first() == Some(&0) && task.target.label(0) {
        return Some(Impossible::Zero);
    }
    let parts = architecture.hidden.iter().all(|&units| units == 1);
    let told = if no_bias { *threshold == 0.0 && zero_stays } else { has_every_bias(problem) };
    // A rectifier that is followed by a negative weight gives 0 everywhere, which no plane through the origin does.
    let constant = points.iter().all(|&j| !task.target.label(j));
    if !parts || !told || (no_bias && constant && !architecture.hidden.is_empty()) {
        return None;
    }
    (!is_separable(task, no_bias)).then_some(Impossible::NotSeparable { through_origin: no_bias })
}

fn has_every_bias(problem: &Problem) -> bool {
    problem.architecture.layers().all(|layer| problem.prior.bias_std(layer) > 0.0)
}

/// Whether some weights, and a bias unless the plane passes through the origin, have a positive output at every
/// training point labelled 1 and a negative one at every other; at the origin, 0 for label 0.
///
/// By Rosenblatt's rule on whole numbers, which needs at most R^2 |w|^2 corrections if weights w have an output of at
/// least 1 everywhere and points a length of at most R (Novikoff 1962). If there are any such w, there are some at a
/// corner of that polyhedron, which are quotients of determinants of rows (Cramer): with Hadamard's bound, and since
/// determinants of d rows of -1 and 1 are multiples of 2^(d-1), they are small. So many corrections in vain are a proof.
fn is_separable(task: &Task, through_origin: bool) -> bool {
    let from_zero = task.inputs.cube() == Some(Encoding::ZeroOne);
    let rows: Vec<Vec<i32>> = task
        .training_points()
        .into_iter()
        .filter(|&j| !(through_origin && from_zero && j == 0))
        .map(|j| {
            let sign = if task.target.label(j) { 1 } else { -1 };
            // With a bias both encodings compute the same, so that -1 and 1 do.
            let low = if through_origin && from_zero { 0 } else { -1 };
            let bits = (0..task.inputs.dimension()).map(|bit| if j >> bit & 1 == 1 { 1 } else { low });
            let bias = (!through_origin).then_some(1);
            bits.chain(bias).map(|x| sign * x).collect()
        })
        .collect();
    let Some(dimension) = rows.first().map(Vec::len) else { return true };
    let mut outputs = vec![0_i64; rows.len()];
    for _ in 0..=most_corrections(dimension, through_origin && from_zero) {
        let Some((worst, _)) = outputs.iter().enumerate().min_by_key(|(_, output)| **output) else {
            return true;
        };
        if outputs[worst] > 0 {
            return true;
        }
        for (output, row) in outputs.iter_mut().zip(&rows) {
            *output += row.iter().zip(&rows[worst]).map(|(x, y)| i64::from(x * y)).sum::<i64>();
        }
    }
    false
}

/// Corrections that always suffice for rows of so many numbers -1 and 1, or 0 and 1.
fn most_corrections(dimension: usize, from_zero: bool) -> u64 {
    let d = dimension as f64;
    let weight = if from_zero {
        // A column of labels -1 and 1 is twice one of 0 and 1, less one of ones.
        3.0 * libm::pow(d + 1.0, (d + 1.0) / 2.0) / libm::pow(2.0, d)
    } else {
        libm::pow(d, d / 2.0) / libm::pow(2.0, d - 1.0)
    };
    libm::ceil(d * d * weight * weight) as u64 + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gates::{Arrangement, Perceptron};
    use crate::method::rejection::conditioned;
    use crate::network::{Architecture, BiasScale, Distribution, Prior, WeightScale};
    use crate::random::{Domain, Stream};
    use crate::task::Function;
    use crate::task::Inputs;

    fn problem(
        n: usize,
        encoding: Encoding,
        hidden: &[usize],
        activation: Activation,
        bias: bool,
    ) -> Problem {
        let len = 1 << n;
        Problem {
            task: Task {
                inputs: Inputs::boolean(n, encoding),
                target: Function::new(0, len),
                training: Function::new(1, len),
            },
            architecture: Architecture { inputs: n, hidden: hidden.to_vec(), activation },
            prior: Prior {
                distribution: Distribution::Gaussian,
                sigma_w: 1.0,
                sigma_b: if bias { 0.5 } else { 0.0 },
                weight_scale: WeightScale::FanIn,
                bias_scale: BiasScale::Fixed,
            },
            threshold: 0.0,
        }
    }

    fn random(stream: &mut Stream, len: usize) -> Function {
        Function::from_labels(len, |_| stream.next_u32() >> 31 == 1)
    }

    /// Against all functions that a perceptron computes, found in exact arithmetic by other means.
    #[test]
    fn a_perceptron_fits_what_one_of_its_functions_fits() {
        let mut stream = Stream::new(31, Domain::Draws, 0);
        let mut told = [0, 0];
        for n in [2, 3, 4] {
            for encoding in [Encoding::ZeroOne, Encoding::PlusMinus] {
                for bias in [false, true] {
                    let possible = Arrangement::new(Perceptron::new(n, encoding, bias).unwrap()).functions();
                    let mut problem = problem(n, encoding, &[], Activation::Relu, bias);
                    for _ in 0..400 {
                        problem.task.target = random(&mut stream, 1 << n);
                        problem.task.training = random(&mut stream, 1 << n);
                        if problem.task.training.ones() == 0 {
                            continue;
                        }
                        let fits = possible.iter().any(|&function| problem.task.fits(function));
                        assert_eq!(impossible(&problem).is_none(), fits, "{problem:?}");
                        told[usize::from(fits)] += 1;
                    }
                }
            }
        }
        assert!(told[0] > 200 && told[1] > 200, "{told:?}");
    }

    /// Of whatever is called impossible, nothing is ever drawn, descent's own networks aside.
    #[test]
    fn what_is_impossible_is_never_drawn() {
        let mut stream = Stream::new(32, Domain::Draws, 0);
        let mut told = 0;
        for case in 0..160 {
            let n = 1 + case % 7;
            let encoding = [Encoding::ZeroOne, Encoding::PlusMinus][stream.below(2) as usize];
            let activations = [Activation::Relu, Activation::Tanh, Activation::Erf, Activation::Sign];
            let activation = activations[stream.below(4) as usize];
            let hidden: &[usize] = [&[][..], &[1], &[1, 1], &[5], &[4, 3]][stream.below(5) as usize];
            let mut problem = problem(n, encoding, hidden, activation, stream.below(3) == 0);
            let len = 1 << n;
            problem.task.target = random(&mut stream, len);
            let few = Function::from_labels(len, |_| stream.below(len as u32) < 4);
            problem.task.training = if few.ones() == 0 { Function::new(1, len) } else { few };
            problem.threshold = if stream.below(4) == 0 { 0.5 } else { 0.0 };
            if impossible(&problem).is_some() {
                told += 1;
                let mut sampler = conditioned(&problem, 7);
                sampler.begin(0);
                while !sampler.advance(u32::MAX) {}
                assert_eq!(sampler.take().kept(), 0, "{problem:?}");
            }
        }
        assert!((15..130).contains(&told), "{told}");
    }

    #[test]
    fn each_reason_is_named() {
        let mut opposite = problem(4, Encoding::PlusMinus, &[8], Activation::Tanh, false);
        opposite.task.training = Function::new(1 | 1 << 15, 16);
        let why = |label| Some(Impossible::Opposite { points: [0, 15], label });
        assert_eq!(impossible(&opposite), why(false));
        opposite.threshold = 0.5;
        assert_eq!(impossible(&opposite), None, "both can be at most one half");
        opposite.task.target = Function::new(u128::MAX, 16);
        assert_eq!(impossible(&opposite), why(true));
        opposite.task.target = Function::new(1, 16);
        assert_eq!(impossible(&opposite), None);
        let mut zero = problem(3, Encoding::ZeroOne, &[4], Activation::Relu, false);
        assert_eq!(impossible(&zero), None);
        zero.task.target = Function::new(1, 8);
        assert_eq!(impossible(&zero), Some(Impossible::Zero));
        zero.architecture.activation = Activation::Sign;
        assert_eq!(impossible(&zero), None, "hard thresholds are not 0 at 0");
        let mut xor = problem(7, Encoding::ZeroOne, &[], Activation::Relu, true);
        xor.task.training = Function::new(0b1111, 128);
        xor.task.target = Function::new(0b0110, 128);
        assert_eq!(impossible(&xor), Some(Impossible::NotSeparable { through_origin: false }));
        xor.architecture.hidden = vec![1];
        assert_eq!(impossible(&xor), Some(Impossible::NotSeparable { through_origin: false }));
        xor.architecture.hidden = vec![2];
        assert_eq!(impossible(&xor), None);
        xor.task.target = Function::new(0b0111, 128);
        xor.architecture.hidden.clear();
        assert_eq!(impossible(&xor), None);
    }
}
