//! The temperature at which one distribution comes closest to another.

use super::paired::PairedCounts;
use crate::numeric::Z;
use crate::numeric::order::sorted;

/// However few the draws, functions that the first method found less often than this are left out.
pub const LEAST_FIRST: u64 = 20;

/// The T for which P_1(f|S)^(1/T), renormalised, makes the counts of the second method most likely,
/// where P_1 is the first method's distribution.
///
/// Below 1, the second prefers what is probable more than the first does; above 1, less. P_1 is taken from the counts of
/// the first, over the functions that it found at least max([`LEAST_FIRST`], B^0.4) times; both distributions are
/// renormalised over these. The interval is that of the likelihood ratio, widened for Poisson errors of the
/// counts of the first, and for the second spreading more than any tempered P_1 does.
///
/// Rare functions would spoil it: most of those found once are less probable than one count says, so the second
/// finds fewer of them than their counts say, and T comes out too small. With both distributions equal and falling like 1/rank
/// over 65,536 functions and 10,000 counts of each, T averages 0.86 over all functions found. The error is of the
/// order of one over the least count, so that this count must grow with the draws for the error to stay
/// within the interval: with B^0.4 nine intervals in ten or more cover 1 at 10,000, 100,000 and 1,000,000 counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Temperature {
    /// T; 0 if the second only found what the first found most, None if P_2 does not grow with P_1.
    pub value: Option<f64>,
    /// The lower end of the 95% interval; None if P_2 does not grow with P_1 even there.
    pub low: Option<f64>,
    /// The upper end; None if there is no upper limit.
    pub high: Option<f64>,
    /// How often the first found a function that is not left out, at least.
    pub least: u64,
    /// How many functions it is over.
    pub functions: usize,
    /// The share of the second's counts that are functions left out.
    pub second_left_out: f64,
    /// The share of the first's counts that are functions left out.
    pub first_left_out: f64,
}

/// None if no count of the second remains, or if counts of the first differ by no more than chance makes them differ.
pub(crate) fn temperature(counts: &PairedCounts) -> Option<Temperature> {
    let least = LEAST_FIRST.max(libm::pow(counts.first_total() as f64, 0.4) as u64);
    let used: Vec<(f64, f64)> = counts
        .functions
        .iter()
        .filter(|f| f.first >= least)
        .map(|f| (f.second as f64, f.first as f64))
        .collect();
    temperature_of(&used, (counts.second_total() as f64, counts.first_total() as f64), least)
}

/// The same of the counts (second, first) of the functions that are not left out, of so many in all.
pub(crate) fn temperature_of(used: &[(f64, f64)], totals: (f64, f64), least: u64) -> Option<Temperature> {
    let family = Family::new(used)?;
    // Counts whose spread is mostly chance say nothing of probabilities: the mean variance of ln(count), with the
    // counts as weights, is the number of functions over the sum of the counts.
    let first: f64 = used.iter().map(|pair| pair.1).sum();
    if family.moments(1.0).2 < 2.0 * used.len() as f64 / first {
        return None;
    }
    let beta = family.most_likely();
    let (low, high) = family.interval(beta, 0.5 * Z * Z * family.inflation(beta, used));
    let inverse = |beta: f64| (beta > 0.0).then(|| 1.0 / beta);
    let share = |part: f64, all: f64| 1.0 - part / all;
    Some(Temperature {
        value: inverse(beta),
        low: inverse(high),
        high: inverse(low),
        least,
        functions: used.len(),
        second_left_out: share(used.iter().map(|pair| pair.0).sum(), totals.0),
        first_left_out: share(first, totals.1),
    })
}

/// The functions that the first found equally often.
struct Level {
    /// ln of the count over the largest count.
    height: f64,
    functions: f64,
    second: f64,
}

/// The second's counts as a sample of an exponential family: weights exp(beta * height), beta = 1/T.
struct Family {
    /// Ascending in height; the last has height 0.
    levels: Vec<Level>,
    largest: f64,
    second: f64,
    /// The mean height of the second's counts.
    mean: f64,
}

impl Family {
    fn new(pairs: &[(f64, f64)]) -> Option<Self> {
        let by_count = sorted(pairs, &|(_, a), (_, b)| a.total_cmp(b));
        let &(_, largest) = by_count.last()?;
        let levels: Vec<Level> = by_count
            .chunk_by(|(_, a), (_, b)| a == b)
            .map(|level| Level {
                height: libm::log(level[0].1 / largest),
                functions: level.len() as f64,
                second: level.iter().map(|&(second, _)| second).sum(),
            })
            .collect();
        let second: f64 = levels.iter().map(|level| level.second).sum();
        let mean = levels.iter().map(|level| level.second * level.height).sum::<f64>() / second;
        (levels.len() > 1 && second > 0.0).then_some(Self { levels, largest, second, mean })
    }

    /// ln of the sum of the weights, and mean and variance of the height, at a finite `beta`.
    fn moments(&self, beta: f64) -> (f64, f64, f64) {
        // The largest exponent, at whichever end it is, is taken out.
        let top = f64::max(0.0, beta * self.levels[0].height);
        let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
        for level in &self.levels {
            let weight = level.functions * libm::exp(beta * level.height - top);
            sum += weight;
            first += weight * level.height;
            second += weight * level.height * level.height;
        }
        let mean = first / sum;
        (top + libm::log(sum), mean, (second / sum - mean * mean).max(0.0))
    }

    fn log_likelihood(&self, beta: f64) -> f64 {
        if beta.is_finite() {
            return self.second * (beta * self.mean - self.moments(beta).0);
        }
        let end = if beta > 0.0 { self.levels.len() - 1 } else { 0 };
        -self.second * libm::log(self.levels[end].functions)
    }

    /// The beta of greatest likelihood: infinite if all counts of the second are at one end.
    fn most_likely(&self) -> f64 {
        let at = |level: &Level| level.second == self.second;
        if self.levels.last().is_some_and(at) {
            return f64::INFINITY;
        }
        if self.levels.first().is_some_and(at) {
            return f64::NEG_INFINITY;
        }
        let slope = |beta: f64| self.mean - self.moments(beta).1;
        let up = slope(0.0) > 0.0;
        let sign = if up { 1.0 } else { -1.0 };
        crossing(0.0, sign, |beta| sign * slope(beta))
    }

    /// The betas whose log-likelihood is within `allowed` of the greatest, which is at `beta`.
    fn interval(&self, beta: f64, allowed: f64) -> (f64, f64) {
        let top = self.log_likelihood(beta);
        let near = |at: f64| allowed - (top - self.log_likelihood(at));
        if beta.is_finite() {
            return (crossing(beta, -0.125, near), crossing(beta, 0.125, near));
        }
        // Far enough out, the likelihood is as good as at infinity.
        let mut inside = beta.signum();
        while near(inside) <= 0.0 {
            inside *= 2.0;
        }
        let other = crossing(inside, -0.125 * beta.signum(), near);
        if beta > 0.0 { (other, beta) } else { (beta, other) }
    }

    /// By how much likelihood ratios are larger than chi-square: the variance of the score over the information.
    fn inflation(&self, beta: f64, pairs: &[(f64, f64)]) -> f64 {
        if !beta.is_finite() {
            return 1.0;
        }
        let (log_sum, mean, variance) = self.moments(beta);
        let square = |level: &Level| level.second * (level.height - self.mean) * (level.height - self.mean);
        let spread = self.levels.iter().map(square).sum::<f64>();
        let information = self.second * variance;
        // The score's derivative by each count of the first, whose variance is the count itself.
        let of_first = |&(second, first): &(f64, f64)| {
            let height = libm::log(first / self.largest);
            let expected = self.second * libm::exp(beta * height - log_sum);
            let slope = second - expected * (1.0 + beta * (height - mean));
            slope * slope / first
        };
        (spread.max(information) + pairs.iter().map(of_first).sum::<f64>()) / information
    }
}

/// Where `falling`, positive or zero at `from`, changes its sign in the direction of `step`.
fn crossing(from: f64, step: f64, falling: impl Fn(f64) -> f64) -> f64 {
    let (mut inside, mut step) = (from, step);
    // Heights of different counts differ by more than 1e-19, so that a change of sign is never further off.
    while falling(inside + step) > 0.0 && step.abs() < 1e25 {
        inside += step;
        step *= 2.0;
    }
    let mut outside = inside + step;
    for _ in 0..80 {
        let middle = 0.5 * (inside + outside);
        if falling(middle) > 0.0 { inside = middle } else { outside = middle }
    }
    0.5 * (inside + outside)
}

#[cfg(test)]
mod tests {
    use super::super::paired::examples::paired;
    use super::super::stream::Stream;
    use super::*;

    fn beta(pairs: &[(u64, u64)]) -> Temperature {
        temperature(&paired(pairs)).unwrap()
    }

    #[test]
    fn exact_powers_give_their_temperature() {
        for (pairs, exact) in [
            (vec![(100, 100), (200, 200), (400, 400)], 1.0),
            (vec![(100, 100), (400, 200), (1600, 400)], 0.5),
            (vec![(100, 100), (200, 400), (400, 1600)], 2.0),
        ] {
            let found = beta(&pairs);
            assert!((found.value.unwrap() - exact).abs() < 1e-9, "{found:?}");
            assert!(found.low.unwrap() < exact && found.high.unwrap() > exact);
            assert_eq!((found.functions, found.second_left_out), (3, 0.0));
        }
    }

    #[test]
    fn two_functions_have_a_closed_form() {
        // beta = ln(30/10) / ln(80/40).
        let found = beta(&[(30, 80), (10, 40), (60, 10)]);
        assert!((found.value.unwrap() - libm::log(2.0) / libm::log(3.0)).abs() < 1e-12);
        assert!((found.second_left_out - 0.6).abs() < 1e-15);
        assert!((found.first_left_out - 10.0 / 130.0).abs() < 1e-15);
    }

    #[test]
    fn one_end_only_is_zero_or_no_temperature() {
        let coldest = beta(&[(10, 80), (0, 40)]);
        assert_eq!((coldest.value, coldest.low), (Some(0.0), Some(0.0)));
        assert!(coldest.high.is_some_and(|high| high > 0.0 && high < 2.0), "{coldest:?}");
        let inverted = beta(&[(0, 80), (10, 40)]);
        assert_eq!((inverted.value, inverted.low, inverted.high), (None, None, None));
        // A single run at the bottom: anything is possible but T near 0.
        let one = beta(&[(0, 80), (1, 40)]);
        assert!(one.value.is_none() && one.low.is_some_and(|low| low > 0.1) && one.high.is_none());
        let flat = beta(&[(100, 80), (100, 40)]);
        assert!(flat.value.is_none_or(|t| t > 1e9) && flat.low.is_some() && flat.high.is_none(), "{flat:?}");
    }

    #[test]
    fn undefined_without_different_counts() {
        assert_eq!(temperature(&paired(&[])), None);
        assert_eq!(temperature(&paired(&[(5, 30), (8, 30)])), None);
        assert_eq!(temperature(&paired(&[(0, 30), (0, 60), (4, 0)])), None);
        assert_eq!(temperature(&paired(&[(9, 10), (4, 8)])), None);
        assert_eq!(temperature(&paired(&[(50, 95), (50, 100), (50, 105), (50, 110)])), None);
    }

    #[test]
    fn the_interval_covers_where_functions_are_many() {
        // P falls like 1/rank over 65,536 functions, of which 10,000 draws find a few thousand.
        let mut stream = Stream::new(7);
        for exact in [1.0, 0.7] {
            let cumulative = |power: f64| -> Vec<f64> {
                let weights = (1..=65_536).map(|rank| libm::pow(f64::from(rank), -power));
                weights
                    .scan(0.0, |sum, weight| {
                        *sum += weight;
                        Some(*sum)
                    })
                    .collect()
            };
            let laws = (cumulative(1.0 / exact), cumulative(1.0));
            let mut draw = |law: &[f64]| {
                let at = stream.uniform() * law[law.len() - 1];
                law.partition_point(|&sum| sum <= at)
            };
            let (trials, mut covered) = (100, 0);
            for _ in 0..trials {
                let mut pairs = vec![(0, 0); 65_536];
                for _ in 0..10_000 {
                    pairs[draw(&laws.0)].0 += 1;
                    pairs[draw(&laws.1)].1 += 1;
                }
                let found = beta(&pairs);
                covered += i32::from(found.low.unwrap() <= exact && exact <= found.high.unwrap());
            }
            // What the documentation promises, within four standard errors.
            let error = (0.9 * 0.1 / f64::from(trials)).sqrt();
            assert!(f64::from(covered) / f64::from(trials) > 0.9 - 4.0 * error, "{covered} at {exact}");
        }
    }
}
