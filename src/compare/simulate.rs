//! Counts of known distributions, for the tests of this module.

use super::stream::Stream;

/// How many places the guide to the cumulative sums has.
const GUIDE: usize = 1 << 12;

/// A distribution over functions 0, 1, 2 ...
pub(crate) struct Law {
    shares: Vec<f64>,
    cumulative: Vec<f64>,
    guide: Vec<usize>,
}

impl Law {
    /// P proportional to rank^-power.
    pub(crate) fn zipf(functions: u32, power: f64) -> Self {
        Self::of((1..=functions).map(|rank| libm::pow(f64::from(rank), -power)))
    }

    pub(crate) fn of(weights: impl Iterator<Item = f64>) -> Self {
        let weights: Vec<f64> = weights.collect();
        let total: f64 = weights.iter().sum();
        let shares: Vec<f64> = weights.iter().map(|weight| weight / total).collect();
        let cumulative: Vec<f64> = shares
            .iter()
            .scan(0.0, |sum, share| {
                *sum += share;
                Some(*sum)
            })
            .collect();
        let guide = (0..GUIDE)
            .map(|place| cumulative.partition_point(|&sum| sum <= place as f64 / GUIDE as f64))
            .collect();
        Self { shares, cumulative, guide }
    }

    pub(crate) fn shares(&self) -> &[f64] {
        &self.shares
    }

    /// The counts of `draws` independent draws.
    pub(crate) fn draw(&self, draws: u64, stream: &mut Stream) -> Vec<u64> {
        let mut counts = vec![0; self.shares.len()];
        (0..draws).for_each(|_| counts[self.one(stream)] += 1);
        counts
    }

    /// One draw.
    pub(crate) fn one(&self, stream: &mut Stream) -> usize {
        let at = stream.uniform();
        let start = self.guide[(at * GUIDE as f64) as usize];
        let steps = self.cumulative[start..].iter().take_while(|&&sum| sum <= at).count();
        (start + steps).min(self.shares.len() - 1)
    }

    /// Counts of this law as the second's and of `first`, by pairs.
    pub(crate) fn pairs(&self, first: &Self, sizes: (u64, u64), stream: &mut Stream) -> Vec<(u64, u64)> {
        let second = self.draw(sizes.0, stream);
        second.into_iter().zip(first.draw(sizes.1, stream)).collect()
    }
}
