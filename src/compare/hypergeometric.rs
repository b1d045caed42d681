//! Hypergeometric random numbers.

use super::stream::Stream;

/// Up to this many draws are made one by one; beyond, one rejection step is cheaper.
const ONE_BY_ONE: u64 = 16;

/// About how many nanoseconds [`hypergeometric`] takes natively.
pub(crate) fn cost(draws: u64, marked: u64) -> u64 {
    let least = draws.min(marked);
    if least <= ONE_BY_ONE { 4 * least } else { 100 }
}

/// How many of `draws` items are marked, when they are drawn without replacement from `total` items of
/// which `marked` are marked.
///
/// Few draws are made one by one; many by Stadlober's ratio of uniforms (E. Stadlober, "The ratio of
/// uniforms approach for generating discrete random variates", 1990). The law is exact up to rounding: about
/// 1e-15 one by one, and total * 1e-14 in the rejection step.
///
/// # Panics
/// In debug builds, if `draws` or `marked` is more than `total`.
pub(crate) fn hypergeometric(stream: &mut Stream, draws: u64, marked: u64, total: u64) -> u64 {
    debug_assert!(draws <= total && marked <= total, "{draws} and {marked} of {total}");
    if draws == total {
        marked
    } else if marked == total {
        draws
    } else if draws.min(marked) <= ONE_BY_ONE {
        // Drawn and marked items play the same part.
        one_by_one(stream, draws.min(marked), draws.max(marked), total)
    } else if draws > total / 2 {
        marked - hypergeometric(stream, total - draws, marked, total)
    } else if marked > total / 2 {
        draws - hypergeometric(stream, draws, total - marked, total)
    } else {
        ratio_of_uniforms(stream, draws, marked, total)
    }
}

fn one_by_one(stream: &mut Stream, draws: u64, marked: u64, total: u64) -> u64 {
    let (mut total, mut left) = (total as f64, marked as f64);
    for _ in 0..draws {
        if stream.uniform() * total < left {
            left -= 1.0;
        }
        total -= 1.0;
    }
    marked - left as u64
}

/// The hat: its centre, and the width of the rectangle from which the ratio is drawn.
fn hat(draws: f64, marked: f64, total: f64) -> (f64, f64) {
    // 2 sqrt(2/e) and 3 - 2 sqrt(3/e).
    const SLOPE: f64 = 1.715_527_769_921_413_5;
    const OFFSET: f64 = 0.898_916_162_058_898_8;
    let share = marked / total;
    let mean = draws * share;
    let variance = mean * (1.0 - share) * (total - draws) / (total - 1.0);
    (mean + 0.5, SLOPE * (variance + 0.5).sqrt() + OFFSET)
}

fn mode(draws: f64, marked: f64, total: f64) -> f64 {
    ((draws + 1.0) * (marked + 1.0) / (total + 2.0)).floor()
}

fn ratio_of_uniforms(stream: &mut Stream, draws: u64, marked: u64, total: u64) -> u64 {
    let (draws, marked, total) = (draws as f64, marked as f64, total as f64);
    let (centre, width) = hat(draws, marked, total);
    let mode = mode(draws, marked, total);
    loop {
        let (u, v) = (stream.positive_uniform(), stream.uniform());
        let place = centre + width * (v - 0.5) / u;
        if place < 0.0 || place >= draws.min(marked) + 1.0 {
            continue;
        }
        let x = place as u64;
        if is_below(u * u, x as f64, mode, draws, marked, total) {
            return x;
        }
    }
}

/// Whether `level` is at most the density at `x` over that at `mode`.
fn is_below(level: f64, x: f64, mode: f64, draws: f64, marked: f64, total: f64) -> bool {
    let rest = total - draws - marked;
    if (x - mode).abs() > 16.0 {
        // The logarithm of the density, up to a constant.
        let height = |x: f64| {
            -ln_factorial(x) - ln_factorial(draws - x) - ln_factorial(marked - x) - ln_factorial(rest + x)
        };
        return libm::log(level) <= height(x) - height(mode);
    }
    // The product of the ratios of neighbours, without logarithms; 16 factors cannot overflow.
    let (mut above, mut below) = (1.0, 1.0);
    let mut k = x.min(mode);
    while k < x.max(mode) {
        above *= (draws - k) * (marked - k);
        below *= (k + 1.0) * (rest + k + 1.0);
        k += 1.0;
    }
    if x > mode { level * below <= above } else { level * above <= below }
}

/// ln n! for whole n >= 0.
fn ln_factorial(n: f64) -> f64 {
    if n < 10.0 {
        // Exact in a double.
        let mut product = 1.0;
        let mut factor = 2.0;
        while factor <= n {
            product *= factor;
            factor += 1.0;
        }
        return libm::log(product);
    }
    let inverse = 1.0 / n;
    let square = inverse * inverse;
    // ln sqrt(2 pi) and Stirling's series; what is left out is below 1e-11.
    (n + 0.5) * libm::log(n) - n
        + 0.918_938_533_204_672_7
        + inverse * (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square / 1680.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::special::{hypergeometric_density, regularised_gamma_upper};

    #[test]
    fn log_factorials_are_right() {
        let mut exact = 0.0;
        for n in 1..200 {
            exact += libm::log(f64::from(n));
            assert!((ln_factorial(f64::from(n)) - exact).abs() < 1e-10, "{n}");
        }
        assert_eq!(ln_factorial(0.0), 0.0);
    }

    #[test]
    fn the_hat_covers_every_density_on_a_grid() {
        for total in [100_u64, 130, 1000, 20_000] {
            for draws in [17, 18, 30, 49, 64, 200, 499, 9000].into_iter().filter(|&d| d <= total / 2) {
                for marked in [17, 19, 49, 77, 300, 500, 10_000].into_iter().filter(|&m| m <= total / 2) {
                    let (centre, width) = hat(draws as f64, marked as f64, total as f64);
                    let top = mode(draws as f64, marked as f64, total as f64) as u64;
                    let peak = hypergeometric_density(top, draws, marked, total);
                    for x in 0..=draws.min(marked) {
                        let density = hypergeometric_density(x, draws, marked, total);
                        assert!(density <= peak * (1.0 + 1e-12), "the mode of {draws} {marked} {total}");
                        let reach = (x as f64 - centre).abs().max((x as f64 + 1.0 - centre).abs());
                        assert!(
                            reach * (density / peak).sqrt() <= 0.5 * width,
                            "{x} of {draws} {marked} {total}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn frequencies_are_those_of_the_density() {
        let mut stream = Stream::new(1);
        for (draws, marked, total) in [
            (5, 3, 9),
            (40, 10, 60),
            (10, 40, 60),
            (17, 17, 40),
            (17, 500, 100_000),
            (49, 49, 98),
            (2000, 5000, 10_000),
            (60, 70, 200),
            (150, 160, 200),
            (1000, 60, 100_000),
            (900_000, 700_000, 2_000_000),
            (3000, 1_900_000, 2_000_000),
        ] {
            let trials = 40_000;
            let mut counts = std::collections::BTreeMap::new();
            for _ in 0..trials {
                *counts.entry(hypergeometric(&mut stream, draws, marked, total)).or_insert(0_u32) += 1;
            }
            // Neighbouring values are pooled until 20 are expected.
            let (mut statistic, mut cells) = (0.0, 0.0);
            let (mut expected, mut found) = (0.0, 0.0);
            let mean = draws as f64 * marked as f64 / total as f64;
            let reach = 10.0 * mean.sqrt() + 30.0;
            let from = (mean - reach).max(0.0) as u64;
            for x in from..=(mean + reach) as u64 {
                expected += f64::from(trials) * hypergeometric_density(x, draws, marked, total);
                found += f64::from(counts.remove(&x).unwrap_or(0));
                if expected >= 20.0 {
                    statistic += (found - expected) * (found - expected) / expected;
                    cells += 1.0;
                    (expected, found) = (0.0, 0.0);
                }
            }
            assert!(counts.is_empty(), "{counts:?} is out of reach");
            let p =
                if cells > 1.0 { regularised_gamma_upper(0.5 * (cells - 1.0), 0.5 * statistic) } else { 1.0 };
            assert!(p > 1e-6, "{draws} {marked} {total}: chi-square {statistic} in {cells} cells");
            assert!(cells > 1.0);
        }
    }

    #[test]
    fn edges_are_certain() {
        let mut stream = Stream::new(2);
        assert_eq!(hypergeometric(&mut stream, 0, 100, 200), 0);
        assert_eq!(hypergeometric(&mut stream, 100, 0, 200), 0);
        assert_eq!(hypergeometric(&mut stream, 200, 100, 200), 100);
        assert_eq!(hypergeometric(&mut stream, 100, 200, 200), 100);
        assert_eq!(hypergeometric(&mut stream, 0, 0, 0), 0);
    }
}
