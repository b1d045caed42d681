//! The workloads of the trainer's benchmark, for the native and the browser benchmark alike.

use dice_and_descent::Function;
use dice_and_descent::method::Problem;
use dice_and_descent::method::sgd::{Descent, Loss, Optimiser};
use dice_and_descent::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use dice_and_descent::task::{Encoding, Inputs, Task};

/// One workload: a network, what it learns, and how.
pub struct Training {
    /// How it is called; D is the first.
    pub name: &'static str,
    /// What is learned.
    pub problem: Problem,
    /// How.
    pub descent: Descent,
}

impl Training {
    /// Steps in an epoch.
    pub fn steps(&self) -> f64 {
        self.problem.task.training_size().div_ceil(self.descent.batch) as f64
    }

    /// Floating-point operations of an epoch, counted densely: forward, and backward for the weights of all
    /// layers and for the activations of all but the first.
    pub fn flops(&self) -> f64 {
        let network = &self.problem.architecture;
        let first = network.layers().next().map_or(0, |layer| layer.fan_in * layer.units);
        2.0 * ((3 * network.multiply_adds() - first) * self.problem.task.training_size()) as f64
    }
}

fn problem(
    encoding: Encoding,
    hidden: &[usize],
    activation: Activation,
    sigmas: (f64, f64),
    target: Function,
    training: Function,
) -> Problem {
    let inputs = target.len().ilog2() as usize;
    Problem {
        task: Task { inputs: Inputs::boolean(inputs, encoding), target, training },
        architecture: Architecture { inputs, hidden: hidden.to_vec(), activation },
        prior: Prior {
            distribution: Distribution::Gaussian,
            sigma_w: sigmas.0,
            sigma_b: sigmas.1,
            weight_scale: WeightScale::FanIn,
            bias_scale: BiasScale::Fixed,
        },
        threshold: 0.0,
    }
}

fn descent(optimiser: Optimiser, learning_rate: f32, batch: usize) -> Descent {
    Descent { optimiser, learning_rate, batch, loss: Loss::CrossEntropy, extra_epochs: 0, max_epochs: 20_000 }
}

/// `size` of 2^n inputs, spread over all of them: an odd factor permutes the inputs.
fn spread(n: usize, size: usize) -> Function {
    let count = 1_usize << n;
    Function::from_labels(count, |j| j * 37 % count < size)
}

/// D, and variations of optimiser, batch, shape, activation and task.
pub fn trainings() -> Vec<Training> {
    let bit = |j: usize, x: usize, n: usize| j >> (n - 1 - x) & 1 == 1;
    let root2 = std::f64::consts::SQRT_2;
    let d = problem(
        Encoding::ZeroOne,
        &[40, 40],
        Activation::Relu,
        (1.0, 1.0),
        Function::from_labels(128, |j| bit(j, 0, 7) || bit(j, 3, 7)),
        spread(7, 64),
    );
    let simple = |j: usize, n: usize| bit(j, 0, n) && (bit(j, 1, n) || bit(j, 2, n));
    let subset = |count: usize, points: &[usize]| Function::from_labels(count, |j| points.contains(&j));
    let s1 = problem(
        Encoding::PlusMinus,
        &[16],
        Activation::Relu,
        (root2, 0.1),
        Function::from_labels(16, |j| simple(j, 4)),
        subset(16, &[0, 2, 5, 10, 11, 13, 14, 15]),
    );
    let s3 = problem(
        Encoding::PlusMinus,
        &[32, 32],
        Activation::Relu,
        (root2, 0.1),
        Function::from_labels(32, |j| simple(j, 5)),
        subset(32, &[1, 6, 7, 10, 18, 19, 22, 23]),
    );
    let s6 = problem(
        Encoding::ZeroOne,
        &[16],
        Activation::Tanh,
        (1.0, 0.1),
        Function::from_labels(16, |j| (bit(j, 0, 4) && bit(j, 1, 4)) || (bit(j, 2, 4) && bit(j, 3, 4))),
        subset(16, &[0, 1, 2, 3, 6, 7, 8, 9, 11, 12]),
    );
    let f6 = problem(
        Encoding::ZeroOne,
        &[40, 40],
        Activation::Relu,
        (1.0, 1.0),
        Function::from_labels(128, |j| bit(j, 5, 7)),
        spread(7, 32),
    );
    let odd = |hidden: &[usize]| {
        let Problem { task, prior, .. } = d.clone();
        Problem {
            architecture: Architecture { inputs: 7, hidden: hidden.to_vec(), activation: Activation::Relu },
            task,
            prior,
            threshold: 0.0,
        }
    };
    let adam = Optimiser::Adam { beta1: 0.9, beta2: 0.999 };
    let training = |name, problem: &Problem, descent| Training { name, problem: problem.clone(), descent };
    vec![
        training("D (7,40,40,1) batch 16 lr 0.1", &d, descent(Optimiser::Sgd, 0.1, 16)),
        training("D, batch 64 (full)", &d, descent(Optimiser::Sgd, 0.1, 64)),
        training("D, Adam lr 0.01", &d, descent(adam, 0.01, 16)),
        training("D with (7,37,43,1)", &odd(&[37, 43]), descent(Optimiser::Sgd, 0.1, 16)),
        training("D with (7,13,1), batch 5", &odd(&[13]), descent(Optimiser::Sgd, 0.1, 5)),
        training("f6 batch 8 lr 0.01", &f6, descent(Optimiser::Sgd, 0.01, 8)),
        training("f6 batch 1 lr 0.01", &f6, descent(Optimiser::Sgd, 0.01, 1)),
        training("S1 (4,16,1) batch 1 lr 0.1", &s1, descent(Optimiser::Sgd, 0.1, 1)),
        training("S1 batch 8 (full)", &s1, descent(Optimiser::Sgd, 0.1, 8)),
        training("S3 (5,32,32,1) batch 4 lr 0.05", &s3, descent(Optimiser::Sgd, 0.05, 4)),
        training("S6 tanh (4,16,1) batch 4 lr 0.1", &s6, descent(Optimiser::Sgd, 0.1, 4)),
    ]
}
