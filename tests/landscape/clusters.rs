//! Several last layers to every draw of the hidden layers: unbiased, and honest about what they are worth.

use crate::drawn;
use dice_and_descent::complexity::Measure;
use dice_and_descent::experiment::landscape::Ledger;
use dice_and_descent::numeric::{Share, wilson};

fn p(ledger: &mut Ledger, function: &str) -> Share {
    ledger.detail(function).unwrap().p
}

fn most_frequent(ledger: &mut Ledger, most: usize) -> Vec<String> {
    ledger.analyse(Measure::LempelZiv, most).rows.into_iter().map(|row| row.function).collect()
}

#[test]
fn shares_are_those_of_independent_networks() {
    for (network, last_layers) in [
        ("n=5&hidden=13,7&sigma_w=1.5&sigma_b=0.2", 16),
        ("n=4&hidden=9,11,6&encoding=pm", 64),
        ("n=3&hidden=5&sigma_b=0.3", 2),
        ("n=4&hidden=6,5&activation=tanh&prior=uniform", 7),
        ("n=1&hidden=3,3", 5),
    ] {
        let link = format!("v=2&experiment=landscape&{network}&draws=400000");
        let mut independent = drawn(&link);
        let mut clustered = drawn(&format!("{link}&seed=9&last_layers={last_layers}"));
        let clusters = clustered.analysis().clusters.unwrap();
        assert_eq!(clusters.last_layers, last_layers);
        assert!(
            clusters.design_effect >= 1.0 && clusters.design_effect < f64::from(last_layers),
            "{clusters:?}"
        );
        assert_eq!(independent.analysis().clusters, None);
        for function in most_frequent(&mut independent, 25) {
            let (one, other) = (p(&mut independent, &function), p(&mut clustered, &function));
            // About one standard error each, by a quarter of the interval.
            let error = ((one.high - one.low).powi(2) + (other.high - other.low).powi(2)).sqrt() / 3.92;
            let z = (one.value - other.value) / error;
            // Some hundred functions: beyond 5.5 in any has probability 4e-6.
            assert!(z.abs() < 5.5, "{network}: {function}, z = {z}");
        }
    }
}

#[test]
fn intervals_cover_by_clusters_and_would_not_by_networks() {
    const SEEDS: usize = 100;
    let link = |seed: usize| {
        format!(
            "experiment=landscape&n=3&hidden=128,128,2&sigma_b=0.1&draws=1&last_layers=32&seed={}",
            100 + seed
        )
    };
    let mut runs: Vec<Ledger> = (0..SEEDS).map(|seed| drawn(&link(seed))).collect();
    let functions = most_frequent(&mut runs[0], 15);
    let (mut covered, mut covered_by_networks) = (0, 0);
    for function in &functions {
        let shares: Vec<Share> = runs.iter_mut().map(|run| p(run, function)).collect();
        let draws = runs[0].registry().draws();
        let mean = shares.iter().map(|share| share.value).sum::<f64>() / SEEDS as f64;
        let holds = |low: f64, high: f64| usize::from(low <= mean && mean <= high);
        for share in shares {
            covered += holds(share.low, share.high);
            let networks = wilson(share.count, draws).unwrap();
            covered_by_networks += holds(networks.low, networks.high);
        }
    }
    let share = |covered: usize| covered as f64 / (SEEDS * functions.len()) as f64;
    // Were all functions of a run covered together, one share would stand for a hundred trials.
    let error = (0.05 * 0.95 / SEEDS as f64).sqrt();
    assert!(share(covered) > 0.95 - 5.0 * error, "{}", share(covered));
    assert!(share(covered_by_networks) < 0.95 - 5.0 * error, "{}", share(covered_by_networks));
    println!("covered {} by clusters, {} by networks", share(covered), share(covered_by_networks));
}

#[test]
fn what_the_networks_are_worth_is_said() {
    let mut ledger = drawn("experiment=landscape&n=5&hidden=20,20&draws=200000&last_layers=16");
    let analysis = ledger.analysis();
    let clusters = analysis.clusters.unwrap();
    assert_eq!(clusters.clusters * 16, ledger.registry().draws());
    assert!((clusters.worth * clusters.design_effect / ledger.registry().draws() as f64 - 1.0).abs() < 1e-9);
    assert!(analysis.rank_caption.contains(&clusters.text), "{}", analysis.rank_caption);
    assert_eq!(analysis.statements[0].id, "worth");
    assert!(ledger.status(0.0).progress[0].counts.contains("independent ones"));
    // Never found: no more is known than so many hidden draws can say.
    let never = ledger.detail("01101001100101101001011001101001").unwrap();
    assert_eq!(never.p.count, 0);
    assert_eq!(never.design_effect, 16.0);
    assert!((never.p.high * clusters.clusters as f64 - 3.69).abs() < 0.01, "{never:?}");
}

#[test]
fn a_run_of_other_clusters_is_refused() {
    use dice_and_descent::experiment;
    let link = "experiment=landscape&n=3&hidden=4&draws=1";
    let mut ledger = Ledger::new(link);
    let mut sampler = experiment::sampler(&format!("{link}&last_layers=4"), 0).unwrap();
    ledger.assign();
    sampler.begin(0);
    while !sampler.advance(50) {}
    assert!(ledger.accept(sampler.take()).is_err());
}
