//! Training runs from outside: against reference frequencies, at the edges, and bit for bit.
#![cfg(not(target_arch = "wasm32"))]

use dice_and_descent::Function;
use dice_and_descent::method::Problem;
use dice_and_descent::method::sgd::{Descent, DescentError, Loss, Optimiser, sampler};
use dice_and_descent::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use dice_and_descent::sample::{ChunkCounts, checksum};
use dice_and_descent::task::{Encoding, Inputs, Task};
use serde::Deserialize;
use std::collections::BTreeMap;

/// P_SGD of two systems, from an independent implementation.
#[derive(Deserialize)]
struct Oracle {
    systems: Vec<System>,
}

#[derive(Deserialize)]
struct System {
    id: String,
    activation: String,
    sigma_w2: f64,
    sigma_b: f64,
    encoding: String,
    points: Vec<usize>,
    labels: Vec<u8>,
    sgd: Vec<Setting>,
}

#[derive(Deserialize)]
struct Setting {
    lr: f32,
    batch_size: usize,
    runs: u64,
    mean_epochs: f64,
    fitted_at_init: u64,
    top_functions: Vec<(String, u64)>,
}

impl System {
    fn read(id: &str) -> Self {
        let oracle: Oracle = serde_json::from_str(include_str!("oracles/sgd.json")).unwrap();
        oracle.systems.into_iter().find(|system| system.id == id).unwrap()
    }

    /// All reference systems are (4,16,1).
    fn problem(&self) -> Problem {
        let target =
            self.points.iter().zip(&self.labels).map(|(&point, &label)| u128::from(label) << point).sum();
        Problem {
            task: Task {
                inputs: Inputs::boolean(
                    4,
                    if self.encoding == "pm" { Encoding::PlusMinus } else { Encoding::ZeroOne },
                ),
                target: Function::new(target, 16),
                training: Function::from_labels(16, |j| self.points.contains(&j)),
            },
            architecture: Architecture {
                inputs: 4,
                hidden: vec![16],
                activation: if self.activation == "relu" { Activation::Relu } else { Activation::Tanh },
            },
            prior: Prior {
                distribution: Distribution::Gaussian,
                sigma_w: self.sigma_w2.sqrt(),
                sigma_b: self.sigma_b,
                weight_scale: WeightScale::FanIn,
                bias_scale: BiasScale::Fixed,
            },
            threshold: 0.0,
        }
    }

    fn setting(&self, batch: usize, lr: f32) -> &Setting {
        self.sgd.iter().find(|setting| setting.batch_size == batch && setting.lr == lr).unwrap()
    }
}

fn plain(learning_rate: f32, batch: usize) -> Descent {
    Descent {
        optimiser: Optimiser::Sgd,
        learning_rate,
        batch,
        loss: Loss::CrossEntropy,
        extra_epochs: 0,
        max_epochs: 20_000,
    }
}

fn run(problem: &Problem, descent: &Descent, seed: u64, runs: u64) -> Vec<ChunkCounts> {
    let mut sampler = sampler(problem, descent, seed).unwrap();
    (0..runs.div_ceil(u64::from(sampler.chunk_len())))
        .map(|chunk| {
            sampler.begin(chunk);
            while !sampler.advance(5000) {}
            sampler.take()
        })
        .collect()
}

/// The z-score of the difference of two counts of successes.
fn difference(a: u64, of_a: u64, b: u64, of_b: u64) -> f64 {
    let (a, b, of_a, of_b) = (a as f64, b as f64, of_a as f64, of_b as f64);
    let pooled = (a + b) / (of_a + of_b);
    (a / of_a - b / of_b) / (pooled * (1.0 - pooled) * (1.0 / of_a + 1.0 / of_b)).sqrt()
}

fn agrees_with_the_reference(system: &System, batch: usize, lr: f32, runs: u64) {
    let setting = system.setting(batch, lr);
    let deltas = run(&system.problem(), &plain(lr, batch), 7, runs);
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for delta in &deltas {
        for &(function, count) in &delta.counts {
            *counts.entry(function.to_string()).or_default() += u64::from(count);
        }
    }
    let total: u64 = deltas.iter().map(|delta| delta.tried).sum();
    assert_eq!(counts.values().sum::<u64>(), total, "all of these runs fit");

    // Two samples from one distribution: functions expected less than ten times go into one cell.
    let (mut rest, mut rest_of_setting, mut chi_square, mut cells) = (total, setting.runs, 0.0, 0.0);
    let mut cell = |a: u64, b: u64| {
        let (a, b, n, m) = (a as f64, b as f64, total as f64, setting.runs as f64);
        chi_square += ((m / n).sqrt() * a - (n / m).sqrt() * b).powi(2) / (a + b);
        cells += 1.0;
    };
    for (function, reference) in &setting.top_functions {
        let count = counts.get(function).copied().unwrap_or(0);
        if (count + reference) * total < 10 * (total + setting.runs) {
            break;
        }
        let z = difference(count, total, *reference, setting.runs);
        assert!(z.abs() < 5.0, "{function}: {count} of {total}, {reference} of {}: z = {z}", setting.runs);
        cell(count, *reference);
        rest -= count;
        rest_of_setting -= reference;
    }
    if rest + rest_of_setting > 0 {
        cell(rest, rest_of_setting);
    }
    // Wilson and Hilferty: the cube root of chi-square is nearly normal.
    let freedom = cells - 1.0;
    let z = ((chi_square / freedom).cbrt() - (1.0 - 2.0 / (9.0 * freedom))) / (2.0 / (9.0 * freedom)).sqrt();
    assert!(z < 4.75, "chi-square {chi_square} with {freedom} degrees of freedom");

    // The chunks are independent: their sums of epochs tell the standard error.
    let mean = deltas.iter().map(|delta| delta.epochs).sum::<u64>() as f64 / total as f64;
    let chunks = deltas.len() as f64;
    let variance_of_sums =
        deltas.iter().map(|delta| (delta.epochs as f64 - mean * delta.tried as f64).powi(2)).sum::<f64>()
            / (chunks - 1.0);
    let variance = variance_of_sums * chunks / total as f64;
    let error = (variance * (1.0 / total as f64 + 1.0 / setting.runs as f64)).sqrt();
    let z = (mean - setting.mean_epochs) / error;
    assert!(z.abs() < 5.0, "mean epochs {mean}, not {}: z = {z}", setting.mean_epochs);

    let fitted: u64 = deltas.iter().map(|delta| delta.fitted_at_start).sum();
    let z = difference(fitted, total, setting.fitted_at_init, setting.runs);
    assert!(z.abs() < 5.0, "{fitted} of {total} fitted at the start: z = {z}");
}

#[test]
fn relu_system_trained_point_by_point() {
    agrees_with_the_reference(&System::read("S1"), 1, 0.1, 200_000);
}

#[test]
fn relu_system_trained_in_batches() {
    agrees_with_the_reference(&System::read("S1"), 4, 0.1, 100_000);
}

#[test]
fn relu_system_trained_with_the_full_batch() {
    agrees_with_the_reference(&System::read("S1"), 8, 0.1, 100_000);
}

#[test]
fn relu_system_trained_slowly() {
    agrees_with_the_reference(&System::read("S1"), 1, 0.01, 50_000);
}

#[test]
fn tanh_system_trained_point_by_point() {
    agrees_with_the_reference(&System::read("S6"), 1, 0.1, 50_000);
}

#[test]
fn tanh_system_trained_with_short_last_batches() {
    agrees_with_the_reference(&System::read("S6"), 4, 0.1, 20_000);
}

/// XOR of two inputs, all four of them in the training set.
fn xor(hidden: &[usize], activation: Activation) -> Problem {
    Problem {
        task: Task {
            inputs: Inputs::boolean(2, Encoding::ZeroOne),
            target: Function::parse("0110", 4).unwrap(),
            training: Function::parse("1111", 4).unwrap(),
        },
        architecture: Architecture { inputs: 2, hidden: hidden.to_vec(), activation },
        prior: Prior {
            distribution: Distribution::Uniform,
            sigma_w: 1.0,
            sigma_b: 1.0,
            weight_scale: WeightScale::FanIn,
            bias_scale: BiasScale::FanIn,
        },
        threshold: 0.0,
    }
}

#[test]
fn a_perceptron_never_fits_xor() {
    let descent = Descent { max_epochs: 50, ..plain(0.1, 2) };
    let deltas = run(&xor(&[], Activation::Relu), &descent, 1, 64);
    assert!(
        deltas.iter().all(|delta| delta.unfit == delta.tried && delta.counts.is_empty() && delta.epochs == 0)
    );
}

#[test]
fn runs_with_huge_steps_diverge() {
    let descent = Descent { loss: Loss::Mse, ..plain(1e6, 4) };
    let deltas = run(&xor(&[], Activation::Relu), &descent, 1, 64);
    assert!(deltas.iter().all(|delta| delta.diverged == delta.tried && delta.counts.is_empty()));
}

#[test]
fn overtraining_adds_its_epochs_and_may_lose_the_fit() {
    let problem = System::read("S1").problem();
    let sum = |deltas: &[ChunkCounts], of: fn(&ChunkCounts) -> u64| deltas.iter().map(of).sum::<u64>();
    let descent = Descent { max_epochs: 50, ..plain(1.0, 1) };
    let first = run(&problem, &descent, 2, 2048);
    let later = run(&problem, &Descent { extra_epochs: 3, ..descent }, 2, 2048);
    let (kept, lost) = (sum(&later, ChunkCounts::kept), sum(&later, |delta| delta.lost));
    assert!(lost > 0, "steps this large undo some fits");
    assert_eq!(kept + lost, sum(&first, ChunkCounts::kept));
    assert_eq!(sum(&first, |delta| delta.unfit), sum(&later, |delta| delta.unfit));
    assert_eq!(sum(&first, |delta| delta.fitted_at_start), sum(&later, |delta| delta.fitted_at_start));
    // The same runs, each three epochs longer; those that were lost are not counted.
    assert!(sum(&later, |delta| delta.epochs) <= sum(&first, |delta| delta.epochs) + 3 * kept);
    assert!(sum(&later, |delta| delta.epochs) >= 4 * kept);
    for delta in &later {
        assert!(delta.counts.iter().all(|&(function, _)| problem.task.fits(function)));
        assert!(delta.counts.is_sorted_by(|a, b| a.0 < b.0));
    }
}

#[test]
fn slices_never_change_a_result() {
    let problem = xor(&[7, 5], Activation::Tanh);
    for optimiser in [Optimiser::Sgd, Optimiser::Adam { beta1: 0.9, beta2: 0.999 }] {
        let descent = Descent { optimiser, max_epochs: 200, extra_epochs: 1, ..plain(0.1, 3) };
        let mut whole = sampler(&problem, &descent, 9).unwrap();
        let mut sliced = sampler(&problem, &descent, 9).unwrap();
        for chunk in [5, 2] {
            whole.begin(chunk);
            assert!(whole.advance(u32::MAX));
            // What was begun before is dropped.
            sliced.begin(chunk + 1);
            sliced.advance(1);
            sliced.begin(chunk);
            let mut slices = 1;
            while !sliced.advance(slices % 3) {
                slices += 1;
            }
            assert!(slices > 100);
            assert_eq!(whole.take(), sliced.take());
        }
    }
}

#[test]
fn a_slice_ends_in_time_whatever_the_setting() {
    let problem = Problem {
        task: Task {
            inputs: Inputs::boolean(7, Encoding::ZeroOne),
            target: Function::from_labels(128, |j| j.count_ones() % 2 == 1),
            training: Function::from_labels(128, |_| true),
        },
        architecture: Architecture { inputs: 7, hidden: vec![128; 4], activation: Activation::Erf },
        prior: System::read("S1").problem().prior,
        threshold: 0.0,
    };
    let mut sampler = sampler(&problem, &plain(0.01, 128), 1).unwrap();
    sampler.begin(0);
    // An epoch of a chunk costs eight runs 128 points of 50,000 multiply-adds, three times: 150 million.
    let slices = (0..10).take_while(|_| !sampler.advance(5000)).count();
    assert_eq!(slices, 10);
}

#[test]
fn value_stability() {
    let delta = |problem: &Problem, descent: &Descent| {
        let mut sampler = sampler(problem, descent, 42).unwrap();
        sampler.begin(7);
        while !sampler.advance(100) {}
        let delta = sampler.take();
        // Without the checksum, which says by which stream version it was made.
        let words = delta.pack();
        let bare = checksum::open(&words).unwrap();
        let digest = bare.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &word| {
            (hash ^ u64::from(word)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        (delta.kept(), delta.epochs, delta.unfit, digest)
    };
    let adam = Optimiser::Adam { beta1: 0.9, beta2: 0.999 };
    assert_eq!(delta(&System::read("S1").problem(), &plain(0.1, 4)), (64, 354, 0, 13285664114959333644));
    assert_eq!(
        delta(
            &xor(&[9, 6], Activation::Erf),
            &Descent { optimiser: adam, max_epochs: 100, extra_epochs: 2, ..plain(0.01, 3) }
        ),
        (52, 1692, 0, 17368429529458335808)
    );
}

#[test]
fn settings_that_cannot_be_trained_are_refused() {
    let refusal = |problem: &Problem, descent: &Descent| sampler(problem, descent, 1).err();
    let relu = xor(&[3], Activation::Relu);
    assert_eq!(refusal(&relu, &plain(0.1, 4)), None);
    assert_eq!(refusal(&xor(&[3], Activation::Sign), &plain(0.1, 4)), Some(DescentError::NoGradient));
    assert_eq!(refusal(&relu, &plain(0.1, 5)), Some(DescentError::Batch { batch: 5, training: 4 }));
    assert_eq!(refusal(&relu, &plain(0.1, 0)), Some(DescentError::Batch { batch: 0, training: 4 }));
    assert_eq!(refusal(&relu, &plain(-1.0, 1)), Some(DescentError::LearningRate(-1.0)));
    assert!(refusal(&relu, &plain(f32::NAN, 1)).is_some());
    let endless = Descent { max_epochs: 0, ..plain(0.1, 1) };
    assert_eq!(refusal(&relu, &endless), Some(DescentError::NoEpochs));
    let heavy = Descent { optimiser: Optimiser::Momentum { momentum: 1.0 }, ..plain(0.1, 1) };
    assert_eq!(refusal(&relu, &heavy), Some(DescentError::Decay { name: "the momentum", value: 1.0 }));
    let mut empty = relu.clone();
    empty.task.training = Function::new(0, 4);
    assert_eq!(refusal(&empty, &plain(0.1, 1)), Some(DescentError::NoTrainingPoints));
    assert!(DescentError::NoGradient.to_string().contains("ReLU"));
    assert!(DescentError::Batch { batch: 5, training: 4 }.to_string().contains("1 to 4"));
}
