//! In which order the training points are tried: those that a random network most likely gets wrong come first.

use crate::method::Problem;
use crate::network::Activation;
use crate::numeric::order::sorted;

/// The training points in the order of trial, and what to expect of it.
#[derive(Clone, Debug)]
pub(in crate::method) struct Order {
    /// All training points.
    pub(in crate::method) points: Vec<usize>,
    /// About the probability that a random network is right on the first 1, 2, ... points, as far as that was
    /// worked out.
    pub(super) right: Vec<f64>,
}

/// How many points are chosen one by one; the rest follow by how likely they are wrong given those.
const CHOSEN: usize = 12;

impl Order {
    /// Greedy choice under the Gaussian process that random networks of this depth tend to as they widen. The
    /// order changes how soon a network is given up, never what is kept.
    pub(in crate::method) fn new(problem: &Problem) -> Self {
        let task = &problem.task;
        let training = task.training_points();
        let kernel = kernel(problem, &training);
        let label = |k: usize| if task.target.label(training[k]) { 1.0 } else { -1.0 };
        let mut chosen = first_pair(&kernel, training.len(), label);
        let mut right = vec![0.5];
        if let [a, b] = chosen[..] {
            right.push(0.5 * agreement(&kernel, a, b, label(a) == label(b)));
        }
        let mut rest: Vec<usize> = (0..training.len()).filter(|k| !chosen.contains(k)).collect();
        while !rest.is_empty() {
            let process = Conditioned::new(&kernel, &chosen, label);
            let by_chance: Vec<(f64, usize)> =
                rest.iter().map(|&k| (process.probability_right(&kernel, k, label(k)), k)).collect();
            let by_chance = sorted(&by_chance, &|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            if chosen.len() >= CHOSEN {
                chosen.extend(by_chance.into_iter().map(|(_, k)| k));
                break;
            }
            let (chance, next) = by_chance[0];
            right.push(right[right.len() - 1] * chance);
            chosen.push(next);
            rest.retain(|&k| k != next);
        }
        right.truncate(training.len());
        Self { points: chosen.into_iter().map(|k| training[k]).collect(), right }
    }
}

/// The standard deviation of the output at each of the given points under the prior; of tanh and erf as for wide
/// layers. 0 where no output but 0 is possible.
pub(in crate::method) fn output_deviations(problem: &Problem, points: &[usize]) -> Vec<f64> {
    points.iter().map(|&point| libm::sqrt(kernel(problem, &[point])[0][0])).collect()
}

/// The covariance of the outputs at the given points in the limit of infinite width; of tanh, that of erf with
/// the same slope at 0.
fn kernel(problem: &Problem, points: &[usize]) -> Vec<Vec<f64>> {
    use std::f64::consts::PI;
    let dot = |a: usize, b: usize| {
        let inputs = &problem.task.inputs;
        let products =
            inputs.point(a).iter().zip(inputs.point(b)).map(|(&x, &y)| f64::from(x) * f64::from(y));
        products.sum::<f64>()
    };
    let mut second_moment: Vec<Vec<f64>> =
        points.iter().map(|&a| points.iter().map(|&b| dot(a, b)).collect()).collect();
    let layers: Vec<_> = problem.architecture.layers().collect();
    for (index, &layer) in layers.iter().enumerate() {
        let (weight, bias) = (problem.prior.weight_std(layer), problem.prior.bias_std(layer));
        // The first layer sums over the inputs, the others over units that are alike.
        let terms = if index == 0 { 1.0 } else { layer.fan_in as f64 };
        let covariance = |moment: f64| weight * weight * terms * moment + bias * bias;
        let z: Vec<Vec<f64>> =
            second_moment.iter().map(|row| row.iter().map(|&moment| covariance(moment)).collect()).collect();
        if index + 1 == layers.len() {
            return z;
        }
        for (a, row) in second_moment.iter_mut().enumerate() {
            for (b, moment) in row.iter_mut().enumerate() {
                let (p, q, k) = (z[a][a], z[b][b], z[a][b]);
                let norm = libm::sqrt(p * q);
                let cosine = if norm > 0.0 { (k / norm).clamp(-1.0, 1.0) } else { 0.0 };
                *moment = match problem.architecture.activation {
                    Activation::Relu => {
                        let angle = libm::acos(cosine);
                        norm * (libm::sin(angle) + (PI - angle) * cosine) / (2.0 * PI)
                    }
                    Activation::Erf | Activation::Tanh => {
                        let scale =
                            if problem.architecture.activation == Activation::Erf { 1.0 } else { PI / 4.0 };
                        let norm = (1.0 + 2.0 * scale * p) * (1.0 + 2.0 * scale * q);
                        2.0 / PI * libm::asin((2.0 * scale * k / libm::sqrt(norm)).clamp(-1.0, 1.0))
                    }
                    Activation::Sign => 2.0 / PI * libm::asin(cosine),
                };
            }
        }
    }
    second_moment
}

/// The probability that two outputs have equal (or unequal) signs.
fn agreement(kernel: &[Vec<f64>], a: usize, b: usize, equal: bool) -> f64 {
    let norm = libm::sqrt(kernel[a][a] * kernel[b][b]);
    let cosine = if norm > 0.0 { (kernel[a][b] / norm).clamp(-1.0, 1.0) } else { 0.0 };
    let unequal = libm::acos(cosine) / std::f64::consts::PI;
    if equal { 1.0 - unequal } else { unequal }
}

/// The pair that is least likely right together; of the two, one that is labelled 1 comes first.
fn first_pair(kernel: &[Vec<f64>], count: usize, label: impl Fn(usize) -> f64) -> Vec<usize> {
    let pairs = (0..count).flat_map(|a| (0..a).map(move |b| (a, b)));
    let best = pairs
        .map(|(a, b)| (agreement(kernel, a, b, label(a) == label(b)), a, b))
        .min_by(|x, y| x.0.total_cmp(&y.0));
    match best {
        Some((_, a, b)) if label(a) > 0.0 => vec![a, b],
        Some((_, a, b)) => vec![b, a],
        None => (0..count).collect(),
    }
}

/// The Gaussian process given that the outputs at the chosen points are their labels, give or take noise:
/// a stand-in for the condition that their signs are right.
struct Conditioned {
    chosen: Vec<usize>,
    /// Rows of the Cholesky factor.
    factor: Vec<Vec<f64>>,
    /// The factor's solution for the labels.
    whitened: Vec<f64>,
}

/// The noise's share of the variance.
const NOISE: f64 = 0.1;

impl Conditioned {
    fn new(kernel: &[Vec<f64>], chosen: &[usize], label: impl Fn(usize) -> f64) -> Self {
        let mut process = Self { chosen: Vec::new(), factor: Vec::new(), whitened: Vec::new() };
        for &point in chosen {
            let mut row = process.solve(kernel, point);
            let variance = kernel[point][point] * (1.0 + NOISE) - row.iter().map(|x| x * x).sum::<f64>();
            let deviation = libm::sqrt(variance.max(1e-9 * kernel[point][point]).max(1e-300));
            let predicted: f64 = row.iter().zip(&process.whitened).map(|(x, y)| x * y).sum();
            let target = label(point) * libm::sqrt(kernel[point][point]);
            process.whitened.push((target - predicted) / deviation);
            row.push(deviation);
            process.factor.push(row);
            process.chosen.push(point);
        }
        process
    }

    /// The covariances of `point` with the chosen points, divided by the factor.
    fn solve(&self, kernel: &[Vec<f64>], point: usize) -> Vec<f64> {
        let mut solution: Vec<f64> = Vec::with_capacity(self.chosen.len() + 1);
        for (row, &chosen) in self.factor.iter().zip(&self.chosen) {
            let sum: f64 = row.iter().zip(&solution).map(|(x, y)| x * y).sum();
            solution.push((kernel[chosen][point] - sum) / row[solution.len()]);
        }
        solution
    }

    fn probability_right(&self, kernel: &[Vec<f64>], point: usize, label: f64) -> f64 {
        let row = self.solve(kernel, point);
        let mean: f64 = row.iter().zip(&self.whitened).map(|(x, y)| x * y).sum();
        let variance = kernel[point][point] - row.iter().map(|x| x * x).sum::<f64>();
        let deviation = libm::sqrt(2.0 * variance.max(1e-9 * kernel[point][point]).max(1e-300));
        0.5 * libm::erfc(-label * mean / deviation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::rejection::batch::tests::random_problem;
    use crate::random::{Domain, Stream};

    #[test]
    fn every_training_point_comes_once() {
        let mut stream = Stream::new(8, Domain::Draws, 0);
        for _ in 0..200 {
            let problem = random_problem(&mut stream);
            let order = Order::new(&problem);
            let mut sorted = order.points.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, problem.task.training_points());
            assert_eq!(order.right.len(), sorted.len().min(CHOSEN));
            assert!(order.right.iter().all(|p| (0.0..=1.0).contains(p)), "{:?}", order.right);
        }
    }
}
