//! Gauss-Legendre quadrature.

use std::f64::consts::PI;

/// Nodes and weights on \[0, 1\].
#[derive(Clone, Debug)]
pub(crate) struct Quadrature {
    nodes: Vec<(f64, f64)>,
}

impl Quadrature {
    /// The rule with this many nodes, exact for polynomials of degree 2 `count` - 1: the zeros of the
    /// Legendre polynomial, by Newton's method from their asymptotic positions.
    pub(crate) fn new(count: usize) -> Self {
        let nodes = (0..count).map(|i| {
            let mut x = libm::cos(PI * (i as f64 + 0.75) / (count as f64 + 0.5));
            // Convergence is quadratic from three good digits: four steps reach the last one.
            for _ in 0..5 {
                let (value, slope) = legendre(count, x);
                x -= value / slope;
            }
            let (_, slope) = legendre(count, x);
            (0.5 * (1.0 + x), 1.0 / ((1.0 - x * x) * slope * slope))
        });
        Self { nodes: nodes.collect() }
    }

    /// The integral from `from` to `to`.
    pub(crate) fn integrate(&self, from: f64, to: f64, f: impl Fn(f64) -> f64) -> f64 {
        let width = to - from;
        width * self.nodes.iter().map(|&(x, weight)| weight * f(from + width * x)).sum::<f64>()
    }
}

/// The Legendre polynomial of this degree and its derivative, by Bonnet's recursion.
fn legendre(degree: usize, x: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, x);
    for k in 2..=degree {
        let k = k as f64;
        (before, value) = (value, ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k);
    }
    (value, degree as f64 * (x * value - before) / (x * x - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polynomials_are_integrated_exactly() {
        for count in [2, 5, 14] {
            let rule = Quadrature::new(count);
            for power in 0..2 * count as i32 {
                let exact = (3_f64.powi(power + 1) - 1.0) / f64::from(power + 1);
                let found = rule.integrate(1.0, 3.0, |x| x.powi(power));
                assert!((found / exact - 1.0).abs() < 1e-14, "{count} nodes, power {power}");
            }
        }
    }
}
