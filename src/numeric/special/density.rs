//! Binomial, Poisson and hypergeometric densities by Loader's saddle-point form.
//!
//! Differences of log-gammas lose all digits for large counts; here the large parts are cancelled on paper:
//! each density is a Gaussian-like prefactor times exp(-deviance), and the deviance is computed without
//! cancellation (C. Loader, "Fast and accurate computation of binomial probabilities", 2000). Relative
//! precision about 1e-14 near the mode, for counts up to 1e15.

use std::f64::consts::PI;

/// ln sqrt(2 pi).
const LN_SQRT_TAU: f64 = 0.918_938_533_204_672_7;

/// The error of Stirling's formula: ln Gamma(n + 1) - (n + 1/2) ln n + n - ln sqrt(2 pi), for n > 0.
fn stirling_error(n: f64) -> f64 {
    if n < 15.0 {
        return libm::lgamma(n + 1.0) - (n + 0.5) * libm::log(n) + n - LN_SQRT_TAU;
    }
    // Stirling's series; the first term left out is below 3e-18 from 15 on.
    let square = 1.0 / (n * n);
    let tail = 1.0 / 1680.0 - square * (1.0 / 1188.0 - square * 691.0 / 360_360.0);
    (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square * tail))) / n
}

/// The deviance x ln(x / mean) + mean - x, for x > 0 and mean > 0. `difference` is x - mean, which whoever calls may
/// know more exactly than the two.
fn deviance(x: f64, mean: f64, difference: f64) -> f64 {
    let sum = x + mean;
    if difference.abs() >= 0.1 * sum {
        return x * libm::log(x / mean) - difference;
    }
    // ln(x / mean) = 2 atanh(v), so the leading terms cancel exactly and a fast series is left.
    let v = difference / sum;
    let mut total = difference * v;
    let mut power = 2.0 * x * v;
    let mut odd = 3.0;
    loop {
        power *= v * v;
        let next = total + power / odd;
        if next == total {
            return total;
        }
        total = next;
        odd += 2.0;
    }
}

/// Gamma(n+1) / (Gamma(x+1) Gamma(n-x+1)) p^x (1-p)^(n-x) for real 0 <= x <= n: for whole numbers, the
/// probability of `x` successes in `n` trials. `q` is 1 - p, given apart so that neither loses digits.
pub fn binomial_density(x: f64, n: f64, p: f64, q: f64) -> f64 {
    density_of_both(x, n - x, p, q)
}

/// The same for `x` successes and `rest` failures.
pub(super) fn density_of_both(x: f64, rest: f64, p: f64, q: f64) -> f64 {
    let n = x + rest;
    if p <= 0.0 {
        return if x == 0.0 { 1.0 } else { 0.0 };
    }
    if q <= 0.0 {
        return if rest == 0.0 { 1.0 } else { 0.0 };
    }
    // log1p keeps the digits of whichever of p and q is the small one.
    let ln_p = if q < 0.5 { libm::log1p(-q) } else { libm::log(p) };
    let ln_q = if p < 0.5 { libm::log1p(-p) } else { libm::log(q) };
    if x == 0.0 {
        return libm::exp(n * ln_q);
    }
    if rest == 0.0 {
        return libm::exp(n * ln_p);
    }
    // x - n p, without the digits that n p alone would lose where p is nearly 1, and the opposite for the failures.
    let difference = x * q - rest * p;
    let exponent = stirling_error(n)
        - stirling_error(x)
        - stirling_error(rest)
        - deviance(x, n * p, difference)
        - deviance(rest, n * q, -difference);
    libm::exp(exponent) * (n / (2.0 * PI * x * rest)).sqrt()
}

/// mean^x e^-mean / Gamma(x+1) for real x >= 0 and mean >= 0: for whole numbers, the Poisson probability.
pub fn poisson_density(x: f64, mean: f64) -> f64 {
    if mean <= 0.0 {
        return if x == 0.0 { 1.0 } else { 0.0 };
    }
    if x == 0.0 {
        return libm::exp(-mean);
    }
    libm::exp(-stirling_error(x) - deviance(x, mean, x - mean)) / (2.0 * PI * x).sqrt()
}

/// The probability that `x` of `draws` items, drawn without replacement from `total` of which `marked` are
/// marked, are marked.
pub fn hypergeometric_density(x: u64, draws: u64, marked: u64, total: u64) -> f64 {
    if x > draws || x > marked || draws - x > total - marked {
        return 0.0;
    }
    if draws == total {
        return 1.0;
    }
    let (n, p, q) = (total as f64, draws as f64 / total as f64, (total - draws) as f64 / total as f64);
    // Both kinds of item drawn binomially, given how many were drawn together.
    binomial_density(x as f64, marked as f64, p, q)
        * binomial_density((draws - x) as f64, (total - marked) as f64, p, q)
        / binomial_density(draws as f64, n, p, q)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, exact: f64, relative: f64) {
        assert!((found - exact).abs() <= relative * exact.abs(), "{found:e} instead of {exact:e}");
    }

    #[test]
    fn binomial_probabilities_are_the_exact_fractions() {
        // C(20, 7) / 2^20, and C(100, 3) 0.01^3 0.99^97 from exact integers.
        close(binomial_density(7.0, 20.0, 0.5, 0.5), 77520.0 / 1_048_576.0, 1e-13);
        close(binomial_density(3.0, 100.0, 0.01, 0.99), 0.060_999_165_807_530_68, 1e-13);
        assert_eq!(binomial_density(0.0, 5.0, 0.0, 1.0), 1.0);
        assert_eq!(binomial_density(5.0, 5.0, 1.0, 0.0), 1.0);
        assert_eq!(binomial_density(1.0, 5.0, 0.0, 1.0), 0.0);
    }

    #[test]
    fn densities_add_up_to_one() {
        for (n, p) in [(3_u32, 0.3), (60, 0.02), (500, 0.9)] {
            let sum: f64 = (0..=n).map(|x| binomial_density(f64::from(x), f64::from(n), p, 1.0 - p)).sum();
            close(sum, 1.0, 1e-12);
        }
        let sum: f64 = (0..200).map(|x| poisson_density(f64::from(x), 40.0)).sum();
        close(sum, 1.0, 1e-12);
        let sum: f64 = (0..=40).map(|x| hypergeometric_density(x, 40, 90, 200)).sum();
        close(sum, 1.0, 1e-12);
    }

    #[test]
    fn hypergeometric_probabilities_are_the_exact_fractions() {
        // C(4,2) C(6,1) / C(10,3) = 36/120.
        close(hypergeometric_density(2, 3, 4, 10), 0.3, 1e-13);
        assert_eq!(hypergeometric_density(5, 5, 4, 10), 0.0);
        assert_eq!(hypergeometric_density(0, 8, 4, 10), 0.0);
        assert_eq!(hypergeometric_density(4, 10, 4, 10), 1.0);
    }

    #[test]
    fn the_two_forms_of_the_deviance_meet() {
        // On either side of |x - mean| = (x + mean) / 10.
        for (x, mean) in [(11.0, 9.000_001), (11.0, 8.999_999), (9.0, 10.999_999), (9.0, 11.000_001)] {
            close(deviance(x, mean, x - mean), x * libm::log(x / mean) + mean - x, 1e-13);
        }
    }
}
