//! The slope of one log probability against another, with errors in both.
//!
//! Functions that are chosen by their counts and then fitted by the same counts are those that chance lifted, and
//! where the samples differ in size, or the slope from 1, the line through them is not that of the
//! probabilities. So every count is divided at random into two halves, which are independent of each other:
//! one half chooses the functions, their weights and their places along the line, the other says what the
//! logarithms are; then the other way round, and again for a few divisions.

use super::halves::half;
use super::paired::PairedCounts;
use super::stream::Stream;
use super::york::{Point, york_within};
use crate::numeric::special::student_quantile;
use crate::numeric::{CONFIDENCE, Estimate, Z};

/// A half of the counts chooses the functions that it found at least this often by both methods: the other half,
/// found so often on average, then has a logarithm whose bias is below a thousandth (see `logarithm`).
pub const LEAST_HALF: u64 = 8;

/// Fewer functions than this have no slope whose error could be known.
pub const LEAST_FUNCTIONS: usize = 5;

/// A slope whose interval reaches further than this in its natural logarithm is not shown: where most runs have none at all,
/// those few that have one are no longer covered as they should.
const WIDEST: f64 = 0.5;

/// How finely the first half's line must be known, relatively: it only chooses weights.
const TOLERANCE: f64 = 1e-4;

/// log10 P_2(f|S) = slope log10 P_1(f|S) + constant, P_1 of the first method and P_2 of the second.
///
/// With c_f the weights that the run chose (they add up to 0), the slope estimated is
/// sum c_f log P_2(f) / sum c_f log P_1(f). If the probabilities lie on a line, that is the line's slope, whatever the weights. If they
/// do not, it is the slope of the line about which the functions found often scatter least, at right angles and with
/// weights that fall with their counting errors (York et al. 2004): a summary of these functions, not a law.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// The slope; exchanging the methods gives its inverse.
    ///
    /// The standard error of ln(slope) is the larger of two: that of Poisson counts, with normal quantiles; and that
    /// which the scatter of the functions about the line shows, each function one observation, with Student's t of the
    /// effective number of functions less one. The interval covers at least 95%: see the test of this module, whose
    /// longer form gives, with 1,000 functions of which the first method finds the r-th in proportion to 1/r and the second to its power
    /// `slope`, the share of intervals that cover and, in brackets, the share of runs that show one (1,000 runs each, so that
    /// 0.95 has a standard error of 0.007):
    ///
    /// | slope | 100,000 each | 10,000 each | 2,000 each | second 1,000, first 100,000 | second 100,000, first 1,000 |
    /// |---|---|---|---|---|---|
    /// | 0.5 | 0.954 (1.00) | 0.965 (1.00) | none (0.011) | none (0.000) | 0.988 (1.00) |
    /// | 0.75 | 0.959 (1.00) | 0.972 (1.00) | 0.990 (1.00) | 0.992 (0.12) | 0.981 (1.00) |
    /// | 1 | 0.963 (1.00) | 0.958 (1.00) | 0.979 (1.00) | 0.978 (1.00) | 0.979 (1.00) |
    /// | 1.25 | 0.962 (1.00) | 0.965 (1.00) | 0.979 (1.00) | 0.982 (1.00) | 0.981 (1.00) |
    /// | 1.5 | 0.958 (1.00) | 0.962 (1.00) | 0.992 (1.00) | 0.974 (1.00) | 0.988 (1.00) |
    /// | 2 | 0.950 (1.00) | 0.973 (1.00) | 0.979 (1.00) | 0.977 (0.87) | 0.986 (1.00) |
    pub estimate: Estimate,
    /// How many functions it is over.
    pub functions: usize,
}

/// Why there is no slope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSlope {
    /// Fewer than [`LEAST_FUNCTIONS`] functions were found often enough by both.
    TooFew,
    /// P_2 does not clearly rise with P_1, so that there is no line with errors in both.
    NotRising,
    /// The interval would be too wide for its coverage to be vouched for.
    TooWide,
}

/// What a function adds to both sums, over all divisions.
#[derive(Clone, Copy, Default)]
pub(crate) struct Part {
    second: f64,
    first: f64,
    /// The sum of its weights.
    pub(crate) weight: f64,
}

/// The slope of the censuses. The same counts always give the same slope.
pub(crate) fn slope(counts: &PairedCounts) -> Result<Slope, NoSlope> {
    let pairs: Vec<(u64, u64)> = counts
        .functions
        .iter()
        .map(|f| (f.second, f.first))
        .filter(|&(a, b)| a >= LEAST_HALF && b >= LEAST_HALF)
        .collect();
    // In one order of the methods, so that the other gives exactly the inverse.
    let mirrored: Vec<(u64, u64)> = pairs.iter().map(|&(a, b)| (b, a)).collect();
    if pairs <= mirrored {
        return slope_of(&pairs);
    }
    slope_of(&mirrored).map(Slope::inverse)
}

impl Slope {
    /// The slope with the methods exchanged.
    pub(crate) fn inverse(self) -> Self {
        let Self { estimate, functions } = self;
        Self {
            estimate: in_logarithms(1.0 / estimate.value, relative_error(estimate), half_width(estimate)),
            functions,
        }
    }
}

fn slope_of(pairs: &[(u64, u64)]) -> Result<Slope, NoSlope> {
    if pairs.len() < LEAST_FUNCTIONS {
        return Err(NoSlope::TooFew);
    }
    let divisions = (4_000 / pairs.len()).clamp(1, 4);
    let mut stream = Stream::new(0x4528_21e6_38d0_1377);
    let mut parts = vec![Part::default(); pairs.len()];
    for _ in 0..divisions {
        let first: Vec<(u64, u64)> =
            pairs.iter().map(|&(a, b)| (half(&mut stream, a), half(&mut stream, b))).collect();
        let second: Vec<(u64, u64)> =
            pairs.iter().zip(&first).map(|(&(a, b), &(c, d))| (a - c, b - d)).collect();
        add_counts(&first, &second, &mut parts)?;
        add_counts(&second, &first, &mut parts)?;
    }
    let counts: Vec<(f64, f64)> = pairs.iter().map(|&(a, b)| (a as f64, b as f64)).collect();
    summarise(&counts, &parts, |_| 0.0)
}

/// The natural logarithm of a Poisson mean from one count k: digamma(k + 1), which is too large by E1(mean) on
/// average: 0.004 at a mean of 4, 4e-6 at 10.
fn logarithm(count: u64) -> f64 {
    const EULER: f64 = 0.577_215_664_901_532_9;
    if count < 32 {
        return (1..=count).map(|k| 1.0 / k as f64).sum::<f64>() - EULER;
    }
    let x = count as f64 + 0.5;
    let square = 1.0 / (x * x);
    libm::log(x) + square * (1.0 / 24.0 - square * (7.0 / 960.0))
}

/// One half chooses and weighs, the other is measured.
fn add_counts(choose: &[(u64, u64)], measure: &[(u64, u64)], parts: &mut [Part]) -> Result<(), NoSlope> {
    let often = |&(a, b): &(u64, u64)| a >= LEAST_HALF && b >= LEAST_HALF;
    let chosen: Vec<usize> = (0..choose.len()).filter(|&at| often(&choose[at])).collect();
    let points: Vec<Point> = chosen
        .iter()
        .map(|&at| {
            let (a, b) = choose[at];
            Point { x: logarithm(b), y: logarithm(a), x_variance: 1.0 / b as f64, y_variance: 1.0 / a as f64 }
        })
        .collect();
    let measured = |at: usize| (logarithm(measure[at].0), logarithm(measure[at].1));
    add(&chosen, &points, measured, parts)
}

/// Adds what the functions `chosen` add: `points` are theirs in the half that chose them, `measured(at)` the natural logarithms for both methods
/// in the other half.
pub(crate) fn add(
    chosen: &[usize],
    points: &[Point],
    measured: impl Fn(usize) -> (f64, f64),
    parts: &mut [Part],
) -> Result<(), NoSlope> {
    if chosen.len() < LEAST_FUNCTIONS {
        return Err(NoSlope::TooFew);
    }
    let line =
        york_within(points, TOLERANCE).filter(|line| line.slope.value > 0.0).ok_or(NoSlope::NotRising)?;
    let (slope, extra) = (line.slope.value, line.scatter * line.scatter);
    let weights: Vec<f64> = points
        .iter()
        .map(|p| 1.0 / (p.y_variance + extra + slope * slope * (p.x_variance + extra)))
        .collect();
    let total: f64 = weights.iter().sum();
    let mean = |values: &[f64]| values.iter().zip(&weights).map(|(v, w)| v * w).sum::<f64>() / total;
    let of = |value: fn(&Point) -> f64| mean(&points.iter().map(value).collect::<Vec<_>>());
    let (mean_x, mean_y) = (of(|p| p.x), of(|p| p.y));
    // The places along the line at which the first half would have the points.
    let places: Vec<f64> = points
        .iter()
        .zip(&weights)
        .map(|(p, w)| {
            w * ((p.x - mean_x) * (p.y_variance + extra) + slope * (p.y - mean_y) * (p.x_variance + extra))
        })
        .collect();
    let middle = mean(&places);
    let (second, first): (Vec<f64>, Vec<f64>) = chosen.iter().map(|&at| measured(at)).unzip();
    let (mean_second, mean_first) = (mean(&second), mean(&first));
    for (place, &at) in chosen.iter().enumerate() {
        let weight = weights[place] * (places[place] - middle);
        let part = &mut parts[at];
        part.second += weight * (second[place] - mean_second);
        part.first += weight * (first[place] - mean_first);
        part.weight += weight;
    }
    Ok(())
}

/// The slope of `parts`, functions found as often as `counts` say. Where draws are not independent, `dependent(slope)` is the variance of the
/// sum of weights times logarithms of the second less `slope` times those of the first.
pub(crate) fn summarise(
    counts: &[(f64, f64)],
    parts: &[Part],
    dependent: impl Fn(f64) -> f64,
) -> Result<Slope, NoSlope> {
    let functions = parts.iter().filter(|part| part.weight != 0.0).count();
    let (second, first) =
        parts.iter().fold((0.0, 0.0), |(second, first), part| (second + part.second, first + part.first));
    if second <= 0.0 || first <= 0.0 {
        return Err(NoSlope::NotRising);
    }
    let slope = second / first;
    // Of Poisson counts: the halves of all divisions make up the whole counts.
    let counting =
        |(&(a, b), part): (&(f64, f64), &Part)| part.weight * part.weight * (1.0 / a + slope * slope / b);
    let expected: Vec<f64> = counts.iter().zip(parts).map(counting).collect();
    let poisson: f64 = expected.iter().sum();
    let effective = poisson * poisson / expected.iter().map(|variance| variance * variance).sum::<f64>();
    let count = functions as f64;
    let shown =
        parts.iter().map(|part| part.second - slope * part.first).map(|rest| rest * rest).sum::<f64>()
            * count
            / (count - 2.0);
    let poisson = poisson.max(dependent(slope));
    let by_counting = Z * poisson.sqrt();
    let by_scatter = student_quantile(0.5 + 0.5 * CONFIDENCE, (effective - 1.0).max(1.0)) * shown.sqrt();
    let half_width = by_counting.max(by_scatter) / second;
    if !half_width.is_finite() || half_width > WIDEST {
        return Err(NoSlope::TooWide);
    }
    Ok(Slope { estimate: in_logarithms(slope, poisson.max(shown).sqrt() / second, half_width), functions })
}

/// An interval that is symmetric in the logarithm.
fn in_logarithms(value: f64, relative_error: f64, half_width: f64) -> Estimate {
    Estimate {
        value,
        low: value * libm::exp(-half_width),
        high: value * libm::exp(half_width),
        standard_error: Some(value * relative_error),
    }
}

fn relative_error(estimate: Estimate) -> f64 {
    estimate.standard_error.unwrap_or(0.0) / estimate.value
}

fn half_width(estimate: Estimate) -> f64 {
    libm::log(estimate.high / estimate.value)
}

#[cfg(test)]
mod tests {
    use super::super::paired::examples::{paired, swapped};
    use super::super::simulate::Law;
    use super::*;

    #[test]
    fn the_logarithm_of_a_mean_has_the_bias_that_is_said() {
        for (mean, bias) in [(4.0_f64, 0.003_779), (8.0, 3.767e-5), (10.0, 4.157e-6)] {
            let found: f64 = (0..200)
                .map(|k| crate::numeric::special::poisson_density(f64::from(k), mean) * logarithm(k as u64))
                .sum();
            assert!((found - libm::log(mean) - bias).abs() < 1e-3 * bias + 1e-9, "{mean}: {found}");
        }
        // The series meets the sum.
        let sum = |count: u64| (1..=count).map(|k| 1.0 / k as f64).sum::<f64>() - 0.577_215_664_901_532_9;
        assert!((31..60).all(|count| (logarithm(count) - sum(count)).abs() < 1e-10));
    }

    #[test]
    fn exchanging_the_methods_inverts_the_slope() {
        let mut stream = Stream::new(4);
        for _ in 0..20 {
            let laws = (Law::zipf(300, 1.3), Law::zipf(300, 1.0));
            let counts = paired(&laws.0.pairs(&laws.1, (30_000, 10_000), &mut stream));
            let (one, other) = (slope(&counts).unwrap(), slope(&swapped(&counts)).unwrap());
            assert!((one.estimate.value * other.estimate.value - 1.0).abs() < 1e-12, "{one:?} {other:?}");
            assert!((one.estimate.low * other.estimate.high - 1.0).abs() < 1e-12);
            assert_eq!(one.functions, other.functions);
        }
    }

    #[test]
    fn what_has_no_line_has_no_slope() {
        assert_eq!(slope(&paired(&[])), Err(NoSlope::TooFew));
        assert_eq!(slope(&paired(&[(2_000, 3_000); 4])), Err(NoSlope::TooFew));
        assert_eq!(slope(&paired(&[(2_000, 2_000); 50])), Err(NoSlope::NotRising));
        let falling: Vec<(u64, u64)> = (1..50).map(|k| (100 * k, 200_000 / k)).collect();
        assert_eq!(slope(&paired(&falling)), Err(NoSlope::NotRising));
    }

    /// The share of `runs` that show a slope, and of these the share whose interval covers `exact`.
    fn coverage(exact: f64, sizes: (u64, u64), runs: u32, stream: &mut Stream) -> (f64, f64) {
        let laws = (Law::zipf(1_000, exact), Law::zipf(1_000, 1.0));
        let (mut shown, mut covered) = (0.0, 0.0);
        for _ in 0..runs {
            let pairs = laws.0.pairs(&laws.1, sizes, stream);
            if let Ok(found) = slope(&paired(&pairs)) {
                shown += 1.0;
                covered += f64::from(u8::from(found.estimate.low <= exact && exact <= found.estimate.high));
            }
        }
        (shown / f64::from(runs), covered / f64::max(shown, 1.0))
    }

    const SIZES: [(u64, u64); 5] =
        [(100_000, 100_000), (10_000, 10_000), (2_000, 2_000), (1_000, 100_000), (100_000, 1_000)];

    #[test]
    fn the_interval_covers_for_any_slope_and_sizes() {
        let mut stream = Stream::new(6);
        let runs = 60;
        for exact in [0.5, 1.0, 1.25, 2.0] {
            for sizes in SIZES {
                let (shown, covered) = coverage(exact, sizes, runs, &mut stream);
                let trials = (shown * f64::from(runs)).max(1.0);
                let z = (covered - 0.95) / (0.05 * 0.95 / trials).sqrt();
                assert!(shown == 0.0 || z > -4.0, "{exact} at {sizes:?}: {covered} of {trials}");
                // Where the rarer method still finds dozens of functions often enough, there is a slope.
                assert!(sizes.0.min(sizes.1) < 10_000 || shown == 1.0, "{exact} at {sizes:?}: {shown}");
            }
        }
    }

    #[test]
    fn the_interval_covers_the_chosen_functions_where_they_scatter() {
        // What is estimated then is the slope over functions found often: with all 40 of them found often it is the total least-squares line of
        // the exact probabilities, but for weights: so the line's own slope within the scatter of 40 functions.
        let mut stream = Stream::new(9);
        let mut normal = Stream::new(10);
        let (trials, mut covered) = (200, 0.0);
        for _ in 0..trials {
            let mut scatter = || {
                let radius = (-2.0 * libm::log(normal.positive_uniform())).sqrt();
                0.3 * radius * libm::cos(std::f64::consts::TAU * normal.uniform())
            };
            let places: Vec<f64> = (0..40).map(|rank| -0.1 * f64::from(rank)).collect();
            let first = Law::of(places.iter().map(|place| libm::exp(place + scatter())));
            let second = Law::of(places.iter().map(|place| libm::exp(1.3 * place + scatter())));
            let found =
                slope(&paired(&second.pairs(&first, (50_000, 20_000), &mut stream))).unwrap().estimate;
            covered += f64::from(u8::from(found.low <= 1.3 && 1.3 <= found.high));
        }
        let z = (covered / f64::from(trials) - 0.95) / (0.05 * 0.95 / f64::from(trials)).sqrt();
        assert!(z > -4.0, "{covered} of {trials}");
    }

    /// The table of the documentation: `cargo test --lib slope -- --ignored --nocapture`.
    #[test]
    #[ignore = "minutes"]
    fn table_of_coverages() {
        let mut stream = Stream::new(7);
        for exact in [0.5, 0.75, 1.0, 1.25, 1.5, 2.0] {
            let cells = SIZES.map(|sizes| {
                let (shown, covered) = coverage(exact, sizes, 1_000, &mut stream);
                if shown < 0.05 { format!("none ({shown:.3})") } else { format!("{covered:.3} ({shown:.2})") }
            });
            println!("    /// | {exact} | {} |", cells.join(" | "));
        }
    }
}
