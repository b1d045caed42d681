//! The posterior of infinitely wide networks against another program, and against networks that grow.

use crate::features::weigh;
use crate::support::problem;
use dice_and_descent::Function;
use dice_and_descent::method::infinite::{NoLimit, WideNetworks};
use dice_and_descent::method::{MethodId, Problem, Sampler};
use dice_and_descent::network::{Activation, Distribution, WeightScale};
use dice_and_descent::sample::{WeightedCounts, Weights};
use dice_and_descent::task::{Encoding, Inputs};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Reference {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    n: usize,
    activation: String,
    hidden_layers: usize,
    sigma_w2: f64,
    sigma_b: f64,
    encoding: String,
    posteriors: Vec<Posterior>,
}

#[derive(Deserialize)]
struct Posterior {
    name: String,
    points: Vec<usize>,
    labels: Vec<u8>,
    p_s: f64,
    top: Vec<(String, f64)>,
}

/// At least so many weighted draws.
fn draw_wide(problem: &Problem, seed: u64, draws: u64) -> WeightedCounts {
    let mut sampler = WideNetworks::new(problem, seed).unwrap();
    let mut counts = WeightedCounts::new(MethodId::INFINITE.number(), Weights::Likelihood, 1 << 18);
    for chunk in 0.. {
        if counts.clusters() >= draws {
            break;
        }
        sampler.begin(chunk);
        while !sampler.advance(u32::MAX) {}
        counts.merge(&sampler.take().weighted.unwrap());
    }
    assert!(counts.iter().all(|(function, _)| problem.task.fits(function)));
    counts
}

fn wide(n: usize, hidden_layers: usize) -> Problem {
    problem(&format!("{n}-{}-1_relu_gauss_sb1.0_01", vec!["1"; hidden_layers].join("-")))
}

#[test]
fn posteriors_of_wide_networks_are_those_of_another_program() {
    let reference: Reference =
        serde_json::from_str(include_str!("../oracles/nngp_01_posteriors.json")).unwrap();
    let mut compared = 0;
    for case in &reference.cases {
        let mut problem = wide(case.n, case.hidden_layers);
        let encoding = if case.encoding == "pm" { Encoding::PlusMinus } else { Encoding::ZeroOne };
        problem.task.inputs = Inputs::boolean(case.n, encoding);
        problem.architecture.activation =
            if case.activation == "tanh" { Activation::Tanh } else { Activation::Relu };
        (problem.prior.sigma_w, problem.prior.sigma_b) = (case.sigma_w2.sqrt(), case.sigma_b);
        let len = 1 << case.n;
        for posterior in &case.posteriors {
            let bits = |wanted: &dyn Fn(u8) -> bool| {
                let marked =
                    posterior.points.iter().zip(&posterior.labels).filter(|(_, label)| wanted(**label));
                Function::new(marked.fold(0, |bits, (&point, _)| bits | 1 << point), len)
            };
            problem.task.training = bits(&|_| true);
            problem.task.target = bits(&|label| label == 1);
            let counts = draw_wide(&problem, 11, 30_000);
            let name =
                format!("{} {} {} {}", case.activation, case.hidden_layers, case.encoding, posterior.name);
            // Some 230 z: one of them beyond 5 has probability 1e-4. The other program's errors are a hundredth of these.
            let found = counts.marginal_likelihood().unwrap();
            let z = (found.value.exp() / posterior.p_s - 1.0) / found.relative_error;
            assert!(z.abs() < 5.0, "{name}: {found:?}, not {}: z = {z}", posterior.p_s);
            for (table, truth) in &posterior.top {
                let share = counts.share(Function::parse(table, len).unwrap()).unwrap();
                if truth * counts.effective_draws() < 20.0 {
                    continue;
                }
                let z = (share.value - truth) / ((share.high - share.low) / (2.0 * 1.96));
                assert!(z.abs() < 5.0, "{name}: {table} has {share:?}, not {truth}: z = {z}");
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "{compared}");
}

#[derive(Deserialize)]
struct Ladder {
    functions: BTreeMap<String, Rung>,
}

#[derive(Deserialize)]
struct Rung {
    table: String,
    ln_p: f64,
    rel_se: f64,
}

/// P(f) is P(S) where all points are trained on.
#[test]
fn named_functions_are_as_probable_as_in_another_program() {
    for (n, text) in [
        (5, include_str!("../oracles/nngp_ladder_n5_relu2_sw1_sb1_01.json")),
        (7, include_str!("../oracles/nngp_ladder_n7_relu2_sw1_sb1_01.json")),
    ] {
        let ladder: Ladder = serde_json::from_str(text).unwrap();
        let mut problem = wide(n, 2);
        problem.prior.sigma_w = 1.0;
        problem.task.training = Function::new(u128::MAX, 1 << n);
        for (name, rung) in &ladder.functions {
            problem.task.target = Function::parse(&rung.table, 1 << n).unwrap();
            let found = draw_wide(&problem, 12, 3_000).marginal_likelihood().unwrap();
            let z = (found.value - rung.ln_p) / found.relative_error.hypot(rung.rel_se);
            assert!(z.abs() < 4.0, "{n} {name}: {found:?}, not {}: z = {z}", rung.ln_p);
        }
    }
}

/// Outputs that are always 0, and opposite ones, are right or wrong at once.
#[test]
fn labels_that_never_occur_have_probability_0() {
    let mut problem = wide(4, 1);
    problem.prior.sigma_b = 0.0;
    problem.task.training = Function::new(1, 16);
    problem.task.target = Function::new(0, 16);
    assert_eq!(draw_wide(&problem, 1, 10).marginal_likelihood().unwrap().value, 0.0);
    problem.task.target = Function::new(1, 16);
    let counts = draw_wide(&problem, 1, 10);
    assert_eq!(counts.empty(), counts.clusters());
    problem.task.inputs = Inputs::boolean(4, Encoding::PlusMinus);
    problem.architecture.activation = Activation::Erf;
    problem.task.training = Function::new(1 | 1 << 15, 16);
    let found = draw_wide(&problem, 1, 4_000).marginal_likelihood().unwrap();
    assert!((found.value.exp() - 0.5).abs() < 1e-9, "{found:?}");
    problem.task.target = Function::new(1 | 1 << 15, 16);
    let counts = draw_wide(&problem, 1, 10);
    assert_eq!(counts.empty(), counts.clusters());
}

#[test]
fn what_has_no_limit_is_refused() {
    let refused = |change: &dyn Fn(&mut Problem)| {
        let mut problem = wide(3, 2);
        change(&mut problem);
        WideNetworks::new(&problem, 1).err()
    };
    assert_eq!(refused(&|_| ()), None);
    assert_eq!(
        refused(&|problem| problem.prior.distribution = Distribution::Uniform),
        Some(NoLimit::Uniform)
    );
    assert_eq!(
        refused(&|problem| problem.prior.weight_scale = WeightScale::Fixed),
        Some(NoLimit::FixedWeights)
    );
    assert_eq!(refused(&|problem| problem.architecture.hidden.clear()), Some(NoLimit::NoHiddenLayer));
    let steep = |problem: &mut Problem| {
        problem.architecture.activation = Activation::Tanh;
        problem.prior.sigma_w = 5.0;
    };
    assert_eq!(refused(&steep), Some(NoLimit::Steep));
}

/// As the hidden layer grows, P(S) of finite networks tends to that of the limit, and hidden draws matter less and less: the variance of P(S|features),
/// relative to its square, falls about as one over the width, here by at least half from each width to the next of four and eight times as many units.
#[test]
fn finite_networks_tend_to_the_limit() {
    for activation in [Activation::Relu, Activation::Tanh] {
        let mut problem = wide(5, 1);
        problem.architecture.activation = activation;
        (problem.prior.sigma_w, problem.prior.sigma_b) = (1.5, 0.3);
        problem.task.target = Function::from_labels(32, |j| j >> 4 == 1 && j & 3 != 0);
        problem.task.training = Function::from_labels(32, |j| j % 3 == 1);
        let limit = draw_wide(&problem, 13, 40_000).marginal_likelihood().unwrap();
        let mut before = f64::INFINITY;
        for width in [4, 16, 128] {
            problem.architecture.hidden = vec![width];
            let counts = weigh(&problem, 14, 12_000, 4);
            let found = counts.marginal_likelihood().unwrap();
            let spread = found.relative_error.powi(2) * counts.clusters() as f64;
            println!("{activation:?} {width}: {found:?} of {limit:?}, spread {spread}");
            assert!(spread < 0.5 * before, "{activation:?} {width}: {spread} after {before}");
            before = spread;
            if width == 128 {
                // Its own distance from the limit is a few thousandths.
                let error = found.relative_error.hypot(limit.relative_error).hypot(0.005);
                assert!(
                    (found.value - limit.value).abs() < 3.0 * error,
                    "{activation:?}: {found:?}, not {limit:?}"
                );
            }
        }
    }
}
