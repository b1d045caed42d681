//! The power law through P against rank.

use super::ranking::Ranking;
use crate::compare::{Point, ordinary};
use crate::numeric::{Estimate, Z};
use std::f64::consts::LN_10;

/// Functions found less often are left out of the fit: chance alone would order them.
pub const LEAST_COUNT: u64 = 10;

/// Points per factor of ten in rank.
const PER_DECADE: f64 = 20.0;
/// No function of the stretch may surely be further from the line than this factor.
pub const TOLERANCE: f64 = 1.25;
/// How long a stretch must be, as a factor in rank.
pub const SHORTEST: f64 = 10.0;
/// The parts of the stretch, equally long in log rank, that the jackknife leaves out in turn.
const PARTS: usize = 10;
/// With fewer parts that have points there is no interval, and no fit is shown.
const LEAST_PARTS: usize = 5;

/// log10 P(r) = exponent log10 r + intercept, over the longest stretch of ranks, on a logarithmic scale, where that holds.
///
/// By least squares through points evenly spaced in log rank, so that every factor of ten in rank counts alike;
/// functions found equally often make one point, in the middle of their ranks. Functions found less than [`LEAST_COUNT`] times (or, if memory was full, less
/// often than makes sure that none is missing) are left out.
///
/// A rank curve is never exactly straight: whole classes of functions have one P, which makes steps. So what is tested is not that
/// P is a power of the rank but that it is one within a factor of [`TOLERANCE`]: a stretch is refused if the 95% interval of
/// any of its points lies beyond that. Where every stretch of a factor of [`SHORTEST`] or more is refused, no power law fits.
///
/// Points of a rank curve are not independent, so the usual standard error would be far too
/// small. The interval is a jackknife over ten parts of the stretch, equally long in log rank, each left
/// out in turn (Student's t with one degree of freedom less than there are parts): how much the exponent
/// depends on which part one looks at. It says nothing of other ranks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PowerLaw {
    /// The exponent: -1 is Zipf's law.
    pub exponent: Estimate,
    /// log10 P on the line at rank 1.
    pub intercept: f64,
    /// The first rank fitted.
    pub from_rank: u64,
    /// The last rank fitted.
    pub to_rank: u64,
    /// The least count of the functions fitted.
    pub least_count: u64,
}

/// The power law of a ranking. None with too few functions found often enough, or if none fits.
pub fn power_law(ranking: &Ranking) -> Option<PowerLaw> {
    let least_count = ranking.reliable_count().max(ranking.worth(LEAST_COUNT));
    let points = points(ranking, ranking.found(least_count));
    let stretch = longest_stretch(&points)?;
    let (first, last) = (stretch.first()?, stretch.last()?);
    let part =
        |point: &Point| (((point.x - first.x) / (last.x - first.x) * PARTS as f64) as usize).min(PARTS - 1);
    let whole = ordinary(stretch)?;
    let mut left_out = Vec::new();
    for missing in 0..PARTS {
        let rest: Vec<Point> = stretch.iter().filter(|point| part(point) != missing).copied().collect();
        if rest.len() < stretch.len() {
            left_out.push(ordinary(&rest)?.slope);
        }
    }
    let parts = left_out.len() as f64;
    if left_out.len() < LEAST_PARTS {
        return None;
    }
    let mean = left_out.iter().sum::<f64>() / parts;
    let spread: f64 = left_out.iter().map(|slope| (slope - mean) * (slope - mean)).sum();
    let error = ((parts - 1.0) / parts * spread).sqrt();
    // A point is the middle of a tie: all of the tie is in the stretch.
    let tie = |point: &Point| ranking.tie(libm::round(libm::pow(10.0, point.x)) as u64);
    let to_rank = tie(last).to;
    Some(PowerLaw {
        exponent: Estimate::student(whole.slope, error, parts - 1.0),
        intercept: whole.intercept,
        from_rank: tie(first).from,
        to_rank,
        least_count: libm::round(ranking.tie(to_rank).count * f64::from(ranking.largest())) as u64,
    })
}

/// The longest stretch of points none of which is surely off the line through them by more than [`TOLERANCE`].
fn longest_stretch(points: &[Point]) -> Option<&[Point]> {
    let shortest = libm::log10(SHORTEST) - 1.0 / PER_DECADE;
    let mut best: Option<&[Point]> = None;
    for from in 0..points.len() {
        for to in (from + 3..=points.len()).rev() {
            let stretch = &points[from..to];
            let length = |stretch: &[Point]| stretch[stretch.len() - 1].x - stretch[0].x;
            if length(stretch) < best.map_or(shortest, |best| length(best).max(shortest) + 1e-9) {
                break;
            }
            if holds(stretch) {
                best = Some(stretch);
                break;
            }
        }
    }
    best
}

fn holds(stretch: &[Point]) -> bool {
    let Some(line) = ordinary(stretch) else { return false };
    let allowed = libm::log10(TOLERANCE);
    stretch.iter().all(|point| {
        let away = (point.y - line.slope * point.x - line.intercept).abs();
        away - Z * point.y_variance.sqrt() <= allowed
    })
}

/// One point a tie, thinned evenly in log rank.
fn points(ranking: &Ranking, to_rank: u64) -> Vec<Point> {
    let mut points = Vec::new();
    let (mut rank, mut next) = (1, 0.0);
    while rank <= to_rank {
        let tie = ranking.tie(rank);
        let x = 0.5 * (libm::log10(tie.from as f64) + libm::log10(tie.to as f64));
        if x >= next {
            let y = libm::log10(tie.count / ranking.draws() as f64);
            // The variance of log10 of a count of so many independent draws, about.
            let y_variance = ranking.design_effect() / (tie.found as f64 * LN_10 * LN_10);
            points.push(Point { x, y, x_variance: 0.0, y_variance });
            next = x + 1.0 / PER_DECADE;
        }
        rank = tie.to + 1;
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::RandomStream;
    use crate::task::Function;

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
        assert!(fit.from_rank == 1 && fit.to_rank > 10_000 && fit.least_count == LEAST_COUNT);
    }

    #[test]
    fn a_law_is_found_where_it_holds_and_only_there() {
        let mut stream = RandomStream::new(51);
        for _ in 0..30 {
            // A plateau, then a power, then a cliff: the break points and the exponent at random.
            let exponent = -0.5 - stream.uniform();
            let (start, end) =
                (libm::pow(10.0, 1.0 + stream.uniform()), libm::pow(10.0, 3.3 + 0.5 * stream.uniform()));
            let law = |rank: f64| {
                let power = libm::pow(rank.clamp(start, end) / start, exponent);
                if rank > end { 1e-3 * power * libm::pow(rank / end, -6.0) } else { 1e-3 * power }
            };
            let fit = power_law(&ranking(law, 1e9)).unwrap();
            assert!((fit.exponent.value - exponent).abs() < 0.12, "{exponent} {start} {end}: {fit:?}");
            // Beyond an end by less than what bends the line by the tolerance, twice: 0.2 decades, and steeply at the cliff.
            assert!(
                fit.from_rank as f64 > start / 8.0 && (fit.to_rank as f64) < end * 1.3,
                "{start} {end}: {fit:?}"
            );
        }
    }

    #[test]
    fn a_curve_that_bends_everywhere_has_no_power_law() {
        // ln P falls with the square of ln rank, ten times faster at its end than at its beginning.
        let bent = |rank: f64| {
            let x = libm::log10(rank);
            libm::pow(10.0, -1.0 - 1.2 * x * x)
        };
        assert_eq!(power_law(&ranking(bent, 1e12)), None);
        // Steps of a factor of nine, of functions that are nearly as frequent as each other.
        let steps =
            |rank: f64| 0.1 * libm::pow(9.0, -libm::floor(libm::log10(rank) / 0.5)) * libm::pow(rank, -0.02);
        assert_eq!(power_law(&ranking(steps, 1e12)), None);
    }

    #[test]
    fn chance_alone_does_not_refuse_a_power_law() {
        let mut stream = RandomStream::new(52);
        let mut found = 0;
        for _ in 0..40 {
            // Counts with the errors of draws, then ranked.
            let mut counts: Vec<u64> = (1..=20_000)
                .map(|rank| {
                    let mean = 2e4 * libm::pow(f64::from(rank), -0.85);
                    let radius = (-2.0 * libm::log(stream.positive_uniform())).sqrt();
                    let normal = radius * libm::cos(std::f64::consts::TAU * stream.uniform());
                    libm::round(mean + mean.sqrt() * normal).max(0.0) as u64
                })
                .filter(|&count| count > 1)
                .collect();
            counts.sort_unstable();
            let functions =
                counts.iter().enumerate().map(|(k, &count)| (Function::new(k as u128, 32), count));
            let fit = power_law(&Ranking::of(functions, 0, 10_000_000, 10_000_000)).unwrap();
            found += u32::from(fit.to_rank / fit.from_rank > 300);
            assert!((fit.exponent.value + 0.85).abs() < 0.1, "{fit:?}");
        }
        assert!(found >= 36, "{found}");
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
        assert!((200..250).contains(&fit.least_count), "{fit:?}");
    }
}
