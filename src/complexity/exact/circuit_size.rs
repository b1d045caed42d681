//! Circuit size: the fewest two-input gates that compute a function.

use super::circuit::{Circuit, Signal, Source};
use super::classes::{Classes, Symmetry, Table, full, normal, variable};
use super::formula::{Formula, Gate};
use super::formula_size::FormulaSizes;
use std::collections::BTreeSet;

/// Sets of up to this many gates are told apart up to symmetry; more would cost more time than it saves.
const CANONICAL_GATES: usize = 3;

/// The fewest two-input gates, of any kind, for every function of up to four inputs; constants, variables and
/// negated variables need none.
///
/// Iterative deepening over circuits: all sets of r - 1 gates are extended by one that reads the newest. It
/// is enough to look at normal functions (0 at input 0), because a gate can absorb the negations of its
/// inputs and of its output, and to start from sets of gates that differ by more than a symmetry of the cube.
/// A formula is a circuit too: once all circuits smaller than a function's shortest formula are excluded,
/// that formula is the answer. So the largest size, 7 for four inputs, need not be searched.
///
/// Source: Knuth, TAOCP 4A, Section 7.1.2 (the quantity C(f); his method is another one).
#[derive(Clone, Debug)]
pub(super) struct CircuitSizes {
    /// For each class the smallest circuit found: normal tables of its gates; the last one is in the class.
    chains: Vec<Vec<Table>>,
}

impl CircuitSizes {
    /// Finds the sizes of all classes, given those of formulas over the full basis.
    pub(super) fn new(inputs: usize, classes: &Classes, cube: &[Symmetry], formulas: &FormulaSizes) -> Self {
        let mut search = Search {
            inputs,
            classes,
            chains: vec![None; classes.count()],
            chain: (0..inputs).map(|place| variable(inputs, place)).collect(),
        };
        let mut starts = BTreeSet::from([Vec::new()]);
        for size in 0.. {
            for class in 0..classes.count() {
                if search.chains[class].is_none() && formulas.leaves(class) as usize <= size + 1 {
                    let formula = formulas.witness(inputs, classes, cube, classes.members(class)[0]);
                    search.chains[class] = Some(gates_of(inputs, &formula));
                }
            }
            if !search.chains.contains(&None) {
                break;
            }
            if size > 0 {
                for start in &starts {
                    search.chain.truncate(inputs);
                    search.chain.extend(start);
                    search.extend(size - start.len(), true);
                }
                if size <= CANONICAL_GATES {
                    starts = larger(inputs, cube, &starts);
                }
            }
        }
        Self { chains: search.chains.into_iter().flatten().collect() }
    }

    /// The fewest gates in a class.
    pub(super) fn gates(&self, class: usize) -> u32 {
        self.chains[class].len() as u32
    }

    /// A smallest circuit of a table.
    pub(super) fn witness(
        &self,
        inputs: usize,
        classes: &Classes,
        cube: &[Symmetry],
        table: Table,
    ) -> Circuit {
        let chain = &self.chains[classes.of(table)];
        let mut signals: Vec<(Source, Table)> = (1..=inputs)
            .map(|number| (Source::Variable(number), variable(inputs, inputs - number)))
            .collect();
        signals.push((Source::Zero, 0));
        let mut gates = Vec::new();
        if let Some((&whole, inner)) = chain.split_last() {
            let (symmetry, _) = super::carry(inputs, cube, whole, table);
            // Inside the circuit the polarity does not matter; the output takes the one asked for.
            let image = |&gate: &Table| normal(inputs, symmetry.apply(inputs, gate));
            let mut pending: Vec<Table> = inner.iter().map(image).chain([table]).collect();
            // Sets of gates come in no order, so each time the first that can be built is.
            while let Some((k, gate)) =
                pending.iter().enumerate().find_map(|(k, &wanted)| Some((k, join(inputs, &signals, wanted)?)))
            {
                gates.push(gate);
                signals.push((Source::Gate(gates.len()), pending.remove(k)));
            }
        }
        let output = signals.iter().rev().find_map(|&(source, signal)| {
            let negated = signal != table;
            (!negated || signal ^ full(inputs) == table).then_some(Signal { source, negated })
        });
        Circuit { gates, output: output.unwrap_or(Signal { source: Source::Zero, negated: false }) }
    }
}

/// The normal tables of the gates of a formula, each after what it reads.
fn gates_of(inputs: usize, formula: &Formula) -> Vec<Table> {
    let Formula::Join { left, right, .. } = formula else { return Vec::new() };
    let mut gates = gates_of(inputs, left);
    gates.extend(gates_of(inputs, right));
    let labels = (0..1 << inputs).fold(0, |table, j| table | Table::from(formula.label(inputs, j)) << j);
    gates.push(normal(inputs, labels));
    gates
}

/// A gate, and which of the signals it reads, that gives a table.
fn join(inputs: usize, signals: &[(Source, Table)], wanted: Table) -> Option<(Gate, Signal, Signal)> {
    let pairs =
        signals.iter().enumerate().flat_map(|(k, right)| signals[..k].iter().map(move |left| (left, right)));
    for (&(left, a), &(right, b)) in pairs {
        for (flip_left, flip_right) in [(false, false), (false, true), (true, false), (true, true)] {
            let a = if flip_left { a ^ full(inputs) } else { a };
            let b = if flip_right { b ^ full(inputs) } else { b };
            let gate = if a & b == wanted {
                Gate::And
            } else if a | b == wanted {
                Gate::Or
            } else if a ^ b == wanted {
                Gate::Xor
            } else {
                continue;
            };
            let signal = |source, negated| Signal { source, negated };
            return Some((gate, signal(left, flip_left), signal(right, flip_right)));
        }
    }
    None
}

/// The normal functions that one gate makes of two normal ones: constants among them if those are equal or
/// nested.
fn joins(a: Table, b: Table) -> [Table; 5] {
    [a & b, a & !b, b & !a, a | b, a ^ b]
}

/// All sets with one gate more, one of each up to the symmetries of the cube.
fn larger(inputs: usize, cube: &[Symmetry], sets: &BTreeSet<Vec<Table>>) -> BTreeSet<Vec<Table>> {
    let mut found = BTreeSet::new();
    for set in sets {
        let mut signals: Vec<Table> = (0..inputs).map(|place| variable(inputs, place)).collect();
        signals.extend(set);
        for (k, &b) in signals.iter().enumerate() {
            for gate in signals[..k].iter().flat_map(|&a| joins(a, b)) {
                if gate == 0 || signals.contains(&gate) {
                    continue;
                }
                let smallest = cube.iter().map(|symmetry| {
                    let mut image: Vec<Table> = set
                        .iter()
                        .chain([&gate])
                        .map(|&table| normal(inputs, symmetry.apply(inputs, table)))
                        .collect();
                    image.sort_unstable();
                    image
                });
                found.extend(smallest.min());
            }
        }
    }
    found
}

/// The state of the search.
struct Search<'a> {
    inputs: usize,
    classes: &'a Classes,
    chains: Vec<Option<Vec<Table>>>,
    /// The variables, then the gates placed.
    chain: Vec<Table>,
}

impl Search<'_> {
    /// Adds `gates` more gates to the chain, the last of which is an output. `any_order` says that none of the
    /// gates there is known to be the newest.
    fn extend(&mut self, gates: usize, any_order: bool) {
        let newest = self.chain.len() - 1;
        if gates == 1 {
            // What does not read the newest gate was reached with fewer.
            for k in if any_order { 1 } else { newest }..=newest {
                for i in 0..k {
                    for output in joins(self.chain[i], self.chain[k]) {
                        self.reach(output);
                    }
                }
            }
            return;
        }
        for k in 1..=newest {
            for i in 0..k {
                for gate in joins(self.chain[i], self.chain[k]) {
                    // Two gates of which neither reads the other need be placed in one order only.
                    let swapped = !any_order && k < newest && gate < self.chain[newest];
                    if gate == 0 || swapped || self.chain.contains(&gate) {
                        continue;
                    }
                    self.chain.push(gate);
                    self.extend(gates - 1, false);
                    self.chain.pop();
                }
            }
        }
    }

    /// Notes that the chain and one gate more compute a table.
    fn reach(&mut self, table: Table) {
        let known = &mut self.chains[self.classes.of(table)];
        if known.is_none() {
            *known = Some(self.chain[self.inputs..].iter().copied().chain([table]).collect());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::formula_size::Basis;
    use super::*;

    /// Marks what all circuits of up to `gates` gates compute, without any use of symmetry.
    fn mark(signals: &mut Vec<Table>, gates: usize, size: u32, found: &mut [u32]) {
        for k in 0..signals.len() {
            for i in 0..k {
                for gate in joins(signals[i], signals[k]) {
                    let least = &mut found[usize::from(gate)];
                    *least = size.min(*least);
                    let newest = signals[signals.len() - 1];
                    let swapped = size > 1 && k + 1 < signals.len() && gate < newest;
                    if gates > 1 && gate != 0 && !swapped && !signals.contains(&gate) {
                        signals.push(gate);
                        mark(signals, gates - 1, size + 1, found);
                        signals.pop();
                    }
                }
            }
        }
    }

    #[test]
    fn no_circuit_is_smaller_where_all_can_be_walked() {
        // All sizes of three inputs are at most 4; four inputs go up to 7, of which the first few are walked.
        for (inputs, gates) in [(1, 2), (2, 2), (3, 4), (4, 4)] {
            let cube = Symmetry::of_the_cube(inputs);
            let classes = Classes::new(inputs);
            let formulas = FormulaSizes::new(inputs, &classes, Basis::Full);
            let sizes = CircuitSizes::new(inputs, &classes, &cube, &formulas);
            let mut signals: Vec<Table> = (0..inputs).map(|place| variable(inputs, place)).collect();
            let beyond = gates as u32 + 1;
            let mut found = vec![beyond; 1 << (1 << inputs)];
            found[0] = 0;
            for &signal in &signals {
                found[usize::from(signal)] = 0;
            }
            mark(&mut signals, gates, 1, &mut found);
            for table in (0..=full(inputs)).filter(|table| table & 1 == 0) {
                let expected = found[usize::from(table)];
                assert_eq!(sizes.gates(classes.of(table)).min(beyond), expected, "{table:x}");
            }
        }
    }
}
