//! Orthant probabilities against exact values and against those of another program.

use crate::support::problem;
use dice_and_descent::Function;
use dice_and_descent::method::Problem;
use dice_and_descent::method::infinite::kernel;
use dice_and_descent::network::Activation;
use dice_and_descent::numeric::dense::Square;
use dice_and_descent::numeric::orthant::{LnMean, Ordered, Separation, Tilting, ln_mean, propagate};
use dice_and_descent::random::{Domain, Stream};
use dice_and_descent::task::{Encoding, Inputs};
use serde::Deserialize;
use std::collections::BTreeMap;

const TOLERANCE: f64 = 1e-7;

#[derive(Deserialize)]
struct Equal {
    rows: Vec<EqualRow>,
}

#[derive(Deserialize)]
struct EqualRow {
    rho: String,
    plus: usize,
    minus: usize,
    ln_p: String,
}

/// X_i above 0 for the first, below 0 for the others, as a covariance of which all are above.
fn equicorrelated(rho: f64, plus: usize, minus: usize) -> Square {
    let sign = |i: usize| if i < plus { 1.0 } else { -1.0 };
    Square::from_fn(plus + minus, |i, j| if i == j { 1.0 } else { rho * sign(i) * sign(j) })
}

/// Deviation of an estimate in its standard errors: that of the logarithm, to first order.
fn z_of(found: LnMean, ln_exact: f64) -> f64 {
    libm::expm1(found.ln - ln_exact) / (found.relative_error * libm::exp(found.ln - ln_exact))
}

fn tilted(tilting: &Tilting, seed: u64, draws: usize) -> LnMean {
    let mut random = Stream::new(seed, Domain::Draws, 0);
    let mut z = vec![0.0; tilting.ordered().rank()];
    let weights: Vec<f64> = (0..draws).map(|_| tilting.draw(&mut z, &mut random)).collect();
    assert!(
        weights.iter().all(|&weight| weight <= tilting.ln_bound() + 1e-9),
        "the bound bounds all weights"
    );
    ln_mean(&weights)
}

#[test]
fn equal_correlations_have_their_exact_probabilities() {
    let table: Equal = serde_json::from_str(include_str!("../oracles/orthant_equicorrelated.json")).unwrap();
    // psi* - ln P and the error of expectation propagation, of methods.md's table, where it has them.
    let known = [
        (2, "0.5", 0, 0.033, -0.0018),
        (15, "0.5", 0, 0.346, -0.0157),
        (32, "0.1", 0, 0.133, -0.0008),
        (32, "0.9", 0, 0.558, -0.151),
        (128, "0.5", 0, 0.793, -0.033),
        (64, "0.9", 64, 0.830, 0.0),
    ];
    let mut compared = 0;
    for (index, row) in table.rows.iter().enumerate() {
        let exact: f64 = row.ln_p.parse().unwrap();
        let covariance = equicorrelated(row.rho.parse().unwrap(), row.plus, row.minus);
        let limits = vec![0.0; covariance.size()];
        let ordered = Ordered::new(&covariance, &limits, TOLERANCE).unwrap();
        let tilting = Tilting::new(ordered.clone()).expect("a saddle point");
        let found = tilted(&tilting, 7 + index as u64, 100_000);
        // Seven rows by two estimators: |z| > 4.5 in any has probability 1e-4.
        let z = z_of(found, exact);
        assert!(z.abs() < 4.5 && found.relative_error < 0.03, "{index}: {found:?}, z = {z}");
        assert!(tilting.ln_bound() > exact);
        let propagated = propagate(&covariance, &limits).expect("propagation settles");
        if let Some(&(.., gap, error)) = known
            .iter()
            .find(|(plus, rho, minus, ..)| (*plus, *rho, *minus) == (row.plus, row.rho.as_str(), row.minus))
        {
            assert!(
                (tilting.ln_bound() - exact - gap).abs() < 6e-4,
                "{index}: {}",
                tilting.ln_bound() - exact
            );
            let digits = if error == 0.0 { 1e-5 } else { 6e-4 };
            assert!((propagated.ln - exact - error).abs() < digits, "{index}: {}", propagated.ln - exact);
            compared += 1;
        }
        // Separation of variables is unbiased, too; its errors are to be trusted where many weights carry the mean.
        let separation = Separation::new(ordered);
        let mut random = Stream::new(70 + index as u64, Domain::Draws, 0);
        let mut point = vec![0.0; covariance.size()];
        let weights: Vec<f64> = (0..20_000).map(|_| separation.draw(&mut point, &mut random)).collect();
        let found = ln_mean(&weights);
        if found.relative_error < 0.03 {
            let z = z_of(found, exact);
            assert!(z.abs() < 4.5, "separation, {index}: {found:?}, z = {z}");
        }
    }
    assert_eq!(compared, known.len());
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
    ep_ln_p: Option<f64>,
}

/// Outputs that have the signs of `function`, as a covariance of which all are above 0.
fn signed(covariance: &Square, function: Function) -> Square {
    let sign = |i: usize| if function.label(i) { 1.0 } else { -1.0 };
    Square::from_fn(covariance.size(), |i, j| sign(i) * sign(j) * covariance.at(i, j))
}

fn wide(n: usize, hidden_layers: usize) -> Problem {
    let layers = vec!["1"; hidden_layers].join("-");
    let mut problem = problem(&format!("{n}-{layers}-1_relu_gauss_sb1.0_01"));
    problem.prior.sigma_w = 1.0;
    problem
}

/// From constant to parity, over a hundred powers of ten: simple functions that are all but impossible among them.
#[test]
fn functions_of_infinitely_wide_networks_are_as_probable_as_in_another_program() {
    let mut approximated = 0;
    for (n, text, draws) in [
        (5, include_str!("../oracles/nngp_ladder_n5_relu2_sw1_sb1_01.json"), 20_000),
        (7, include_str!("../oracles/nngp_ladder_n7_relu2_sw1_sb1_01.json"), 4_000),
    ] {
        let ladder: Ladder = serde_json::from_str(text).unwrap();
        let covariance = kernel(&wide(n, 2)).unwrap();
        for (name, rung) in &ladder.functions {
            let function = Function::parse(&rung.table, 1 << n).unwrap();
            let covariance = signed(&covariance, function);
            let limits = vec![0.0; covariance.size()];
            let ordered = Ordered::new(&covariance, &limits, TOLERANCE).unwrap();
            let tilting = Tilting::new(ordered).unwrap_or_else(|unsolved| panic!("{n} {name}: {unsolved}"));
            let found = tilted(&tilting, 3, draws);
            let error = libm::hypot(found.relative_error, rung.rel_se);
            let z = (found.ln - rung.ln_p) / error;
            println!(
                "{n} {name}: {} of {} ({} steps), {found:?}, z = {z}",
                tilting.ln_bound(),
                rung.ln_p,
                tilting.steps()
            );
            assert!(z.abs() < 3.0, "{n} {name}: z = {z}");
            assert!(tilting.ln_bound() > found.ln);
            if let (Some(reference), true) = (rung.ep_ln_p, n == 5) {
                let own = propagate(&covariance, &limits).expect("propagation settles");
                assert!(
                    (own.ln - reference).abs() < 1e-5 * reference.abs(),
                    "{name}: {own:?}, not {reference}"
                );
                approximated += 1;
            }
        }
    }
    assert!(approximated > 3);
}

#[derive(Deserialize)]
struct Kernels {
    kernels: Vec<KernelCase>,
}

#[derive(Deserialize)]
struct KernelCase {
    activation: String,
    hidden_layers: usize,
    sigma_w2: f64,
    sigma_b2: f64,
    data: String,
    nngp_lower: Vec<Vec<f64>>,
}

/// Against 40 digits for rectifiers and erf, and a quadrature of 193 by 193 nodes for tanh that is good to 1e-14: a layer's sums are rounded some tens of times, and
/// what a layer's variance is wrong by the next one passes on.
#[test]
fn kernels_of_wide_networks_are_those_of_another_program() {
    let table: Kernels = serde_json::from_str(include_str!("../oracles/nngp_kernels.json")).unwrap();
    for case in &table.kernels {
        let encoding = if case.data.contains("pm") { Encoding::PlusMinus } else { Encoding::ZeroOne };
        let mut problem = wide(4, case.hidden_layers);
        problem.task.inputs = Inputs::boolean(4, encoding);
        problem.architecture.activation = match case.activation.as_str() {
            "relu" => Activation::Relu,
            "erf" => Activation::Erf,
            _ => Activation::Tanh,
        };
        (problem.prior.sigma_w, problem.prior.sigma_b) = (case.sigma_w2.sqrt(), case.sigma_b2.sqrt());
        let found = kernel(&problem).unwrap();
        for (i, row) in case.nngp_lower.iter().enumerate() {
            for (j, &exact) in row.iter().enumerate() {
                let error = (found.at(i, j) - exact).abs();
                assert!(
                    error < 1e-13,
                    "{} {} {} {}: {i} {j}: {} not {exact}",
                    case.activation,
                    case.hidden_layers,
                    case.data,
                    case.sigma_w2,
                    found.at(i, j)
                );
                assert_eq!(found.at(i, j).to_bits(), found.at(j, i).to_bits());
            }
        }
    }
    assert_eq!(table.kernels.len(), 27);
}
