//! Numbers of the literature, from samples small enough for a test.

use crate::drawn;
use dice_and_descent::complexity::Measure;
use dice_and_descent::experiment::landscape::apply_preset;

/// A preset with another number of draws.
fn preset(id: &str, draws: u64) -> String {
    let state = apply_preset("", id);
    assert_eq!(state.preset, Some(id));
    let without = state.hash.split('&').filter(|pair| !pair.starts_with("draws="));
    format!("{}&draws={draws}", without.collect::<Vec<_>>().join("&"))
}

#[test]
fn median_complexities_from_order_to_chaos() {
    // Mingard et al. 2025, ten layers of 64 tanh units.
    for (id, median) in [("chaos-1", 66.5), ("chaos-2", 133.0), ("chaos-8", 147.0)] {
        let found = drawn(&preset(id, 2000)).analyse(Measure::LempelZiv, 0).distribution;
        let (networks, random) = (found.median.unwrap(), found.random_median.unwrap());
        assert!((networks.value - median).abs() <= 3.5, "{id}: {networks:?}, not {median}");
        assert!(networks.high < random.low && (networks.high - networks.low) <= 7.0, "{id}: {networks:?}");
    }
}

#[test]
fn rank_exponents_of_perceptrons() {
    // Mingard et al. 2019 fitted -0.85 with and -0.81 without bias to 1e8 perceptrons. A smaller sample sees only
    // the first ranks, where the curve is flatter; a power law holds within its tolerance for a stretch of them.
    for (id, exponent) in [("perceptron-bias", -0.85), ("perceptron", -0.81)] {
        let rank = drawn(&preset(id, 1_000_000)).analyse(Measure::Entropy, 0).rank;
        let law = rank.power_law.unwrap();
        assert!(exponent < law.exponent.high && law.exponent.high < -0.3, "{id}: {law:?}");
        assert!(law.to_rank >= 10 * law.from_rank && law.least_count >= 10, "{id}: {law:?}");
    }
}

#[test]
fn three_of_four_networks_of_the_first_paper_are_constant() {
    // (7,40,40,1) with sigma_w = sigma_b = 1: 0.728 by an independent sample.
    let ledger = drawn(&preset("vcl18", 30_000));
    let constant = ledger.registry().count(dice_and_descent::Function::new(0, 128))
        + ledger.registry().count(dice_and_descent::Function::new(u128::MAX, 128));
    let draws = ledger.registry().draws();
    let error = (0.728 * 0.272 / draws as f64).sqrt();
    let z = (constant as f64 / draws as f64 - 0.728) / error;
    assert!(z.abs() < 5.0, "{constant} of {draws}: z = {z}");
}

#[test]
fn simple_functions_need_not_be_probable() {
    // An exclusive or is as simple as a dictator by many measures, and far less probable.
    let mut ledger = drawn(&preset("images", 2_000_000));
    let analysis = ledger.analyse(Measure::FullFormula, 5);
    let named = |id: &str| analysis.named.iter().find(|row| row.id == id).unwrap();
    assert!(named("dictator").p.low > 100.0 * named("xor").p.high);
    assert!(named("xor").complexity.unwrap() <= named("and-or").complexity.unwrap());
    assert!(named("parity").text.contains("fewer than 1 in"), "{}", named("parity").text);
    assert_eq!(analysis.measures.rows.len(), Measure::ALL.len());
    assert!(analysis.complexity.correlation.unwrap().high < 0.0);
    assert!(analysis.distribution.exact && analysis.distribution.functions == 65_536);
}
