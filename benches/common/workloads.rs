//! The workloads of the sampler's benchmark, for the native and the browser benchmark alike.

use dice_and_descent::Function;
use dice_and_descent::method::Problem;
use dice_and_descent::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use dice_and_descent::task::{Encoding, Inputs, Task};

/// One workload: a network, and how many points it has to fit.
pub struct Workload {
    /// How it is called.
    pub name: &'static str,
    /// What is drawn.
    pub problem: Problem,
}

/// W1, W2, W3: draws from the prior. R2, R3: rejection with 8 and 32 training points. The rest: shapes that fit no
/// vector, each beside a neighbour that does.
pub fn workloads() -> Vec<Workload> {
    let relu = Activation::Relu;
    [
        ("W1", 4, &[16][..], relu, 0),
        ("W2", 5, &[32, 32], relu, 0),
        ("W3", 7, &[40, 40], relu, 0),
        ("R2", 5, &[32, 32], relu, 8),
        ("R3", 7, &[40, 40], relu, 32),
        ("prior 5-13-9-1", 5, &[13, 9], relu, 0),
        ("prior 5-12-8-1", 5, &[12, 8], relu, 0),
        ("prior 7-37-27-11-1", 7, &[37, 27, 11], relu, 0),
        ("prior 7-36-28-12-1", 7, &[36, 28, 12], relu, 0),
        ("tanh 6-19-21-1, 10 points", 6, &[19, 21], Activation::Tanh, 10),
        ("tanh 6-20-20-1, 10 points", 6, &[20, 20], Activation::Tanh, 10),
    ]
    .map(|(name, inputs, hidden, activation, training)| Workload {
        name,
        problem: problem(inputs, hidden, activation, training),
    })
    .into()
}

impl Workload {
    /// The floating-point operations of one network at all inputs, counted densely.
    pub fn flops(&self) -> f64 {
        2.0 * (self.problem.architecture.multiply_adds() * self.problem.task.inputs.count()) as f64
    }
}

/// Fan-in scaled Gaussian weights, biases of standard deviation 1, inputs 0 and 1. The target is "x0 or x3", the
/// training points are spread over all inputs.
fn problem(inputs: usize, hidden: &[usize], activation: Activation, training: usize) -> Problem {
    let count = 1_usize << inputs;
    let bit = |j: usize, i: usize| j >> (inputs - 1 - i) & 1 == 1;
    Problem {
        task: Task {
            inputs: Inputs::boolean(inputs, Encoding::ZeroOne),
            target: Function::from_labels(count, |j| bit(j, 0) || bit(j, 3)),
            // An odd factor permutes the inputs.
            training: Function::from_labels(count, |j| j * 37 % count < training),
        },
        architecture: Architecture { inputs, hidden: hidden.into(), activation },
        prior: Prior {
            distribution: Distribution::Gaussian,
            sigma_w: 1.0,
            sigma_b: 1.0,
            weight_scale: WeightScale::FanIn,
            bias_scale: BiasScale::Fixed,
        },
        threshold: 0.0,
    }
}
