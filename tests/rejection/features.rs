//! The last layer given features against rejection, tables of it, exact volumes, and literature's tasks.

use crate::posterior::posteriors;
use crate::support::{draw, problem};
use dice_and_descent::Function;
use dice_and_descent::experiment::compare::{Setup, apply_preset};
use dice_and_descent::method::features::Features;
use dice_and_descent::method::{MethodId, Problem, Sampler, impossible};
use dice_and_descent::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};
use dice_and_descent::random::{Domain, Stream};
use dice_and_descent::sample::{WeightedCounts, Weights};
use dice_and_descent::task::{Encoding, Inputs, Task};
use serde_json::Value;

/// The share of last layers that rounding led outside: it does where features are equal to nearly all digits of single precision.
fn lost(counts: &WeightedCounts) -> f64 {
    let [looked_at, outside] = counts.reports()[0].values[..] else { panic!("two numbers") };
    outside / looked_at.max(1.0)
}

/// At least so many hidden draws, each with so many last layers.
pub(crate) fn weigh(problem: &Problem, seed: u64, hidden_draws: u64, last_layers: u32) -> WeightedCounts {
    let mut sampler = Features::new(problem, seed, last_layers);
    let mut counts = WeightedCounts::new(MethodId::FEATURES.number(), Weights::Likelihood, 1 << 18);
    for chunk in 0.. {
        if counts.clusters() + counts.failed() >= hidden_draws {
            break;
        }
        sampler.begin(chunk);
        while !sampler.advance(u32::MAX) {}
        let found = sampler.take();
        assert_eq!(found.tried, u64::from(sampler.chunk_len()));
        counts.merge(&found.weighted.unwrap());
    }
    assert_eq!(counts.failed(), 0);
    assert!(counts.iter().all(|(function, _)| problem.task.fits(function)));
    counts
}

fn binomial(p: f64, n: u64) -> f64 {
    p * (1.0 - p) / n as f64
}

/// Compares P(S), and P_B of functions, with `kept` of `tried` draws; how many z were looked at. Where few hidden draws carry the weight, errors are
/// not those of a normal law, and none is; nor where networks of single precision are not those of exact outputs.
fn compare(name: &str, problem: &Problem, tried: u64, kept: u64, functions: &[(Function, u64)]) -> u32 {
    let counts = weigh(problem, 5, 4_000, 4);
    if counts.effective_clusters() < 100.0 || kept < 500 || lost(&counts) > 0.003 {
        return 0;
    }
    let truth = kept as f64 / tried as f64;
    let found = counts.marginal_likelihood().unwrap();
    let error = found.relative_error * truth;
    let p = found.value.exp();
    let z = (p - truth) / (error * error + binomial(truth, tried)).sqrt();
    // Some 1,000 z: one of them beyond 6 has probability 2e-6.
    assert!(error == 0.0 && p == 1.0 || z.abs() < 6.0, "{name}: P(S) = {p} +- {error}, not {truth}: z = {z}");
    let mut compared = 1;
    for &(function, count) in functions {
        let truth = count as f64 / kept as f64;
        if truth * counts.effective_draws() < 20.0 || count < 20 {
            continue;
        }
        let share = counts.share(function).unwrap();
        let error = (share.high - share.low) / (2.0 * 1.96);
        let z = (share.value - truth) / (error * error + binomial(truth, kept)).sqrt();
        assert!(z.abs() < 6.0, "{name}: {function} has {share:?}, not {truth}: z = {z}");
        compared += 1;
    }
    compared
}

#[test]
fn posteriors_are_those_of_the_tables() {
    let mut compared = 0;
    for posterior in posteriors() {
        let problem = posterior.problem();
        if problem.prior.distribution == Distribution::Gaussian {
            let top = posterior.top(&problem);
            compared += compare(&posterior.name, &problem, posterior.samples, posterior.accepted, &top);
        }
    }
    assert!(compared > 100, "{compared}");
}

/// Random networks of 0 to 3 hidden layers, some thinner than the training set is large, on random tasks, most of them not balanced.
#[test]
fn posteriors_are_those_of_rejection_in_random_settings() {
    let mut stream = Stream::new(91, Domain::Draws, 0);
    let (mut compared, mut settings, mut with_layers, mut unequal) = (0, 0, [0; 4], 0);
    for case in 0..36_usize {
        let n = [3, 4, 5, 7][case % 4];
        let layers = case / 4 % 4;
        let len = 1 << n;
        let mostly = stream.below(2);
        let target = Function::from_labels(len, |_| stream.below(3) > mostly);
        let size = 2 + stream.below(7);
        let training = Function::from_labels(len, |_| stream.below(len as u32) < size);
        let problem = Problem {
            task: Task {
                inputs: Inputs::boolean(
                    n,
                    [Encoding::ZeroOne, Encoding::PlusMinus][stream.below(2) as usize],
                ),
                target,
                training,
            },
            architecture: Architecture {
                inputs: n,
                hidden: (0..layers).map(|_| 2 + stream.below(12) as usize).collect(),
                activation: [Activation::Relu, Activation::Tanh, Activation::Erf, Activation::Sign]
                    [stream.below(4) as usize],
            },
            prior: Prior {
                distribution: Distribution::Gaussian,
                sigma_w: f64::from(5 + stream.below(20)) / 10.0,
                sigma_b: [0.0, 0.3, 1.0][stream.below(3) as usize],
                weight_scale: [WeightScale::FanIn, WeightScale::Fixed][stream.below(2) as usize],
                bias_scale: BiasScale::Fixed,
            },
            threshold: [0.0, 0.0, 0.5][stream.below(3) as usize],
        };
        if training.ones() == 0 || impossible(&problem).is_some() {
            continue;
        }
        let draws = draw(&problem, 9, 200_000);
        let functions: Vec<(Function, u64)> = draws.counts.into_iter().collect();
        let more =
            compare(&format!("case {case}: {problem:?}"), &problem, draws.tried, draws.kept, &functions);
        compared += more;
        if more > 0 {
            settings += 1;
            with_layers[layers] += 1;
            let ones = target.bits() & training.bits();
            unequal += u32::from(2 * ones.count_ones() != training.ones());
        }
    }
    assert!(settings >= 14 && compared > 100 && unequal >= 8, "{settings} {compared} {unequal}");
    assert!(with_layers.iter().all(|&count| count >= 2), "{with_layers:?}");
}

fn perceptron(name: &str, text: &str) -> (Problem, Vec<(Function, f64)>) {
    let n: usize = name[1..2].parse().unwrap();
    let encoding = if name.contains("_pm_") { Encoding::PlusMinus } else { Encoding::ZeroOne };
    let reference: Value = serde_json::from_str(text).unwrap();
    let len = 1 << n;
    let problem = Problem {
        task: Task {
            inputs: Inputs::boolean(n, encoding),
            target: Function::new(0, len),
            training: Function::new(u128::MAX, len),
        },
        architecture: Architecture { inputs: n, hidden: vec![], activation: Activation::Relu },
        prior: Prior {
            distribution: Distribution::Gaussian,
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

/// Without hidden layers a hidden draw is nothing but one more estimate of the volume of a cone.
#[test]
fn volumes_of_threshold_functions_are_the_exact_ones() {
    for (name, text) in [
        ("n3_01_bias_gauss", include_str!("../oracles/perceptron_n3_01_bias_gauss.json")),
        ("n3_pm_nobias_gauss", include_str!("../oracles/perceptron_n3_pm_nobias_gauss.json")),
        ("n4_pm_bias_gauss", include_str!("../oracles/perceptron_n4_pm_bias_gauss.json")),
        ("n4_01_nobias_gauss", include_str!("../oracles/perceptron_n4_01_nobias_gauss.json")),
    ] {
        let (mut problem, mut classes) = perceptron(name, text);
        classes.sort_by(|one, other| one.1.total_cmp(&other.1));
        // The six smallest, and every third of the others: some 50 z, of which one is beyond 5 with 3e-5.
        for (_, &(target, exact)) in
            classes.iter().enumerate().filter(|(place, _)| *place < 6 || place % 3 == 0)
        {
            problem.task.target = target;
            let found = weigh(&problem, 6, 600, 1).marginal_likelihood().unwrap();
            let z = (found.value.exp() - exact) / (found.relative_error * exact);
            assert!(
                z.abs() < 5.0,
                "{name} {target}: {:e} +- {}, not {exact:e}: z = {z}",
                found.value.exp(),
                found.relative_error
            );
        }
    }
}

/// 200 seeds of few hidden draws: the mean of the estimates of P(S) themselves is P(S), the mean of shares of a function P_B(f|S), and 95% intervals cover
/// as often as those of their kind do: at least 92% of the time, less 3 standard deviations of 200 throws.
#[test]
fn estimates_are_unbiased_and_intervals_cover() {
    let mut problem = problem("4-16-1_relu_gauss_sb1_01");
    problem.task.target = Function::from_labels(16, |j| j >> 3 == 1 && j >> 1 & 3 != 0);
    problem.task.training = Function::from_labels(16, |j| j % 3 == 0 || j == 14);
    let draws = draw(&problem, 2, 4_000_000);
    let truth = draws.kept as f64 / draws.tried as f64;
    let (&function, &count) = draws.counts.iter().max_by_key(|(_, count)| **count).unwrap();
    let known = count as f64 / draws.kept as f64;
    let (mut estimates, mut shares) = (Vec::new(), Vec::new());
    let mut covered = [0_u32; 2];
    for seed in 0..200 {
        let counts = weigh(&problem, 1_000 + seed, 1, 2);
        let found = counts.marginal_likelihood().unwrap();
        estimates.push(found.value.exp());
        covered[0] += u32::from(found.low <= truth.ln() && truth.ln() <= found.high);
        let share = counts.share(function).unwrap();
        shares.push(share.value);
        covered[1] += u32::from(share.low <= known && known <= share.high);
    }
    for (name, values, exact, n) in
        [("P(S)", estimates, truth, draws.tried), ("P_B", shares, known, draws.kept)]
    {
        let mean = values.iter().sum::<f64>() / 200.0;
        let variance = values.iter().map(|p| (p - mean).powi(2)).sum::<f64>() / 199.0;
        let z = (mean - exact) / (variance / 200.0 + binomial(exact, n)).sqrt();
        assert!(z.abs() < 3.0, "{name}: {mean}, not {exact}: z = {z}");
    }
    let least = 0.92 * 200.0 - 3.0 * (200.0_f64 * 0.92 * 0.08).sqrt();
    assert!(covered.iter().all(|&covered| f64::from(covered) >= least), "{covered:?} of 200 cover");
}

/// P(S) of the seven tasks of Mingard et al. 2019 by 1.18e8 draws of an independent program, to the digits of its table.
#[test]
fn the_literatures_training_sets_are_as_probable_as_known() {
    for (task, known) in [
        ("f0", 2.28e-4_f64),
        ("f1", 4.04e-4),
        ("f2", 2.47e-5),
        ("f3", 5.1e-6),
        ("f4", 6.4e-6),
        ("f5", 4.3e-6),
        ("f6", 2.61e-5),
    ] {
        let setup = Setup::read(&apply_preset("", task).hash);
        let counts = weigh(&setup.comparison.problem, 7, 6_000, 4);
        let found = counts.marginal_likelihood().unwrap();
        let rounding = 0.005 / (known / 10_f64.powf(known.log10().floor()));
        let error = (found.relative_error.powi(2) + 1.0 / (1.18e8 * known) + rounding * rounding).sqrt();
        let z = (found.value.exp() / known - 1.0) / error;
        println!("{task}: {:e} +- {error}, known {known:e}: z = {z}", found.value.exp());
        assert!(z.abs() < 3.0, "{task}: {:e} +- {error}, not {known:e}: z = {z}", found.value.exp());
    }
}
