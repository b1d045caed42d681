//! Frequencies of functions against reference tables.

use crate::drawn;
use dice_and_descent::Function;
use dice_and_descent::complexity::Measure;
use serde::Deserialize;

#[derive(Deserialize)]
struct Reference {
    settings: Vec<Setting>,
}

#[derive(Deserialize)]
struct Setting {
    name: String,
    samples: u64,
    #[serde(rename = "counts_T")]
    counts_t: Vec<u64>,
    top: Vec<(String, u64)>,
}

/// The link of a name such as `4-16-1_relu_gauss_sb0.1_pm`.
pub(crate) fn link(name: &str, draws: u64) -> String {
    let parts: Vec<&str> = name.split('_').collect();
    let widths: Vec<&str> = parts[0].split('-').collect();
    let hidden = widths[1..widths.len() - 1].join(",");
    let encoding = parts[parts.len() - 1];
    let (n, activation) = (widths[0], parts[1]);
    let prior = match parts[2] {
        "gauss" => {
            let sigma_w = if activation == "relu" { 2_f64.sqrt() } else { 1.0 };
            format!("sigma_w={sigma_w}&sigma_b={}", &parts[3][2..])
        }
        // Half-width 1 / sqrt(fan-in) for weights and biases.
        _ => {
            let sigma = 1.0 / 3_f64.sqrt();
            format!("prior=uniform&sigma_w={sigma}&sigma_b={sigma}&bias_scale=fan-in")
        }
    };
    format!(
        "experiment=landscape&n={n}&encoding={encoding}&hidden={hidden}&activation={activation}&{prior}&draws={draws}&seed=5"
    )
}

/// How many standard errors two frequencies of one event are apart, under one probability for both.
pub(crate) fn z_score(count: u64, total: u64, other: u64, other_total: u64) -> f64 {
    let (n, m) = (total as f64, other_total as f64);
    let pooled = (count + other) as f64 / (n + m);
    if pooled == 0.0 || pooled == 1.0 {
        return 0.0;
    }
    (count as f64 / n - other as f64 / m) / (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt()
}

#[test]
fn frequencies_are_those_of_the_reference() {
    let reference: Reference = serde_json::from_str(include_str!("../oracles/priors.json")).unwrap();
    for setting in reference.settings {
        let draws = match setting.top[0].0.len() {
            128 => 2_000,
            32 => 10_000,
            _ => 60_000,
        };
        let mut ledger = drawn(&link(&setting.name, draws));
        let draws = ledger.registry().draws();
        // Some 700 functions and 800 numbers of ones that are common enough: |z| > 6 in any has probability below
        // 5e-6.
        for (text, count) in &setting.top {
            let found = ledger.registry().count(Function::parse(text, text.len()).unwrap());
            let z = z_score(found, draws, *count, setting.samples);
            assert!(z.abs() < 6.0, "{}: {text}, z = {z}", setting.name);
        }
        let ones = ledger.analyse(Measure::Entropy, 0).ones;
        assert_eq!(ones.draws, draws);
        let common = |count: u64| count as f64 / setting.samples as f64 * draws as f64 > 20.0;
        for (t, (bar, &count)) in ones.bars.iter().zip(&setting.counts_t).enumerate() {
            let z = z_score(bar.count, draws, count, setting.samples);
            assert!(z.abs() < 6.0 || !common(count), "{}: T = {t}, z = {z}", setting.name);
        }
    }
}
