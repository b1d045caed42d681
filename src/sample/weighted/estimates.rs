//! What a sample of clusters says: P(f|S), P(S), how many draws it is worth, and whether to trust it.

use super::{WeightedCounts, Weights};
use crate::compare::{MOST_SHARE, Trust, whole_engine};
use crate::numeric::special::student_quantile;
use crate::numeric::{CONFIDENCE, Estimate, Ratio, clopper_pearson, pareto_shape, shape_limit, wilson};
use crate::task::Function;
use std::f64::consts::LN_2;

/// A positive number by its natural logarithm, with its 95% interval: it may be far below the least number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LnEstimate {
    /// ln of the value; negative infinity for 0.
    pub value: f64,
    /// ln of the lower end.
    pub low: f64,
    /// ln of the upper end.
    pub high: f64,
    /// The standard error of the value over the value: about that of its logarithm, where it is small.
    pub relative_error: f64,
}

impl LnEstimate {
    /// The number itself; its value and ends are 0 where they are below the least number.
    pub fn exp(&self) -> Estimate {
        let value = libm::exp(self.value);
        Estimate {
            value,
            low: libm::exp(self.low),
            high: libm::exp(self.high),
            standard_error: Some(self.relative_error * value).filter(|error| error.is_finite()),
        }
    }
}

impl WeightedCounts {
    /// Clusters that gave something.
    fn weighted(&self) -> u64 {
        self.clusters
    }

    fn ratio(&self, function: Function) -> Option<Ratio> {
        whole_engine();
        let part = match self.cell(function) {
            Some(sums) => sums.part(),
            None if self.beyond.found > 0 => return None,
            None => Default::default(),
        };
        Ratio::of(part, self.all.whole())
    }

    /// P(f|S) = sum u_c(f) / sum u_c with its 95% interval; see [`Ratio::estimate`]. Of independent draws of weight 1 Wilson's
    /// interval of the counts, to the last bit. None without weight, and of a function that may be among those
    /// that are not told apart.
    pub fn share(&self, function: Function) -> Option<Estimate> {
        let ratio = self.ratio(function)?;
        if self.plain {
            let count = self.cell(function).map_or(0.0, |sums| sums.sum());
            return wilson(count as u64, self.weighted());
        }
        Some(ratio.estimate(self.all.whole()))
    }

    /// Effective number of draws for P(f|S), p (1 - p) / V. None where it is not defined: of a function never or always found, or where all
    /// clusters have the same share of it.
    pub fn effective_draws_of(&self, function: Function) -> Option<f64> {
        let ratio = self.ratio(function)?;
        if self.plain { ratio.effective_draws.map(|_| self.weighted() as f64) } else { ratio.effective_draws }
    }

    /// Effective number of draws for the whole distribution: the variance of single draws over that of the sample, both
    /// added up over functions, (1 - sum p^2) / sum V. Functions that are not told apart count as too rare to repeat across clusters. 0 without weight, and
    /// [`WeightedCounts::effective_clusters`] where only one function was found, or all clusters agree.
    pub fn effective_draws(&self) -> f64 {
        whole_engine();
        if self.plain {
            return self.weighted() as f64;
        }
        let parts = self.cells.iter().map(|sums| sums.part());
        self.all.whole().effective_draws(parts)
    }

    /// Kish's effective number of clusters, (sum u_c)^2 / sum u_c^2.
    pub fn effective_clusters(&self) -> f64 {
        self.all.whole().effective_clusters()
    }

    /// The share of the cluster that has most of the weight, 0 to 1. None without weight.
    pub fn largest_share(&self) -> Option<f64> {
        let sum = self.all.whole().sum;
        (sum > 0.0).then(|| (self.tail.largest() / sum).min(1.0))
    }

    /// k-hat of the weights u_c of clusters that gave something: see [`pareto_shape`].
    pub fn pareto_shape(&self) -> Option<f64> {
        whole_engine();
        pareto_shape(self.tail.weights(), self.clusters)
    }

    /// Whether intervals may be trusted. Independent draws of weight 1 always may.
    pub fn trust(&self) -> Trust {
        whole_engine();
        let Some(share) = self.largest_share() else { return Trust::Nothing };
        if self.plain {
            return Trust::Sound;
        }
        if share > MOST_SHARE {
            return Trust::Dominated { share };
        }
        let limit = shape_limit(self.clusters);
        match self.pareto_shape() {
            Some(shape) if shape > limit => Trust::HeavyTail { shape, limit },
            _ => Trust::Sound,
        }
    }

    /// P(S), the mean of u_c over all clusters, with its 95% interval: Student's t of [`WeightedCounts::effective_clusters`] less one on the scale of
    /// logarithms, where few weights are less skew. Of lognormal weights whose logarithms spread by 1/2 to 1 it covers 91% for 30 clusters,
    /// 94% for 200, 95% for 2,000 (the test of this module). Of draws of weight 1, and of those that do not fit, Clopper and Pearson's. Where no cluster
    /// gave anything, what would be missed with 2.5% if the weights are at most 1. None of relative weights, and
    /// without clusters.
    pub fn marginal_likelihood(&self) -> Option<LnEstimate> {
        whole_engine();
        let number = self.clusters();
        if self.weights == Weights::Relative || number == 0 {
            return None;
        }
        if self.plain {
            let found = clopper_pearson(self.clusters, number)?;
            let relative_error = found.standard_error.unwrap_or(0.0) / found.value.max(f64::MIN_POSITIVE);
            let [value, low, high] = [found.value, found.low, found.high].map(libm::log);
            return Some(LnEstimate { value, low, high, relative_error });
        }
        let (whole, n) = (self.all.whole(), number as f64);
        let value = libm::log(whole.sum / n) + self.exponent.map_or(0.0, |exponent| exponent as f64 * LN_2);
        let square = (n / whole.effective_clusters() - 1.0).max(0.0) / (n - 1.0).max(1.0);
        let relative_error = square.sqrt();
        let degrees = whole.degrees();
        let half = if degrees < 0.1 {
            f64::INFINITY
        } else {
            student_quantile(0.5 + 0.5 * CONFIDENCE, degrees) * relative_error
        };
        Some(LnEstimate { value, low: value - half, high: value + half, relative_error })
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{chunks, function, merged};
    use super::super::{ChunkClusters, Weights};
    use super::*;

    fn plain(found: &[u64], empty: u64) -> WeightedCounts {
        let mut chunk = ChunkClusters::new(0, 0, 16);
        for (bits, &count) in found.iter().enumerate() {
            (0..count).for_each(|_| chunk.push(1, 0.0, [(function(bits as u128), 1.0)]));
        }
        (0..empty).for_each(|_| chunk.push(1, 0.0, []));
        let mut counts = WeightedCounts::new(0, Weights::Likelihood, 100);
        counts.merge(&chunk);
        counts
    }

    #[test]
    fn of_draws_of_weight_1_every_number_is_that_of_the_counts() {
        for (found, empty) in [(vec![3, 5, 1], 1_000), (vec![7], 0), (vec![400, 2, 30, 1], 17), (vec![], 5)] {
            let counts = plain(&found, empty);
            let all: u64 = found.iter().sum();
            for (bits, &count) in found.iter().enumerate() {
                assert_eq!(counts.share(function(bits as u128)), wilson(count, all));
            }
            assert_eq!(counts.share(function(99)), wilson(0, all));
            assert_eq!(counts.effective_draws(), all as f64);
            let (one, other) =
                (counts.marginal_likelihood().unwrap(), clopper_pearson(all, all + empty).unwrap());
            let ln = [other.value, other.low, other.high].map(libm::log);
            assert_eq!([one.value, one.low, one.high], ln);
            assert_eq!(counts.trust(), if all > 0 { Trust::Sound } else { Trust::Nothing });
        }
    }

    #[test]
    fn one_dominating_weight_is_warned_of() {
        let mut all = chunks(-200.0, 1.0);
        assert_eq!(merged(&all, 1_000).trust(), Trust::Sound);
        let mut chunk = ChunkClusters::new(5, 30, 16);
        chunk.push(1, -190.0, [(function(3), 1.0)]);
        all.push(chunk);
        let Trust::Dominated { share } = merged(&all, 1_000).trust() else { panic!("no warning") };
        assert!(share > 0.9);
    }

    #[test]
    fn a_heavy_tail_is_warned_of() {
        let mut stream = crate::compare::RandomStream::new(43);
        // Pareto weights w with P(w > x) = x^(-1/k).
        let mut warned = |k: f64| {
            let trials = 40;
            (0..trials)
                .filter(|_| {
                    let mut chunk = ChunkClusters::new(5, 0, 16);
                    for draw in 0..2_000_u128 {
                        chunk.push(1, -k * libm::log(stream.positive_uniform()), [(function(draw % 9), 1.0)]);
                    }
                    !merged(&[chunk], 100).trust().is_sound()
                })
                .count()
        };
        assert_eq!(warned(0.3), 0);
        assert!(warned(1.1) >= 38);
    }

    #[test]
    fn far_below_numbers_the_marginal_likelihood_is_its_logarithm() {
        let (near, far) = (merged(&chunks(-2.0, 3.0), 1_000), merged(&chunks(-100_002.0, 3.0), 1_000));
        let (one, other) = (near.marginal_likelihood().unwrap(), far.marginal_likelihood().unwrap());
        for (one, other) in [(one.value, other.value), (one.low, other.low), (one.high, other.high)] {
            assert!((one - other - 1e5).abs() < 1e-9, "{one} {other}");
        }
        assert!((one.relative_error - other.relative_error).abs() < 1e-9);
        assert_eq!(other.exp().value, 0.0);
    }

    /// Lognormal weights of spread `sigma`, single draws: the functions by Zipf's law, the weights apart from them.
    fn drawn(clusters: u64, sigma: f64, stream: &mut crate::compare::RandomStream) -> WeightedCounts {
        let mut chunk = ChunkClusters::new(5, 0, 16);
        for _ in 0..clusters {
            let radius = (-2.0 * libm::log(stream.positive_uniform())).sqrt();
            let normal = radius * libm::cos(std::f64::consts::TAU * stream.uniform());
            // P(k) of 1/2^(k+1): by halves.
            let bits = u128::from(stream.next().trailing_zeros().min(15));
            chunk.push(1, sigma * normal - 0.5 * sigma * sigma - 1_000.0, [(function(bits), 1.0)]);
        }
        merged(&[chunk], 100)
    }

    #[test]
    fn intervals_cover_what_they_say() {
        let mut stream = crate::compare::RandomStream::new(44);
        for (clusters, sigma) in [(30, 0.5), (200, 1.0), (2_000, 1.0)] {
            let trials = 400;
            let mut outside = [0_u32; 10];
            let mut evidence = 0;
            for _ in 0..trials {
                let counts = drawn(clusters, sigma, &mut stream);
                for (k, outside) in outside.iter_mut().enumerate() {
                    let truth = libm::pow(0.5, k as f64 + 1.0);
                    let found = counts.share(function(k as u128)).unwrap();
                    *outside += u32::from(found.low > truth || found.high < truth);
                }
                let found = counts.marginal_likelihood().unwrap();
                evidence += u32::from(found.low > -1_000.0 || found.high < -1_000.0);
            }
            // Wilson's covers 95% on average over shares; each within 4.5 standard errors of 0.92.
            let z = |wrong: u32| {
                (f64::from(wrong) / f64::from(trials) - 0.08) / (0.08 * 0.92 / f64::from(trials)).sqrt()
            };
            assert!(
                outside.iter().all(|&wrong| z(wrong) < 4.5) && z(evidence) < 4.5,
                "{outside:?} {evidence}"
            );
        }
    }
}
