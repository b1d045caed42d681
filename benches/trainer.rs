//! How fast networks are trained: `cargo bench --bench trainer`, with `-- --json` for machines.
//!
//! The score is free of units: steps a second, times the floating-point operations of a step if every product
//! were computed, over the peak of the machine's vectors of four.

#![allow(missing_docs, reason = "a benchmark is no library")]
#![allow(unreachable_pub, reason = "the same module is part of the browser's benchmark")]

#[path = "common/peak.rs"]
mod peak;

use dice_and_descent::Function;
use dice_and_descent::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use dice_and_descent::sampler::descent::{Descent, Loss, Optimiser, sampler};
use dice_and_descent::sampler::{Problem, Sampler};
use dice_and_descent::task::{Encoding, Inputs, Task};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: u64 = 5;
const ROUND: Duration = Duration::from_millis(300);

struct Workload {
    name: &'static str,
    problem: Problem,
    descent: Descent,
}

impl Workload {
    /// Steps in an epoch.
    fn steps(&self) -> f64 {
        self.problem.task.training_size().div_ceil(self.descent.batch) as f64
    }

    /// Floating-point operations of an epoch, counted densely: forward, and backward for the weights of all
    /// layers and for the activations of all but the first.
    fn flops(&self) -> f64 {
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
fn training(n: usize, size: usize) -> Function {
    let count = 1_usize << n;
    Function::from_labels(count, |j| j * 37 % count < size)
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

/// Steps, epochs and runs of one workload in a stretch of time.
struct Rates {
    runs: f64,
    epochs: f64,
}

fn measure(workload: &Workload, sampler: &mut dyn Sampler, round: u64) -> Rates {
    let (mut runs, mut epochs, mut chunk) = (0, 0, 1_000_000 * round);
    let start = Instant::now();
    while start.elapsed() < ROUND {
        sampler.begin(chunk);
        while !sampler.advance(5000) {}
        let delta = black_box(sampler.take());
        assert_eq!(delta.kept(), delta.tried, "all runs of {} fit", workload.name);
        runs += delta.tried;
        epochs += delta.epochs;
        chunk += 1;
    }
    let seconds = start.elapsed().as_secs_f64();
    Rates { runs: runs as f64 / seconds, epochs: epochs as f64 / seconds }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() {
    let json = std::env::args().any(|argument| argument == "--json");
    let workloads = workloads();
    let mut samplers: Vec<_> = workloads
        .iter()
        .map(|workload| sampler(&workload.problem, &workload.descent, 1).expect("a valid workload"))
        .collect();
    let mut peaks = Vec::new();
    let mut rates: Vec<Vec<Rates>> = workloads.iter().map(|_| Vec::new()).collect();
    // Round by round over all of them, so that a change of the machine's pace meets all alike.
    for round in 0..ROUNDS {
        let start = Instant::now();
        let mut calls = 0;
        while start.elapsed() < ROUND / 3 {
            black_box(peak::work(black_box(1.0)));
            calls += 1;
        }
        peaks.push(f64::from(calls) * peak::FLOPS / start.elapsed().as_secs_f64());
        for ((workload, sampler), rates) in workloads.iter().zip(&mut samplers).zip(&mut rates) {
            rates.push(measure(workload, sampler.as_mut(), round));
        }
    }
    let peak = median(peaks);
    let mut rows = Vec::new();
    for (workload, rates) in workloads.iter().zip(&rates) {
        let runs = median(rates.iter().map(|rates| rates.runs).collect());
        let epochs = median(rates.iter().map(|rates| rates.epochs).collect());
        rows.push(serde_json::json!({
            "name": workload.name,
            "runs": runs,
            "steps": epochs * workload.steps(),
            "epochs": epochs / runs,
            "score": epochs * workload.flops() / peak,
            "runs_per_gflops": runs / peak * 1e9,
        }));
    }
    if json {
        println!("{}", serde_json::json!({ "peak": peak, "workloads": rows }));
        return;
    }
    println!("peak of vectors of four: {:.1} GFLOP/s", peak / 1e9);
    println!(
        "{:<34}{:>10}{:>12}{:>9}{:>8}{:>18}",
        "", "runs/s", "steps/s", "epochs", "score", "runs/s a GFLOP/s"
    );
    for row in rows {
        let number = |key: &str| row[key].as_f64().expect("a number");
        println!(
            "{:<34}{:>10.0}{:>12.0}{:>9.2}{:>8.2}{:>18.1}",
            row["name"].as_str().expect("a name"),
            number("runs"),
            number("steps"),
            number("epochs"),
            number("score"),
            number("runs_per_gflops")
        );
    }
}
