//! What is worth keeping from one analysis to the next.

use super::tally::Tally;
use crate::complexity::Measure;
use crate::complexity::exact::ExactTables;
use crate::landscape::{Histogram, Reference};
use crate::symmetry::{Canonical, Symmetries};
use crate::task::Function;
use std::collections::BTreeMap;

/// Tables that take long to make, and distributions that only grow.
#[derive(Default)]
pub(super) struct Cache {
    tables: Option<ExactTables>,
    distributions: Option<Distributions>,
    classes: BTreeMap<Function, Function>,
}

/// Classes that are remembered: some 64 bytes each.
const REMEMBERED: usize = 1 << 17;

/// The distributions of one measure.
pub(super) struct Distributions {
    measure: Measure,
    /// Over networks.
    pub(super) networks: Histogram,
    /// Entries of the sample that are counted.
    counted: usize,
    /// Over random functions.
    pub(super) random: Histogram,
}

impl Cache {
    /// The tables of minimal sizes, for up to four inputs.
    pub(super) fn tables(&mut self, n: usize) -> Option<&ExactTables> {
        if self.tables.is_none() {
            self.tables = ExactTables::new(n);
        }
        self.tables.as_ref()
    }

    /// For each of `functions` the number of its class, counted from 0 in the order in which classes occur.
    pub(super) fn class_numbers(&mut self, functions: &[Function], symmetries: Symmetries) -> Vec<usize> {
        let mut canonical = Canonical::new(symmetries);
        if self.classes.len() + functions.len() > REMEMBERED {
            self.classes.clear();
        }
        let mut numbers = BTreeMap::new();
        let mut number = |&function: &Function| {
            let class =
                self.classes.entry(function).or_insert_with(|| canonical.class(function).representative);
            let next = numbers.len();
            *numbers.entry(*class).or_insert(next)
        };
        functions.iter().map(&mut number).collect()
    }

    /// The tables, and the distributions of `measure` with all that has been counted so far.
    pub(super) fn update(
        &mut self,
        measure: Measure,
        n: usize,
        tally: &Tally,
    ) -> (Option<&ExactTables>, &Distributions) {
        self.tables(n);
        let tables = self.tables.as_ref();
        let value = |function| measure.value(function, tables).unwrap_or(0.0);
        let known = self
            .distributions
            .take()
            .filter(|known| known.measure == measure && known.counted <= tally.sample.len());
        let mut distributions = known.unwrap_or_else(|| {
            let mut random = Histogram::default();
            Reference::new(n).functions().for_each(|function| random.add(value(function), 1));
            Distributions { measure, networks: Histogram::default(), counted: 0, random }
        });
        for &(function, times) in &tally.sample[distributions.counted..] {
            distributions.networks.add(value(function), u64::from(times));
        }
        distributions.counted = tally.sample.len();
        (tables, self.distributions.insert(distributions))
    }
}
