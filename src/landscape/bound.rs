//! Upper bounds on P by complexity: P(f) <= 2^(-a K(f) - b).

use crate::compare::{Point, ordinary};
use crate::numeric::Estimate;

/// A line 2^(-a K - b).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// a, in bits per unit of K.
    pub a: f64,
    /// b, in bits.
    pub b: f64,
}

impl Bound {
    /// The prediction of Dingle, Camargo, Louis, Nat. Commun. 9:761 (2018): a is the number of bits of a
    /// function (log2 of the number of functions, 2^n) over the largest complexity, b = 0.
    pub fn predicted(function_bits: usize, largest: f64) -> Self {
        Self { a: function_bits as f64 / largest, b: 0.0 }
    }

    /// P on the line.
    pub fn at(self, complexity: f64) -> f64 {
        libm::exp2(-self.a * complexity - self.b)
    }
}

/// How many of the functions, each (K, P), lie above the line.
pub fn exceeding(bound: Bound, functions: impl Iterator<Item = (f64, f64)>) -> u64 {
    functions.filter(|&(complexity, p)| p > bound.at(complexity)).count() as u64
}

/// The upper edge of a cloud of functions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The line that touches the cloud from above.
    pub bound: Bound,
    /// Its a with a 95% interval.
    pub a: Estimate,
}

/// The upper edge of functions, each (K, P), that were found often enough for their P to be known: the slope is the
/// least-squares line through log2 of the largest P at each value of K, the height such that no function is above.
///
/// The interval of the slope leaves out each value of K in turn (jackknife): the largest P at one value says
/// nothing of the next. None with fewer than four values of K.
pub fn edge(functions: impl Iterator<Item = (f64, f64)>) -> Option<Edge> {
    let mut largest: Vec<(f64, f64)> = functions.collect();
    largest.sort_by(|left, right| left.0.total_cmp(&right.0).then(right.1.total_cmp(&left.1)));
    largest.dedup_by_key(|function| function.0);
    let points: Vec<Point> = largest
        .iter()
        .map(|&(x, p)| Point { x, y: libm::log2(p), x_variance: 0.0, y_variance: 0.0 })
        .collect();
    if points.len() < 4 {
        return None;
    }
    let a = -ordinary(&points)?.slope;
    let without = |missing: usize| {
        let rest: Vec<Point> =
            points.iter().enumerate().filter(|&(at, _)| at != missing).map(|(_, &point)| point).collect();
        Some(-ordinary(&rest)?.slope)
    };
    let left_out: Vec<f64> = (0..points.len()).map(without).collect::<Option<_>>()?;
    let count = points.len() as f64;
    let mean = left_out.iter().sum::<f64>() / count;
    let spread: f64 = left_out.iter().map(|value| (value - mean) * (value - mean)).sum();
    let b = points.iter().map(|point| -point.y - a * point.x).fold(f64::INFINITY, f64::min);
    Some(Edge {
        bound: Bound { a, b },
        a: Estimate::student(a, ((count - 1.0) / count * spread).sqrt(), count - 1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_touches_and_is_not_exceeded() {
        // The largest P at K is 2^(-K/2 - 1), many functions lie below.
        let cloud = || {
            (0..20).flat_map(|k| {
                (0..5).map(move |below| {
                    (f64::from(k), libm::exp2(-0.5 * f64::from(k) - 1.0 - f64::from(below)))
                })
            })
        };
        let found = edge(cloud()).unwrap();
        assert!((found.bound.a - 0.5).abs() < 1e-12 && (found.bound.b - 1.0).abs() < 1e-9, "{found:?}");
        let touched = Bound { b: found.bound.b - 1e-9, ..found.bound };
        assert_eq!(exceeding(touched, cloud()), 0);
        assert_eq!(exceeding(Bound { b: 1.5, ..found.bound }, cloud()), 20);
        assert_eq!(edge([(1.0, 0.5), (2.0, 0.25), (3.0, 0.1)].into_iter()), None);
    }

    #[test]
    fn the_prediction_gives_the_most_complex_function_its_share_of_all() {
        let bound = Bound::predicted(16, 36.0);
        assert!((bound.at(36.0) - libm::exp2(-16.0)).abs() < 1e-18);
        assert_eq!(bound.at(0.0), 1.0);
    }

    #[test]
    fn a_ragged_edge_has_a_wide_interval() {
        let ragged =
            (0..10).map(|k| (f64::from(k), libm::exp2(-0.5 * f64::from(k) - f64::from(3 * (k % 2)))));
        let found = edge(ragged).unwrap();
        assert!(found.a.low < 0.5 && found.a.high > 0.5 && found.a.high - found.a.low > 0.1, "{found:?}");
    }
}
