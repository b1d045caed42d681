//! Samples of whatever kind, two side by side.

use super::WeightedCounts;
use crate::compare::{
    CellSums, GROUPS, Paired, PairedCell, PairedClusters, PairedCounts, PairedSamples, RandomStream,
    SampleSums, Trust, half, whole_engine,
};
use crate::numeric::{Estimate, wilson};
use crate::sample::{Census, paired_counts};
use crate::task::Function;
use std::collections::BTreeMap;

/// What a method found.
#[derive(Clone, Copy, Debug)]
pub enum Sample<'a> {
    /// Counts of independent draws or runs.
    Counts(&'a Census),
    /// Clusters with weights.
    Clusters(&'a WeightedCounts),
}

impl<'a> Sample<'a> {
    /// Draws made, runs started, or clusters begun.
    pub fn tried(self) -> u64 {
        match self {
            Self::Counts(census) => census.tried(),
            Self::Clusters(counts) => counts.clusters() + counts.failed(),
        }
    }

    /// Draws or runs that ended in a function that fits, or clusters that gave something to one.
    pub fn kept(self) -> u64 {
        match self {
            Self::Counts(census) => census.kept(),
            Self::Clusters(counts) => counts.clusters() - counts.empty(),
        }
    }

    /// The number of functions told apart.
    pub fn distinct(self) -> usize {
        match self {
            Self::Counts(census) => census.distinct(),
            Self::Clusters(counts) => counts.distinct(),
        }
    }

    /// How often draws, or in how many clusters, functions were found that are not told apart.
    pub fn beyond(self) -> u64 {
        match self {
            Self::Counts(census) => census.beyond(),
            Self::Clusters(counts) => counts.beyond().found,
        }
    }

    /// In how many draws, runs or clusters `function` was found, as far as it is told apart.
    pub fn count(self, function: Function) -> u64 {
        match self {
            Self::Counts(census) => census.count(function),
            Self::Clusters(counts) => counts.cell(function).map_or(0, |sums| sums.found),
        }
    }

    /// P(f|S) with its 95% interval. None before anything is found, and of a function that may be among those not told apart.
    pub fn share(self, function: Function) -> Option<Estimate> {
        match self {
            Self::Counts(census) => match census.count(function) {
                0 if census.beyond() > 0 => None,
                count => wilson(count, census.kept()),
            },
            Self::Clusters(counts) => counts.share(function),
        }
    }

    /// The functions told apart, in the order in which they were first found.
    pub fn functions(self) -> Box<dyn Iterator<Item = Function> + 'a> {
        match self {
            Self::Counts(census) => Box::new(census.iter().map(|(function, _)| function)),
            Self::Clusters(counts) => Box::new(counts.iter().map(|(function, _)| function)),
        }
    }

    /// The counts, if every draw counts one.
    pub fn counts(self) -> Option<&'a Census> {
        match self {
            Self::Counts(census) => Some(census),
            Self::Clusters(_) => None,
        }
    }

    /// The sums over clusters, if it is one of these.
    pub fn clusters(self) -> Option<&'a WeightedCounts> {
        match self {
            Self::Counts(_) => None,
            Self::Clusters(counts) => Some(counts),
        }
    }

    /// How many independent draws it is worth.
    pub fn effective_draws(self) -> f64 {
        match self {
            Self::Counts(census) => census.kept() as f64,
            Self::Clusters(counts) => counts.effective_draws(),
        }
    }

    /// Whether its intervals may be trusted.
    pub fn trust(self) -> Trust {
        match self {
            Self::Counts(census) if census.kept() == 0 => Trust::Nothing,
            Self::Counts(_) => Trust::Sound,
            Self::Clusters(counts) => counts.trust(),
        }
    }
}

/// Joins what two methods found. Both as counts where both are: independent draws of weight 1, however they were counted.
pub fn paired_samples(first: Sample<'_>, second: Sample<'_>) -> PairedSamples {
    if let (Sample::Counts(first), Sample::Counts(second)) = (first, second) {
        return PairedSamples::Counts(paired_counts(first, second));
    }
    whole_engine();
    let is_plain = |sample: Sample<'_>| match sample {
        Sample::Counts(_) => true,
        Sample::Clusters(counts) => counts.is_plain(),
    };
    // Two samples must not get the same random groups.
    let clusters = join(Side::of(first, 0x6c62_272e_07bb_0142), Side::of(second, 0x62b8_2175_6295_c58d));
    if !(is_plain(first) && is_plain(second)) {
        return PairedSamples::Clusters(clusters);
    }
    let count = |sums: &CellSums| sums.sum() as u64;
    PairedSamples::Counts(PairedCounts::new(
        clusters.functions.iter().map(|cell| Paired {
            function: cell.function,
            second: count(&cell.second),
            first: count(&cell.first),
        }),
        count(&clusters.second_beyond),
        count(&clusters.first_beyond),
    ))
}

/// One sample, its functions ascending.
struct Side {
    functions: BTreeMap<Function, CellSums>,
    beyond: CellSums,
    all: SampleSums,
    is_full: bool,
    trust: Trust,
}

impl Side {
    fn of(sample: Sample<'_>, seed: u64) -> Self {
        match sample {
            Sample::Clusters(counts) => Self {
                functions: counts.iter().map(|(function, &sums)| (function, sums)).collect(),
                beyond: *counts.beyond(),
                all: counts.all(),
                is_full: counts.beyond().found > 0,
                trust: counts.trust(),
            },
            Sample::Counts(census) => {
                let mut stream = RandomStream::new(seed);
                let counts: BTreeMap<Function, u64> = census.iter().collect();
                let functions: BTreeMap<Function, CellSums> = counts
                    .into_iter()
                    .map(|(function, count)| (function, of_draws(count, &mut stream)))
                    .collect();
                let beyond = of_draws(census.beyond(), &mut stream);
                let mut sums = beyond;
                functions.values().for_each(|cell| sums.add(cell));
                Self {
                    functions,
                    beyond,
                    all: SampleSums { groups: sums.groups, squares: sums.squares, cells: sums.squares },
                    is_full: census.beyond() > 0,
                    trust: if census.kept() > 0 { Trust::Sound } else { Trust::Nothing },
                }
            }
        }
    }

    /// Takes out what the other side may have more of than is known.
    fn lump(&mut self, other: &Self) {
        if other.is_full {
            let beyond = &mut self.beyond;
            self.functions.retain(|function, sums| {
                let known = other.functions.contains_key(function);
                if !known {
                    beyond.add(sums);
                }
                known
            });
        }
    }
}

/// The sums of so many draws, each a cluster of weight 1, dealt at random to the groups.
fn of_draws(count: u64, stream: &mut RandomStream) -> CellSums {
    let mut groups = [0; GROUPS];
    groups[0] = count;
    // By halves: each group to be divided lies at a multiple of the width.
    let mut width = GROUPS;
    while width > 1 {
        for at in (0..GROUPS).step_by(width) {
            let moved = half(stream, groups[at]);
            groups[at] -= moved;
            groups[at + width / 2] = moved;
        }
        width /= 2;
    }
    CellSums {
        groups: groups.map(|count| count as f64),
        squares: count as f64,
        products: count as f64,
        found: count,
    }
}

fn join(mut first: Side, mut second: Side) -> PairedClusters {
    // Who lacks a function is asked of both as they were.
    let (one, other) = (
        Side { functions: first.functions.clone(), ..first },
        Side { functions: second.functions.clone(), ..second },
    );
    first.lump(&other);
    second.lump(&one);
    let mut pairs: BTreeMap<Function, (CellSums, CellSums)> = BTreeMap::new();
    for (function, sums) in &first.functions {
        pairs.entry(*function).or_default().0 = *sums;
    }
    for (function, sums) in &second.functions {
        pairs.entry(*function).or_default().1 = *sums;
    }
    let functions =
        pairs.into_iter().map(|(function, (first, second))| PairedCell { function, second, first }).collect();
    PairedClusters {
        functions,
        second_beyond: second.beyond,
        first_beyond: first.beyond,
        second: second.all,
        first: first.all,
        second_trust: second.trust,
        first_trust: first.trust,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ChunkClusters, Weights};
    use super::*;
    use crate::sample::{ChunkCounts, MethodId};

    fn census(cap: usize, counts: &[(u128, u32)]) -> Census {
        let counts: Vec<(Function, u32)> =
            counts.iter().map(|&(bits, count)| (Function::new(bits, 16), count)).collect();
        let tried = counts.iter().map(|&(_, count)| u64::from(count)).sum();
        let mut census = Census::new(MethodId::REJECTION, cap);
        census.merge(&ChunkCounts::of_draws(0, 16, tried, counts));
        census
    }

    fn clusters(cap: usize, counts: &[(u128, u32)], ln_weight: f64) -> WeightedCounts {
        let mut chunk = ChunkClusters::new(1, 0, 16);
        for &(bits, count) in counts {
            (0..count).for_each(|_| chunk.push(1, ln_weight, [(Function::new(bits, 16), 1.0)]));
        }
        let mut sample = WeightedCounts::new(1, Weights::Relative, cap);
        sample.merge(&chunk);
        sample
    }

    #[test]
    fn single_draws_of_weight_1_are_paired_as_counts() {
        let (one, other) = ([(1, 5), (2, 6), (3, 7)], [(1, 1), (3, 2), (4, 3)]);
        for caps in [(10, 10), (2, 10), (10, 2), (2, 2)] {
            let expected = paired_counts(&census(caps.0, &one), &census(caps.1, &other));
            let weighted = (clusters(caps.0, &one, 0.0), clusters(caps.1, &other, 0.0));
            let counts = (census(caps.0, &one), census(caps.1, &other));
            for (first, second) in [
                (Sample::Counts(&counts.0), Sample::Counts(&counts.1)),
                (Sample::Counts(&counts.0), Sample::Clusters(&weighted.1)),
                (Sample::Clusters(&weighted.0), Sample::Counts(&counts.1)),
                (Sample::Clusters(&weighted.0), Sample::Clusters(&weighted.1)),
            ] {
                assert_eq!(
                    paired_samples(first, second),
                    PairedSamples::Counts(expected.clone()),
                    "{caps:?}"
                );
            }
        }
    }

    #[test]
    fn weights_are_paired_as_clusters_and_nothing_is_lost() {
        let (first, second) =
            (census(2, &[(1, 500), (2, 600), (3, 700)]), clusters(10, &[(1, 1), (3, 2), (4, 3)], -2e5));
        let PairedSamples::Clusters(pair) = paired_samples(Sample::Counts(&first), Sample::Clusters(&second))
        else {
            panic!("weights are no counts")
        };
        let listed: Vec<u128> = pair.functions.iter().map(|cell| cell.function.bits()).collect();
        assert_eq!(listed, [1, 2]);
        let sum =
            |of: fn(&PairedCell) -> CellSums| pair.functions.iter().map(|cell| of(cell).sum()).sum::<f64>();
        assert_eq!((sum(|cell| cell.first), pair.first_beyond.sum()), (1_100.0, 700.0));
        // Of the weights of this sample only ratios mean something here.
        let all = pair.second.whole().sum;
        assert!((6.0 * sum(|cell| cell.second) / all - 1.0).abs() < 1e-12);
        assert!((1.2 * pair.second_beyond.sum() / all - 1.0).abs() < 1e-12);
        assert_eq!(pair.first.whole().sum, 1_800.0);
        // Dealt at random: 225 expected in each group.
        assert!(
            pair.first.groups.iter().all(|&draws| (draws - 225.0).abs() < 80.0),
            "{:?}",
            pair.first.groups
        );
    }
}
