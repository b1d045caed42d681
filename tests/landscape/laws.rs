//! Theorem 4.1 of Mingard et al. 2019.

use crate::drawn;
use dice_and_descent::complexity::Measure;

#[test]
fn the_number_of_ones_of_a_perceptron_without_bias_is_uniform() {
    for n in 3..=7 {
        for prior in ["gaussian", "uniform"] {
            for sigma_b in ["0", "1e-9"] {
                let link = format!("n={n}&hidden=none&prior={prior}&sigma_b={sigma_b}&draws=100000");
                let ones = drawn(&link).analyse(Measure::Entropy, 0).ones;
                let law = ones.law.expect("the theorem holds");
                assert_eq!(law.degrees, (1 << n) - u64::from(sigma_b == "0"), "{link}");
                // 20 tests: p below 1e-7 in any has probability 2e-6.
                let p = law.p_value.unwrap();
                assert!(p > 1e-7, "{link}: chi-square {:?}, p = {p}", law.chi_square);
            }
        }
    }
}

#[test]
fn where_the_theorem_does_not_hold_it_is_not_claimed_and_the_counts_show_why() {
    for (link, flat) in [
        ("n=3&hidden=none&sigma_b=1&draws=50000", false),
        ("n=3&hidden=none&sigma_b=0&encoding=pm&draws=50000", false),
        ("n=3&hidden=4&sigma_b=0&draws=50000", false),
        ("n=3&hidden=none&sigma_b=0&draws=50000", true),
    ] {
        let ones = drawn(link).analyse(Measure::Entropy, 0).ones;
        assert_eq!(ones.law.is_some(), flat, "{link}");
        let expected = ones.draws as f64 / 8.0;
        let chi_square: f64 =
            ones.bars[..8].iter().map(|bar| (bar.count as f64 - expected).powi(2) / expected).sum();
        // Chi-square with 7 degrees of freedom exceeds 45 with probability below 1e-6.
        assert_eq!(chi_square < 45.0, flat, "{link}: {chi_square}");
    }
}
