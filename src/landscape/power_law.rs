//! The power law through P against rank.

use super::ranking::Ranking;
use crate::contrast::{Estimate, Point, ordinary};

/// Functions found less often are left out of the fit: chance alone would order them.
pub const LEAST_COUNT: u64 = 10;

/// Points per factor of ten in rank.
const PER_DECADE: f64 = 20.0;
/// The parts of the range, equally long in log rank, that the jackknife leaves out in turn.
const PARTS: usize = 10;
/// With fewer parts that have points there is no interval, and no fit is shown.
const LEAST_PARTS: usize = 5;

/// log10 P(r) = exponent log10 r + intercept.
///
/// By least squares through points evenly spaced in log rank, so that every factor of ten in rank counts alike;
/// functions found equally often make one point, in the middle of their ranks. From rank 1 to the last function
/// found at least [`LEAST_COUNT`] times (or, if memory was full, as often as makes sure that none is missing).
///
/// A rank curve is not straight, and its points are not independent, so the usual standard error would be far too
/// small. The interval is a jackknife over ten stretches of the curve, equally long in log rank, each left
/// out in turn (Student's t with one degree of freedom less than there are stretches): how much the exponent
/// depends on which part of the curve one looks at. It says nothing of ranks that were not reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PowerLaw {
    /// The exponent: -1 is Zipf's law.
    pub exponent: Estimate,
    /// log10 P on the line at rank 1.
    pub intercept: f64,
    /// The last rank fitted; the first is 1.
    pub to_rank: usize,
    /// The least count of the functions fitted.
    pub least_count: u64,
}

/// The power law of a ranking. None with too few functions found often enough.
pub fn power_law(ranking: &Ranking) -> Option<PowerLaw> {
    let least_count = ranking.reliable_count().max(ranking.worth(LEAST_COUNT));
    let to_rank = ranking.found(least_count);
    let points = points(ranking, to_rank);
    let longest = points.last()?.x;
    let part = |point: &Point| ((point.x / longest * PARTS as f64) as usize).min(PARTS - 1);
    let whole = ordinary(&points)?;
    let mut left_out = Vec::new();
    for missing in 0..PARTS {
        let rest: Vec<Point> = points.iter().filter(|point| part(point) != missing).copied().collect();
        if rest.len() < points.len() {
            left_out.push(ordinary(&rest)?.slope.value);
        }
    }
    let parts = left_out.len() as f64;
    if left_out.len() < LEAST_PARTS {
        return None;
    }
    let mean = left_out.iter().sum::<f64>() / parts;
    let spread: f64 = left_out.iter().map(|slope| (slope - mean) * (slope - mean)).sum();
    let error = ((parts - 1.0) / parts * spread).sqrt();
    Some(PowerLaw {
        exponent: Estimate::student(whole.slope.value, error, parts - 1.0),
        intercept: whole.intercept,
        to_rank,
        least_count,
    })
}

/// One point a tie, thinned evenly in log rank.
fn points(ranking: &Ranking, to_rank: usize) -> Vec<Point> {
    let mut points = Vec::new();
    let (mut rank, mut next) = (1, 0.0);
    while rank <= to_rank {
        let tie = ranking.tie(rank);
        let x = 0.5 * (libm::log10(tie.from as f64) + libm::log10(tie.to as f64));
        if x >= next {
            let count = ranking.functions()[rank - 1].count;
            let y = libm::log10(count as f64 / ranking.draws() as f64);
            points.push(Point { x, y, x_variance: 0.0, y_variance: 0.0 });
            next = x + 1.0 / PER_DECADE;
        }
        rank = tie.to + 1;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Function;

    fn ranking(probability: impl Fn(f64) -> f64, draws: f64) -> Ranking {
        let counts = (1..=100_000_u64)
            .map(|rank| {
                (Function::new(u128::from(rank), 32), libm::floor(draws * probability(rank as f64)) as u64)
            })
            .filter(|&(_, count)| count > 1);
        Ranking::of(counts, 0, draws as u64, draws as u64)
    }

    #[test]
    fn an_exact_power_law_is_found_with_a_narrow_interval() {
        let fit = power_law(&ranking(|rank| 0.01 * libm::pow(rank, -0.85), 1e7)).unwrap();
        // Whole counts from 10 on are off by at most a tenth, on average half of that, at the far end only.
        assert!((fit.exponent.value + 0.85).abs() < 0.01, "{fit:?}");
        assert!((fit.intercept + 2.0).abs() < 0.02, "{fit:?}");
        assert!(fit.exponent.high - fit.exponent.low < 0.02, "{fit:?}");
        assert!(fit.to_rank > 10_000 && fit.least_count == LEAST_COUNT);
    }

    #[test]
    fn a_bent_curve_has_an_interval_that_covers_its_slopes() {
        // The slope falls from -0.5 to -1 over the range.
        let bent = |rank: f64| {
            let x = libm::log10(rank);
            libm::pow(10.0, -2.0 - 0.5 * x - 0.06 * x * x)
        };
        let fit = power_law(&ranking(bent, 1e7)).unwrap();
        let straight = power_law(&ranking(|rank| 0.01 * libm::pow(rank, fit.exponent.value), 1e7)).unwrap();
        let width = |fit: PowerLaw| fit.exponent.high - fit.exponent.low;
        assert!(width(fit) > 5.0 * width(straight), "{fit:?} {straight:?}");
    }

    #[test]
    fn ties_make_one_point_and_too_few_make_no_fit() {
        let counts = (1..=1000_u64).map(|k| (Function::new(u128::from(k), 32), 50));
        assert_eq!(power_law(&Ranking::of(counts, 0, 50_000, 50_000)), None);
        assert_eq!(power_law(&Ranking::of(std::iter::empty(), 0, 0, 0)), None);
    }

    #[test]
    fn where_functions_may_be_missing_nothing_is_fitted() {
        let counts = (1..=100_000_u64)
            .map(|rank| (Function::new(u128::from(rank), 32), (1e5 * libm::pow(rank as f64, -0.85)) as u64))
            .filter(|&(_, count)| count > 1);
        let fit = power_law(&Ranking::of(counts, 0, 10_000_000, 500_000)).unwrap();
        assert_eq!(fit.least_count, 200);
    }
}
