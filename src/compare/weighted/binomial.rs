//! Binomial random numbers.

use super::super::stream::Stream;

/// With at least so many expected of either kind, the normal law is used.
const NORMAL: f64 = 12.0;

/// How many of `number` independent trials succeed, each with probability `share`.
///
/// Exact up to rounding where fewer than 12 successes, or failures, are expected, by counting waiting times between them (L. Devroye 1986, chapter X.4);
/// beyond, the rounded normal law, whose probabilities are off by about 0.1 over the standard deviation: by less than effective numbers of draws are known.
pub(super) fn binomial(stream: &mut Stream, number: u64, share: f64) -> u64 {
    if share > 0.5 {
        return number - binomial(stream, number, 1.0 - share);
    }
    let mean = number as f64 * share;
    if mean >= NORMAL {
        let radius = (-2.0 * libm::log(stream.positive_uniform())).sqrt();
        let normal = radius * libm::cos(std::f64::consts::TAU * stream.uniform());
        let drawn = mean + (mean * (1.0 - share)).sqrt() * normal;
        return (drawn.round().max(0.0) as u64).min(number);
    }
    if number <= 8 {
        return (0..number).filter(|_| stream.uniform() < share).count() as u64;
    }
    if share <= 0.0 {
        return 0;
    }
    let rate = libm::log1p(-share);
    let (mut place, mut found) = (0.0, 0);
    loop {
        place += (libm::log(stream.positive_uniform()) / rate).floor() + 1.0;
        if place > number as f64 {
            return found;
        }
        found += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::special::{binomial_density, regularised_gamma_upper};

    #[test]
    fn frequencies_are_those_of_the_density() {
        let mut stream = Stream::new(51);
        for (number, share) in [(1, 0.3), (7, 0.9), (40, 0.2), (40, 0.95), (3_000, 0.002), (200, 0.4)] {
            let trials = 20_000;
            let mut counts = vec![0_u32; number as usize + 1];
            (0..trials).for_each(|_| counts[binomial(&mut stream, number, share) as usize] += 1);
            let (mut statistic, mut cells) = (0.0, 0.0);
            let (mut expected, mut found) = (0.0, 0.0);
            for (x, &count) in counts.iter().enumerate() {
                let density = binomial_density(x as f64, number as f64, share, 1.0 - share);
                expected += f64::from(trials) * density;
                found += f64::from(count);
                if expected > 30.0 {
                    statistic += (found - expected) * (found - expected) / expected;
                    cells += 1.0;
                    (expected, found) = (0.0, 0.0);
                }
            }
            // The normal law at 200 and 0.4: off by about 0.01 of each probability near the middle.
            let allowed =
                if f64::from(number as u32) * share.min(1.0 - share) < NORMAL { 1e-4 } else { 1e-9 };
            let p =
                if cells > 1.0 { regularised_gamma_upper(0.5 * (cells - 1.0), 0.5 * statistic) } else { 1.0 };
            assert!(p > allowed, "{number} {share}: {statistic} in {cells}");
        }
    }
}
