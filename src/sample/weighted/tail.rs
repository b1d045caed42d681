//! The largest weights.

/// At most so many are kept: the tail of 1.8 million clusters, and of more the upper part of it.
pub const MOST_TAIL: usize = 4_096;

/// The largest weights u_c of a sample, ascending.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tail(Vec<f64>);

impl Tail {
    /// Of weights that are already the largest and ascending.
    pub(super) fn of(weights: Vec<f64>) -> Self {
        Self(weights)
    }

    pub(super) fn add(&mut self, weight: f64) {
        let full = self.0.len() == MOST_TAIL;
        if full && weight <= self.0[0] {
            return;
        }
        let place = self.0.partition_point(|&other| other <= weight);
        if full {
            // Room is made at the lower end; what lies between moves down.
            self.0.copy_within(1..place, 0);
            self.0[place - 1] = weight;
        } else {
            self.0.insert(place, weight);
        }
    }

    pub(super) fn scale(&mut self, factor: f64) {
        self.0.iter_mut().for_each(|weight| *weight *= factor);
    }

    pub(super) fn weights(&self) -> &[f64] {
        &self.0
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = f64> + '_ {
        self.0.iter().copied()
    }

    /// The largest of all; 0 without any.
    pub(super) fn largest(&self) -> f64 {
        self.0.last().copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::RandomStream;

    #[test]
    fn the_largest_are_kept() {
        let mut stream = RandomStream::new(41);
        let (mut tail, mut all) = (Tail::default(), Vec::new());
        for _ in 0..20_000 {
            let weight = (stream.uniform() * 1e4).floor();
            tail.add(weight);
            all.push(weight);
        }
        all.sort_by(f64::total_cmp);
        assert_eq!(tail.weights(), &all[all.len() - MOST_TAIL..]);
    }
}
