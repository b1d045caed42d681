//! How often each of very many functions was found, in bounded memory.

mod saved;

pub use saved::{SavedSparseCounts, SparseCountsError};

use crate::task::Function;
use std::collections::BTreeMap;

/// Counts functions of which most are found only once.
///
/// A function found for the first time leaves only a fingerprint of 64 bits; from its second time on it has an
/// entry of its own. So a million functions found once take some 12 MB instead of 60. Two functions with one
/// fingerprint would be taken for one; that happens with probability 2^-64 times the number of functions told
/// apart, for each draw: in one of many thousands of runs of a billion draws.
///
/// At most `most` functions are told apart. Once so many have been found, draws of further ones are counted
/// together: memory stays bounded at any length of run, and the counts of those told apart stay exact.
///
/// It counts classes of functions as well, by their representatives, each with its number of members.
#[derive(Clone, Debug, PartialEq)]
pub struct SparseCounts {
    most: usize,
    seen: Fingerprints,
    repeated: BTreeMap<Function, Found>,
    /// Of those found once: how many have so many members.
    once: BTreeMap<u32, u64>,
    draws: u64,
    squares: u128,
    beyond: u64,
    complete: Option<u64>,
}

/// A function, or a class of functions by its representative, and how often it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The function, or the representative of the class.
    pub function: Function,
    /// How often it, or any member of the class, was found.
    pub count: u64,
    /// The number of members: 1 for a function.
    pub size: u32,
}

impl Counted {
    /// How often each member was found, on average.
    pub fn per_member(&self) -> f64 {
        self.count as f64 / f64::from(self.size)
    }
}

/// How often something was found, and how many members it has: 12 bytes instead of 16, a million times.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(Rust, packed(4))]
struct Found {
    count: u64,
    size: u32,
}

impl SparseCounts {
    /// An empty registry that tells at most `most` functions apart.
    pub fn new(most: usize) -> Self {
        Self {
            most,
            seen: Fingerprints::default(),
            repeated: BTreeMap::new(),
            once: BTreeMap::new(),
            draws: 0,
            squares: 0,
            beyond: 0,
            complete: None,
        }
    }

    /// Adds the counts of one chunk. Which functions lie beyond depends on the order of the chunks.
    pub fn merge(&mut self, counts: &[(Function, u32)]) {
        self.add(counts.iter().map(|&(function, count)| (function, count, 1)));
    }

    /// Adds the counts of one chunk by classes: their representatives, and in the same order how many members they
    /// have.
    pub fn merge_classes(&mut self, counts: &[(Function, u32)], sizes: &[u32]) {
        self.add(counts.iter().zip(sizes).map(|(&(function, count), &size)| (function, count, size)));
    }

    fn add(&mut self, counts: impl Iterator<Item = (Function, u32, u32)>) {
        let before = self.draws;
        for (function, count, size) in counts {
            let count = u64::from(count);
            self.draws += count;
            let fingerprint = fingerprint(function);
            if self.seen.contains(fingerprint) {
                let once = &mut self.once;
                let found = self.repeated.entry(function).or_insert_with(|| {
                    if let Some(number) = once.get_mut(&size) {
                        *number -= 1;
                        if *number == 0 {
                            once.remove(&size);
                        }
                    }
                    Found { count: 1, size }
                });
                self.squares += u128::from(count) * u128::from(2 * found.count + count);
                found.count += count;
            } else if self.seen.len == self.most {
                self.beyond += count;
                self.complete.get_or_insert(before);
            } else {
                self.seen.insert(fingerprint);
                self.squares += u128::from(count) * u128::from(count);
                if count > 1 {
                    self.repeated.insert(function, Found { count, size });
                } else {
                    *self.once.entry(size).or_insert(0) += 1;
                }
            }
        }
    }

    /// All draws.
    pub fn draws(&self) -> u64 {
        self.draws
    }

    /// The sum of the squared counts of the functions told apart.
    pub fn squares(&self) -> u128 {
        self.squares
    }

    /// How many functions are told apart.
    pub fn distinct(&self) -> usize {
        self.seen.len
    }

    /// How many of them were found once.
    pub fn once(&self) -> usize {
        self.seen.len - self.repeated.len()
    }

    /// How many of them have so many members, ascending by these.
    pub fn once_by_size(&self) -> impl Iterator<Item = (u32, u64)> + '_ {
        self.once.iter().map(|(&size, &number)| (size, number))
    }

    /// The functions found at least twice with their counts, ascending by bits.
    pub fn repeated(&self) -> impl Iterator<Item = Counted> + '_ {
        self.repeated.iter().map(|(&function, &Found { count, size })| Counted { function, count, size })
    }

    /// How often `function` was found, as far as it is told apart.
    pub fn count(&self, function: Function) -> u64 {
        let once = || u64::from(self.seen.contains(fingerprint(function)));
        self.repeated.get(&function).map_or_else(once, |found| found.count)
    }

    /// Whether a function of this fingerprint is told apart.
    pub(crate) fn knows(&self, fingerprint: u64) -> bool {
        self.seen.contains(fingerprint)
    }

    /// Draws of functions that are not told apart.
    pub fn beyond(&self) -> u64 {
        self.beyond
    }

    /// How many draws had been made before the first chunk of which something lay beyond; all if nothing does.
    pub fn complete(&self) -> u64 {
        self.complete.unwrap_or(self.draws)
    }

    /// A short hash (64-bit FNV-1a, over the fingerprints' sum) of everything counted.
    pub fn fingerprint(&self, start: u64) -> u64 {
        let totals = [self.draws, self.seen.len as u64, self.seen.sum, self.beyond, self.complete()];
        let counts = self.repeated().flat_map(|Counted { function, count, .. }| {
            [function.bits() as u64, (function.bits() >> 64) as u64, function.len() as u64, count]
        });
        totals
            .into_iter()
            .chain(counts)
            .flat_map(u64::to_le_bytes)
            .fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    }
}

/// 64 bits of a function, never 0: both halves mixed by SplitMix64's bijection.
fn fingerprint(function: Function) -> u64 {
    let mix = |mut z: u64| {
        z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    let bits = function.bits();
    mix(mix((bits >> 64) as u64) ^ bits as u64).max(1)
}

/// A set of 64-bit numbers other than 0: open addressing with linear probing, at most three quarters full.
#[derive(Clone, Debug, Default, PartialEq)]
struct Fingerprints {
    /// A power of two of places, or none; 0 is a free place.
    places: Vec<u64>,
    len: usize,
    sum: u64,
}

impl Fingerprints {
    /// The place of a number, or the free place where it belongs.
    fn place(&self, number: u64) -> usize {
        let mask = self.places.len() - 1;
        let mut place = (number >> 20) as usize & mask;
        while self.places[place] != 0 && self.places[place] != number {
            place = (place + 1) & mask;
        }
        place
    }

    fn contains(&self, number: u64) -> bool {
        !self.places.is_empty() && self.places[self.place(number)] == number
    }

    /// A set with room for so many.
    fn with_room(len: usize) -> Self {
        if len == 0 {
            return Self::default();
        }
        let mut size = 1 << 10;
        while 4 * len > 3 * size {
            size *= 2;
        }
        Self { places: vec![0; size], len: 0, sum: 0 }
    }

    /// Adds a number for which there is room; false if it is there, or if it takes `most` steps to say so.
    fn add(&mut self, number: u64, most: usize) -> bool {
        let mask = self.places.len() - 1;
        let start = (number >> 20) as usize & mask;
        let mut search = (0..most).map(|step| (start + step) & mask);
        let Some(place) = search.find(|&place| [0, number].contains(&self.places[place])) else {
            return false;
        };
        if self.places[place] == number {
            return false;
        }
        self.places[place] = number;
        self.len += 1;
        self.sum = self.sum.wrapping_add(number);
        true
    }

    /// Adds a number that is not there.
    fn insert(&mut self, number: u64) {
        if 4 * (self.len + 1) > 3 * self.places.len() {
            let size = (2 * self.places.len()).max(1 << 10);
            let old = std::mem::replace(&mut self.places, vec![0; size]);
            for number in old.into_iter().filter(|&number| number != 0) {
                let place = self.place(number);
                self.places[place] = number;
            }
        }
        let place = self.place(number);
        self.places[place] = number;
        self.len += 1;
        self.sum = self.sum.wrapping_add(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chunks of functions that repeat now and then.
    fn chunks() -> Vec<Vec<(Function, u32)>> {
        let mut bits = 1_u128;
        (0..200)
            .map(|chunk| {
                let mut counts = BTreeMap::new();
                for step in 0..500_u128 {
                    bits = bits
                        .wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
                        .wrapping_add(chunk * step + 1);
                    let function = (bits >> 100) * (bits >> 110 & 7) % 60_000;
                    *counts.entry(Function::new(function << (function as u32 % 60), 128)).or_insert(0) += 1;
                }
                counts.into_iter().collect()
            })
            .collect()
    }

    #[test]
    fn counts_like_a_map() {
        let mut registry = SparseCounts::new(1 << 20);
        let mut map = BTreeMap::new();
        for chunk in chunks() {
            registry.merge(&chunk);
            for (function, count) in chunk {
                *map.entry(function).or_insert(0) += u64::from(count);
            }
        }
        assert_eq!((registry.distinct(), registry.beyond(), registry.complete()), (map.len(), 0, 100_000));
        assert_eq!(registry.once(), map.values().filter(|&&count| count == 1).count());
        let repeated = map.iter().filter(|(_, count)| **count > 1);
        let repeated = repeated.map(|(&function, &count)| Counted { function, count, size: 1 });
        assert_eq!(registry.repeated().collect::<Vec<_>>(), repeated.collect::<Vec<_>>());
        assert!(map.iter().all(|(&function, &count)| registry.count(function) == count));
        assert_eq!(registry.squares(), map.values().map(|&count| u128::from(count * count)).sum());
        assert_eq!(registry.count(Function::new(u128::MAX, 128)), 0);
    }

    #[test]
    fn classes_found_once_are_counted_by_their_size() {
        let function = |bits| Function::new(bits, 128);
        let mut registry = SparseCounts::new(100);
        registry.merge_classes(
            &[(function(1), 1), (function(2), 1), (function(3), 1), (function(4), 2)],
            &[7, 21, 7, 1],
        );
        assert_eq!(registry.once_by_size().collect::<Vec<_>>(), [(7, 2), (21, 1)]);
        registry.merge_classes(&[(function(2), 3), (function(3), 1)], &[21, 7]);
        assert_eq!(registry.once_by_size().collect::<Vec<_>>(), [(7, 1)]);
        let found = [(2, 4, 21), (3, 2, 7), (4, 2, 1)];
        let found = found.map(|(bits, count, size)| Counted { function: function(bits), count, size });
        assert_eq!(registry.repeated().collect::<Vec<_>>(), found);
        assert_eq!((registry.once(), registry.squares()), (1, 1 + 16 + 4 + 4));
    }

    #[test]
    fn a_full_registry_counts_the_rest_together_and_those_told_apart_exactly() {
        let (mut bounded, mut whole) = (SparseCounts::new(1000), SparseCounts::new(1 << 20));
        for chunk in chunks() {
            bounded.merge(&chunk);
            whole.merge(&chunk);
        }
        assert_eq!((bounded.distinct(), bounded.draws()), (1000, whole.draws()));
        assert!(bounded.repeated().all(|found| whole.count(found.function) == found.count));
        let told_apart = bounded.repeated().map(|found| found.count).sum::<u64>() + bounded.once() as u64;
        assert_eq!(told_apart + bounded.beyond(), bounded.draws());
        assert!(bounded.complete() >= 500 && bounded.complete() < 2500, "{}", bounded.complete());
        assert!(bounded.seen.places.len() <= 2048);
        assert_ne!(bounded.fingerprint(0), whole.fingerprint(0));
    }
}
