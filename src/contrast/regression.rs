//! The line through log10 P_SGD against log10 P_B.

use super::interval::Estimate;
use super::paired::PairedCounts;
use super::york::{Moments, Point, moments, york};

/// Functions found less often than this by either method have errors too large and too lopsided for a line.
pub const LEAST_COUNT: u64 = 10;

/// log10 P_SGD(f|S) = slope log10 P_B(f|S) + intercept, over the functions found at least [`LEAST_COUNT`] times by
/// both methods.
///
/// Functions just above that limit are those that chance lifted above it. With samples of like size the two
/// methods are lifted alike and the slope keeps its place; otherwise, where most functions are near the limit,
/// simulated slopes are wrong by up to 0.02 with one sample four times the other and 0.1 with ten times: too
/// large if the larger is descent's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regression {
    /// The slope with errors in both variables; exchanging the methods gives its inverse.
    ///
    /// The counts' Poisson errors weigh the points (York et al. 2004), and on top of these errors both variables
    /// scatter by `scatter`, as much as makes the residuals as large as expected: without it a few common
    /// functions, whose counts are very precise, would decide alone. The interval is York's standard error
    /// with Student's t of n - 2 degrees of freedom.
    pub slope: Estimate,
    /// log10 P_SGD on the line at P_B = 1.
    pub intercept: f64,
    /// The standard deviation of both variables about the line beyond counting errors, in decades; 0 if
    /// counting errors explain the residuals.
    pub scatter: f64,
    /// Ordinary least squares, as tables in the literature have it: biased towards 0 by errors of P_B.
    pub ordinary: Ordinary,
    /// How many functions the line is through.
    pub functions: usize,
}

/// An ordinary least-squares line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ordinary {
    /// The slope.
    pub slope: Estimate,
    /// The value at 0.
    pub intercept: f64,
    /// R^2, the square of the correlation.
    pub r_squared: f64,
}

/// The line through the censuses. None with fewer than three functions found often enough by both, or if
/// these determine no slope.
pub(crate) fn regression(counts: &PairedCounts) -> Option<Regression> {
    let (descent, dice) = (counts.descent_total() as f64, counts.dice_total() as f64);
    // The variance of log10 of a Poisson count k is about 1 / (k ln(10)^2).
    let variance = |count: u64| 1.0 / (count as f64 * std::f64::consts::LN_10 * std::f64::consts::LN_10);
    let points: Vec<Point> = counts
        .functions
        .iter()
        .filter(|f| f.descent >= LEAST_COUNT && f.dice >= LEAST_COUNT)
        .map(|f| Point {
            x: libm::log10(f.dice as f64 / dice),
            y: libm::log10(f.descent as f64 / descent),
            x_variance: variance(f.dice),
            y_variance: variance(f.descent),
        })
        .collect();
    let line = york(&points)?;
    Some(Regression {
        slope: line.slope,
        intercept: line.intercept,
        scatter: line.scatter,
        ordinary: ordinary(&points)?,
        functions: points.len(),
    })
}

/// Ordinary least squares of y on x, unweighted. None with fewer than three points or without spread.
pub fn ordinary(points: &[Point]) -> Option<Ordinary> {
    if points.len() < 3 {
        return None;
    }
    let Moments { mean_x, mean_y, xx, yy, xy } = moments(points, |_| 1.0);
    if xx <= 0.0 || yy <= 0.0 {
        return None;
    }
    let slope = xy / xx;
    let degrees = points.len() as f64 - 2.0;
    let residual = (yy - slope * xy).max(0.0);
    Some(Ordinary {
        slope: Estimate::student(slope, (residual / degrees / xx).sqrt(), degrees),
        intercept: mean_y - slope * mean_x,
        r_squared: (xy * xy / (xx * yy)).min(1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::super::paired::examples::{paired, swapped};
    use super::*;

    #[test]
    fn points_on_a_line_give_the_line() {
        // P_SGD proportional to P_B^2, exactly.
        let counts = paired(&[(10_000, 1_000), (40_000, 2_000), (160_000, 4_000), (360_000, 6_000)]);
        let found = regression(&counts).unwrap();
        assert!((found.slope.value - 2.0).abs() < 1e-9 && found.scatter == 0.0, "{found:?}");
        assert!((found.ordinary.slope.value - 2.0).abs() < 1e-12);
        assert!((found.ordinary.r_squared - 1.0).abs() < 1e-12);
        assert_eq!(found.functions, 4);
    }

    #[test]
    fn exchanging_the_methods_inverts_the_slope() {
        let counts = paired(&[(200, 100), (30, 80), (25, 10), (1_000, 900), (11, 60), (500, 90)]);
        let (one, other) = (regression(&counts).unwrap(), regression(&swapped(&counts)).unwrap());
        assert!((one.slope.value * other.slope.value - 1.0).abs() < 1e-8, "{one:?} {other:?}");
        assert!(one.scatter > 0.0 && (one.scatter / other.scatter - 1.0).abs() < 1e-6);
        assert!((one.ordinary.r_squared - other.ordinary.r_squared).abs() < 1e-12);
    }

    #[test]
    fn undefined_without_three_functions_or_without_spread() {
        assert_eq!(regression(&paired(&[])), None);
        assert_eq!(regression(&paired(&[(20, 30), (10, 10), (1000, 9)])), None);
        assert_eq!(regression(&paired(&[(20, 20); 5])), None);
        // A horizontal line is no relation that could be turned round.
        assert_eq!(regression(&paired(&[(20, 20), (20, 30), (20, 40)])), None);
    }
}
