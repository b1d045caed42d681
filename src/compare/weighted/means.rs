//! Means over one sample of clusters.

use super::pair::Pair;
use super::samples::{CellSums, PairedCell, PairedClusters, SampleSums};
use super::trust::Trust;
use crate::numeric::{Estimate, wilson_of};
use crate::task::Function;

/// One sample of clusters, of whose functions means and sets are asked.
#[derive(Debug)]
pub struct SampleMeans(Pair);

impl SampleMeans {
    /// The functions told apart with their sums, what is lumped, and sums over all clusters. None unless the sample is worth two draws.
    pub fn new(
        functions: impl IntoIterator<Item = (Function, CellSums)>,
        beyond: CellSums,
        all: SampleSums,
    ) -> Option<Self> {
        super::whole_engine();
        // Against itself: only one side is asked.
        let cell = |(function, sums)| PairedCell { function, second: sums, first: sums };
        let clusters = PairedClusters {
            functions: functions.into_iter().map(cell).collect(),
            second_beyond: beyond,
            first_beyond: beyond,
            second: all,
            first: all,
            second_trust: Trust::Sound,
            first_trust: Trust::Sound,
        };
        Pair::new(&clusters).map(Self)
    }

    /// The share of the sample whose functions are told apart.
    fn told(&self) -> f64 {
        self.0.cells[..self.0.functions.len()].iter().map(|cell| cell[0].share).sum()
    }

    /// The mean of `values`, one for each function told apart in the order in which they were given, which lie between `least` and `most`, over the functions told apart, each by its share, with its 95% interval; see
    /// [`Pair::mean`] for its variance. None without functions told apart.
    pub fn mean(&self, values: &[f64], least: f64, most: f64) -> Option<Estimate> {
        let told = self.told();
        if told <= 0.0 {
            return None;
        }
        let sum: f64 = values.iter().enumerate().map(|(at, value)| self.0.cells[at][0].share * value).sum();
        let mean = sum / told;
        let rest = |at: usize| values.get(at).map_or(0.0, |value| (value - mean) / told);
        let n = self.0.sides[0].draws;
        // One observation at each end is imagined, as for counts.
        let ends = (mean - least) * (mean - least) + (most - mean) * (most - mean);
        let variance = self.0.mean(0, rest).variance + ends / (n * (n + 1.0));
        Some(Estimate::normal(mean, variance.sqrt()).within(least, most))
    }

    /// The share, among the functions told apart, of those that are in the set, one entry for each in the order in which they were given; with its
    /// 95% interval.
    pub fn set(&self, inside: &[bool]) -> Option<Estimate> {
        let told = self.told();
        let (value, draws) = self.0.set(0, |at| f64::from(u8::from(inside.get(at) == Some(&true))));
        if told <= 0.0 { None } else { wilson_of((value / told).min(1.0) * draws * told, draws * told) }
    }
}
