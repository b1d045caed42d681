//! Expectation propagation for orthants (Cunningham, Hennig, Lacoste-Julien 2011).

use crate::numeric::dense::{Cholesky, Square, dot};
use crate::numeric::special::normal_tail;

/// Sweeps at most with each damping.
const MOST_SWEEPS: u32 = 300;
/// How far the parameters go towards what each sweep asks for: the next if the one before did not settle.
const DAMPINGS: [f64; 4] = [0.8, 0.5, 0.25, 0.1];
/// Settled when no parameter changes by more than this part of it, or of 1.
const SETTLED: f64 = 1e-10;

/// What expectation propagation found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Propagation {
    /// An approximation of the logarithm of the probability. Its error is not known from itself: one percent to fifteen of P for equal
    /// correlations, a third where outputs of like sign are strongly correlated.
    pub ln: f64,
    /// How many sweeps it took.
    pub sweeps: u32,
    /// The damping with which it settled.
    pub damping: f64,
}

/// The approximation of ln P(X_i > `limits[i]` for all i) where X has `covariance`, deterministic; none if it does not settle with any
/// damping.
///
/// # Panics
/// If there are no variables, or not as many limits.
pub fn propagate(covariance: &Square, limits: &[f64]) -> Option<Propagation> {
    assert!(covariance.size() > 0 && limits.len() == covariance.size(), "a limit for each of some variables");
    DAMPINGS.into_iter().find_map(|damping| Sites::new(covariance, limits).settle(damping))
}

/// The Gaussian factors that stand for the conditions: exp(nu x - tau x^2 / 2).
struct Sites<'a> {
    covariance: &'a Square,
    limits: &'a [f64],
    tau: Vec<f64>,
    nu: Vec<f64>,
    /// Of the approximation with these factors.
    posterior: Square,
    mean: Vec<f64>,
    /// Of I + sqrt(tau) K sqrt(tau).
    ln_diagonal: f64,
}

impl<'a> Sites<'a> {
    fn new(covariance: &'a Square, limits: &'a [f64]) -> Self {
        let size = limits.len();
        Self {
            covariance,
            limits,
            tau: vec![0.0; size],
            nu: vec![0.0; size],
            posterior: covariance.clone(),
            mean: vec![0.0; size],
            ln_diagonal: 0.0,
        }
    }

    fn settle(mut self, damping: f64) -> Option<Propagation> {
        for sweeps in 1..=MOST_SWEEPS {
            let mut change = 0.0_f64;
            for i in 0..self.tau.len() {
                let cavity = self.cavity(i)?;
                // The first two moments of the cavity's normal law above its limit.
                let deviation = libm::sqrt(1.0 / cavity.tau);
                let t = (self.limits[i] - cavity.nu / cavity.tau) / deviation;
                let hazard = normal_tail(t).hazard;
                let mean = cavity.nu / cavity.tau + deviation * hazard;
                let shrunk = (1.0 - hazard * (hazard - t)) / cavity.tau;
                let tau = (1.0 / shrunk - cavity.tau).max(0.0);
                let nu = mean / shrunk - cavity.nu;
                if !(tau.is_finite() && nu.is_finite()) {
                    return None;
                }
                for (own, wanted) in [(&mut self.tau[i], tau), (&mut self.nu[i], nu)] {
                    let step = wanted - *own;
                    change = change.max(step.abs() / wanted.abs().max(1.0));
                    *own += damping * step;
                }
            }
            self.update()?;
            if change < SETTLED {
                return Some(Propagation { ln: self.ln()?, sweeps, damping });
            }
        }
        None
    }

    /// The approximation without factor `i`; none if it is no normal law.
    fn cavity(&self, i: usize) -> Option<Cavity> {
        let variance = self.posterior.at(i, i);
        let tau = 1.0 / variance - self.tau[i];
        let nu = self.mean[i] / variance - self.nu[i];
        (tau > 0.0 && tau.is_finite() && nu.is_finite()).then_some(Cavity { tau, nu })
    }

    /// The approximation with the factors as they are, all at once.
    fn update(&mut self) -> Option<()> {
        let size = self.tau.len();
        let roots: Vec<f64> = self.tau.iter().map(|&tau| libm::sqrt(tau)).collect();
        let inner = Square::from_fn(size, |i, j| {
            f64::from(u8::from(i == j)) + roots[i] * self.covariance.at(i, j) * roots[j]
        });
        let factor = Cholesky::new(&inner).ok()?;
        // Column by column of K: what is taken away is the product of these solutions.
        let mut solutions = Square::from_fn(size, |column, row| roots[row] * self.covariance.at(row, column));
        for column in 0..size {
            factor.forward(solutions.row_mut(column));
        }
        self.posterior = Square::from_fn(size, |i, j| {
            if j > i { 0.0 } else { self.covariance.at(i, j) - dot(solutions.row(i), solutions.row(j)) }
        });
        for i in 0..size {
            for j in 0..i {
                let entry = self.posterior.at(i, j);
                self.posterior.row_mut(j)[i] = entry;
            }
        }
        self.mean = (0..size).map(|i| dot(self.posterior.row(i), &self.nu)).collect();
        self.ln_diagonal = factor.ln_diagonal();
        Some(())
    }

    fn ln(&self) -> Option<f64> {
        let mut ln = 0.5 * dot(&self.nu, &self.mean) - self.ln_diagonal;
        for i in 0..self.tau.len() {
            let cavity = self.cavity(i)?;
            let (tau, nu) = (self.tau[i], self.nu[i]);
            let t = (self.limits[i] - cavity.nu / cavity.tau) * libm::sqrt(cavity.tau);
            let both = tau + cavity.tau;
            ln += normal_tail(t).ln + 0.5 * libm::log1p(tau / cavity.tau) - 0.5 * nu * nu / both
                + 0.5 * cavity.nu * (tau * cavity.nu / cavity.tau - 2.0 * nu) / both;
        }
        Some(ln)
    }
}

struct Cavity {
    tau: f64,
    nu: f64,
}
