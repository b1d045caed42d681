//! What all methods of a comparison have found, the most frequent functions first.

use super::ledger::Ledger;
use super::members::Member;
use crate::compare::{Paired, PairedCounts};
use crate::numeric::order::order;
use crate::sample::{Census, Joined, paired_counts};
use crate::task::{Function, Task};
use std::cmp::Ordering;

/// The functions found by any method, with the counts of all, in the order in which they are listed.
pub(super) struct Found<'a> {
    pub(super) task: &'a Task,
    pub(super) methods: Vec<(&'a Member, &'a Census)>,
    /// All counts of each method.
    pub(super) totals: Vec<u64>,
    joined: Joined,
    /// Places of `joined`, by the sum of all shares, the most frequent first.
    order: Vec<usize>,
}

impl<'a> Found<'a> {
    pub(super) fn new(ledger: &'a Ledger) -> Self {
        let methods: Vec<(&Member, &Census)> = ledger.methods().collect();
        let censuses: Vec<&Census> = methods.iter().map(|&(_, census)| census).collect();
        let joined = Joined::new(&censuses);
        let totals = joined.totals();
        let order = order(joined.len(), &|left, right| {
            by_share(joined.counts(left), joined.counts(right), &totals)
                .then(joined.function(left).cmp(&joined.function(right)))
        });
        Self { task: &ledger.comparison().problem.task, methods, totals, joined, order }
    }

    /// The number of functions told apart.
    pub(super) fn distinct(&self) -> usize {
        self.order.len()
    }

    /// The function at place `index` of the list, with the counts of all methods.
    pub(super) fn ranked(&self, index: usize) -> (Function, &[u64]) {
        let place = self.order[index];
        (self.joined.function(place), self.joined.counts(place))
    }

    /// The counts of two methods, given by their places, and the functions among them in the order of the list.
    pub(super) fn pair(&self, [first, second]: [usize; 2]) -> Pair {
        if self.methods.len() > 2 {
            let counts = paired_counts(self.methods[first].1, self.methods[second].1);
            let totals = [counts.first_total(), counts.second_total()];
            let order = order(counts.functions.len(), &|left, right| {
                let (left, right) = (&counts.functions[left], &counts.functions[right]);
                by_share(&[left.first, left.second], &[right.first, right.second], &totals)
                    .then(left.function.cmp(&right.function))
            });
            return Pair { counts, totals, order };
        }
        let paired = |place: usize| {
            let counts = self.joined.counts(place);
            Paired { function: self.joined.function(place), first: counts[first], second: counts[second] }
        };
        let beyond = self.joined.beyond();
        let counts = PairedCounts {
            functions: (0..self.joined.len()).map(paired).collect(),
            first_beyond: beyond[first],
            second_beyond: beyond[second],
        };
        Pair { counts, totals: [self.totals[first], self.totals[second]], order: self.order.clone() }
    }
}

/// Two methods side by side.
pub(super) struct Pair {
    pub(super) counts: PairedCounts,
    /// All counts of the first and of the second.
    pub(super) totals: [u64; 2],
    order: Vec<usize>,
}

impl Pair {
    /// The number of functions told apart.
    pub(super) fn distinct(&self) -> usize {
        self.order.len()
    }

    /// The function at place `index` of the list.
    pub(super) fn ranked(&self, index: usize) -> Paired {
        self.counts.functions[self.order[index]]
    }
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
