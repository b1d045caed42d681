//! Minimax tilting (Botev 2017, J. R. Stat. Soc. B 79:125): separation of variables with shifted means, the shift chosen so that the
//! largest weight is as small as it can be.

use super::{Ordered, Randomness};
use crate::numeric::dense::{Cholesky, Square, dot};
use crate::numeric::special::{NormalInterval, normal_tail};
use std::fmt;

/// Newton's steps at most.
const MOST_STEPS: u32 = 200;
/// Halvings of one step at most.
const MOST_HALVINGS: u32 = 40;
/// The gradient counts as 0 when it is so much smaller than the terms that it is the sum of.
const SOLVED: f64 = 1e-10;

/// The tilted sampler of an orthant of full rank.
///
/// With D = diag L, B = L D^-1 - I and limits t = l / D - mu - B z, the weight of a draw z is exp(psi), psi(z, mu) = sum ln P(Z > t_k) + mu_k^2 / 2 -
/// z_k mu_k. At the saddle point, a maximum in z and a minimum in mu, it bounds all weights.
#[derive(Clone, Debug)]
pub struct Tilting {
    ordered: Ordered,
    /// B, and l / D.
    scaled: Square,
    limits: Vec<f64>,
    tilt: Vec<f64>,
    saddle: Vec<f64>,
    ln_bound: f64,
    steps: u32,
}

/// Why there is no tilted sampler; separation of variables works all the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unsolved {
    /// Some variables are functions of others.
    Singular,
    /// The saddle point was not found; the gradient that was left.
    NotConverged(f64),
}

impl fmt::Display for Unsolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Singular => f.write_str("some outputs are functions of others: there is nothing to tilt"),
            Self::NotConverged(left) => {
                write!(f, "the saddle point was not found: a gradient of {left:e} is left")
            }
        }
    }
}

impl std::error::Error for Unsolved {}

/// A draw by acceptance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// So many proposals were needed.
    After(u64),
    /// No proposal was accepted.
    No,
}

impl Tilting {
    /// The tilted sampler, from no tilt on.
    ///
    /// # Errors
    /// If there is none.
    pub fn new(ordered: Ordered) -> Result<Self, Unsolved> {
        let start = vec![0.0; ordered.rank()];
        Self::starting_at(ordered, start.clone(), start)
    }

    /// The same from the saddle point of a similar orthant in the same order, which takes fewer steps.
    ///
    /// # Errors
    /// If there is none.
    ///
    /// # Panics
    /// If `other` has another rank.
    pub fn near(ordered: Ordered, other: &Self) -> Result<Self, Unsolved> {
        assert_eq!(ordered.rank(), other.tilt.len(), "an orthant of the same rank");
        Self::starting_at(ordered, other.saddle.clone(), other.tilt.clone())
    }

    fn starting_at(ordered: Ordered, saddle: Vec<f64>, tilt: Vec<f64>) -> Result<Self, Unsolved> {
        if ordered.dependent() > 0 || ordered.rank() == 0 {
            return Err(Unsolved::Singular);
        }
        let lower = ordered.lower();
        let scaled =
            Square::from_fn(ordered.rank(), |i, j| if j < i { lower.at(i, j) / lower.at(i, i) } else { 0.0 });
        let limits = ordered.limits.iter().enumerate().map(|(i, limit)| limit / lower.at(i, i)).collect();
        let mut tilting = Self { ordered, scaled, limits, tilt, saddle, ln_bound: 0.0, steps: 0 };
        tilting.solve()?;
        Ok(tilting)
    }

    /// Newton's method on grad psi = 0. As psi is concave in z and convex in mu, the Jacobian has blocks of one sign, and the step
    /// shortens the gradient if it is short enough. The diagonal block of mu is eliminated, which leaves a positive definite system in z.
    fn solve(&mut self) -> Result<(), Unsolved> {
        let last = self.tilt.len() - 1;
        let mut now = self.gradient(&self.saddle, &self.tilt);
        while !now.is_solved() {
            if self.steps == MOST_STEPS {
                return Err(Unsolved::NotConverged(now.length));
            }
            self.steps += 1;
            let (step_z, step_mu) = self.newton(&now, last).ok_or(Unsolved::NotConverged(now.length))?;
            let mut share = 1.0;
            let mut halvings = 0;
            loop {
                let moved = |from: &[f64], step: &[f64]| -> Vec<f64> {
                    let mut to: Vec<f64> = from.iter().zip(step).map(|(x, d)| x + share * d).collect();
                    to.push(0.0);
                    to
                };
                let (z, mu) = (moved(&self.saddle[..last], &step_z), moved(&self.tilt[..last], &step_mu));
                let then = self.gradient(&z, &mu);
                if then.length < (1.0 - 1e-4 * share) * now.length {
                    (self.saddle, self.tilt, now) = (z, mu, then);
                    break;
                }
                halvings += 1;
                if halvings == MOST_HALVINGS {
                    return Err(Unsolved::NotConverged(now.length));
                }
                share *= 0.5;
            }
        }
        self.ln_bound = now.psi;
        Ok(())
    }

    fn gradient(&self, z: &[f64], mu: &[f64]) -> Gradient {
        let size = z.len();
        let mut psi = 0.0;
        let (mut hazards, mut slopes) = (vec![0.0; size], vec![0.0; size]);
        for k in 0..size {
            let t = self.limits[k] - mu[k] - dot(&self.scaled.row(k)[..k], &z[..k]);
            let tail = normal_tail(t);
            psi += tail.ln + 0.5 * mu[k] * mu[k] - z[k] * mu[k];
            hazards[k] = tail.hazard;
            // The hazard's slope, with its sign turned: it lies between -1 and 0, which rounding far out must not leave.
            slopes[k] = (tail.hazard * (t - tail.hazard)).clamp(-1.0 + 1e-12, 0.0);
        }
        let last = size - 1;
        let mut of_z: Vec<f64> = mu[..last].iter().map(|mu| -mu).collect();
        let mut terms: Vec<f64> = mu[..last].iter().map(|mu| mu.abs()).collect();
        for (k, &hazard) in hazards.iter().enumerate().skip(1) {
            for ((gradient, terms), entry) in of_z.iter_mut().zip(&mut terms).zip(&self.scaled.row(k)[..k]) {
                *gradient += entry * hazard;
                *terms += (entry * hazard).abs();
            }
        }
        terms.extend((0..last).map(|k| mu[k].abs() + z[k].abs() + hazards[k]));
        let of_mu: Vec<f64> = (0..last).map(|k| mu[k] - z[k] + hazards[k]).collect();
        let length = libm::sqrt(dot(&of_z, &of_z) + dot(&of_mu, &of_mu));
        let scale = libm::sqrt(dot(&terms, &terms));
        Gradient { psi, of_z, of_mu, slopes, length, scale }
    }

    fn newton(&self, at: &Gradient, last: usize) -> Option<(Vec<f64>, Vec<f64>)> {
        // With s the slopes, W = 1 + s: of mu: W dmu + (s B - I) dz = -g_mu; of z: B^T s B dz + (B^T s - I) dmu = -g_z.
        // Without dmu, (B^T (-s / W) B - B^T (s / W) - (s / W) B + 1 / W) dz = g_z - (B^T s - I) g_mu / W; the last variable, which has no mu,
        // adds -s to the first term.
        let shares: Vec<f64> = (0..last).map(|k| at.slopes[k] / (1.0 + at.slopes[k])).collect();
        let mut matrix = Square::from_fn(last, |_, _| 0.0);
        for (k, &slope) in at.slopes.iter().enumerate() {
            let factor = if k < last { -shares[k] } else { -slope };
            let row = &self.scaled.row(k)[..k];
            for i in 0..k {
                let scaled = factor * row[i];
                for (entry, value) in matrix.row_mut(i)[..=i].iter_mut().zip(row) {
                    *entry += scaled * value;
                }
            }
        }
        for (i, share) in shares.iter().enumerate() {
            for (entry, value) in matrix.row_mut(i)[..i].iter_mut().zip(self.scaled.row(i)) {
                *entry -= share * value;
            }
            matrix.row_mut(i)[i] += 1.0 / (1.0 + at.slopes[i]);
        }
        let over: Vec<f64> = (0..last).map(|k| at.of_mu[k] / (1.0 + at.slopes[k])).collect();
        let mut step: Vec<f64> = (0..last).map(|k| at.of_z[k] + over[k]).collect();
        for (k, over) in over.iter().enumerate().skip(1) {
            let scaled = at.slopes[k] * over;
            for (value, entry) in step.iter_mut().zip(&self.scaled.row(k)[..k]) {
                *value -= entry * scaled;
            }
        }
        Cholesky::new(&matrix).ok()?.solve(&mut step);
        let of_mu = (0..last)
            .map(|k| {
                let along = dot(&self.scaled.row(k)[..k], &step[..k]);
                (-at.of_mu[k] - at.slopes[k] * along + step[k]) / (1.0 + at.slopes[k])
            })
            .collect();
        Some((step, of_mu))
    }

    /// The orthant.
    pub fn ordered(&self) -> &Ordered {
        &self.ordered
    }

    /// The logarithm of an upper bound of every weight, and so of the probability.
    pub fn ln_bound(&self) -> f64 {
        self.ln_bound
    }

    /// How many steps the saddle point took.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// Draws z and gives the logarithm of its weight: the mean of the weights is the probability of the orthant without bias, and z with
    /// these weights are draws given the orthant.
    ///
    /// # Panics
    /// If `z` has not a number for every variable.
    pub fn draw(&self, z: &mut [f64], random: &mut impl Randomness) -> f64 {
        assert_eq!(z.len(), self.tilt.len(), "a number for every variable");
        let mut ln_weight = 0.0;
        for k in 0..z.len() {
            let mu = self.tilt[k];
            let t = self.limits[k] - mu - dot(&self.scaled.row(k)[..k], &z[..k]);
            let interval = NormalInterval::new(t, f64::INFINITY);
            z[k] = mu + interval.point(random.uniform());
            ln_weight += interval.ln + 0.5 * mu * mu - z[k] * mu;
        }
        ln_weight
    }

    /// A draw from z given the orthant, exact and independent of all others: proposals are accepted with probability exp(ln weight -
    /// bound), at most `most` of them are made. If none is accepted, z has no meaning.
    ///
    /// # Panics
    /// As [`Tilting::draw`].
    pub fn accept(&self, z: &mut [f64], most: u64, random: &mut impl Randomness) -> Accepted {
        for proposals in 1..=most {
            let ln_weight = self.draw(z, random);
            if libm::log(random.uniform()) < ln_weight - self.ln_bound {
                return Accepted::After(proposals);
            }
        }
        Accepted::No
    }
}

/// psi and its derivatives; the last variable has no tilt and does not appear in any condition but its own.
struct Gradient {
    psi: f64,
    of_z: Vec<f64>,
    of_mu: Vec<f64>,
    slopes: Vec<f64>,
    length: f64,
    /// The length of the gradient's terms without their signs.
    scale: f64,
}

impl Gradient {
    fn is_solved(&self) -> bool {
        self.length <= SOLVED * self.scale
    }
}
