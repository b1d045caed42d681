//! How complex the functions are that a method has found: measured once each.

use crate::compare::SampleMeans;
use crate::complexity::{entropy, lempel_ziv};
use crate::numeric::{Estimate, bounded_mean};
use crate::sample::Sample;
use crate::sample::WeightedCounts;
use crate::task::Function;

/// The measures of the functions of one census, in the order in which they were first found.
#[derive(Clone, Debug, Default)]
pub(super) struct Measured {
    complexity: Vec<f32>,
    entropy: Vec<f32>,
}

impl Measured {
    /// The mean K_LZ over the functions told apart, each as often as it was found, in bits.
    pub(super) fn complexity(&mut self, sample: Sample<'_>) -> Option<Estimate> {
        // No function of L labels has more than 2 L bits.
        let most = 2.0 * sample.functions().next().map_or(0.0, |function| function.len() as f64);
        mean(&mut self.complexity, sample, lempel_ziv, most)
    }

    /// The mean entropy of their labels, 0 to 1 bit.
    pub(super) fn entropy(&mut self, sample: Sample<'_>) -> Option<Estimate> {
        mean(&mut self.entropy, sample, entropy, 1.0)
    }
}

fn mean(
    known: &mut Vec<f32>,
    sample: Sample<'_>,
    measure: fn(Function) -> f64,
    most: f64,
) -> Option<Estimate> {
    known.extend(sample.functions().skip(known.len()).map(|function| measure(function) as f32));
    match sample {
        Sample::Counts(census) => {
            let counts: Vec<u64> = census.iter().map(|(_, count)| count).collect();
            bounded_mean(known.iter().map(|&value| f64::from(value)).zip(counts.iter().copied()), 0.0, most)
        }
        Sample::Clusters(counts) => {
            let values: Vec<f64> = known.iter().map(|&value| f64::from(value)).collect();
            means(counts)?.mean(&values, 0.0, most)
        }
    }
}

/// Means over a sample of clusters.
pub(super) fn means(counts: &WeightedCounts) -> Option<SampleMeans> {
    SampleMeans::new(counts.iter().map(|(function, &sums)| (function, sums)), *counts.beyond(), counts.all())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::RandomStream;
    use crate::sample::Census;
    use crate::sample::{ChunkCounts, MethodId};

    #[test]
    fn no_complexity_is_above_twice_the_labels() {
        let mut stream = RandomStream::new(3);
        for length in [2, 4, 8, 16, 32, 64, 128] {
            for round in 0..2_000 {
                let bits =
                    if length <= 8 { u128::from(round as u32 % (1 << length)) } else { random(&mut stream) };
                let function = Function::from_labels(length, |j| bits >> j & 1 == 1);
                assert!(lempel_ziv(function) <= 2.0 * length as f64, "{function}");
            }
        }
    }

    fn random(stream: &mut RandomStream) -> u128 {
        (0..4).fold(0, |bits, _| bits << 32 | (stream.uniform() * 4_294_967_296.0) as u128)
    }

    #[test]
    fn what_is_measured_once_gives_the_mean_of_all() {
        let mut stream = RandomStream::new(4);
        let mut census = Census::new(MethodId::REJECTION, 50);
        let mut measured = Measured::default();
        for chunk in 0..20 {
            let mut counts: Vec<(Function, u32)> = (0..10)
                .map(|_| (Function::new(random(&mut stream) & 0xff, 8), 1 + (stream.uniform() * 5.0) as u32))
                .collect();
            counts.sort_unstable();
            counts.dedup_by_key(|(function, _)| *function);
            let tried = counts.iter().map(|&(_, count)| u64::from(count)).sum();
            census.merge(&ChunkCounts::of_draws(chunk, 8, tried, counts));
            let mean = measured.complexity(Sample::Counts(&census)).unwrap();
            let (sum, all) = census.iter().fold((0.0, 0), |(sum, all), (function, count)| {
                (sum + lempel_ziv(function) * count as f64, all + count)
            });
            assert!((mean.value - sum / all as f64).abs() < 1e-9);
            assert!(mean.low < mean.value && mean.value < mean.high);
        }
    }
}
