//! The ordinary least-squares line through log10 P_2 against log10 P_1, as tables in the literature have it.

use super::paired::PairedCounts;
use super::york::{Moments, Point, moments};

/// Functions found less often than this by either method are not in the line.
pub const LEAST_COUNT: u64 = 10;

/// An ordinary least-squares line, unweighted.
///
/// It describes the two samples and has no interval: errors of P_1 flatten it, and functions chosen by
/// their counts are those that chance lifted. What may be said of the probabilities is [`super::Slope`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ordinary {
    /// The slope.
    pub slope: f64,
    /// The value at 0.
    pub intercept: f64,
    /// R^2, the square of the correlation.
    pub r_squared: f64,
    /// How many points it is through.
    pub functions: usize,
}

/// The line through the functions found at least [`LEAST_COUNT`] times by both methods.
pub(crate) fn regression(counts: &PairedCounts) -> Option<Ordinary> {
    let (second, first) = (counts.second_total() as f64, counts.first_total() as f64);
    let points: Vec<Point> = counts
        .functions
        .iter()
        .filter(|f| f.second >= LEAST_COUNT && f.first >= LEAST_COUNT)
        .map(|f| Point {
            x: libm::log10(f.first as f64 / first),
            y: libm::log10(f.second as f64 / second),
            x_variance: 0.0,
            y_variance: 0.0,
        })
        .collect();
    ordinary(&points)
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
    Some(Ordinary {
        slope,
        intercept: mean_y - slope * mean_x,
        r_squared: (xy * xy / (xx * yy)).min(1.0),
        functions: points.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::paired::examples::{paired, swapped};
    use super::*;

    #[test]
    fn points_on_a_line_give_the_line() {
        // P_2 proportional to P_1^2, exactly.
        let counts =
            paired(&[(10_000, 1_000), (40_000, 2_000), (160_000, 4_000), (360_000, 6_000), (900, 9)]);
        let found = regression(&counts).unwrap();
        assert!((found.slope - 2.0).abs() < 1e-12 && (found.r_squared - 1.0).abs() < 1e-12, "{found:?}");
        assert_eq!(found.functions, 4);
    }

    #[test]
    fn a_line_worked_by_hand() {
        // log10 of the first 1, 2, 3 and of the second 1, 1, 2 in units of log10 2: slope 1/2, R^2 = 1/4 / (1/3) = 3/4.
        let found = regression(&paired(&[(20, 20), (20, 40), (40, 80)])).unwrap();
        assert!((found.slope - 0.5).abs() < 1e-12 && (found.r_squared - 0.75).abs() < 1e-12, "{found:?}");
        let turned = regression(&swapped(&paired(&[(20, 20), (20, 40), (40, 80)]))).unwrap();
        assert!((turned.slope - 1.5).abs() < 1e-12 && (turned.r_squared - 0.75).abs() < 1e-12, "{turned:?}");
    }

    #[test]
    fn undefined_without_three_functions_or_without_spread() {
        assert_eq!(regression(&paired(&[])), None);
        assert_eq!(regression(&paired(&[(20, 30), (10, 10), (1000, 9)])), None);
        assert_eq!(regression(&paired(&[(20, 20); 5])), None);
    }
}
