//! Splitting and elliptical slice sampling against rejection, tables of it, and exact volumes.

use crate::posterior::{Posterior, posteriors};
use crate::support::draw;
use crate::ways::{split, walk};
use dice_and_descent::Function;
use dice_and_descent::method::elliptical_slice::{ChainSummary, SliceSettings};
use dice_and_descent::method::splitting::SplittingSettings;
use dice_and_descent::method::{Problem, impossible};
use dice_and_descent::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use dice_and_descent::numeric::Convergence;
use dice_and_descent::sample::WeightedCounts;
use dice_and_descent::task::{Encoding, Inputs, Task};
use serde_json::Value;

const RUNS: u64 = 40;
const QUICK: SplittingSettings =
    SplittingSettings { particles: 80, moves: 3, pilot_particles: 80, share: 0.25 };
const CHAINS: SliceSettings = SliceSettings { burn_in: 60, states: 30, thin: 3 };

/// ln P(S) and its error by splitting, on the scale of logarithms, where the spread of runs is nearly normal.
fn ln_likelihood(counts: &WeightedCounts) -> (f64, f64) {
    let found = counts.marginal_likelihood().unwrap();
    (found.value, found.relative_error)
}

/// Compares P(S), and P_B of each function that has a share of at least 3%, with shares known from `kept` of `tried` draws.
///
/// Errors of splitting come from the spread of 40 runs, of chains from that of 64 chains. Some 60 settings with about 8 functions each make 1,000 z by two methods:
/// Student's t of 39 degrees is beyond 6.5 with 1e-7, so one of all with 1e-4.
fn compare(name: &str, problem: &Problem, tried: u64, kept: u64, functions: &[(Function, u64)]) {
    let (splitting, _) = split(problem, 5, QUICK, RUNS);
    let (ln_p, error) = ln_likelihood(&splitting);
    let exact = (kept as f64 / tried as f64).ln();
    let z = (ln_p - exact) / (error * error + 1.0 / kept as f64).sqrt();
    assert!(z.abs() < 6.5, "{name}: ln P(S) = {ln_p} +- {error}, not {exact}: z = {z}");
    let (chains, _) = walk(problem, 6, CHAINS, 8);
    let summary = ChainSummary::of(&chains).unwrap();
    assert_eq!((summary.chains, summary.never_moved), (64, 0), "{name}");
    let frequent = functions.iter().filter(|(_, count)| *count as f64 >= 0.03 * kept as f64);
    for &(function, count) in frequent {
        let known = count as f64 / kept as f64;
        let variance = known * (1.0 - known) / kept as f64;
        for (way, counts) in [("splitting", &splitting), ("chains", &chains)] {
            let share = counts.share(function).unwrap();
            // Not more precise than as many draws as there are clusters with one draw in ten of their own.
            let least = (known * (1.0 - known) / (100.0 * counts.clusters() as f64)).sqrt();
            let error = share.standard_error.unwrap().max(least);
            let z = (share.value - known) / (error * error + variance).sqrt();
            assert!(z.abs() < 6.5, "{name}, {way}: {function} has {share:?}, not {known}: z = {z}");
        }
    }
}

#[test]
fn posteriors_are_those_of_the_tables() {
    for posterior in posteriors() {
        let Posterior { name, samples, accepted, .. } = &posterior;
        let problem = posterior.problem();
        let top: Vec<(Function, u64)> = posterior.top(&problem);
        compare(name, &problem, *samples, *accepted, &top);
    }
}

/// Networks of 0 to 3 hidden layers on 3, 4, 5 and 7 inputs with every smooth activation, both encodings and priors; targets with unequal numbers
/// of ones and zeros, so that labels taken for their opposites would be seen.
#[test]
fn posteriors_are_those_of_rejection_in_the_same_settings() {
    let activations = [Activation::Relu, Activation::Tanh, Activation::Erf];
    let hidden: [&[usize]; 4] = [&[], &[9], &[12, 8], &[8, 7, 6]];
    let mut unequal = 0;
    for case in 0..20_usize {
        let n = [3, 4, 5, 7][case % 4];
        let layers = (case / 4 + case) % 4;
        let encoding = [Encoding::ZeroOne, Encoding::PlusMinus][case / 2 % 2];
        let distribution = if case % 5 == 4 { Distribution::Uniform } else { Distribution::Gaussian };
        let len = 1 << n;
        let bit = |j: usize, i: usize| j >> i & 1 == 1;
        let target = Function::from_labels(len, |j| match case % 3 {
            0 => bit(j, 0) && bit(j, 1),
            1 => bit(j, 2) || (bit(j, 0) && bit(j, n - 1)),
            _ => !(bit(j, 1) && (bit(j, 0) || bit(j, 2))),
        });
        // An odd factor permutes the inputs.
        let training = Function::from_labels(len, |j| (j * 13 + case) % len < [4, 6, 8, 8][case % 4]);
        let problem = Problem {
            task: Task { inputs: Inputs::boolean(n, encoding), target, training },
            architecture: Architecture {
                inputs: n,
                hidden: hidden[layers].into(),
                activation: activations[case % 3],
            },
            prior: Prior {
                distribution,
                sigma_w: 1.4,
                sigma_b: [0.3, 1.0][case / 3 % 2],
                weight_scale: WeightScale::FanIn,
                bias_scale: BiasScale::Fixed,
            },
            threshold: 0.0,
        };
        if impossible(&problem).is_some() {
            continue;
        }
        let draws = draw(&problem, 9, 400_000);
        assert!(draws.kept > 500, "case {case}: {} of {}", draws.kept, draws.tried);
        let ones = problem.task.target.bits() & problem.task.training.bits();
        unequal += u32::from(2 * ones.count_ones() != problem.task.training.ones());
        let functions: Vec<(Function, u64)> = draws.counts.into_iter().collect();
        compare(&format!("case {case}"), &problem, draws.tried, draws.kept, &functions);
    }
    assert!(unequal >= 12, "{unequal}");
}

fn perceptron(name: &str, text: &str) -> (Problem, Vec<(Function, f64)>) {
    let n: usize = name[1..2].parse().unwrap();
    let encoding = if name.contains("_pm_") { Encoding::PlusMinus } else { Encoding::ZeroOne };
    let reference: Value = serde_json::from_str(text).unwrap();
    assert!(matches!(reference["bias_scale_ratio"].as_str(), None | Some("1")));
    let uniform = reference["distribution"] == "cube";
    let len = 1 << n;
    let problem = Problem {
        task: Task {
            inputs: Inputs::boolean(n, encoding),
            target: Function::new(0, len),
            training: Function::new(u128::MAX, len),
        },
        architecture: Architecture { inputs: n, hidden: vec![], activation: Activation::Relu },
        prior: Prior {
            distribution: if uniform { Distribution::Uniform } else { Distribution::Gaussian },
            sigma_w: 1.0,
            sigma_b: if name.contains("nobias") { 0.0 } else { 1.0 },
            weight_scale: WeightScale::Fixed,
            bias_scale: BiasScale::Fixed,
        },
        threshold: 0.0,
    };
    let classes = reference["classes"].as_array().unwrap().iter().map(|class| {
        let function = Function::parse(class["representative"].as_str().unwrap(), len).unwrap();
        (function, class["p"].as_f64().unwrap())
    });
    (problem, classes.collect())
}

macro_rules! perceptron {
    ($name:literal) => {
        perceptron($name, include_str!(concat!("../oracles/perceptron_", $name, ".json")))
    };
}

#[test]
fn volumes_of_threshold_functions_are_the_exact_ones() {
    for (problem, classes) in [
        perceptron!("n3_01_bias_gauss"),
        perceptron!("n3_pm_bias_cube"),
        perceptron!("n3_pm_nobias_gauss"),
        perceptron!("n3_01_nobias_cube"),
        perceptron!("n4_pm_bias_gauss"),
        perceptron!("n4_01_nobias_gauss"),
        perceptron!("n4_01_bias_cube"),
    ] {
        let mut classes = classes;
        classes.sort_by(|one, other| one.1.total_cmp(&other.1));
        // The six smallest, and every third of the others: some 60 z, of which one is beyond 6 with 1e-7.
        for (place, &(target, exact)) in
            classes.iter().enumerate().filter(|(place, _)| *place < 6 || place % 3 == 0)
        {
            let mut problem = problem.clone();
            problem.task.target = target;
            let (counts, _) = split(&problem, place as u64, QUICK, RUNS);
            let (ln_p, error) = ln_likelihood(&counts);
            let z = (ln_p - exact.ln()) / error;
            assert!(z.abs() < 6.0, "{target}: {ln_p} +- {error}, not {}: z = {z}", exact.ln());
        }
    }
}

/// The smallest gates of four inputs, 200 seeds each of their own levels: the mean of the estimates themselves, not of their logarithms, is P, and 95%
/// intervals of 40 runs cover it as often as those of their kind do: at least 92% of the time, less 3 standard deviations of 200 throws.
#[test]
fn estimates_are_unbiased_and_intervals_cover() {
    for (problem, classes) in [perceptron!("n4_01_bias_cube"), perceptron!("n4_pm_bias_gauss")] {
        let (target, exact) = classes.into_iter().min_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
        let mut problem = problem;
        problem.task.target = target;
        let settings = SplittingSettings { particles: 40, moves: 2, pilot_particles: 40, share: 0.3 };
        let mut estimates = Vec::new();
        let mut covered = 0_u32;
        for seed in 0..200 {
            let (counts, _) = split(&problem, 1_000 + seed, settings, 40);
            let found = counts.marginal_likelihood().unwrap();
            estimates.push(found.value.exp());
            covered += u32::from(found.low <= exact.ln() && exact.ln() <= found.high);
        }
        let mean = estimates.iter().sum::<f64>() / 200.0;
        let variance = estimates.iter().map(|p| (p - mean).powi(2)).sum::<f64>() / 199.0;
        let z = (mean - exact) / (variance / 200.0).sqrt();
        assert!(z.abs() < 3.0, "{target}: {mean}, not {exact}: z = {z}");
        let least = 0.92 * 200.0 - 3.0 * (200.0_f64 * 0.92 * 0.08).sqrt();
        assert!(f64::from(covered) >= least, "{target}: {covered} of 200 cover");
    }
}

/// P_B of the most probable function over 200 seeds, against 4 million draws: the mean within 3 standard errors, and 95% intervals of 40 runs, or 40 chains, cover
/// at least 92% of the time less 3 standard deviations of 200 throws.
#[test]
fn intervals_of_shares_cover() {
    let problem = crate::support::problem("4-16-1_relu_gauss_sb1_01");
    let mut problem = problem;
    problem.task.target = Function::from_labels(16, |j| j >> 3 == 1 && j >> 1 & 3 != 0);
    problem.task.training = Function::from_labels(16, |j| j % 3 == 0 || j == 14);
    let draws = draw(&problem, 2, 4_000_000);
    let (&function, &count) = draws.counts.iter().max_by_key(|(_, count)| **count).unwrap();
    let known = count as f64 / draws.kept as f64;
    let known_error = (known * (1.0 - known) / draws.kept as f64).sqrt();
    let settings = SplittingSettings { particles: 24, moves: 2, pilot_particles: 24, share: 0.3 };
    let chains = SliceSettings { burn_in: 10, states: 10, thin: 2 };
    for way in ["splitting", "chains"] {
        let mut covered = 0_u32;
        let mut values = Vec::new();
        for seed in 0..200 {
            let counts = match way {
                "splitting" => split(&problem, 3_000 + seed, settings, 40).0,
                _ => walk(&problem, 3_000 + seed, chains, 5).0,
            };
            let share = counts.share(function).unwrap();
            covered += u32::from(share.low <= known && known <= share.high);
            values.push(share.value);
        }
        let mean = values.iter().sum::<f64>() / 200.0;
        let variance = values.iter().map(|p| (p - mean).powi(2)).sum::<f64>() / 199.0;
        // The ratio's bias is about the square of the weights' relative error, here a fortieth of 0.3 at most, times the spread of shares.
        let z = (mean - known) / (variance / 200.0 + known_error * known_error).sqrt();
        assert!(z.abs() < 3.5, "{way}: {mean}, not {known}: z = {z}");
        let least = 0.92 * 200.0 - 3.0 * (200.0_f64 * 0.92 * 0.08).sqrt();
        assert!(f64::from(covered) >= least, "{way}: {covered} of 200 cover");
    }
}

/// 48 and 64 of the 128 points of f3, by a smaller network: past rejection. Two seeds agree within their errors, and every chain finds a start and
/// moves.
#[test]
fn far_past_rejection_seeds_agree_and_chains_move() {
    for size in [48, 64] {
        let mut problem = crate::support::problem("7-12-12-1_relu_gauss_sb1_01");
        problem.prior.sigma_w = 1.0;
        problem.task.target = Function::from_labels(128, |j| j >> 5 & 1 == 0 || j & 1 == 1);
        problem.task.training = Function::from_labels(128, |j| j * 37 % 128 < size);
        let settings = SplittingSettings { particles: 96, moves: 2, pilot_particles: 200, share: 0.2 };
        let [one, other] = [1, 2].map(|seed| ln_likelihood(&split(&problem, seed, settings, 12).0));
        let z = (one.0 - other.0) / (one.1 * one.1 + other.1 * other.1).sqrt();
        // Of 12 runs each: t of 11 degrees is beyond 6 with 1e-4.
        assert!(z.abs() < 6.0, "{size}: {one:?} {other:?}");
        assert!(one.0 < -8.0, "{size}: {one:?}");
        let (chains, _) = walk(&problem, 3, SliceSettings { burn_in: 20, states: 50, thin: 2 }, 1);
        let summary = ChainSummary::of(&chains).unwrap();
        assert_eq!((summary.chains, summary.without_start, summary.never_moved), (8, 0, 0));
        assert!(matches!(summary.test_errors, Convergence::Measured { .. }), "{summary:?}");
    }
}
