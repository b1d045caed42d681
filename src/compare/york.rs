//! The straight line with errors in both coordinates.

use crate::numeric::Estimate;

/// A point with the variances of its coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The abscissa.
    pub x: f64,
    /// The ordinate.
    pub y: f64,
    /// The variance of the abscissa.
    pub x_variance: f64,
    /// The variance of the ordinate.
    pub y_variance: f64,
}

/// The result of [`york`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The slope.
    pub slope: Estimate,
    /// The ordinate at abscissa 0.
    pub intercept: f64,
    /// The standard deviation of both coordinates beyond the variances given.
    pub scatter: f64,
}

/// The line with errors in both coordinates (D. York, N. Evensen, M. Lopez Martinez, J. De Basabe Delgado, "Unified equations for
/// the slope, intercept, and standard errors of the best straight line", 2004; errors uncorrelated), with as
/// much further scatter, the same in both coordinates, as makes the sum of squared residuals over their
/// variances n - 2 (the condition of Mandel and Paule, 1970). Where that scatter is large it is the
/// total least-squares line. None with fewer than three points, if less than half of the spread
/// is beyond the errors in both coordinates, or if the iteration finds no line.
pub fn york(points: &[Point]) -> Option<Line> {
    york_within(points, 1e-12)
}

/// The same with the slope to a relative `tolerance`, and the scatter to a hundred times that.
pub(crate) fn york_within(points: &[Point], tolerance: f64) -> Option<Line> {
    if points.len() < 3 {
        return None;
    }
    let degrees = points.len() as f64 - 2.0;
    let start = moments(points, |_| 1.0);
    // Points whose spread along both axes is mostly error have no direction, however many they are.
    let x_error: f64 = points.iter().map(|p| p.x_variance).sum();
    let y_error: f64 = points.iter().map(|p| p.y_variance).sum();
    if start.xy == 0.0 || (start.xx < 2.0 * x_error && start.yy < 2.0 * y_error) {
        return None;
    }
    let half = 0.5 * (start.yy - start.xx);
    let mut slope = (half + (half * half + start.xy * start.xy).sqrt()) / start.xy;
    let mut extra = 0.0;
    for _ in 0..1_000 {
        let weight = |p: &Point| 1.0 / (p.y_variance + extra + slope * slope * (p.x_variance + extra));
        let Moments { mean_x, mean_y, .. } = moments(points, weight);
        let (mut above, mut below, mut residual, mut falling) = (0.0, 0.0, 0.0, 0.0);
        for point in points {
            let (u, v, w) = (point.x - mean_x, point.y - mean_y, weight(point));
            let adjusted = w * (u * (point.y_variance + extra) + slope * v * (point.x_variance + extra));
            above += w * adjusted * v;
            below += w * adjusted * u;
            let square = w * (v - slope * u) * (v - slope * u);
            residual += square;
            falling += w * (1.0 + slope * slope) * square;
        }
        let next_slope = above / below;
        // Newton's step for residual(extra) = n - 2, a convex falling function.
        let step = if falling > 0.0 { (residual - degrees) / falling } else { 0.0 };
        let next_extra = f64::max(0.0, extra + step);
        if !next_slope.is_finite() || !next_extra.is_finite() {
            return None;
        }
        let settled = (next_slope - slope).abs() <= tolerance * slope.abs()
            && (next_extra - extra).abs() <= 100.0 * tolerance * next_extra;
        (slope, extra) = (next_slope, next_extra);
        if settled {
            return Some(finish(points, slope, extra, degrees));
        }
    }
    None
}

/// York's standard error, and the intercept.
fn finish(points: &[Point], slope: f64, extra: f64, degrees: f64) -> Line {
    let weight = |p: &Point| 1.0 / (p.y_variance + extra + slope * slope * (p.x_variance + extra));
    let Moments { mean_x, mean_y, .. } = moments(points, weight);
    // The points moved onto the line: the spread of the true abscissae, not of the noisy ones.
    let adjusted: Vec<Point> = points
        .iter()
        .map(|p| {
            let (u, v) = (p.x - mean_x, p.y - mean_y);
            let x = weight(p) * (u * (p.y_variance + extra) + slope * v * (p.x_variance + extra));
            Point { x, ..*p }
        })
        .collect();
    let spread = moments(&adjusted, weight).xx;
    Line {
        slope: Estimate::student(slope, spread.sqrt().recip(), degrees),
        intercept: mean_y - slope * mean_x,
        scatter: extra.sqrt(),
    }
}

/// Means of the coordinates, and sums of squares and products about them.
pub(crate) struct Moments {
    pub(crate) mean_x: f64,
    pub(crate) mean_y: f64,
    pub(crate) xx: f64,
    pub(crate) yy: f64,
    pub(crate) xy: f64,
}

pub(crate) fn moments(points: &[Point], weight: impl Fn(&Point) -> f64) -> Moments {
    let (mut total, mut sum_x, mut sum_y) = (0.0, 0.0, 0.0);
    for point in points {
        let w = weight(point);
        total += w;
        sum_x += w * point.x;
        sum_y += w * point.y;
    }
    let (mean_x, mean_y) = (sum_x / total, sum_y / total);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for point in points {
        let (w, dx, dy) = (weight(point), point.x - mean_x, point.y - mean_y);
        xx += w * dx * dx;
        yy += w * dy * dy;
        xy += w * dx * dy;
    }
    Moments { mean_x, mean_y, xx, yy, xy }
}

#[cfg(test)]
mod tests {
    use super::super::stream::Stream;
    use super::*;

    #[test]
    fn pearsons_data_with_yorks_weights() {
        // The standard example: K. Pearson 1901 with the weights of D. York 1966; slope -0.4805, intercept
        // 5.4799, chi-square 11.8664 for 8 degrees of freedom, standard error 0.0580 (York et al. 2004).
        // That chi-square asks for scatter; with errors larger by sqrt(11.8664 / 8), it asks for none and the
        // line is the published one.
        let x = [0.0, 0.9, 1.8, 2.6, 3.3, 4.4, 5.2, 6.1, 6.5, 7.4];
        let y = [5.9, 5.4, 4.4, 4.6, 3.5, 3.7, 2.8, 2.8, 2.4, 1.5];
        let x_weight = [1000.0, 1000.0, 500.0, 800.0, 200.0, 80.0, 60.0, 20.0, 1.8, 1.0];
        let y_weight = [1.0, 1.8, 4.0, 8.0, 20.0, 20.0, 70.0, 70.0, 100.0, 500.0];
        let scale = 11.8664 / 8.0;
        let points: Vec<Point> = (0..10)
            .map(|i| Point {
                x: x[i],
                y: y[i],
                x_variance: scale / x_weight[i],
                y_variance: scale / y_weight[i],
            })
            .collect();
        let line = york(&points).unwrap();
        assert!(
            (line.slope.value + 0.4805).abs() < 1e-4 && (line.intercept - 5.4799).abs() < 1e-3,
            "{line:?}"
        );
        let error = line.slope.standard_error.unwrap();
        assert!((error - 0.0580 * scale.sqrt()).abs() < 1e-3, "{line:?}");
        assert!(line.scatter < 0.01, "{line:?}");
    }

    #[test]
    fn a_cloud_of_errors_has_no_line() {
        let mut stream = Stream::new(10);
        // Uniform on an interval of length 1: variance 1/12.
        let mut points: Vec<Point> = (0..1_000)
            .map(|_| Point {
                x: stream.uniform(),
                y: stream.uniform(),
                x_variance: 1.0 / 12.0,
                y_variance: 1.0 / 12.0,
            })
            .collect();
        assert_eq!(york(&points), None);
        // Spread along one axis is enough: then the slope is near zero.
        points.iter_mut().zip(0..).for_each(|(point, i)| point.x += 0.01 * f64::from(i));
        let line = york(&points).unwrap();
        assert!(line.slope.low < 0.0 && line.slope.high > 0.0 && line.slope.high < 0.1, "{line:?}");
    }

    #[test]
    fn the_interval_covers_with_counting_errors_and_with_scatter() {
        let mut stream = Stream::new(6);
        let mut normal = move || {
            let radius = (-2.0 * libm::log(stream.positive_uniform())).sqrt();
            radius * libm::cos(std::f64::consts::TAU * stream.uniform())
        };
        for (slope, scatter) in [(1.0, 0.0), (1.3, 0.2), (0.6, 0.2)] {
            let (trials, mut covered) = (600, 0.0);
            for _ in 0..trials {
                let points: Vec<Point> = (0..30)
                    .map(|i| {
                        let x = -4.0 + 0.1 * f64::from(i);
                        // Errors as those of 10 to 10,000 counts.
                        let variance = 0.19 / libm::pow(10.0, 5.0 + x);
                        let error = (variance + scatter * scatter).sqrt();
                        Point {
                            x: x + error * normal(),
                            y: slope * x + error * normal(),
                            x_variance: variance,
                            y_variance: variance,
                        }
                    })
                    .collect();
                let found = york(&points).unwrap().slope;
                covered += f64::from(u8::from(found.low <= slope && slope <= found.high));
            }
            let share = covered / f64::from(trials);
            // First-order errors: at least 92%, within five standard errors of the simulation.
            assert!(
                share > 0.92 - 5.0 * (0.05 * 0.95 / f64::from(trials)).sqrt(),
                "{slope} {scatter}: {share}"
            );
        }
    }
}
