//! Functions in the order of their frequency.

use crate::sample::{Counted, SparseCounts};
#[cfg(test)]
use crate::task::Function;
use std::cmp::Ordering;
use std::ops::Range;

/// Up to this rank, thinning leaves nothing out.
const ALL_UP_TO: usize = 20;
/// Ranks per factor of ten beyond.
const PER_DECADE: f64 = 20.0;
/// A function expected so often before memory was full is missing with probability e^-10.
const EXPECTED: f64 = 10.0;

/// The ranks, counted from 1, of all functions that were found equally often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// The first.
    pub from: u64,
    /// The last.
    pub to: u64,
    /// How often each was found; on average, if their classes were counted.
    pub count: f64,
    /// How often that function was found, or one of those classes.
    pub found: u64,
}

/// The functions found at least twice, the most frequent first; equally frequent ones ascending by bits. After
/// them come those found once, of which only the number is known.
///
/// Of classes of functions, every member has a rank: a class takes as many ranks as it has members, in the order of
/// its count over its size. Classes found once then stand among the others, the largest last.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    ranked: Vec<Counted>,
    /// The first rank of each of these.
    first_ranks: Vec<u64>,
    levels: Vec<Level>,
    /// The number of classes found once.
    once: usize,
    /// The most members of a class that was found.
    largest: u32,
    draws: u64,
    complete: u64,
    design_effect: f64,
}

/// Functions found equally often.
#[derive(Clone, Debug, PartialEq)]
struct Level {
    /// Of a class among them: how often it was found, and how many members it has.
    found: (u64, u32),
    from: u64,
    to: u64,
    /// Which of the ranked classes are here; the rest was found once.
    classes: Range<usize>,
}

/// Compares (count, size) by count over size.
fn by_frequency(left: (u64, u32), right: (u64, u32)) -> Ordering {
    if left.1 == right.1 {
        return left.0.cmp(&right.0);
    }
    let product = |(count, _): (u64, u32), (_, size): (u64, u32)| u128::from(count) * u128::from(size);
    product(left, right).cmp(&product(right, left))
}

impl Ranking {
    /// Ranks what `registry` has counted.
    pub fn new(registry: &SparseCounts) -> Self {
        let once: Vec<(u32, u64)> = registry.once_by_size().collect();
        Self::of_classes(registry.repeated().collect(), &once, registry.draws(), registry.complete())
    }

    /// Ranks functions found at least twice, of `draws` draws in all, with `once` further functions found once.
    /// `complete` is the number of draws before the first of which the function was not told apart from others:
    /// `draws` if there was none.
    #[cfg(test)]
    pub(super) fn of(
        repeated: impl Iterator<Item = (Function, u64)>,
        once: usize,
        draws: u64,
        complete: u64,
    ) -> Self {
        let repeated = repeated.map(|(function, count)| Counted { function, count, size: 1 });
        let once = [(1, once as u64)].into_iter().filter(|&(_, number)| number > 0);
        Self::of_classes(repeated.collect(), &once.collect::<Vec<_>>(), draws, complete)
    }

    /// The same of classes; of those found once, `once` says how many have so many members, ascending by these.
    pub(super) fn of_classes(
        mut ranked: Vec<Counted>,
        once: &[(u32, u64)],
        draws: u64,
        complete: u64,
    ) -> Self {
        ranked.sort_unstable_by(|left, right| {
            by_frequency((right.count, right.size), (left.count, left.size))
                .then_with(|| left.function.cmp(&right.function))
        });
        let sizes = ranked.iter().map(|found| found.size).chain(once.iter().map(|&(size, _)| size));
        let largest = sizes.max().unwrap_or(1);
        let (first_ranks, levels) = levels(&ranked, once);
        Self {
            ranked,
            first_ranks,
            levels,
            once: once.iter().map(|&(_, number)| number as usize).sum(),
            largest,
            draws,
            complete,
            design_effect: 1.0,
        }
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

    /// The most members of a class that was found.
    pub fn largest(&self) -> u32 {
        self.largest
    }

    /// All draws.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// How many functions were told apart, all members of their classes: the last rank.
    pub fn len(&self) -> u64 {
        self.levels.last().map_or(0, |level| level.to)
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.levels.is_empty()
    }

    /// The functions, or classes, found at least twice, most frequent first.
    pub fn functions(&self) -> &[Counted] {
        &self.ranked
    }

    /// The first rank of `functions()[place]`, counted from 1; of functions, one more than their place.
    pub fn first_rank(&self, place: usize) -> u64 {
        self.first_ranks[place]
    }

    /// Down to which rank each function is so frequent that, with a class of the largest size found, it is found
    /// at least `count` times. Of functions: how many were found at least `count` times.
    pub fn found(&self, count: u64) -> u64 {
        if count <= 1 {
            return self.len();
        }
        let often = |level: &Level| by_frequency(level.found, (count, self.largest)).is_ge();
        match self.levels.partition_point(often) {
            0 => 0,
            levels => self.levels[levels - 1].to,
        }
    }

    /// How many functions, or classes, were found once.
    pub fn once(&self) -> usize {
        self.once
    }

    /// Of how many functions that were found once, or whose class was, the last ranks are.
    pub fn last_once(&self) -> u64 {
        let once = self.levels.iter().rev().take_while(|level| level.classes.is_empty());
        once.map(|level| level.to - level.from + 1).sum()
    }

    fn level(&self, rank: u64) -> Option<&Level> {
        self.levels.get(self.levels.partition_point(|level| level.to < rank))
    }

    /// The functions found as often as the one of `rank`, counted from 1. Past the last rank: none, with a count of 0.
    pub fn tie(&self, rank: u64) -> Tie {
        self.level(rank).map_or(Tie { from: rank, to: rank, count: 0.0, found: 0 }, |level| Tie {
            found: level.found.0,
            from: level.from,
            to: level.to,
            count: level.found.0 as f64 / f64::from(level.found.1),
        })
    }

    /// The function, or class, of a rank by its place in [`Ranking::functions`]; or else how many members the class
    /// found once has which has this rank.
    pub fn at(&self, rank: u64) -> Result<usize, u32> {
        let place = self.first_ranks.partition_point(|&first| first <= rank);
        match place.checked_sub(1) {
            Some(place) if rank < self.first_ranks[place] + u64::from(self.ranked[place].size) => Ok(place),
            _ => Err(self.level(rank).map_or(1, |level| level.found.1.div_ceil(level.found.0.max(1) as u32))),
        }
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
    pub fn reliable_to(&self) -> Option<u64> {
        (self.complete < self.draws).then(|| self.found(self.reliable_count()))
    }

    /// Ranks to draw, ascending: the first functions all, then evenly spaced in their logarithm, the last, and where
    /// the functions found once begin. Of a class, the first rank.
    pub fn thinned(&self) -> Vec<u64> {
        let last = self.len();
        let mut ranks: Vec<u64> = (1..=last.min(ALL_UP_TO as u64)).collect();
        ranks.extend(self.first_ranks.iter().take(ALL_UP_TO));
        let mut step = libm::ceil(PER_DECADE * libm::log10(ALL_UP_TO as f64));
        while let rank = libm::round(libm::pow(10.0, step / PER_DECADE)) as u64
            && rank < last
        {
            ranks.push(rank);
            step += 1.0;
        }
        ranks.push(last);
        let once = last - self.last_once();
        if once < last {
            ranks.push(once + 1);
        }
        let first = |rank: u64| match self.at(rank) {
            Ok(place) => self.first_ranks[place],
            Err(_) if rank > once => rank,
            Err(_) => self.tie(rank).from,
        };
        let mut ranks: Vec<u64> = ranks.into_iter().filter(|&rank| rank > 0).map(first).collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks
    }

    /// At most `most` of the functions, or classes, found at least twice, evenly spaced in rank, the most frequent
    /// always among them.
    pub fn spread(&self, among: usize, most: usize) -> impl Iterator<Item = Counted> + '_ {
        let among = among.min(self.ranked.len());
        let taken = among.min(most);
        let place = move |k: usize| (k as u64 * among as u64 / taken.max(1) as u64) as usize;
        Range { start: 0, end: taken }.map(move |k| self.ranked[place(k)])
    }
}

/// The first rank of every class, and the ranks that tie.
fn levels(ranked: &[Counted], once: &[(u32, u64)]) -> (Vec<u64>, Vec<Level>) {
    let mut once = once.iter().map(|&(size, number)| ((1, size), number)).peekable();
    let (mut first_ranks, mut levels) = (Vec::with_capacity(ranked.len()), Vec::new());
    let (mut place, mut rank) = (0, 0);
    loop {
        let again = ranked.get(place).map(|found| (found.count, found.size));
        let single = once.peek().map(|&(found, _)| found);
        let found = match (again, single) {
            (Some(again), Some(single)) if by_frequency(again, single).is_lt() => single,
            (Some(found), _) | (None, Some(found)) => found,
            (None, None) => return (first_ranks, levels),
        };
        let (from, first) = (rank + 1, place);
        while let Some(class) = ranked.get(place)
            && by_frequency((class.count, class.size), found).is_eq()
        {
            first_ranks.push(rank + 1);
            rank += u64::from(class.size);
            place += 1;
        }
        while let Some(((_, size), number)) = once.next_if(|&(single, _)| by_frequency(single, found).is_eq())
        {
            rank += u64::from(size) * number;
        }
        levels.push(Level { found, from, to: rank, classes: first..place });
    }
}

/// One more than the number of functions found more often than the members of a class found so often.
pub fn rank_of(registry: &SparseCounts, count: u64, size: u32) -> u64 {
    let more = |found: (u64, u32)| by_frequency(found, (count, size)).is_gt();
    let again = registry.repeated().filter(|found| more((found.count, found.size)));
    let again: u64 = again.map(|found| u64::from(found.size)).sum();
    let once = registry.once_by_size().filter(|&(size, _)| more((1, size)));
    1 + again + once.map(|(size, number)| u64::from(size) * number).sum::<u64>()
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
        assert_eq!((ranking.len(), ranking.tie(6)), (6, Tie { from: 5, to: 6, count: 1.0, found: 1 }));
        assert_eq!(ranking.tie(1), Tie { from: 1, to: 1, count: 9.0, found: 9 });
        assert_eq!(ranking.tie(4), Tie { from: 3, to: 4, count: 2.0, found: 2 });
        assert_eq!((ranking.at(4), ranking.at(5), ranking.last_once()), (Ok(3), Err(1), 2));
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
    fn every_member_of_a_class_has_a_rank() {
        let mut registry = SparseCounts::new(100);
        let classes =
            [(2, 900), (14, 700), (84, 42), (14, 7), (35, 1), (1680, 3), (5040, 2), (5040, 1), (5040, 1)];
        for (place, (size, count)) in classes.into_iter().enumerate() {
            registry.merge_classes(&[(Function::new(place as u128, 128), count)], &[size]);
        }
        let ranking = Ranking::new(&registry);
        // By count over size: 450, 50, 1/2 twice, 1/35 (found once), 1/560, 1/2520, 1/5040 (both found once).
        let sizes: Vec<u32> = ranking.functions().iter().map(|found| found.size).collect();
        assert_eq!(sizes, [2, 14, 84, 14, 1680, 5040]);
        let firsts: Vec<u64> = (0..6).map(|place| ranking.first_rank(place)).collect();
        assert_eq!(firsts, [1, 3, 17, 101, 150, 1830]);
        assert_eq!((ranking.len(), ranking.once(), ranking.last_once()), (16_949, 3, 10_080));
        assert_eq!(ranking.tie(20), Tie { from: 17, to: 114, count: 0.5, found: 42 });
        assert_eq!(ranking.tie(115), Tie { from: 115, to: 149, count: 1.0 / 35.0, found: 1 });
        assert_eq!(ranking.tie(9000), Tie { from: 6870, to: 16_949, count: 1.0 / 5040.0, found: 1 });
        assert_eq!(
            [1, 2, 16, 114, 149, 150, 6869, 6870].map(|rank| ranking.at(rank)),
            [Ok(0), Ok(0), Ok(1), Ok(3), Err(35), Ok(4), Ok(5), Err(5040)]
        );
        // A class of 5,040 is found twice down to rank 6,869, and ten times down to where P is 10 / 5,040.
        assert_eq!((ranking.found(2), ranking.found(10), ranking.found(1)), (6869, 149, 16_949));
        assert_eq!(rank_of(&registry, 3, 1680), 150);
        assert_eq!((rank_of(&registry, 1, 5040), rank_of(&registry, 0, 7)), (6870, 16_950));
        let thinned = ranking.thinned();
        assert_eq!(thinned[..6], [1, 3, 17, 101, 115, 150]);
        assert!(thinned.contains(&6870) && thinned.last() == Some(&16_949), "{thinned:?}");
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
