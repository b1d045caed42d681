//! What all methods of a comparison have found, the most frequent functions first.

use super::ledger::Ledger;
use super::members::Member;
use crate::compare::{Paired, PairedCounts, PairedSamples};
use crate::numeric::order::order;
use crate::numeric::{Estimate, Share};
use crate::sample::{Census, Joined, Sample, paired_samples};
use crate::task::{Function, Task};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The functions found by any method, in the order in which they are listed.
pub(super) struct Found<'a> {
    pub(super) task: &'a Task,
    pub(super) methods: Vec<(&'a Member, Sample<'a>)>,
    /// The functions by the sum of all shares, the most frequent first.
    functions: Vec<Function>,
    /// Where all are counts: these, joined, and the order of the list.
    joined: Option<(Joined, Vec<usize>)>,
}

impl<'a> Found<'a> {
    pub(super) fn new(ledger: &'a Ledger) -> Self {
        let methods: Vec<(&Member, Sample<'_>)> = ledger.methods().collect();
        let task = &ledger.comparison().problem.task;
        let censuses: Option<Vec<&Census>> = methods.iter().map(|&(_, sample)| sample.counts()).collect();
        let Some(censuses) = censuses else {
            let functions = by_shares(&methods);
            return Self { task, methods, functions, joined: None };
        };
        let joined = Joined::new(&censuses);
        let totals = joined.totals();
        let order = order(joined.len(), &|left, right| {
            by_share(joined.counts(left), joined.counts(right), &totals)
                .then(joined.function(left).cmp(&joined.function(right)))
        });
        let functions = order.iter().map(|&place| joined.function(place)).collect();
        Self { task, methods, functions, joined: Some((joined, order)) }
    }

    /// The number of functions told apart.
    pub(super) fn distinct(&self) -> usize {
        self.functions.len()
    }

    /// The function at place `index` of the list.
    pub(super) fn ranked(&self, index: usize) -> Function {
        self.functions[index]
    }

    /// The samples of two methods, given by their places, and the functions among them in the order of the list.
    pub(super) fn pair(&self, places: [usize; 2]) -> Pair {
        let [first, second] = places;
        let both = (self.methods[first].1, self.methods[second].1);
        if let (2, Some((joined, order))) = (self.methods.len(), &self.joined) {
            let paired = |place: usize| {
                let counts = joined.counts(place);
                Paired { function: joined.function(place), first: counts[first], second: counts[second] }
            };
            let beyond = joined.beyond();
            let counts = PairedCounts {
                functions: (0..joined.len()).map(paired).collect(),
                first_beyond: beyond[first],
                second_beyond: beyond[second],
            };
            let totals = [both.0.kept(), both.1.kept()];
            return Pair { samples: PairedSamples::Counts(counts), totals, order: order.clone() };
        }
        Pair::new(paired_samples(both.0, both.1), [both.0.kept(), both.1.kept()])
    }

    /// Every pair but those of the two `shown`, as places.
    pub(super) fn pairs(&self) -> impl Iterator<Item = [usize; 2]> + use<> {
        let methods = self.methods.len();
        (0..methods).flat_map(move |first| (first + 1..methods).map(move |second| [first, second]))
    }
}

/// Two methods side by side.
pub(super) struct Pair {
    pub(super) samples: PairedSamples,
    /// Kept draws or runs, or clusters that gave something, of the first and of the second.
    pub(super) totals: [u64; 2],
    order: Vec<usize>,
}

impl Pair {
    fn new(samples: PairedSamples, totals: [u64; 2]) -> Self {
        let order = match &samples {
            PairedSamples::Counts(counts) => order(counts.functions.len(), &|left, right| {
                let (left, right) = (&counts.functions[left], &counts.functions[right]);
                by_share(&[left.first, left.second], &[right.first, right.second], &totals)
                    .then(left.function.cmp(&right.function))
            }),
            PairedSamples::Clusters(clusters) => {
                let [first, second] = [clusters.first, clusters.second].map(|all| all.whole().sum);
                let weights: Vec<f64> = clusters
                    .functions
                    .iter()
                    .map(|cell| part(cell.first.sum(), first) + part(cell.second.sum(), second))
                    .collect();
                order(weights.len(), &|left, right| {
                    weights[right].total_cmp(&weights[left]).then(left.cmp(&right))
                })
            }
        };
        Self { samples, totals, order }
    }

    /// The number of functions told apart.
    pub(super) fn distinct(&self) -> usize {
        self.order.len()
    }

    /// The function at place `index` of the list, with its shares in the two samples.
    pub(super) fn ranked(&self, index: usize, both: [Sample<'_>; 2]) -> (Function, [Share; 2]) {
        let place = self.order[index];
        match &self.samples {
            PairedSamples::Counts(counts) => {
                let of = counts.functions[place];
                (of.function, [Share::of(of.first, self.totals[0]), Share::of(of.second, self.totals[1])])
            }
            PairedSamples::Clusters(clusters) => {
                let function = clusters.functions[place].function;
                (function, both.map(|sample| share(sample, function)))
            }
        }
    }
}

/// What a sample is worth, in whole draws.
pub(super) fn effective(sample: Sample<'_>) -> u64 {
    sample.effective_draws() as u64
}

/// The share of a function; where it is not known, all may be. Of weights its count is what it would be of so many draws as all
/// are worth, and at least 1 if it was found.
pub(super) fn share(sample: Sample<'_>, function: Function) -> Share {
    let estimate: Option<Estimate> = sample.share(function);
    estimate.map_or(Share { count: 0, value: 0.0, low: 0.0, high: 1.0 }, |found| {
        let count = match (sample, sample.count(function)) {
            (Sample::Clusters(_), 1..) => (found.value * sample.effective_draws() + 0.5).max(1.0) as u64,
            (_, count) => count,
        };
        Share::estimated(found, count)
    })
}

fn part(sum: f64, all: f64) -> f64 {
    if all > 0.0 { sum / all } else { 0.0 }
}

/// The functions of samples of any kinds; of one that a full sample may hide, nothing is listed.
fn by_shares(methods: &[(&Member, Sample<'_>)]) -> Vec<Function> {
    let mut shares: BTreeMap<Function, f64> = BTreeMap::new();
    for &(_, sample) in methods {
        let mut add = |function: Function, share: f64| *shares.entry(function).or_default() += share;
        match sample {
            Sample::Counts(census) => census
                .iter()
                .for_each(|(function, count)| add(function, part(count as f64, census.kept() as f64))),
            Sample::Clusters(counts) => {
                let all = counts.all().whole().sum;
                counts.iter().for_each(|(function, sums)| add(function, part(sums.sum(), all)));
            }
        }
    }
    let full: Vec<Sample<'_>> =
        methods.iter().map(|&(_, sample)| sample).filter(|sample| sample.beyond() > 0).collect();
    shares.retain(|&function, _| full.iter().all(|sample| sample.count(function) > 0));
    let mut functions: Vec<(Function, f64)> = shares.into_iter().collect();
    functions.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
    functions.into_iter().map(|(function, _)| function).collect()
}

/// The larger sum of shares first.
fn by_share(left: &[u64], right: &[u64], totals: &[u64]) -> Ordering {
    if let &[first, second] = totals {
        // Brought to the common denominator: whole numbers order without rounding.
        let weight = |counts: &[u64]| {
            u128::from(counts[0]) * u128::from(second.max(1))
                + u128::from(counts[1]) * u128::from(first.max(1))
        };
        return weight(right).cmp(&weight(left));
    }
    let weight = |counts: &[u64]| -> f64 {
        counts.iter().zip(totals).map(|(&count, &total)| count as f64 / total.max(1) as f64).sum()
    };
    weight(right).total_cmp(&weight(left))
}
