//! Functions in the order of their frequency.

use super::registry::Registry;
use crate::Function;
use std::ops::Range;

/// Up to this rank, thinning leaves nothing out.
const ALL_UP_TO: usize = 20;
/// Ranks per factor of ten beyond.
const PER_DECADE: f64 = 20.0;
/// A function expected so often before memory was full is missing with probability e^-10.
const EXPECTED: f64 = 10.0;

/// A function and how often it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The function.
    pub function: Function,
    /// How often it was found.
    pub count: u64,
}

/// The ranks, counted from 1, of all functions that were found equally often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The first.
    pub from: usize,
    /// The last.
    pub to: usize,
}

/// The functions found at least twice, the most frequent first; equally frequent ones ascending by bits. After
/// them come those found once, of which only the number is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    ranked: Vec<Counted>,
    once: usize,
    draws: u64,
    complete: u64,
    design_effect: f64,
}

impl Ranking {
    /// Ranks what `registry` has counted.
    pub fn new(registry: &Registry) -> Self {
        let repeated = registry.repeated();
        Self::of(repeated, registry.once(), registry.draws(), registry.complete())
    }

    /// Ranks functions found at least twice, of `draws` draws in all, with `once` further functions found once.
    /// `complete` is the number of draws before the first of which the function was not told apart from others:
    /// `draws` if there was none.
    pub(super) fn of(
        repeated: impl Iterator<Item = (Function, u64)>,
        once: usize,
        draws: u64,
        complete: u64,
    ) -> Self {
        let mut ranked: Vec<Counted> =
            repeated.map(|(function, count)| Counted { function, count }).collect();
        ranked.sort_unstable_by_key(|found| (std::cmp::Reverse(found.count), found.function));
        Self { ranked, once, draws, complete, design_effect: 1.0 }
    }

    /// The same of draws that are not independent: so many, at least 1, are worth one.
    pub fn with_design_effect(self, design_effect: f64) -> Self {
        Self { design_effect, ..self }
    }

    /// How many draws are worth an independent one.
    pub fn design_effect(&self) -> f64 {
        self.design_effect
    }

    /// How often a function must be found to have been found `count` times by independent draws.
    pub fn worth(&self, count: u64) -> u64 {
        libm::ceil(count as f64 * self.design_effect) as u64
    }

    /// All draws.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// How many functions were told apart: the last rank.
    pub fn len(&self) -> usize {
        self.ranked.len() + self.once
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The functions found at least twice, most frequent first: their ranks are their places, from 1.
    pub fn functions(&self) -> &[Counted] {
        &self.ranked
    }

    /// How many functions were found at least `count` times.
    pub fn found(&self, count: u64) -> usize {
        match count {
            0 | 1 => self.len(),
            _ => self.ranked.partition_point(|found| found.count >= count),
        }
    }

    /// How many functions were found once.
    pub fn once(&self) -> usize {
        self.once
    }

    /// The functions found as often as the one of `rank`, counted from 1.
    pub fn tie(&self, rank: usize) -> Tie {
        let count = self.ranked.get(rank - 1).map_or(1, |found| found.count);
        Tie { from: self.found(count + 1) + 1, to: self.found(count) }
    }

    /// The least count at which hardly any function can be missing: 1 unless memory was full; then so much that
    /// a function would have been found ten times on average before that.
    pub fn reliable_count(&self) -> u64 {
        if self.complete >= self.draws {
            return 1;
        }
        libm::ceil(EXPECTED * self.design_effect * self.draws as f64 / self.complete.max(1) as f64) as u64
    }

    /// The last rank at which hardly any function can be missing, if memory was full.
    pub fn reliable_to(&self) -> Option<usize> {
        (self.complete < self.draws).then(|| self.found(self.reliable_count()))
    }

    /// Ranks to draw, ascending: the first ones all, then evenly spaced in their logarithm, the last, and where
    /// the functions found once begin.
    pub fn thinned(&self) -> Vec<usize> {
        let last = self.len();
        let mut ranks: Vec<usize> = (1..=last.min(ALL_UP_TO)).collect();
        let mut step = libm::ceil(PER_DECADE * libm::log10(ALL_UP_TO as f64));
        while let rank = libm::round(libm::pow(10.0, step / PER_DECADE)) as usize
            && rank < last
        {
            ranks.push(rank);
            step += 1.0;
        }
        ranks.push(last);
        if self.once() > 0 {
            ranks.push(self.found(2) + 1);
        }
        ranks.retain(|&rank| rank > 0);
        ranks.sort_unstable();
        ranks.dedup();
        ranks
    }

    /// At most `most` of the first `among` functions found at least twice, evenly spaced in rank, the most frequent always among them.
    pub fn spread(&self, among: usize, most: usize) -> impl Iterator<Item = Counted> + '_ {
        let among = among.min(self.ranked.len());
        let taken = among.min(most);
        let place = move |k: usize| (k as u64 * among as u64 / taken.max(1) as u64) as usize;
        Range { start: 0, end: taken }.map(move |k| self.ranked[place(k)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(counts: &[u64]) -> Ranking {
        let functions = counts.iter().enumerate().filter(|(_, count)| **count > 1);
        let functions = functions.map(|(k, &count)| (Function::new(k as u128, 16), count));
        let draws = counts.iter().sum();
        Ranking::of(functions, counts.iter().filter(|&&count| count == 1).count(), draws, draws)
    }

    #[test]
    fn ties_share_their_ranks() {
        let ranking = ranking(&[1, 5, 2, 1, 2, 9]);
        let order: Vec<u128> = ranking.functions().iter().map(|found| found.function.bits()).collect();
        assert_eq!(order, [5, 1, 2, 4]);
        assert_eq!((ranking.len(), ranking.tie(6)), (6, Tie { from: 5, to: 6 }));
        assert_eq!((ranking.tie(1), ranking.tie(4)), (Tie { from: 1, to: 1 }, Tie { from: 3, to: 4 }));
        assert_eq!((ranking.once(), ranking.found(2), ranking.reliable_to()), (2, 4, None));
    }

    #[test]
    fn thinning_keeps_both_ends_of_everything() {
        let mut counts = vec![1; 60_000];
        counts.extend((1..=5000).map(|rank| 2 + 100_000 / rank));
        let ranking = ranking(&counts);
        let ranks = ranking.thinned();
        assert_eq!(ranks[..20], (1..=20).collect::<Vec<_>>());
        assert!(ranks.contains(&5001) && ranks.last() == Some(&65_000));
        assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]) && ranks.len() < 110, "{}", ranks.len());
        assert!(Ranking::of(std::iter::empty(), 0, 0, 0).thinned().is_empty());
    }

    #[test]
    fn a_full_memory_limits_what_the_ranks_mean() {
        let counts = (0..99_u64).map(|k| (Function::new(u128::from(k), 16), 100 - k));
        let ranking = Ranking::of(counts, 0, 10_000, 2_000);
        assert_eq!((ranking.reliable_count(), ranking.reliable_to()), (50, Some(51)));
    }

    #[test]
    fn spread_takes_evenly_from_the_top() {
        let ranking = ranking(&(1..=1000).map(|count| count + 1).collect::<Vec<_>>());
        let taken: Vec<u64> = ranking.spread(100, 4).map(|found| found.count).collect();
        assert_eq!(taken, [1001, 976, 951, 926]);
        assert_eq!(ranking.spread(3, 50).count(), 3);
        assert_eq!(ranking.spread(0, 50).count(), 0);
    }
}
