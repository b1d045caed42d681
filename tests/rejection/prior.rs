//! Prior frequencies of functions.

use crate::support::{draw, normal_from_chi_square, problem, two_sample_chi_square, z_score};
use dice_and_descent::Function;
use dice_and_descent::network::Distribution;
use serde::Deserialize;

#[derive(Deserialize)]
struct Reference {
    settings: Vec<Setting>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
struct Setting {
    name: String,
    samples: u64,
    #[serde(rename = "counts_T")]
    counts_t: Vec<u64>,
    top: Vec<(String, u64)>,
}

#[test]
fn frequencies_are_those_of_the_reference() {
    let reference: Reference = serde_json::from_str(include_str!("../oracles/priors.json")).unwrap();
    assert_eq!(reference.settings.len(), 37);
    for setting in reference.settings {
        let problem = problem(&setting.name);
        let len = problem.task.inputs.count();
        let draws = draw(
            &problem,
            7,
            match len {
                128 => 20_000,
                32 => 60_000,
                _ => 300_000,
            },
        );
        assert_eq!(draws.kept, draws.tried);
        let mut counts_t = vec![0; len + 1];
        for (function, count) in &draws.counts {
            counts_t[function.ones() as usize] += count;
        }
        // 37 settings: |z| > 5.5 in any has probability below 1e-6.
        let z = two_sample_chi_square(counts_t.into_iter().zip(setting.counts_t));
        assert!(z < 5.5, "{}: T histogram, z = {z}", setting.name);
        for (text, count) in setting.top {
            let function = Function::parse(&text, len).unwrap();
            let found = draws.counts.get(&function).copied().unwrap_or(0);
            let z = z_score(found, draws.tried, count, setting.samples);
            assert!(z.abs() < 5.5, "{}: {text}, z = {z}", setting.name);
        }
    }
}

#[test]
fn perceptrons_without_bias_have_uniform_t() {
    // Theorem 4.1 of Mingard et al. 2019, arXiv 1909.11522.
    for n in 3..=7 {
        for distribution in [Distribution::Gaussian, Distribution::Uniform] {
            let mut problem = problem(&format!("{n}-1_relu_gauss_sb0_01"));
            problem.prior.distribution = distribution;
            let draws = draw(&problem, 1, 400_000);
            let cells = 1 << n;
            let mut counts = vec![0_u64; cells + 1];
            for (function, count) in &draws.counts {
                counts[function.ones() as usize] += count;
            }
            assert_eq!(counts[cells], 0, "the origin is always labelled 0");
            let expected = draws.tried as f64 / cells as f64;
            let statistic =
                counts[..cells].iter().map(|&count| (count as f64 - expected).powi(2) / expected).sum();
            let z = normal_from_chi_square(statistic, cells - 1);
            assert!(z < 5.0, "n = {n}, {distribution:?}: z = {z}");
        }
    }
}
