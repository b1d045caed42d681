//! Two censuses side by side.

use super::Census;
use crate::compare::{Paired, PairedCounts};
use crate::numeric::order::sorted;

/// Joins two censuses: the counts of the one are called dice, those of the other descent. Once a census is full, a function that it does not list may still be among those that
/// it counted together, so a function found only by the other is counted together there as well.
pub fn paired_counts(dice: &Census, descent: &Census) -> PairedCounts {
    let mut pairs = Vec::with_capacity(dice.distinct() + descent.distinct());
    let (mut dice_beyond, mut descent_beyond) = (dice.beyond(), descent.beyond());
    for (function, count) in dice.iter() {
        let other = descent.count(function);
        if other == 0 && descent.beyond() > 0 {
            dice_beyond += count;
        } else {
            pairs.push(Paired { function, descent: other, dice: count });
        }
    }
    for (function, count) in descent.iter().filter(|&(function, _)| dice.count(function) == 0) {
        if dice.beyond() > 0 {
            descent_beyond += count;
        } else {
            pairs.push(Paired { function, descent: count, dice: 0 });
        }
    }
    let functions = sorted(&pairs, &|left, right| left.function.cmp(&right.function));
    PairedCounts { functions, descent_beyond, dice_beyond }
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
        let dice = census(Method::Dice, 2, &[(1, 5), (2, 6), (3, 7)]);
        let descent = census(Method::Descent, 10, &[(1, 1), (3, 2), (4, 3)]);
        let counts = paired_counts(&dice, &descent);
        let listed: Vec<(u128, u64, u64)> =
            counts.functions.iter().map(|pair| (pair.function.bits(), pair.dice, pair.descent)).collect();
        assert_eq!(listed, [(1, 5, 1), (2, 6, 0)]);
        assert_eq!((counts.dice_beyond, counts.descent_beyond), (7, 5));
        assert_eq!((counts.dice_total(), counts.descent_total()), (18, 6));
    }
}
