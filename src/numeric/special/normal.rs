//! The standard normal distribution.

use std::f64::consts::{PI, SQRT_2};

/// The `z` below which a standard normal variable lies with `probability`, 0 < probability < 1; precision about
/// 1e-14 of `z`, or of 1 where `z` is smaller.
///
/// # Panics
/// If the probability is not strictly between 0 and 1.
pub fn normal_quantile(probability: f64) -> f64 {
    assert!(probability > 0.0 && probability < 1.0, "the probability is not between 0 and 1");
    if probability > 0.5 {
        return -normal_quantile(1.0 - probability);
    }
    // A start within 5e-4 (Abramowitz and Stegun 26.2.23); each Halley step then triples the digits.
    let t = (-2.0 * libm::log(probability)).sqrt();
    let above = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let below = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = above / below - t;
    for _ in 0..3 {
        let excess = 0.5 * libm::erfc(-z / SQRT_2) - probability;
        let step = excess * (2.0 * PI).sqrt() * libm::exp(0.5 * z * z);
        z -= step / (1.0 + 0.5 * z * step);
    }
    z
}

/// The probability that a standard normal variable is at least as far from 0 as `z`.
pub fn normal_two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_the_tabulated_ones() {
        // To 15 digits, from standard tables.
        for (probability, exact) in [
            (0.975, 1.959_963_984_540_054),
            (0.995, 2.575_829_303_548_901),
            (0.9995, 3.290_526_731_491_895),
            (0.025, -1.959_963_984_540_054),
        ] {
            assert!((normal_quantile(probability) - exact).abs() < 1e-12, "{probability}");
        }
        assert!(normal_quantile(0.5).abs() < 1e-15);
    }

    #[test]
    fn quantile_and_tail_are_inverse_far_out() {
        for probability in [1e-300, 1e-100, 1e-12, 0.01, 0.3, 0.499] {
            let back = 0.5 * normal_two_sided(normal_quantile(probability));
            assert!((back / probability - 1.0).abs() < 1e-10, "{probability}");
        }
    }
}
