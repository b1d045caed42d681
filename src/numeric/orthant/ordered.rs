//! The order of the variables, the factor of their covariance in that order, and what depends on what.

use crate::numeric::dense::{Cholesky, Square, dot};
use crate::numeric::special::normal_tail;
use std::fmt;

/// An orthant in an order of Gibson, Glasbey and Elston (1994): at each step the variable whose condition is the least probable, given
/// that those placed before are at their conditional expectations; of equals that with the smallest index.
///
/// X = L z with independent standard normal z. A variable with less than `tolerance` of its standard deviation left, once others are
/// known, is a function of these: it gets no z of its own, and its condition bounds the last z that it depends on.
#[derive(Clone, Debug)]
pub struct Ordered {
    /// The indices of the variables that have a z, in order.
    pub(super) free: Vec<usize>,
    /// Of their covariance.
    factor: Cholesky,
    pub(super) limits: Vec<f64>,
    /// The conditions of the others: entries of z up to the last that matters, that one not 0, and the limit.
    pub(super) dependent: Vec<(Vec<f64>, f64)>,
    variables: usize,
}

/// An event that never happens, whatever is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Never {
    /// This variable is always 0, which its condition excludes.
    Constant(usize),
    /// These two are the same but for a negative factor, and their conditions exclude each other.
    Opposite(usize, usize),
}

impl fmt::Display for Never {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant(one) => write!(f, "variable {one} is always 0, and has to be above its limit"),
            Self::Opposite(one, other) => {
                write!(
                    f,
                    "variables {one} and {other} are always opposite, and have to be above limits that exclude each other"
                )
            }
        }
    }
}

impl std::error::Error for Never {}

impl Ordered {
    /// The event that each X_i is above `limits[i]`, where X has `covariance`. A condition of a variable that is always 0 holds if
    /// its limit is below 0.
    ///
    /// # Errors
    /// If it is plain that the event never happens.
    ///
    /// # Panics
    /// If there are no variables, or not as many limits.
    pub fn new(covariance: &Square, limits: &[f64], tolerance: f64) -> Result<Self, Never> {
        let count = covariance.size();
        assert!(count > 0 && limits.len() == count, "a limit for each of some variables");
        // Rows of L as far as they are known, what is left of the variances, and conditional means.
        let mut rows = Square::from_fn(count, |_, _| 0.0);
        let mut left: Vec<f64> = (0..count).map(|i| covariance.at(i, i)).collect();
        let mut means = vec![0.0; count];
        let least: Vec<f64> = left.iter().map(|variance| tolerance * tolerance * variance).collect();
        let mut waiting: Vec<usize> = (0..count).collect();
        let mut free = Vec::new();
        let mut is_free = vec![false; count];
        loop {
            waiting.retain(|&i| left[i] > least[i]);
            let chance = |i: usize| (limits[i] - means[i]) / libm::sqrt(left[i]);
            // The least probable condition is the one with the highest limit in standard deviations.
            let Some(place) = (0..waiting.len()).reduce(|best, place| {
                if chance(waiting[place]) > chance(waiting[best]) { place } else { best }
            }) else {
                break;
            };
            let step = free.len();
            let next = waiting.remove(place);
            let pivot = libm::sqrt(left[next]);
            let expectation = normal_tail(chance(next)).hazard;
            let placed: Vec<f64> = rows.row(next)[..step].to_vec();
            rows.row_mut(next)[step] = pivot;
            left[next] = 0.0;
            free.push(next);
            is_free[next] = true;
            for i in (0..count).filter(|&i| !is_free[i]) {
                let entry = (covariance.at(i, next) - dot(&rows.row(i)[..step], &placed)) / pivot;
                rows.row_mut(i)[step] = entry;
                left[i] -= entry * entry;
                means[i] += entry * expectation;
            }
        }
        let rank = free.len();
        let mut dependent = Vec::new();
        for i in (0..count).filter(|&i| !is_free[i]) {
            let row = &rows.row(i)[..rank];
            let small = 2.0 * libm::sqrt(least[i]);
            match row.iter().rposition(|entry| entry.abs() > small) {
                Some(last) => dependent.push((row[..=last].to_vec(), limits[i])),
                None if limits[i] < 0.0 => {}
                None => return Err(Never::Constant(i)),
            }
        }
        if rank < count
            && let Some(opposite) = opposite(covariance, limits, tolerance)
        {
            return Err(opposite);
        }
        let factor = Cholesky::of_lower(Square::from_fn(rank, |k, j| rows.at(free[k], j)));
        let limits = free.iter().map(|&i| limits[i]).collect();
        Ok(Self { free, factor, limits, dependent, variables: count })
    }

    /// The number of z: the rank of the covariance.
    pub fn rank(&self) -> usize {
        self.free.len()
    }

    /// The number of conditions that bound a z that others bound, too.
    pub fn dependent(&self) -> usize {
        self.dependent.len()
    }

    /// How many variables there are.
    pub fn variables(&self) -> usize {
        self.variables
    }

    /// The indices of the variables that have a z of their own, in order.
    pub fn free(&self) -> &[usize] {
        &self.free
    }

    /// The factor of their covariance.
    pub fn factor(&self) -> &Cholesky {
        &self.factor
    }

    /// L of these variables, lower triangular.
    pub fn lower(&self) -> &Square {
        self.factor.lower()
    }
}

/// Two variables that are the same but for a negative factor, with limits of which one is at least the other's image.
fn opposite(covariance: &Square, limits: &[f64], tolerance: f64) -> Option<Never> {
    let variance = |i: usize| covariance.at(i, i);
    for i in 0..covariance.size() {
        for j in 0..i {
            let (a, b, product) = (variance(i), variance(j), covariance.at(i, j));
            // 1 - correlation^2 is what is left of one variance, given the other.
            if product < 0.0
                && a * b - product * product <= tolerance * tolerance * a * b
                && limits[i] / libm::sqrt(a) >= -limits[j] / libm::sqrt(b)
            {
                return Some(Never::Opposite(j, i));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_probable_comes_first_and_equals_by_index() {
        let covariance = Square::from_fn(4, |i, j| if i == j { 1.0 } else { 0.0 });
        let ordered = Ordered::new(&covariance, &[0.0, 1.0, -1.0, 1.0], 1e-6).unwrap();
        assert_eq!(ordered.free, [1, 3, 0, 2]);
        assert_eq!(ordered.limits, [1.0, 1.0, 0.0, -1.0]);
    }

    #[test]
    fn factors_multiply_out_in_their_order() {
        let covariance = Square::from_fn(5, |i, j| {
            0.3 + if i == j { 0.7 + i as f64 } else { 0.0 } - 0.05 * (i * j) as f64
        });
        let ordered = Ordered::new(&covariance, &[0.2, -0.4, 0.0, 1.0, 0.3], 1e-6).unwrap();
        for (k, &i) in ordered.free.iter().enumerate() {
            for (l, &j) in ordered.free.iter().enumerate() {
                let product = dot(ordered.lower().row(k), ordered.lower().row(l));
                assert!((product - covariance.at(i, j)).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn what_depends_on_others_bounds_their_last() {
        // X2 = X0 + X1, X3 = 2 X0, X4 = 0.
        let rows = [1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 2.0, 0.0, 0.0, 0.0];
        let covariance = Square::gram(&rows, 2);
        let ordered = Ordered::new(&covariance, &[0.0, 0.0, 0.0, 0.0, -1.0], 1e-6).unwrap();
        assert_eq!((ordered.rank(), ordered.dependent(), ordered.variables()), (2, 2, 5));
        assert_eq!(Ordered::new(&covariance, &[0.0; 5], 1e-6).unwrap_err(), Never::Constant(4));
    }

    #[test]
    fn events_that_never_happen_are_told() {
        let opposite = Square::gram(&[1.0, 2.0, -2.0, -4.0, 0.5, 0.1], 2);
        assert_eq!(Ordered::new(&opposite, &[0.0; 3], 1e-6).unwrap_err(), Never::Opposite(0, 1));
        // X0 > -1 and -2 X0 > -1: between -1 and 1/2.
        assert!(Ordered::new(&opposite, &[-1.0, -1.0, 0.0], 1e-6).is_ok());
        // X0 > 1 and -2 X0 > -2: X0 above and below 1.
        assert!(Ordered::new(&opposite, &[1.0, -2.0, 0.0], 1e-6).is_err());
    }
}
