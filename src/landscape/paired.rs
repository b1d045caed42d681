//! Two registries side by side.

use crate::compare::{Paired, PairedCounts};
use crate::sample::SparseCounts;
use crate::task::Function;

/// How often the functions of two registries were found, those of `first` as first, those of `second` as second. The
/// functions in the result only stand for those found: of most the registries know no more than that they are the
/// same, or not.
///
/// Once a registry is full, a function that it does not tell apart may still be among those that it counted
/// together, so a function found only in the other is counted together there as well.
pub fn paired_counts(first: &SparseCounts, second: &SparseCounts) -> PairedCounts {
    let mut paired = Pairing { counts: Vec::new(), beyond: [first.beyond(), second.beyond()] };
    let full = paired.beyond.map(|beyond| beyond > 0);
    let mut add = |counts: [u64; 2]| match counts {
        [count, 0] if full[1] => paired.beyond[0] += count,
        [0, count] if full[0] => paired.beyond[1] += count,
        counts => paired.counts.push(counts),
    };
    for found in first.repeated() {
        add([found.count, second.count(found.function)]);
    }
    for found in second.repeated().filter(|found| first.count(found.function) < 2) {
        add([first.count(found.function), found.count]);
    }
    let once = [first, second].map(|registry| registry.save().once);
    for &number in &once[0] {
        match (once[1].binary_search(&number), second.knows(number)) {
            (Ok(_), _) => add([1, 1]),
            (Err(_), false) => add([1, 0]),
            // Found again and again in the second, and counted there.
            (Err(_), true) => {}
        }
    }
    once[1].iter().filter(|&&number| !first.knows(number)).for_each(|_| add([0, 1]));
    let functions = paired.counts.into_iter().zip(0..).map(|([first, second], place)| Paired {
        function: Function::new(place, Function::MAX_LEN),
        second,
        first,
    });
    let [first_beyond, second_beyond] = paired.beyond;
    PairedCounts { functions: functions.collect(), second_beyond, first_beyond }
}

struct Pairing {
    counts: Vec<[u64; 2]>,
    beyond: [u64; 2],
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry(most: usize, counts: &[(u128, u32)]) -> SparseCounts {
        let mut registry = SparseCounts::new(most);
        let counts: Vec<(Function, u32)> =
            counts.iter().map(|&(bits, count)| (Function::new(bits, 128), count)).collect();
        registry.merge(&counts);
        registry
    }

    fn pairs(counts: &PairedCounts) -> Vec<(u64, u64)> {
        let mut pairs: Vec<(u64, u64)> =
            counts.functions.iter().map(|found| (found.first, found.second)).collect();
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn every_function_is_paired_with_itself() {
        let first = registry(100, &[(1, 5), (2, 1), (3, 1), (4, 1), (5, 2), (6, 3)]);
        let second = registry(100, &[(1, 7), (2, 1), (4, 4), (5, 1), (7, 1), (8, 2)]);
        let counts = paired_counts(&first, &second);
        assert_eq!(pairs(&counts), [(0, 1), (0, 2), (1, 0), (1, 1), (1, 4), (2, 1), (3, 0), (5, 7)]);
        assert_eq!((counts.first_total(), counts.second_total()), (13, 16));
    }

    #[test]
    fn what_a_full_registry_may_hide_is_not_told_apart_in_the_other() {
        let first = registry(2, &[(1, 5), (2, 6), (3, 7)]);
        let second = registry(100, &[(1, 1), (3, 2), (4, 1)]);
        let counts = paired_counts(&first, &second);
        assert_eq!(pairs(&counts), [(5, 1), (6, 0)]);
        assert_eq!((counts.first_beyond, counts.second_beyond), (7, 3));
    }
}
