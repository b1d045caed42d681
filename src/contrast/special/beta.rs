//! The regularised incomplete beta function and its inverse: tails of the binomial and of Student's t.

use super::density::binomial_density;
use super::normal::normal_quantile;

/// The continued fraction needs a few times sqrt(max(a, b)) terms: enough for parameters up to 1e11.
const MAX_TERMS: u32 = 2_000_000;

/// I_x(a, b) for a > 0, b > 0, 0 <= x <= 1, and its complement, each to a relative precision of about 1e-12.
///
/// For whole numbers, I_p(k, n - k + 1) is the probability of at least `k` successes in `n` trials. By the
/// continued fraction of DLMF 8.17.22, on the side of the mean where it converges fast.
pub fn regularised_beta(x: f64, a: f64, b: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if x >= 1.0 {
        return (1.0, 0.0);
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        let upper = lower_tail(1.0 - x, x, b, a);
        (1.0 - upper, upper)
    } else {
        let lower = lower_tail(x, 1.0 - x, a, b);
        (lower, 1.0 - lower)
    }
}

/// I_x(a, b) for x at most about the mean; `y` is 1 - x.
fn lower_tail(x: f64, y: f64, a: f64, b: f64) -> f64 {
    // x^a y^b / (a B(a, b)).
    let front = binomial_density(a, a + b, x, y) * b / (a + b);
    let nonzero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for m in 1..MAX_TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        for coefficient in [even, odd] {
            d = 1.0 / nonzero(1.0 + coefficient * d);
            c = nonzero(1.0 + coefficient / c);
            fraction *= c * d;
        }
        if (c * d - 1.0).abs() < 1e-16 {
            break;
        }
    }
    (front * fraction).clamp(0.0, 1.0)
}

/// The `x` with I_x(a, b) = `probability`, 0 < probability < 1, to about twelve digits.
pub fn beta_quantile(probability: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    let mut x = a / (a + b);
    // Newton's method kept inside a shrinking bracket.
    for _ in 0..200 {
        let (lower, upper) = regularised_beta(x, a, b);
        // Whichever tail is small keeps its digits.
        let excess = if lower < 0.5 { lower - probability } else { (1.0 - probability) - upper };
        if excess > 0.0 {
            high = x
        } else {
            low = x
        }
        let density = binomial_density(a, a + b, x, 1.0 - x) * a * b / ((a + b) * x * (1.0 - x));
        let newton = x - excess / density;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        if (next - x).abs() <= 1e-15 * next.min(1.0 - next) {
            return next;
        }
        x = next;
    }
    x
}

/// The `t` below which Student's t with `dof` > 0 degrees of freedom lies with `probability` > 1/2.
pub fn student_quantile(probability: f64, dof: f64) -> f64 {
    if dof > 1e8 {
        // The difference, z (z^2 + 1) / (4 dof), is below the precision of what follows.
        return normal_quantile(probability);
    }
    // t^2 / (dof + t^2) is Beta(1/2, dof/2); its complement is kept, for it is the one that gets small.
    let complement = beta_quantile(2.0 * (1.0 - probability), 0.5 * dof, 0.5);
    (dof * (1.0 - complement) / complement).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_parameters_are_binomial_tails() {
        for (k, n, p) in [
            (1_u32, 1_u32, 0.3),
            (1, 10, 0.01),
            (5, 10, 0.5),
            (9, 10, 0.4),
            (30, 400, 0.05),
            (990, 1000, 0.98),
        ] {
            let sum = |from: u32, to: u32| -> f64 {
                (from..to).map(|x| binomial_density(f64::from(x), f64::from(n), p, 1.0 - p)).sum()
            };
            let (lower, upper) = regularised_beta(p, f64::from(k), f64::from(n - k + 1));
            for (found, exact) in [(lower, sum(k, n + 1)), (upper, sum(0, k))] {
                assert!((found / exact - 1.0).abs() < 1e-10, "{k} of {n}: {found:e}, not {exact:e}");
            }
        }
    }

    #[test]
    fn the_two_tails_change_places_with_the_parameters() {
        for (x, a, b) in [(0.25, 0.5, 2.5), (0.875, 100.5, 13.0), (1.0 / 131_072.0, 3.0, 2e5)] {
            let (lower, upper) = regularised_beta(x, a, b);
            let (mirrored_lower, mirrored_upper) = regularised_beta(1.0 - x, b, a);
            assert!((lower - mirrored_upper).abs() < 1e-12 && (upper - mirrored_lower).abs() < 1e-12);
        }
    }

    #[test]
    fn quantiles_invert_the_tail() {
        for (a, b) in [(1.0, 1.0), (0.5, 30.0), (3.0, 9998.0), (1.9e7, 1.4e9), (5e5, 2.0)] {
            for probability in [0.001, 0.025, 0.5, 0.975] {
                let (lower, _) = regularised_beta(beta_quantile(probability, a, b), a, b);
                assert!((lower / probability - 1.0).abs() < 1e-8, "{a} {b} {probability}: {lower}");
            }
        }
        assert!((beta_quantile(0.3, 1.0, 1.0) - 0.3).abs() < 1e-14);
    }

    #[test]
    fn students_quantiles_are_the_tabulated_ones() {
        for (dof, exact) in
            [(1.0, 12.706_204_736_432_1), (2.0, 4.302_652_729_696_14), (10.0, 2.228_138_851_964_94)]
        {
            assert!((student_quantile(0.975, dof) - exact).abs() < 1e-9 * exact, "{dof}");
        }
        assert!((student_quantile(0.975, 1e9) - 1.959_963_984_540_054).abs() < 1e-6);
    }
}
