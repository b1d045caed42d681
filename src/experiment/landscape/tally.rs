//! What is counted of a landscape: the functions, and what must not suffer from bounded memory.

use super::cluster_squares::ClusterSquares;
use crate::landscape::{Found, Named, named};
use crate::run::Counts;
use crate::sample::{ChunkCounts, Counted, SparseCounts};
use crate::symmetry::{Canonical, Class, Symmetries};
use crate::task::Function;

/// Functions told apart; what lies beyond is counted together. Found once, so many take 32 MB.
pub(super) const MOST_APART: usize = 3 << 20;

/// Networks whose functions are kept for the distribution of complexity: the first so many, in whole chunks.
pub(super) const SAMPLE: u64 = 1 << 18;

/// Functions kept of each chunk, and of how many chunks, as examples of those found once: of these the registry
/// knows only the number.
pub(super) const EXAMPLES: (usize, usize) = (8, 32);

/// The counts of a landscape so far.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tally {
    pub(super) registry: SparseCounts,
    /// Entry t: networks with T = t.
    pub(super) ones: Vec<u64>,
    /// The named functions, each with how often it, or its class, was found.
    pub(super) named: Vec<NamedCount>,
    /// The functions of the first networks, chunk by chunk.
    pub(super) sample: Vec<(Function, u32)>,
    /// Functions of the first chunks that were new then; some were found again since.
    pub(super) examples: Vec<Function>,
    /// What the clusters have in common, if the draws come in clusters.
    pub(super) repeats: Option<ClusterSquares>,
    /// The symmetries, if functions that arise from one another by them are counted together.
    pub(super) symmetries: Option<Symmetries>,
}

/// A named function, and how often it was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NamedCount {
    pub(super) named: Named,
    pub(super) class: Class,
    /// How often any member of the class was found: one, if functions are counted by themselves.
    pub(super) count: u64,
}

impl Tally {
    pub(super) fn new(n: usize, most: usize, symmetries: Option<Symmetries>) -> Self {
        let named = named(n).into_iter();
        Self {
            registry: SparseCounts::new(most),
            ones: vec![0; (1 << n) + 1],
            named: named
                .map(|named| NamedCount { named, class: class(symmetries, named.function), count: 0 })
                .collect(),
            sample: Vec::new(),
            examples: Vec::new(),
            repeats: None,
            symmetries,
        }
    }

    /// The class in which `function` is counted; itself alone, if functions are counted by themselves.
    pub(super) fn class(&self, function: Function) -> Class {
        class(self.symmetries, function)
    }

    /// A member of a class that was found, as good as drawn from all of them; the function itself, if functions are
    /// counted by themselves. Measures of complexity may differ from member to member.
    pub(super) fn some_member(&self, found: &Counted) -> Function {
        self.symmetries.map_or(found.function, |symmetries| symmetries.some_member(found.function))
    }

    /// Some of the functions that were found once so far, always in the same order.
    pub(super) fn once(&self) -> impl Iterator<Item = Function> + '_ {
        self.examples.iter().copied().filter(|&function| self.registry.count(function) == 1)
    }

    /// Keeps some functions of a chunk, evenly spaced, if they were new in it.
    fn keep_examples(&mut self, counts: &[(Function, u32)]) {
        let (each, chunks) = EXAMPLES;
        if self.examples.len() >= each * chunks {
            return;
        }
        let new: Vec<Function> =
            counts.iter().filter(|(_, times)| *times == 1).map(|found| found.0).collect();
        let taken =
            (0..each.min(new.len())).map(|k| new[(2 * k + 1) * new.len() / (2 * each.min(new.len()))]);
        let once: Vec<Function> = taken.filter(|&function| self.registry.count(function) == 1).collect();
        self.examples.extend(once);
    }
}

impl Tally {
    /// What a rank correlation needs of a function, or of some member of a class.
    pub(super) fn looked_at(&self, found: &Counted) -> Found {
        Found { ones: self.some_member(found).ones(), count: found.count, size: found.size }
    }
}

impl Counts for Tally {
    fn fingerprint(&self, start: u64) -> u64 {
        self.registry.fingerprint(start)
    }

    fn tried(&self) -> u64 {
        self.registry.draws()
    }

    fn kept(&self) -> u64 {
        self.registry.draws()
    }

    fn merge(&mut self, delta: &ChunkCounts) {
        let is_early = self.registry.draws() < SAMPLE;
        match &delta.classes {
            None => {
                if is_early {
                    self.sample.extend_from_slice(&delta.counts);
                }
                self.registry.merge(&delta.counts);
                for &(function, count) in &delta.counts {
                    self.ones[function.ones() as usize] += u64::from(count);
                }
            }
            Some(classes) => {
                if is_early {
                    self.sample.extend_from_slice(&classes.first);
                }
                self.registry.merge_classes(&delta.counts, &classes.sizes);
                self.ones.iter_mut().zip(&classes.ones).for_each(|(sum, more)| *sum += more);
            }
        }
        self.keep_examples(&delta.counts);
        for NamedCount { class, count, .. } in &mut self.named {
            let place = delta.counts.binary_search_by_key(&class.representative, |&(function, _)| function);
            if let Ok(place) = place {
                *count += u64::from(delta.counts[place].1);
            }
        }
        if let Some(clusters) = &delta.clusters {
            let (registry, named) = (&self.registry, &self.named);
            let is_named = |function| named.iter().any(|named| named.class.representative == function);
            let known = |function| registry.count(function) > 0 || is_named(function);
            self.repeats.get_or_insert_with(|| ClusterSquares::new(clusters)).merge(clusters, known);
        }
    }
}

fn class(symmetries: Option<Symmetries>, function: Function) -> Class {
    match symmetries {
        Some(symmetries) => Canonical::new(symmetries).class(function),
        None => Class { representative: function, size: 1 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::MethodId;

    fn delta(chunk: u64, counts: Vec<(Function, u32)>) -> ChunkCounts {
        ChunkCounts {
            method: MethodId::REJECTION,
            chunk,
            inputs: 128,
            tried: counts.iter().map(|&(_, count)| u64::from(count)).sum(),
            unfit: 0,
            lost: 0,
            diverged: 0,
            epochs: 0,
            fitted_at_start: 0,
            counts,
            classes: None,
            clusters: None,
            weighted: None,
        }
    }

    #[test]
    fn what_lies_beyond_the_registry_is_counted_in_everything_else() {
        let mut tally = Tally::new(7, 2, None);
        let function = |bits: u128| Function::new(bits, 128);
        tally.merge(&delta(0, vec![(function(0), 5), (function(1), 2)]));
        tally.merge(&delta(1, vec![(function(3), 1), (function(u128::MAX), 4)]));
        tally.merge(&delta(2, vec![(function(0), 3)]));
        assert_eq!(
            (tally.registry.distinct(), tally.registry.beyond(), tally.registry.complete()),
            (2, 5, 7)
        );
        assert_eq!((tally.ones[0], tally.ones[1], tally.ones[2], tally.ones[128]), (8, 2, 1, 4));
        let named = |id: &str| tally.named.iter().find(|found| found.named.id == id);
        let found = |id: &str| named(id).map(|found| found.count);
        assert_eq!((found("zero"), found("one"), found("parity")), (Some(8), Some(4), Some(0)));
    }

    #[test]
    fn examples_are_functions_found_once() {
        let mut tally = Tally::new(7, 1000, None);
        let function = |bits: u128| Function::new(bits, 128);
        tally.merge(&delta(0, (0..100).map(|bits| (function(bits), 1 + u32::from(bits < 50))).collect()));
        let first: Vec<Function> = tally.once().collect();
        assert_eq!((first.len(), first[0], first[7]), (8, function(53), function(96)));
        tally.merge(&delta(1, vec![(function(53), 1), (function(200), 1)]));
        let then: Vec<Function> = tally.once().collect();
        assert_eq!(then[..7], first[1..], "found again, it is no example any more");
        assert_eq!(then[7..], [function(200)]);
    }

    #[test]
    fn memory_stays_bounded_when_every_network_is_new() {
        let mut tally = Tally::new(7, 1000, None);
        let per_chunk = 10_000;
        for chunk in 0..60_u64 {
            let functions = (0..per_chunk).map(|k| u128::from(chunk * per_chunk + k));
            tally.merge(&delta(chunk, functions.map(|bits| (Function::new(bits, 128), 1)).collect()));
        }
        assert_eq!((tally.registry.distinct(), tally.tried()), (1000, 600_000));
        assert!(tally.sample.len() as u64 <= SAMPLE + per_chunk);
        assert!(tally.examples.len() <= EXAMPLES.0 * (EXAMPLES.1 + 1));
        assert_eq!(tally.ones.iter().sum::<u64>(), 600_000);
    }
}
