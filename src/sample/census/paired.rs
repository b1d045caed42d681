//! Two censuses side by side.

use super::Census;
use crate::compare::{Paired, PairedCounts};
use crate::numeric::order::sorted;

/// Joins the counts of two methods. Once a census is full, a function that it does not list may still be among those that
/// it counted together, so a function found only by the other is counted together there as well.
pub fn paired_counts(first: &Census, second: &Census) -> PairedCounts {
    let mut pairs = Vec::with_capacity(first.distinct() + second.distinct());
    let (mut first_beyond, mut second_beyond) = (first.beyond(), second.beyond());
    for (function, count) in first.iter() {
        let other = second.count(function);
        if other == 0 && second.beyond() > 0 {
            first_beyond += count;
        } else {
            pairs.push(Paired { function, second: other, first: count });
        }
    }
    for (function, count) in second.iter().filter(|&(function, _)| first.count(function) == 0) {
        if first.beyond() > 0 {
            second_beyond += count;
        } else {
            pairs.push(Paired { function, second: count, first: 0 });
        }
    }
    let functions = sorted(&pairs, &|left, right| left.function.cmp(&right.function));
    PairedCounts { functions, second_beyond, first_beyond }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ChunkCounts, Method};
    use crate::task::Function;

    fn census(method: Method, cap: usize, counts: &[(u128, u32)]) -> Census {
        let counts: Vec<(Function, u32)> =
            counts.iter().map(|&(bits, count)| (Function::new(bits, 4), count)).collect();
        let tried = counts.iter().map(|&(_, count)| u64::from(count)).sum();
        let mut census = Census::new(method, cap);
        census.merge(&ChunkCounts {
            method,
            chunk: 0,
            inputs: 4,
            tried,
            unfit: 0,
            lost: 0,
            diverged: 0,
            epochs: 0,
            fitted_at_start: 0,
            counts,
            classes: None,
            clusters: None,
        });
        census
    }

    #[test]
    fn what_a_full_census_may_hide_is_not_told_apart_in_the_other() {
        let first = census(Method::Dice, 2, &[(1, 5), (2, 6), (3, 7)]);
        let second = census(Method::Descent, 10, &[(1, 1), (3, 2), (4, 3)]);
        let counts = paired_counts(&first, &second);
        let listed: Vec<(u128, u64, u64)> =
            counts.functions.iter().map(|pair| (pair.function.bits(), pair.first, pair.second)).collect();
        assert_eq!(listed, [(1, 5, 1), (2, 6, 0)]);
        assert_eq!((counts.first_beyond, counts.second_beyond), (7, 5));
        assert_eq!((counts.first_total(), counts.second_total()), (18, 6));
    }
}
