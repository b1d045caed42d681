//! The covariance of the outputs of networks as their hidden layers grow wide (Neal 1994; Lee et al. 2018, arXiv 1711.00165).

use crate::method::Problem;
use crate::network::{Activation, BiasScale, Distribution, Layer, WeightScale};
use crate::numeric::dense::{Square, dot};
use std::collections::BTreeMap;
use std::f64::consts::{FRAC_PI_2, PI};
use std::fmt;

/// Why a network has no Gaussian limit that is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLimit {
    /// Uniform parameters: the first layer, whose fan-in stays finite, is not Gaussian.
    Uniform,
    /// Weights that do not shrink with the width: outputs grow without limit.
    FixedWeights,
    /// No hidden layer that could be wide.
    NoHiddenLayer,
    /// Units of tanh whose pre-activations scatter so widely that no quadrature here is exact.
    Steep,
}

impl NoLimit {
    /// Why, and what can be done, in a sentence or two.
    pub fn words(self) -> &'static str {
        match self {
            Self::Uniform => {
                "The limit of infinite width cannot be computed for uniform parameters: their first layer is not Gaussian. Choose the Gaussian prior."
            }
            Self::FixedWeights => {
                "There is no limit of infinite width for weights that do not shrink with it: outputs grow without limit. Scale weights by fan-in."
            }
            Self::NoHiddenLayer => {
                "There is nothing to widen: the network has no hidden layer. Add one, or use the last layer given features, which is exact here."
            }
            Self::Steep => {
                "The limit of infinite width is not computed where inputs of tanh deviate by more than 4: its quadrature would not be exact. Lower sigma_w or sigma_b, or choose erf."
            }
        }
    }
}

impl fmt::Display for NoLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl std::error::Error for NoLimit {}

/// Steepest pre-activations of tanh, as a standard deviation: see [`kernel`].
const STEEPEST: f64 = 4.0;

/// Whether the outputs of `problem`'s network have a limit as its hidden layers grow wide.
///
/// # Errors
/// If they have none that is known here.
pub(super) fn limit(problem: &Problem) -> Result<(), NoLimit> {
    let Problem { task, architecture, prior, .. } = problem;
    if prior.distribution != Distribution::Gaussian {
        return Err(NoLimit::Uniform);
    }
    if prior.weight_scale != WeightScale::FanIn {
        return Err(NoLimit::FixedWeights);
    }
    if architecture.hidden.is_empty() {
        return Err(NoLimit::NoHiddenLayer);
    }
    // The mean square of what comes into a unit: of the first layer's inputs, and at most 1 after tanh.
    let mean_square = (0..task.inputs.count())
        .map(|j| task.inputs.point(j).iter().map(|&x| f64::from(x) * f64::from(x)).sum::<f64>())
        .fold(architecture.inputs as f64, f64::max)
        / architecture.inputs as f64;
    let steepest = prior.sigma_w * prior.sigma_w * mean_square + prior.sigma_b * prior.sigma_b;
    if architecture.activation == Activation::Tanh && steepest > STEEPEST * STEEPEST {
        return Err(NoLimit::Steep);
    }
    Ok(())
}

/// The covariance of the outputs at all points of the task as all hidden layers grow wide. It depends on the number of hidden layers, not
/// on their widths. A bias that shrinks with the width is gone in the limit.
///
/// Closed forms for rectifiers (Cho and Saul 2009), erf (Williams 1997) and the hard threshold; for tanh the trapezoid rule, to about
/// 1e-13 where the pre-activations' standard deviation is at most 4, beyond which it is refused.
///
/// # Errors
/// If there is no such limit.
pub fn kernel(problem: &Problem) -> Result<Square, NoLimit> {
    limit(problem)?;
    let Problem { task, architecture, prior, .. } = problem;
    let points: Vec<Vec<f64>> = (0..task.inputs.count())
        .map(|j| task.inputs.point(j).iter().map(|&x| f64::from(x)).collect())
        .collect();
    let weight = prior.sigma_w * prior.sigma_w / architecture.inputs as f64;
    let depth = architecture.hidden.len();
    // The bias's variance of layer `index`, of depth + 1.
    let bias = |index: usize| {
        let wide = index > 0 && prior.bias_scale == BiasScale::FanIn
            || index < depth && prior.bias_scale == BiasScale::Units;
        let layer = Layer { fan_in: architecture.inputs, units: 1 };
        if wide { 0.0 } else { prior.bias_std(layer) * prior.bias_std(layer) }
    };
    let mut kernel = Square::from_fn(points.len(), |i, j| weight * dot(&points[i], &points[j]) + bias(0));
    let mut moments = Moments { activation: architecture.activation, known: BTreeMap::new() };
    for index in 1..=depth {
        let diagonal: Vec<f64> = (0..points.len()).map(|i| kernel.at(i, i)).collect();
        // The lower triangle, then the other by symmetry, so that both are equal to the last bit.
        let lower = Square::from_fn(points.len(), |i, j| {
            if j > i {
                return 0.0;
            }
            let moment = moments.of(diagonal[i], diagonal[j], kernel.at(i, j), i == j);
            prior.sigma_w * prior.sigma_w * moment + bias(index)
        });
        kernel = Square::from_fn(points.len(), |i, j| if j > i { lower.at(j, i) } else { lower.at(i, j) });
    }
    Ok(kernel)
}

/// E\[phi(u) phi(v)\] of normal pairs; those that took a quadrature are kept.
struct Moments {
    activation: Activation,
    known: BTreeMap<[u64; 3], f64>,
}

impl Moments {
    /// Of variances `q1` and `q2` and covariance `k`; `same` says that u and v are one.
    fn of(&mut self, q1: f64, q2: f64, k: f64, same: bool) -> f64 {
        match self.activation {
            Activation::Relu if same => 0.5 * q1,
            Activation::Relu => {
                let height = libm::sqrt((q1 * q2 - k * k).max(0.0));
                let angle = libm::atan2(height, k);
                (height + (PI - angle) * k) / (2.0 * PI)
            }
            Activation::Erf => {
                let scale = libm::sqrt((1.0 + 2.0 * q1) * (1.0 + 2.0 * q2));
                libm::asin((2.0 * k / scale).clamp(-1.0, 1.0)) / FRAC_PI_2
            }
            Activation::Sign => match (q1 > 0.0, q2 > 0.0) {
                // What is always 0 has the sign -1.
                (false, false) => 1.0,
                (true, true) if !same => {
                    let scale = libm::sqrt(q1 * q2);
                    libm::asin((k / scale).clamp(-1.0, 1.0)) / FRAC_PI_2
                }
                (true, true) => 1.0,
                _ => 0.0,
            },
            Activation::Tanh => {
                let [low, high] = if q1 < q2 { [q1, q2] } else { [q2, q1] };
                let key = [low, high, k].map(f64::to_bits);
                *self.known.entry(key).or_insert_with(|| tanh_moment(low, high, k))
            }
        }
    }
}

/// Nodes on either side of 0 at most.
const MOST_NODES: i32 = 110;
/// Beyond, a normal variable's density is below 1e-17 of its height.
const EDGE: f64 = 8.9;

/// E\[tanh u tanh v\] by the trapezoid rule in two independent normal variables, whose error falls exponentially with the nodes: like exp(-pi^2 /
/// (step deviation)), from the poles of tanh.
fn tanh_moment(q1: f64, q2: f64, k: f64) -> f64 {
    if q1 <= 0.0 {
        return 0.0;
    }
    let (first, second) = (libm::sqrt(q1), k / libm::sqrt(q1));
    let rest = libm::sqrt((q2 - second * second).max(0.0));
    let step = (PI * PI / (36.0 * libm::sqrt(q2))).clamp(EDGE / f64::from(MOST_NODES), 0.2);
    let nodes = libm::ceil(EDGE / step) as i32;
    let weight = |x: f64| libm::exp(-0.5 * x * x);
    let weights: Vec<f64> = (-nodes..=nodes).map(|j| weight(f64::from(j) * step)).collect();
    // The product is the same where both variables have the other sign: half of the plane is enough, and u = 0 gives nothing.
    let sum: f64 = (1..=nodes)
        .map(|i| {
            let x = f64::from(i) * step;
            let inner: f64 = (-nodes..=nodes)
                .zip(&weights)
                .map(|(j, weight)| weight * libm::tanh(second * x + rest * f64::from(j) * step))
                .sum();
            weight(x) * libm::tanh(first * x) * inner
        })
        .sum();
    2.0 * sum * step * step / (2.0 * PI)
}
