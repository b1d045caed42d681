//! How fast training is: runs and steps a second, and both against the peak of single-precision multiply-adds
//! measured in the same run. `cargo bench --bench trainer`.

use dice_and_descent::Function;
use dice_and_descent::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use dice_and_descent::sampler::Problem;
use dice_and_descent::sampler::descent::{Descent, Loss, Optimiser, sampler};
use dice_and_descent::task::{Encoding, Inputs, Task};
use std::time::Instant;

struct Workload {
    name: &'static str,
    problem: Problem,
    descent: Descent,
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

/// A training set of `size` of 2^n inputs, by a fixed linear congruence.
fn training(n: usize, size: usize) -> Function {
    let count = 1_usize << n;
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = 1_u64;
    for last in (1..count).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(last, (state >> 33) as usize % (last + 1));
    }
    Function::from_labels(count, |j| order[..size].contains(&j))
}

fn workloads() -> Vec<Workload> {
    let bit = |j: usize, x: usize, n: usize| j >> (n - 1 - x) & 1 == 1;
    let root2 = std::f64::consts::SQRT_2;
    let d = problem(
        Encoding::ZeroOne,
        &[40, 40],
        Activation::Relu,
        (1.0, 1.0),
        Function::from_labels(128, |j| bit(j, 0, 7) || bit(j, 3, 7)),
        training(7, 64),
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
        training(7, 32),
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
    let workload = |name, problem: &Problem, descent| Workload { name, problem: problem.clone(), descent };
    vec![
        workload("D (7,40,40,1) batch 16 lr 0.1", &d, descent(Optimiser::Sgd, 0.1, 16)),
        workload("D, batch 64 (full)", &d, descent(Optimiser::Sgd, 0.1, 64)),
        workload("D, Adam lr 0.01", &d, descent(adam, 0.01, 16)),
        workload("D with (7,37,43,1)", &odd(&[37, 43]), descent(Optimiser::Sgd, 0.1, 16)),
        workload("D with (7,13,1), batch 5", &odd(&[13]), descent(Optimiser::Sgd, 0.1, 5)),
        workload("f6 batch 8 lr 0.01", &f6, descent(Optimiser::Sgd, 0.01, 8)),
        workload("f6 batch 1 lr 0.01", &f6, descent(Optimiser::Sgd, 0.01, 1)),
        workload("S1 (4,16,1) batch 1 lr 0.1", &s1, descent(Optimiser::Sgd, 0.1, 1)),
        workload("S1 batch 8 (full)", &s1, descent(Optimiser::Sgd, 0.1, 8)),
        workload("S3 (5,32,32,1) batch 4 lr 0.05", &s3, descent(Optimiser::Sgd, 0.05, 4)),
        workload("S6 tanh (4,16,1) batch 4 lr 0.1", &s6, descent(Optimiser::Sgd, 0.1, 4)),
    ]
}

/// GFLOP/s of independent multiply-adds on vectors of four.
fn peak() -> f64 {
    const CHAINS: usize = 12;
    let rounds = 4_000_000_u32;
    let factor = std::hint::black_box([0.999_f32; 4]);
    let mut best = 0.0_f64;
    for _ in 0..5 {
        let mut sums = std::hint::black_box([[1.0_f32; 4]; CHAINS]);
        let start = Instant::now();
        for _ in 0..rounds {
            for sum in &mut sums {
                for lane in 0..4 {
                    sum[lane] = sum[lane] * factor[lane] + factor[lane];
                }
            }
        }
        std::hint::black_box(sums);
        let flops = f64::from(rounds) * (8 * CHAINS) as f64;
        best = best.max(flops / start.elapsed().as_secs_f64() / 1e9);
    }
    best
}

fn main() {
    let peak = peak();
    println!("peak of f32x4 multiply-adds: {peak:.1} GFLOP/s");
    println!("score = steps/s x dense flops of a step / peak\n");
    println!(
        "{:<34}{:>10}{:>12}{:>9}{:>9}{:>16}",
        "", "runs/s", "steps/s", "epochs", "score", "runs/s/GFLOP/s"
    );
    let filter = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    for Workload { name, problem, descent } in workloads() {
        if filter.as_ref().is_some_and(|filter| !name.contains(filter.as_str())) {
            continue;
        }
        let mut sampler = sampler(&problem, &descent, 1).expect("a valid workload");
        let (mut runs, mut epochs) = (0, 0);
        let start = Instant::now();
        let mut chunk = 0;
        while start.elapsed().as_secs_f64() < 1.0 {
            sampler.begin(chunk);
            while !sampler.advance(5000) {}
            let delta = sampler.take();
            runs += delta.tried;
            epochs += delta.epochs;
            chunk += 1;
        }
        let seconds = start.elapsed().as_secs_f64();
        let training = problem.task.training_size();
        let steps = epochs as f64 * training.div_ceil(descent.batch) as f64 / seconds;
        let first_layer = problem.architecture.layers().next().map_or(0, |layer| layer.fan_in * layer.units);
        let flops = 2 * (3 * problem.architecture.multiply_adds() - first_layer) * training;
        let score = epochs as f64 * flops as f64 / seconds / peak / 1e9;
        let rate = runs as f64 / seconds;
        println!(
            "{name:<34}{rate:>10.0}{steps:>12.0}{:>9.2}{score:>9.2}{:>16.1}",
            epochs as f64 / runs as f64,
            rate / peak
        );
    }
}
