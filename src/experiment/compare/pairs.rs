//! Both censuses side by side, most frequent functions first.

use crate::compare::{Paired, PairedCounts};
use crate::numeric::order::order;
use crate::sample::{Census, paired_counts};
use crate::task::Task;

/// The functions found by either method, with both counts, in the order in which they are listed.
pub(super) struct Pairs<'a> {
    pub(super) task: &'a Task,
    pub(super) counts: PairedCounts,
    pub(super) dice_total: u64,
    pub(super) descent_total: u64,
    /// Indices into `counts.functions`, by the sum of both shares, the most frequent first.
    order: Vec<usize>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(task: &'a Task, dice: &Census, descent: &Census) -> Self {
        let counts = paired_counts(dice, descent);
        let (dice_total, descent_total) = (counts.first_total(), counts.second_total());
        // The sum of shares, brought to the common denominator: whole numbers order without rounding.
        let weight = |found: &Paired| {
            u128::from(found.first) * u128::from(descent_total.max(1))
                + u128::from(found.second) * u128::from(dice_total.max(1))
        };
        let order = order(counts.functions.len(), &|left, right| {
            let (left, right) = (&counts.functions[left], &counts.functions[right]);
            weight(right).cmp(&weight(left)).then(left.function.cmp(&right.function))
        });
        Self { task, counts, dice_total, descent_total, order }
    }

    /// The number of functions told apart.
    pub(super) fn distinct(&self) -> usize {
        self.order.len()
    }

    /// The function at place `index` of the list.
    pub(super) fn ranked(&self, index: usize) -> Paired {
        self.counts.functions[self.order[index]]
    }
}
