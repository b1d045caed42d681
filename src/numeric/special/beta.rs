//! The regularised incomplete beta function and its inverse: tails of the binomial and of Student's t.

use super::density::density_of_both;
use super::normal::normal_quantile;
use crate::numeric::held::held;

/// The continued fraction needs a few times sqrt(max(a, b)) terms: enough for parameters up to 1e12.
const MAX_TERMS: u32 = 2_000_000;

/// I_x(a, b) for a > 0, b > 0, 0 <= x <= 1, and its complement, the smaller of the two to a relative precision of about
/// 1e-12 for parameters up to 1e12. (Near 1, an `x` has itself no more digits than 1 - x has.)
///
/// For whole numbers, I_p(k, n - k + 1) is the probability of at least `k` successes in `n` trials. By the
/// continued fraction of DLMF 8.17.22, on the side of the mean where it converges fast.
pub fn regularised_beta(x: f64, a: f64, b: f64) -> (f64, f64) {
    tails(x, 1.0 - x, a, b)
}

/// Both tails at x = 1 - y.
fn tails(x: f64, y: f64, a: f64, b: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        let upper = lower_tail(y, x, b, a);
        (1.0 - upper, upper)
    } else {
        let lower = lower_tail(x, y, a, b);
        (lower, 1.0 - lower)
    }
}

/// I_x(a, b) for x at most about the mean; `y` is 1 - x.
fn lower_tail(x: f64, y: f64, a: f64, b: f64) -> f64 {
    // x^a y^b / (a B(a, b)).
    let front = density_of_both(a, b, x, y) * b / (a + b);
    // a - (a + b) x, from whichever of x and y is the small one: where it is 1e-12, the other has lost its digits.
    let excess = if x < 0.5 { a - (a + b) * x } else { (a + b) * y - b };
    // The even part of the continued fraction, all in terms that keep their digits (DiDonato and Morris, ACM Trans.
    // Math. Softw. 18, 360, 1992).
    let (mut before, mut now) = ((0.0, 1.0), (1.0, (excess + 1.0) * a / (a + 1.0)));
    let mut value = now.0 / now.1;
    for n in 1..MAX_TERMS {
        let n = f64::from(n);
        let step = n * (b - n) * x;
        let scale = a + 2.0 * n - 1.0;
        let numerator = (n - 1.0 + a) * (n - 1.0 + a + b) * step * x / (scale * scale);
        let denominator = n + step / scale + (n + a) / (a + 2.0 * n + 1.0) * (excess + 1.0 + n * (y + 1.0));
        let next = (numerator * before.0 + denominator * now.0, numerator * before.1 + denominator * now.1);
        (before, now) = ((now.0 / next.1, now.1 / next.1), (next.0 / next.1, 1.0));
        let last = std::mem::replace(&mut value, now.0);
        if (value - last).abs() <= f64::EPSILON * value {
            break;
        }
    }
    (front * a * value).clamp(0.0, 1.0)
}

/// The `x` with I_x(a, b) = `probability`, 0 < probability < 1, to a relative precision of about 1e-12, however small
/// it is; 0 where it is below 1e-307.
pub fn beta_quantile(probability: f64, a: f64, b: f64) -> f64 {
    let (lower, upper) = (probability, 1.0 - probability);
    if regularised_beta(0.5, a, b).0 >= probability {
        small_quantile(lower, upper, a, b)
    } else {
        1.0 - small_quantile(upper, lower, b, a)
    }
}

/// What is smaller is 0.
const SMALLEST: f64 = 1e-307;

/// The quantile where it is at most 1/2, found by its logarithm: it may have hundreds of zeros behind the point.
fn small_quantile(lower: f64, upper: f64, a: f64, b: f64) -> f64 {
    // From I_x(a, b) <= 2 x^a / (a B(a, b)) for x <= 1/2, with room for rounding.
    let ln_scale = libm::lgamma(a + 1.0) + libm::lgamma(b) - libm::lgamma(a + b);
    let least = (libm::log(lower) + ln_scale - 2.0) / a - 1e-6;
    if tails(SMALLEST, 1.0, a, b).0 >= lower {
        return 0.0;
    }
    let (mut low, mut high) = (least.min(-1.0).max(libm::log(SMALLEST)), -std::f64::consts::LN_2);
    let mut t = held(libm::log(a / (a + b)), low, high);
    // Newton's method kept inside a shrinking bracket, on the logarithm of whichever tail is small.
    for _ in 0..200 {
        let (x, y) = (libm::exp(t), -libm::expm1(t));
        let found = tails(x, y, a, b);
        // x times the derivative of the lower tail.
        let density = density_of_both(a, b, x, y) * a * b / ((a + b) * y);
        let (excess, slope) = if lower < 0.5 {
            (libm::log(found.0 / lower), density / found.0)
        } else {
            (libm::log(upper / found.1), density / found.1)
        };
        if excess > 0.0 {
            high = t
        } else {
            low = t
        }
        let newton = t - excess / slope;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        // A step in the logarithm is a relative step.
        if (next - t).abs() <= 1e-15 * next.abs().max(1.0) {
            return libm::exp(next);
        }
        t = next;
    }
    libm::exp(t)
}

/// Beyond so many degrees of freedom the series is better than 1e-13.
const MANY_DEGREES: f64 = 1e4;

/// The `t` below which Student's t with `dof` > 0 degrees of freedom lies with `probability` > 1/2; relative precision
/// about 1e-12, for probabilities that are not within 1e-4 of 1.
pub fn student_quantile(probability: f64, dof: f64) -> f64 {
    if dof > MANY_DEGREES {
        // Cornish and Fisher's expansion (Abramowitz and Stegun 26.7.5).
        let z = normal_quantile(probability);
        let square = z * z;
        let first = (square + 1.0) / 4.0;
        let second = ((5.0 * square + 16.0) * square + 3.0) / 96.0;
        let third = (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) / 384.0;
        return z * (1.0 + (first + (second + third / dof) / dof) / dof);
    }
    // t^2 / (dof + t^2) is Beta(1/2, dof/2); its complement is kept, for it is the one that gets small.
    let complement = beta_quantile(2.0 * (1.0 - probability), 0.5 * dof, 0.5);
    (dof * (1.0 - complement) / complement).sqrt()
}

#[cfg(test)]
mod tests {
    use super::super::binomial_density;
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

    /// Against 40 digits and more, from the power series of I_x(a, b) in x and bisection, in another program.
    #[test]
    fn quantiles_have_twelve_digits_wherever_they_are() {
        for (probability, a, b, exact) in [
            (0.975, 1.0, 1e12, 3.688_879_454_107_133e-12),
            (0.025, 1.0, 1e12, 2.531_780_798_428_955_5e-14),
            (0.025, 0.015_625, 1e12, 1.671_160_163_525_793_2e-115),
            (0.025, 0.015_625, 1e6, 1.671_160_986_049_448_8e-109),
            (0.025, 0.015_625, 10.0, 1.756_862_302_108_101_6e-104),
            (0.975, 0.3, 1e12, 1.900_263_642_837_685_6e-12),
            (0.025, 0.3, 1e12, 3.185_679_031_740_282e-18),
            (0.025, 5.0, 1e9, 1.623_486_385_553_593_7e-9),
            (0.975, 6.0, 1e9, 1.166_833_198_207_685_3e-8),
            (0.975, 1e4, 123_456.0, 0.076_349_607_622_641_6),
            (0.025, 1e4, 123_456.0, 0.073_524_586_215_283_38),
            (0.975, 1.015_625, 1e12, 3.721_663_458_328_579e-12),
            (0.5, 2500.25, 1e11, 2.499_916_612_080_765_8e-8),
            (0.025, 0.3, 2.5, 1.470_003_777_233_305e-6),
            (0.975, 0.3, 2.5, 0.579_835_741_814_459_3),
            (0.025, 3.0, 3.0, 0.146_632_799_634_673_12),
            (1e-9, 4.0, 7.5, 0.001_396_346_593_460_071_5),
        ] {
            let found = beta_quantile(probability, a, b);
            assert!((found / exact - 1.0).abs() < 2e-12, "{probability} {a} {b}: {found:e}, not {exact:e}");
            // The mirror image is the complement, where that of the probability keeps its digits.
            if probability < 1e-3 {
                continue;
            }
            let mirrored = beta_quantile(1.0 - probability, b, a);
            assert!(
                (1.0 - mirrored - exact).abs() < 1e-15 + 2e-12 * exact,
                "{probability} {a} {b}: {mirrored}"
            );
        }
        // It would be 3e-1603.
        assert_eq!(beta_quantile(0.025, 1e-3, 2.0), 0.0);
    }

    #[test]
    fn students_quantiles_are_the_tabulated_ones() {
        for (dof, exact) in
            [(1.0, 12.706_204_736_432_1), (2.0, 4.302_652_729_696_14), (10.0, 2.228_138_851_964_94)]
        {
            assert!((student_quantile(0.975, dof) - exact).abs() < 1e-9 * exact, "{dof}");
        }
        // By quadrature with 30 digits, in another program.
        for (dof, exact) in [
            (3.0, 3.182_446_305_283_709_6),
            (30.0, 2.042_272_456_301_238),
            (9000.0, 1.960_227_605_081_477_8),
            (10_001.0, 1.960_201_216_164_641_1),
            (1e6, 1.959_966_356_814_107),
            (1e9, 1.959_963_986_912_325_5),
            (1e12, 1.959_963_984_542_426_5),
        ] {
            let found = student_quantile(0.975, dof);
            assert!((found / exact - 1.0).abs() < 2e-12, "{dof}: {found}, not {exact}");
        }
    }
}
