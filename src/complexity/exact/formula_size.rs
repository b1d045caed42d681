//! Formula size: how many literals the shortest formula of a function has.

use super::classes::{Classes, Symmetry, Table, full, variable};
use super::formula::{Formula, Gate};

/// What a formula may be made of. Negation is free in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// AND and OR.
    DeMorgan,
    /// All binary gates, which with free negation means AND, OR and XOR.
    Full,
}

/// How a class is first reached: `whole`, a member of it, is `left` joined with `right`, by XOR or by AND.
/// (With free negation OR is an AND of another member.)
#[derive(Clone, Copy, Debug)]
struct Split {
    whole: Table,
    xor: bool,
    left: Table,
    right: Table,
}

/// The fewest leaves of any formula, for every function of up to four inputs; constants have none.
///
/// The functions of k leaves are all joins of a function of i leaves with one of k - i. Negating and permuting
/// inputs or negating the output changes no formula's size, so of every class one left-hand side is enough.
///
/// Source: Knuth, TAOCP 4A, Section 7.1.2 (Algorithm L).
#[derive(Clone, Debug)]
pub(super) struct FormulaSizes {
    leaves: Vec<u8>,
    splits: Vec<Option<Split>>,
}

impl FormulaSizes {
    /// Finds the sizes of all classes.
    pub(super) fn new(inputs: usize, classes: &Classes, basis: Basis) -> Self {
        const UNKNOWN: u8 = u8::MAX;
        let mut leaves = vec![UNKNOWN; classes.count()];
        let mut splits: Vec<Option<Split>> = vec![None; classes.count()];
        leaves[classes.of(0)] = 0;
        leaves[classes.of(variable(inputs, 0))] = 1;
        // The tables, and the representatives of the classes, of each size.
        let mut tables: Vec<Vec<Table>> =
            vec![Vec::new(), classes.members(classes.of(variable(inputs, 0))).to_vec()];
        let mut heads: Vec<Vec<Table>> = vec![Vec::new(), vec![variable(inputs, 0)]];
        while leaves.contains(&UNKNOWN) {
            let size = tables.len();
            let mut found = Vec::new();
            for small in 1..=size / 2 {
                for &head in &heads[small] {
                    for &right in &tables[size - small] {
                        let mut reach = |xor: bool, left: Table| {
                            let whole = if xor { left ^ right } else { left & right };
                            let class = classes.of(whole);
                            if leaves[class] == UNKNOWN {
                                leaves[class] = size as u8;
                                splits[class] = Some(Split { whole, xor, left, right });
                                found.push(class);
                            }
                        };
                        reach(false, head);
                        reach(false, head ^ full(inputs));
                        if basis == Basis::Full {
                            reach(true, head);
                        }
                    }
                }
            }
            tables.push(found.iter().flat_map(|&class| classes.members(class)).copied().collect());
            heads.push(found.iter().map(|&class| classes.members(class)[0]).collect());
        }
        Self { leaves, splits }
    }

    /// The fewest leaves in a class.
    pub(super) fn leaves(&self, class: usize) -> u32 {
        u32::from(self.leaves[class])
    }

    /// A shortest formula of a table.
    pub(super) fn witness(
        &self,
        inputs: usize,
        classes: &Classes,
        cube: &[Symmetry],
        table: Table,
    ) -> Formula {
        if let Some(split) = self.splits[classes.of(table)] {
            let (symmetry, complement) = super::carry(inputs, cube, split.whole, table);
            let (mut left, mut right) =
                (symmetry.apply(inputs, split.left), symmetry.apply(inputs, split.right));
            let gate = match (split.xor, complement) {
                (true, _) => Gate::Xor,
                (false, false) => Gate::And,
                (false, true) => Gate::Or,
            };
            if complement {
                right ^= full(inputs);
            }
            // Of an AND both parts change with the whole; of an XOR one does, and two negations cancel.
            if if split.xor { left & 1 == 1 } else { complement } {
                left ^= full(inputs);
                if split.xor {
                    right ^= full(inputs);
                }
            }
            let part = |table| self.witness(inputs, classes, cube, table);
            return Formula::join(gate, part(left), part(right));
        }
        (0..inputs)
            .find_map(|place| {
                let negated = table != variable(inputs, place);
                (!negated || table == variable(inputs, place) ^ full(inputs))
                    .then_some(Formula::Literal { variable: inputs - place, negated })
            })
            .unwrap_or(Formula::Constant(table != 0))
    }
}

#[cfg(test)]
mod tests {
    use super::super::classes::Classes;
    use super::*;

    /// If no join of two functions is larger than the sum of their sizes, then, by induction over formulas, no
    /// formula is smaller than the size given.
    #[test]
    fn no_formula_is_smaller() {
        for inputs in 1..=4 {
            let classes = Classes::new(inputs);
            for basis in [Basis::DeMorgan, Basis::Full] {
                let sizes = FormulaSizes::new(inputs, &classes, basis);
                let leaves = |table: Table| sizes.leaves(classes.of(table));
                for left in (0..classes.count()).map(|class| classes.members(class)[0]) {
                    for right in 0..=full(inputs) {
                        let sum = leaves(left) + leaves(right);
                        assert!(leaves(left & right) <= sum, "{left:x} & {right:x}");
                        assert!(leaves(left | right) <= sum, "{left:x} | {right:x}");
                        assert!(
                            basis == Basis::DeMorgan || leaves(left ^ right) <= sum,
                            "{left:x} ^ {right:x}"
                        );
                    }
                }
            }
        }
    }
}
