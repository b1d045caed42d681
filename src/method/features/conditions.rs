//! One hidden draw: last layers with right outputs, and how probable these are.

use crate::numeric::dense::{Square, dot};
use crate::numeric::orthant::{Cone, Ordered, Randomness, Separation};
use crate::sample::MOST_LN_WEIGHT;

/// An output with less than this part of its standard deviation left, once others are known, is taken for a function of these: networks are
/// computed in single precision, which does not tell so little from rounding.
const TOLERANCE: f64 = 2e-6;
/// Particles where outputs depend on each other: their estimate needs some.
pub(super) const PARTICLES: usize = 32;

/// The conditions row . w > limit on a last layer w of independent standard normal weights, with the bias among them: one for every
/// training point.
#[derive(Debug)]
pub(super) struct Conditions {
    columns: usize,
    rows: Vec<f64>,
    limits: Vec<f64>,
    /// Whether an output that is always the same is wrong.
    never: bool,
}

/// What came of some last layers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Found {
    /// They are draws given the conditions with the weights written down.
    Weighed,
    /// No last layer fits, or none was found.
    Nothing,
}

impl Conditions {
    /// None yet, for last layers of `columns` weights.
    pub(super) fn new(columns: usize) -> Self {
        Self { columns, rows: Vec::new(), limits: Vec::new(), never: false }
    }

    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.limits.clear();
        self.never = false;
    }

    /// That an output is above `threshold` if `label`, and at most as much if not; `features` are what its weights are multiplied by.
    pub(super) fn push(&mut self, features: &[f64], label: bool, threshold: f64) {
        // The output is always 0.
        if features.iter().all(|&feature| feature == 0.0) {
            self.never |= (0.0 > threshold) != label;
            return;
        }
        let sign = if label { 1.0 } else { -1.0 };
        self.rows.extend(features.iter().map(|feature| sign * feature));
        self.limits.push(sign * threshold);
    }

    /// Whether all numbers are finite.
    pub(super) fn are_finite(&self) -> bool {
        self.rows.iter().all(|number| number.is_finite())
    }

    /// Moves `last_layers`, which are independent draws from the prior, one after the other, to where all conditions hold. `ln_weights` become the logarithms of
    /// weights whose mean is the probability of that without bias, and with which they are draws given the conditions.
    pub(super) fn meet(
        &self,
        last_layers: &mut [f64],
        ln_weights: &mut Vec<f64>,
        random: &mut impl Randomness,
    ) -> Found {
        let count = last_layers.len() / self.columns;
        ln_weights.clear();
        if self.never {
            return Found::Nothing;
        }
        if self.limits.is_empty() {
            ln_weights.resize(count, 0.0);
            return Found::Weighed;
        }
        let Ok(ordered) = Ordered::new(&Square::gram(&self.rows, self.columns), &self.limits, TOLERANCE)
        else {
            return Found::Nothing;
        };
        let rank = ordered.rank();
        let mut points;
        if ordered.dependent() == 0 {
            points = vec![0.0; count * rank];
            let separation = Separation::new(ordered);
            ln_weights.extend(points.chunks_exact_mut(rank).map(|point| separation.draw(point, random)));
            self.move_all(separation.ordered(), &points, last_layers);
        } else {
            points = vec![0.0; PARTICLES.max(count) * rank];
            let ln_weight = Cone::new(&ordered).run(&mut points, random);
            // Whichever of the particles: they are exchangeable.
            ln_weights.resize(count, ln_weight);
            self.move_all(&ordered, &points, last_layers);
        }
        // What is less probable than a weight can tell does not happen.
        for ln_weight in ln_weights.iter_mut().filter(|ln_weight| **ln_weight < -MOST_LN_WEIGHT) {
            *ln_weight = f64::NEG_INFINITY;
        }
        if ln_weights.iter().all(|&ln_weight| ln_weight == f64::NEG_INFINITY) {
            Found::Nothing
        } else {
            Found::Weighed
        }
    }

    /// Where the outputs are L z, and what they leave free is as drawn: w + A^T (A A^T)^-1 (L z - A w), where A A^T = L L^T.
    fn move_all(&self, ordered: &Ordered, points: &[f64], last_layers: &mut [f64]) {
        let rank = ordered.rank();
        let rows = || ordered.free().iter().map(|&i| &self.rows[i * self.columns..][..self.columns]);
        for (weights, point) in last_layers.chunks_exact_mut(self.columns).zip(points.chunks_exact(rank)) {
            let mut along: Vec<f64> = rows().map(|row| dot(row, weights)).collect();
            ordered.factor().forward(&mut along);
            for (along, point) in along.iter_mut().zip(point) {
                *along = point - *along;
            }
            ordered.factor().backward(&mut along);
            for (row, along) in rows().zip(along) {
                for (weight, feature) in weights.iter_mut().zip(row) {
                    *weight += along * feature;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Domain, Stream};

    /// Random conditions, fewer and more than weights, some of them functions of others: the mean of the weights is the share of prior
    /// draws that meet them, and what is found meets them and has the first two moments of these.
    #[test]
    fn last_layers_are_those_of_rejection() {
        let mut random = Stream::new(81, Domain::Draws, 0);
        let mut many = 0;
        for case in 0..24 {
            let columns = 1 + case % 5;
            let count = 1 + case / 5;
            let mut conditions = Conditions::new(columns);
            let mut rows: Vec<f64> = vec![0.0; columns * count];
            random.normals(&mut rows);
            if case % 3 == 0 && count > 1 {
                // One that is another one again, at another length.
                let copy: Vec<f64> = rows[..columns].iter().map(|x| 3.0 * x).collect();
                rows[columns..2 * columns].copy_from_slice(&copy);
            }
            let threshold = [0.0, 0.5][case % 2];
            for (index, row) in rows.chunks_exact(columns).enumerate() {
                conditions.push(row, case % 3 == 0 || index % 2 == 0, threshold);
            }
            let holds = |weights: &[f64]| {
                conditions
                    .rows
                    .chunks_exact(columns)
                    .zip(&conditions.limits)
                    .all(|(row, limit)| dot(row, weights) > *limit)
            };
            let (mut kept, mut sums) = (0_u32, vec![[0.0; 2]; columns]);
            let drawn = 200_000;
            let mut weights = vec![0.0; columns];
            for _ in 0..drawn {
                random.normals(&mut weights);
                if holds(&weights) {
                    kept += 1;
                    for (sum, weight) in sums.iter_mut().zip(&weights) {
                        *sum = [sum[0] + weight, sum[1] + weight * weight];
                    }
                }
            }
            // Clusters of 4; their mean and, for every weight, the sums of weight times value, between clusters.
            let clusters = 4_000;
            let mut ln_weights = Vec::new();
            let (mut total, mut squares) = (0.0, 0.0);
            let mut found = Vec::new();
            for _ in 0..clusters {
                let mut layers = vec![0.0; 4 * columns];
                random.normals(&mut layers);
                let mut u = 0.0;
                let mut means = vec![0.0; columns];
                if conditions.meet(&mut layers, &mut ln_weights, &mut random) == Found::Weighed {
                    for (layer, ln_weight) in layers.chunks_exact(columns).zip(&ln_weights) {
                        let share = libm::exp(*ln_weight) / 4.0;
                        assert!(share == 0.0 || holds(layer), "case {case}: {layer:?}");
                        u += share;
                        for (mean, value) in means.iter_mut().zip(layer) {
                            *mean += share * value;
                        }
                    }
                }
                total += u;
                squares += u * u;
                found.push((u, means));
            }
            let p = f64::from(kept) / f64::from(drawn);
            let mean = total / f64::from(clusters);
            let variance = (squares / f64::from(clusters) - mean * mean) / f64::from(clusters);
            let z = (mean - p) / (variance + p * (1.0 - p) / f64::from(drawn)).sqrt();
            // Some 24 and 72 z: beyond 5 with 6e-5.
            assert!(p == mean || z.abs() < 5.0, "case {case}: {mean}, not {p}: z = {z}");
            if kept < 500 {
                continue;
            }
            for column in 0..columns {
                let [first, second] = sums[column].map(|sum| sum / f64::from(kept));
                let ratio = found.iter().map(|(_, means)| means[column]).sum::<f64>() / total;
                let spread: f64 = found.iter().map(|(u, means)| (means[column] - ratio * u).powi(2)).sum();
                let error = spread / (total * total) + (second - first * first) / f64::from(kept);
                let z = (ratio - first) / error.sqrt();
                assert!(z.abs() < 5.0, "case {case}, weight {column}: {ratio}, not {first}: z = {z}");
            }
            many += 1;
        }
        assert!(many > 12, "{many}");
    }

    #[test]
    fn outputs_that_are_always_zero_are_right_or_wrong_at_once() {
        let mut random = Stream::new(82, Domain::Draws, 0);
        for (label, threshold, right) in
            [(false, 0.0, true), (true, 0.0, false), (true, -0.5, true), (false, 0.5, true)]
        {
            let mut conditions = Conditions::new(2);
            conditions.push(&[0.0, 0.0], label, threshold);
            let mut ln_weights = Vec::new();
            let found = conditions.meet(&mut [1.0, 2.0], &mut ln_weights, &mut random);
            assert_eq!(found == Found::Weighed, right, "{label} {threshold}");
            assert!(!right || ln_weights == [0.0]);
        }
    }
}
