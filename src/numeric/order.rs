//! Sorting, compiled once.
//!
//! The standard library's sorts are compiled anew for every comparison, several kilobytes each time; where sorting
//! is not what takes the time, the page's first load is worth more.

use std::cmp::Ordering;

/// The numbers `0..len` in the order of `compare`; those that it holds equal stay in their order.
pub(crate) fn order(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|&left, &right| compare(left, right));
    order
}

/// The values in the order of `compare`; those that it holds equal stay in their order.
pub(crate) fn sorted<T: Copy>(values: &[T], compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = order(values.len(), &|left, right| compare(&values[left], &values[right]));
    order.into_iter().map(|at| values[at]).collect()
}

/// Of each value, whether no equal one follows it.
pub(crate) fn last_of_equals<T: Ord>(values: &[T]) -> Vec<bool> {
    let order = order(values.len(), &|left, right| values[left].cmp(&values[right]));
    let mut last = vec![true; values.len()];
    for pair in order.windows(2) {
        last[pair[0]] = values[pair[0]] != values[pair[1]];
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_stay_in_their_order() {
        let values = [(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        assert_eq!(order(5, &|left, right| values[left].0.cmp(&values[right].0)), [3, 1, 4, 0, 2]);
        assert_eq!(
            sorted(&values, &|left, right| right.0.cmp(&left.0)),
            [(2, 'a'), (2, 'c'), (1, 'b'), (1, 'e'), (0, 'd')]
        );
        assert_eq!(last_of_equals(&values.map(|value| value.0)), [false, false, true, true, true]);
    }
}
