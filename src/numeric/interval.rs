//! Estimates and their intervals: shares of draws, differences of shares, bounded means.

use super::held::held;
use super::special::{beta_quantile, student_quantile};

/// The confidence of every interval of this module and of all that is built on it.
pub const CONFIDENCE: f64 = 0.95;

/// The normal quantile of [`CONFIDENCE`], two-sided.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// A number with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The value found.
    pub value: f64,
    /// The lower end of its 95% interval.
    pub low: f64,
    /// The upper end of its 95% interval.
    pub high: f64,
    /// Its standard error, where that says more than the interval does.
    pub standard_error: Option<f64>,
}

impl Estimate {
    /// The symmetric normal interval about `value`.
    pub fn normal(value: f64, standard_error: f64) -> Self {
        Self::scaled(value, standard_error, Z)
    }

    /// The symmetric interval of Student's t with `dof` > 0 degrees of freedom.
    pub fn student(value: f64, standard_error: f64, dof: f64) -> Self {
        Self::scaled(value, standard_error, student_quantile(0.5 + 0.5 * CONFIDENCE, dof))
    }

    fn scaled(value: f64, standard_error: f64, factor: f64) -> Self {
        let half = factor * standard_error;
        Self { value, low: value - half, high: value + half, standard_error: Some(standard_error) }
    }

    /// The same estimate with the interval cut to where the quantity can be.
    pub fn within(self, least: f64, most: f64) -> Self {
        Self { low: held(self.low, least, most), high: held(self.high, least, most), ..self }
    }
}

/// The share `count / total` with the Clopper-Pearson interval ("exact": it never covers less than 95%, for
/// any share and total; Clopper and Pearson 1934). None without draws.
///
/// Costs microseconds to a millisecond, growing with the square root of `total`; where thousands of
/// intervals are wanted, [`wilson`] is the closed form.
pub fn clopper_pearson(count: u64, total: u64) -> Option<Estimate> {
    clopper_pearson_of(count.min(total) as f64, total as f64)
}

/// The same for counts that need not be whole: draws that are not independent are worth fewer than they are
/// (Korn and Graubard 1998). None unless `n` > 0; `k` is from 0 to `n`.
pub fn clopper_pearson_of(k: f64, n: f64) -> Option<Estimate> {
    if n <= 0.0 {
        return None;
    }
    let tail = 0.5 * (1.0 - CONFIDENCE);
    let low = match k {
        k if k <= 0.0 => 0.0,
        k if k >= n => 1.0 - never_seen(n),
        _ => beta_quantile(tail, k, n - k + 1.0),
    };
    let high = match k {
        k if k <= 0.0 => never_seen(n),
        k if k >= n => 1.0,
        _ => beta_quantile(1.0 - tail, k + 1.0, n - k),
    };
    Some(Estimate { value: k / n, low, high, standard_error: Some(share_error(k, n)) })
}

/// The upper limit of a share of which none of `n` draws was seen: what would be missed with 2.5%.
fn never_seen(n: f64) -> f64 {
    // 1 - tail^(1/n), without loss for large n.
    -libm::expm1(libm::log(0.5 * (1.0 - CONFIDENCE)) / n)
}

/// The share `count / total` with Wilson's score interval (Wilson 1927): closed form, covers 95% on average
/// over shares, sometimes a little less for shares very near 0 or 1. Where none or all were seen the limit is that of
/// Clopper and Pearson, which has a closed form there: what was never seen has one bound everywhere. None without draws.
pub fn wilson(count: u64, total: u64) -> Option<Estimate> {
    wilson_of(count.min(total) as f64, total as f64)
}

/// The same for counts that need not be whole. None unless `n` > 0; `k` is from 0 to `n`.
pub fn wilson_of(k: f64, n: f64) -> Option<Estimate> {
    if n <= 0.0 {
        return None;
    }
    let share = wilson_share(k, n);
    Some(if k <= 0.0 {
        Estimate { high: never_seen(n), ..share }
    } else if k >= n {
        Estimate { low: 1.0 - never_seen(n), ..share }
    } else {
        share
    })
}

/// Wilson's interval for a count that need not be whole; `total` > 0.
fn wilson_share(k: f64, n: f64) -> Estimate {
    let value = k / n;
    let shrink = 1.0 / (1.0 + Z * Z / n);
    let centre = shrink * (value + 0.5 * Z * Z / n);
    let half = shrink * Z * (value * (1.0 - value) / n + 0.25 * Z * Z / (n * n)).sqrt();
    Estimate {
        value,
        // Exact at the ends, where rounding would leave a crumb on the wrong side.
        low: if k <= 0.0 { 0.0 } else { held(centre - half, 0.0, value) },
        high: if k >= n { 1.0 } else { held(centre + half, value, 1.0) },
        standard_error: Some(share_error(k, n)),
    }
}

fn share_error(k: f64, n: f64) -> f64 {
    (k / n * (1.0 - k / n) / n).sqrt()
}

/// The difference of two independent shares, the first minus the second, with Newcombe's hybrid score
/// interval (Newcombe 1998, method 10): Wilson's limits of both shares, combined. It stays within -1 to 1
/// and keeps its width at shares 0 and 1. Counts need not be whole; None if either total is not positive.
pub fn difference_of_shares(first: (f64, f64), second: (f64, f64)) -> Option<Estimate> {
    let ((k1, n1), (k2, n2)) = (first, second);
    if n1 <= 0.0 || n2 <= 0.0 {
        return None;
    }
    let (one, two) = (wilson_share(k1, n1), wilson_share(k2, n2));
    let value = one.value - two.value;
    let apart = |down: f64, up: f64| (down * down + up * up).sqrt();
    Some(Estimate {
        value,
        low: (value - apart(one.value - one.low, two.high - two.value)).max(-1.0),
        high: (value + apart(one.high - one.value, two.value - two.low)).min(1.0),
        standard_error: Some(apart(share_error(k1, n1), share_error(k2, n2))),
    })
}

/// The mean of a quantity that lies between `least` and `most`, from (value, how often) pairs, with
/// Student's interval cut to that range. None without observations.
///
/// To the spread, not to the mean, one imagined observation at each end is added: when all of a few
/// observations agree, their spread is zero but the mean is not known exactly. With n observations this adds
/// about (most - least)^2 / n to the variance of one, which is soon negligible.
pub fn bounded_mean(
    observations: impl Iterator<Item = (f64, u64)> + Clone,
    least: f64,
    most: f64,
) -> Option<Estimate> {
    let (mut total, mut sum) = (0, 0.0);
    for (value, times) in observations.clone() {
        total += times;
        sum += value * times as f64;
    }
    if total == 0 {
        return None;
    }
    let n = total as f64;
    let mean = sum / n;
    let squared = |value: f64| (value - mean) * (value - mean);
    let spread = observations.map(|(value, times)| squared(value) * times as f64).sum::<f64>()
        + squared(least)
        + squared(most);
    let standard_error = (spread / (n + 1.0) / n).sqrt();
    Some(Estimate::student(mean, standard_error, n + 1.0).within(least, most))
}

#[cfg(test)]
mod tests {
    use super::super::special::binomial_density;
    use super::*;

    #[test]
    fn clopper_pearson_limits_are_where_the_exact_tails_are_two_and_a_half_percent() {
        for (count, total) in [(1, 10), (5, 10), (123, 4567), (9, 10)] {
            let interval = clopper_pearson(count, total).unwrap();
            let tail = |p: f64, from: u64, to: u64| -> f64 {
                (from..=to).map(|x| binomial_density(x as f64, total as f64, p, 1.0 - p)).sum()
            };
            assert!((tail(interval.low, count, total) - 0.025).abs() < 1e-12, "{count} of {total}");
            assert!((tail(interval.high, 0, count) - 0.025).abs() < 1e-12, "{count} of {total}");
        }
    }

    #[test]
    fn none_and_all_have_one_sided_limits() {
        // 1 - 0.025^(1/n), the closed form for no success.
        let limit = 1.0 - libm::pow(0.025, 0.01);
        let none = clopper_pearson(0, 100).unwrap();
        assert!(none.low == 0.0 && (none.high - limit).abs() < 1e-14);
        let all = clopper_pearson(100, 100).unwrap();
        assert!(all.high == 1.0 && (all.low - (1.0 - limit)).abs() < 1e-14);
        for total in [1, 100, 12_345, 4_000_000_000] {
            let (wilson, exact) = (wilson(0, total).unwrap(), clopper_pearson(0, total).unwrap());
            assert!(wilson.low == 0.0 && (wilson.high / exact.high - 1.0).abs() < 1e-12, "{total}");
        }
        let all = wilson(100, 100).unwrap();
        assert!(all.high == 1.0 && (all.low - (1.0 - limit)).abs() < 1e-14);
        assert_eq!((clopper_pearson(0, 0), wilson(0, 0)), (None, None));
    }

    #[test]
    fn billions_of_draws_are_no_trouble() {
        let interval = clopper_pearson(18_859_660, 1_400_000_000).unwrap();
        let normal = Estimate::normal(interval.value, interval.standard_error.unwrap());
        assert!((interval.low - normal.low).abs() < 0.01 * interval.standard_error.unwrap());
        assert!((interval.high - normal.high).abs() < 0.01 * interval.standard_error.unwrap());
    }

    /// The exact probability that an interval for `count` of `total` contains `share`.
    fn coverage(interval: impl Fn(u64, u64) -> Option<Estimate>, total: u64, share: f64) -> f64 {
        (0..=total)
            .filter(|&count| interval(count, total).is_some_and(|i| i.low <= share && share <= i.high))
            .map(|count| binomial_density(count as f64, total as f64, share, 1.0 - share))
            .sum()
    }

    #[test]
    fn clopper_pearson_never_covers_less_than_it_says() {
        for total in [1, 7, 40] {
            for step in 1..200 {
                let share = f64::from(step) / 200.0;
                assert!(coverage(clopper_pearson, total, share) >= 0.95 - 1e-12, "{share} of {total}");
            }
        }
    }

    #[test]
    fn wilson_covers_what_it_says_on_average() {
        // The average over shares oscillates about 0.95 within 1/sqrt(total) of an interval's tail mass.
        for total in [10, 50] {
            let mean =
                (1..400).map(|step| coverage(wilson, total, f64::from(step) / 400.0)).sum::<f64>() / 399.0;
            assert!((mean - 0.95).abs() < 0.05 / (total as f64).sqrt(), "{mean} at {total}");
        }
    }

    #[test]
    fn newcombes_example_is_reproduced() {
        // Newcombe 1998, Table II, (a) 56/70 - 48/80 and (d) 10/10 - 0/20, method 10.
        let close = |found: Estimate, low: f64, high: f64| {
            assert!((found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5, "{found:?}");
        };
        close(difference_of_shares((56.0, 70.0), (48.0, 80.0)).unwrap(), 0.0524, 0.3339);
        close(difference_of_shares((10.0, 10.0), (0.0, 20.0)).unwrap(), 0.6791, 1.0);
        assert_eq!(difference_of_shares((0.0, 0.0), (1.0, 2.0)), None);
    }

    #[test]
    fn agreeing_observations_do_not_make_a_mean_certain() {
        let estimate = bounded_mean([(0.25, 3)].into_iter(), 0.0, 1.0).unwrap();
        assert_eq!(estimate.value, 0.25);
        assert!(estimate.low == 0.0 && estimate.high > 0.5 && estimate.high < 1.0, "{estimate:?}");
        assert_eq!(bounded_mean(std::iter::empty(), 0.0, 1.0), None);
    }

    #[test]
    fn a_mean_of_many_has_its_usual_error() {
        // 0 and 1 equally often: standard deviation 1/2.
        let estimate = bounded_mean([(0.0, 50_000), (1.0, 50_000)].into_iter(), 0.0, 1.0).unwrap();
        let exact = 0.5 / f64::sqrt(100_000.0);
        assert!((estimate.standard_error.unwrap() / exact - 1.0).abs() < 1e-4);
        assert!((estimate.high - estimate.low - 2.0 * Z * exact).abs() < 1e-4 * exact + 1e-6);
    }
}
