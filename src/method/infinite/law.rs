//! Outputs of an infinitely wide network, given that those at the training points are right.

use super::kernel::{NoLimit, kernel};
use crate::method::Problem;
use crate::numeric::dense::{Square, dot};
use crate::numeric::orthant::{Never, Ordered, Randomness, Separation, Tilting, propagate};
use crate::task::Function;

/// An output with less than this part of its standard deviation left, once others are known, is a function of these: kernels are good to about 1e-13
/// of a variance.
const TOLERANCE: f64 = 1e-6;

/// The law of the outputs at all points, and how it is drawn from.
#[derive(Clone, Debug)]
pub(super) struct Law {
    sampler: Orthant,
    /// The labels at training points.
    target: Function,
    training: Function,
    threshold: f64,
    /// Rows of all other points: what their outputs have of the variables of the training points, then of variables of their own.
    others: Vec<(usize, Vec<f64>)>,
    own: usize,
}

#[derive(Clone, Debug)]
enum Orthant {
    /// No condition on anything: nothing is asked, or only what always holds.
    Free,
    Tilted(Box<Tilting>),
    Separated(Separation),
}

/// Two other accounts of ln P(S).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Beside {
    /// An upper bound, if the tilted sampler has been found.
    pub(super) ln_bound: Option<f64>,
    /// That of expectation propagation, an approximation, if it settles.
    pub(super) ln_propagated: Option<f64>,
}

impl Law {
    /// Of the training set of `problem`; none if its labels never occur.
    ///
    /// # Errors
    /// If there is no such limit.
    pub(super) fn new(problem: &Problem) -> Result<Option<(Self, Beside)>, NoLimit> {
        let kernel = kernel(problem)?;
        let threshold = f64::from(problem.threshold);
        let task = &problem.task;
        let mut points = Vec::new();
        for point in task.training_points() {
            // An output that is always 0 is right or wrong at once.
            if kernel.at(point, point) > 0.0 {
                points.push(point);
            } else if (0.0 > threshold) != task.target.label(point) {
                return Ok(None);
            }
        }
        let sign = |point: usize| if task.target.label(point) { 1.0 } else { -1.0 };
        let (sampler, beside, free) = if points.is_empty() {
            (Orthant::Free, Beside::default(), Vec::new())
        } else {
            let signed = Square::from_fn(points.len(), |i, j| {
                sign(points[i]) * sign(points[j]) * kernel.at(points[i], points[j])
            });
            let limits: Vec<f64> = points.iter().map(|&point| sign(point) * threshold).collect();
            let ordered = match Ordered::new(&signed, &limits, TOLERANCE) {
                Ok(ordered) => ordered,
                Err(Never::Constant(_) | Never::Opposite(..)) => return Ok(None),
            };
            let free: Vec<usize> = ordered.free().iter().map(|&index| points[index]).collect();
            let ln_propagated = propagate(&signed, &limits).map(|found| found.ln);
            let (sampler, ln_bound) = match Tilting::new(ordered.clone()) {
                Ok(tilting) => {
                    let bound = tilting.ln_bound();
                    (Orthant::Tilted(Box::new(tilting)), Some(bound))
                }
                Err(_) => (Orthant::Separated(Separation::new(ordered)), None),
            };
            (sampler, Beside { ln_bound, ln_propagated }, free)
        };
        let mut law = Self {
            sampler,
            target: task.target,
            training: task.training,
            threshold,
            others: Vec::new(),
            own: 0,
        };
        law.add_others(&kernel, &free, sign);
        Ok(Some((law, beside)))
    }

    /// The factor of the whole covariance goes on from that of the training points.
    fn add_others(&mut self, kernel: &Square, free: &[usize], sign: impl Fn(usize) -> f64) {
        // Of those with a variable of their own: point, row.
        let mut placed: Vec<(usize, Vec<f64>)> = Vec::new();
        if let Some(ordered) = self.ordered() {
            for (k, &point) in free.iter().enumerate() {
                placed.push((
                    point,
                    ordered.lower().row(k)[..=k].iter().map(|entry| sign(point) * entry).collect(),
                ));
            }
        }
        for point in (0..kernel.size()).filter(|&point| !self.training.label(point)) {
            let mut row = Vec::with_capacity(placed.len() + 1);
            for (other, known) in &placed {
                let (before, last) = known.split_at(known.len() - 1);
                row.push((kernel.at(point, *other) - dot(&row, before)) / last[0]);
            }
            let variance = kernel.at(point, point);
            let left = variance - dot(&row, &row);
            if left > TOLERANCE * TOLERANCE * variance {
                row.push(libm::sqrt(left));
                placed.push((point, row.clone()));
                self.own += 1;
            }
            self.others.push((point, row));
        }
    }

    fn ordered(&self) -> Option<&Ordered> {
        match &self.sampler {
            Orthant::Free => None,
            Orthant::Tilted(tilting) => Some(tilting.ordered()),
            Orthant::Separated(separation) => Some(separation.ordered()),
        }
    }

    /// How many variables a draw takes: of the training points, and of all others.
    pub(super) fn variables(&self) -> [usize; 2] {
        [self.ordered().map_or(0, Ordered::rank), self.own]
    }

    /// About the multiply-adds of one draw, beside its intervals.
    pub(super) fn work(&self) -> usize {
        let rank = self.variables()[0];
        rank * rank / 2 + self.others.iter().map(|(_, row)| row.len()).sum::<usize>()
    }

    /// Draws a function that fits, with the logarithm of its weight, whose mean is P(S) without bias; none of weight 0. `z` is room for
    /// all variables.
    pub(super) fn draw(&self, z: &mut [f64], random: &mut impl Randomness) -> Option<(Function, f64)> {
        let (conditioned, free) = z.split_at_mut(self.variables()[0]);
        let ln_weight = match &self.sampler {
            Orthant::Free => 0.0,
            Orthant::Tilted(tilting) => tilting.draw(conditioned, random),
            Orthant::Separated(separation) => separation.draw(conditioned, random),
        };
        if ln_weight == f64::NEG_INFINITY {
            return None;
        }
        random.normals(free);
        let mut bits = self.target.bits() & self.training.bits();
        for (point, row) in &self.others {
            bits |= u128::from(dot(row, &z[..row.len()]) > self.threshold) << point;
        }
        Some((Function::new(bits, self.target.len()), ln_weight))
    }
}
