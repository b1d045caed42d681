//! Separation of variables (Genz 1992; Geweke, Hajivassiliou, Keane): one z after the other from its interval, given those before.

use super::{Ordered, Randomness};
use crate::numeric::dense::dot;
use crate::numeric::special::NormalInterval;

/// Draws z one by one, each truncated to what the conditions leave of it. The product of the probabilities of these intervals is the
/// weight: its mean is the probability of the orthant without bias, and z with that weight are draws given the orthant.
#[derive(Clone, Debug)]
pub struct Separation {
    ordered: Ordered,
    /// For each z the conditions of dependent variables that bound it.
    bounds: Vec<Vec<usize>>,
}

impl Separation {
    /// For any orthant.
    pub fn new(ordered: Ordered) -> Self {
        let mut bounds = vec![Vec::new(); ordered.rank()];
        for (index, (row, _)) in ordered.dependent.iter().enumerate() {
            bounds[row.len() - 1].push(index);
        }
        Self { ordered, bounds }
    }

    /// The orthant.
    pub fn ordered(&self) -> &Ordered {
        &self.ordered
    }

    /// Draws z, one number a variable of the rank, and gives the logarithm of its weight: negative infinity if nothing is left for some z,
    /// and then z has no meaning.
    ///
    /// # Panics
    /// If `z` has another length.
    pub fn draw(&self, z: &mut [f64], random: &mut impl Randomness) -> f64 {
        assert_eq!(z.len(), self.ordered.rank(), "a number for every free variable");
        let mut ln_weight = 0.0;
        for k in 0..z.len() {
            let row = self.ordered.lower().row(k);
            let mut low = (self.ordered.limits[k] - dot(&row[..k], &z[..k])) / row[k];
            let mut high = f64::INFINITY;
            for &index in &self.bounds[k] {
                let (row, limit) = &self.ordered.dependent[index];
                let bound = (limit - dot(&row[..k], &z[..k])) / row[k];
                if row[k] > 0.0 {
                    low = if bound > low { bound } else { low };
                } else {
                    high = if bound < high { bound } else { high };
                }
            }
            let interval = NormalInterval::new(low, high);
            ln_weight += interval.ln;
            if ln_weight == f64::NEG_INFINITY {
                return ln_weight;
            }
            z[k] = interval.point(random.uniform());
        }
        ln_weight
    }
}
