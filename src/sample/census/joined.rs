//! The counts of several methods, function by function.

use super::Census;
use crate::compare::{Paired, PairedCounts};
use crate::numeric::order::order;
use crate::task::Function;

/// How often each of several methods found each function.
///
/// Once a census is full, a function that it does not list may still be among those that it counted together, so a
/// function whose count any of them may hide is counted together in all: every count that is listed is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Ascending, each once, found by at least one method.
    functions: Vec<Function>,
    /// For each function a count of every method.
    counts: Vec<u64>,
    /// For each method how often it found functions that are not listed.
    beyond: Vec<u64>,
}

impl Joined {
    /// Joins the counts of methods.
    pub fn new(censuses: &[&Census]) -> Self {
        let mut functions =
            Vec::with_capacity(censuses.iter().map(|census| census.distinct()).max().unwrap_or(0));
        let mut counts = Vec::with_capacity(functions.capacity() * censuses.len());
        let mut beyond: Vec<u64> = censuses.iter().map(|census| census.beyond()).collect();
        let mut found = vec![0; censuses.len()];
        for (place, census) in censuses.iter().enumerate() {
            for (function, count) in census.iter() {
                if censuses[..place].iter().any(|earlier| earlier.count(function) > 0) {
                    continue;
                }
                found.fill(0);
                found[place] = count;
                for (later, other) in censuses.iter().enumerate().skip(place + 1) {
                    found[later] = other.count(function);
                }
                let hidden =
                    censuses.iter().zip(&found).any(|(census, &count)| count == 0 && census.beyond() > 0);
                if hidden {
                    beyond.iter_mut().zip(&found).for_each(|(beyond, count)| *beyond += count);
                } else {
                    functions.push(function);
                    counts.extend_from_slice(&found);
                }
            }
        }
        let order = order(functions.len(), &|left, right| functions[left].cmp(&functions[right]));
        let of = |place: usize| &counts[censuses.len() * place..censuses.len() * (place + 1)];
        Self {
            counts: order.iter().flat_map(|&place| of(place)).copied().collect(),
            functions: order.iter().map(|&place| functions[place]).collect(),
            beyond,
        }
    }

    /// How many functions are listed.
    pub fn len(&self) -> usize {
        self.functions.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.functions.is_empty()
    }

    /// The function at `place`, ascending.
    pub fn function(&self, place: usize) -> Function {
        self.functions[place]
    }

    /// How often each method found it.
    pub fn counts(&self, place: usize) -> &[u64] {
        let methods = self.beyond.len();
        &self.counts[methods * place..methods * (place + 1)]
    }

    /// How often each method found functions that are not listed.
    pub fn beyond(&self) -> &[u64] {
        &self.beyond
    }

    /// All counts of each method, those beyond the listed functions included.
    pub fn totals(&self) -> Vec<u64> {
        let mut totals = self.beyond.clone();
        for place in 0..self.len() {
            totals.iter_mut().zip(self.counts(place)).for_each(|(total, count)| *total += count);
        }
        totals
    }
}

/// The counts of two methods side by side.
pub fn paired_counts(first: &Census, second: &Census) -> PairedCounts {
    let joined = Joined::new(&[first, second]);
    let paired = |place: usize| {
        let counts = joined.counts(place);
        Paired { function: joined.function(place), first: counts[0], second: counts[1] }
    };
    PairedCounts {
        functions: (0..joined.len()).map(paired).collect(),
        first_beyond: joined.beyond[0],
        second_beyond: joined.beyond[1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ChunkCounts, MethodId};

    fn census(method: MethodId, cap: usize, counts: &[(u128, u32)]) -> Census {
        let counts: Vec<(Function, u32)> =
            counts.iter().map(|&(bits, count)| (Function::new(bits, 4), count)).collect();
        let tried = counts.iter().map(|&(_, count)| u64::from(count)).sum();
        let mut census = Census::new(method, cap);
        census.merge(&ChunkCounts { method, ..ChunkCounts::of_draws(0, 4, tried, counts) });
        census
    }

    #[test]
    fn what_a_full_census_may_hide_is_not_told_apart_in_the_other() {
        let first = census(MethodId::REJECTION, 2, &[(1, 5), (2, 6), (3, 7)]);
        let second = census(MethodId::SGD, 10, &[(1, 1), (3, 2), (4, 3)]);
        let counts = paired_counts(&first, &second);
        let listed: Vec<(u128, u64, u64)> =
            counts.functions.iter().map(|pair| (pair.function.bits(), pair.first, pair.second)).collect();
        assert_eq!(listed, [(1, 5, 1), (2, 6, 0)]);
        assert_eq!((counts.first_beyond, counts.second_beyond), (7, 5));
        assert_eq!((counts.first_total(), counts.second_total()), (18, 6));
    }

    #[test]
    fn nothing_is_lost_whatever_the_number_of_methods() {
        let mut stream = crate::compare::RandomStream::new(5);
        for methods in 1..=6 {
            let censuses: Vec<Census> = (0..methods)
                .map(|place| {
                    let mut counts: Vec<(u128, u32)> =
                        (0..16).map(|bits| (bits, (stream.uniform() * 4.0) as u32)).collect();
                    counts.retain(|&(_, count)| count > 0);
                    census(MethodId::SGD, if place == 2 { 5 } else { 100 }, &counts)
                })
                .collect();
            let all: Vec<&Census> = censuses.iter().collect();
            let joined = Joined::new(&all);
            let kept: Vec<u64> = all.iter().map(|census| census.kept()).collect();
            assert_eq!(joined.totals(), kept);
            for place in 0..joined.len() {
                let function = joined.function(place);
                let counts: Vec<u64> = all.iter().map(|census| census.count(function)).collect();
                assert_eq!(joined.counts(place), counts);
                assert!(place == 0 || joined.function(place - 1) < function);
            }
        }
    }
}
