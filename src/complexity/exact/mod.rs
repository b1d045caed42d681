//! Exact minimal sizes of formulas, circuits, normal forms and words, for all functions of up to four inputs.

mod circuit;
mod circuit_size;
mod classes;
mod dnf;
mod formula;
mod formula_size;
mod word_length;

use crate::task::Function;
use circuit_size::CircuitSizes;
use classes::{Classes, MAX_INPUTS, Symmetry, Table, full};
use dnf::DnfSizes;
use formula_size::FormulaSizes;
use word_length::WordLengths;

pub use circuit::{Circuit, Signal, Source};
pub use dnf::Dnf;
pub use formula::{Formula, Gate};
pub use formula_size::Basis;

/// The minimal sizes of all functions of n inputs, n from 1 to 4, found by exhaustive search when made.
///
/// Everything is computed, nothing stored: n = 4 takes some tenths of a second, so make it once.
///
/// The methods return `None` for a function that has not 2^n labels.
#[derive(Clone, Debug)]
pub struct ExactTables {
    inputs: usize,
    cube: Vec<Symmetry>,
    classes: Classes,
    de_morgan: FormulaSizes,
    full_basis: FormulaSizes,
    circuits: CircuitSizes,
    terms: DnfSizes,
    literals: DnfSizes,
    plain_words: WordLengths,
    full_words: WordLengths,
}

impl ExactTables {
    /// The tables for functions of `inputs` variables; `None` unless there are 1 to 4.
    pub fn new(inputs: usize) -> Option<Self> {
        if !(1..=MAX_INPUTS).contains(&inputs) {
            return None;
        }
        let cube = Symmetry::of_the_cube(inputs);
        let classes = Classes::new(inputs);
        let full_basis = FormulaSizes::new(inputs, &classes, Basis::Full);
        Some(Self {
            inputs,
            de_morgan: FormulaSizes::new(inputs, &classes, Basis::DeMorgan),
            circuits: CircuitSizes::new(inputs, &classes, &cube, &full_basis),
            full_basis,
            terms: DnfSizes::terms(inputs),
            literals: DnfSizes::literals(inputs),
            plain_words: WordLengths::new(inputs, &cube, Basis::DeMorgan),
            full_words: WordLengths::new(inputs, &cube, Basis::Full),
            cube,
            classes,
        })
    }

    /// The number of inputs n.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// The fewest leaves of a formula over a basis: 0 for constants, up to 16 (De Morgan) or 8 (full) for
    /// n = 4.
    pub fn formula_leaves(&self, function: Function, basis: Basis) -> Option<u32> {
        let table = self.table(function)?;
        Some(self.formulas(basis).leaves(self.classes.of(table)))
    }

    /// A shortest formula over a basis.
    pub fn formula(&self, function: Function, basis: Basis) -> Option<Formula> {
        let table = self.table(function)?;
        Some(self.formulas(basis).witness(self.inputs, &self.classes, &self.cube, table))
    }

    /// The fewest two-input gates of a circuit: up to 7 for n = 4.
    pub fn circuit_gates(&self, function: Function) -> Option<u32> {
        let table = self.table(function)?;
        Some(self.circuits.gates(self.classes.of(table)))
    }

    /// A smallest circuit.
    pub fn circuit(&self, function: Function) -> Option<Circuit> {
        let table = self.table(function)?;
        Some(self.circuits.witness(self.inputs, &self.classes, &self.cube, table))
    }

    /// The fewest terms of a disjunctive normal form: up to 8 for n = 4.
    pub fn dnf_terms(&self, function: Function) -> Option<u32> {
        Some(self.terms.cost(self.table(function)?))
    }

    /// A disjunctive normal form of the fewest terms.
    pub fn dnf_of_fewest_terms(&self, function: Function) -> Option<Dnf> {
        Some(self.terms.witness(self.table(function)?))
    }

    /// The fewest literals of a disjunctive normal form, all terms together: up to 32 for n = 4.
    pub fn dnf_literals(&self, function: Function) -> Option<u32> {
        Some(self.literals.cost(self.table(function)?))
    }

    /// A disjunctive normal form of the fewest literals.
    pub fn dnf_of_fewest_literals(&self, function: Function) -> Option<Dnf> {
        Some(self.literals.witness(self.table(function)?))
    }

    /// The length of the shortest word in Polish notation over the variables a (the first, most significant
    /// input), b, c, d, the constants 0 and 1, ! (not), & (and), | (or) and, with the full basis, ^ (exclusive
    /// or); every symbol counts. From 1 up to 35 (De Morgan) or 17 (full) for n = 4.
    pub fn word_length(&self, function: Function, basis: Basis) -> Option<u32> {
        Some(self.words(basis).length(self.table(function)?))
    }

    /// A shortest word in Polish notation.
    pub fn word(&self, function: Function, basis: Basis) -> Option<String> {
        Some(self.words(basis).witness(self.inputs, self.table(function)?))
    }

    fn words(&self, basis: Basis) -> &WordLengths {
        match basis {
            Basis::DeMorgan => &self.plain_words,
            Basis::Full => &self.full_words,
        }
    }

    fn formulas(&self, basis: Basis) -> &FormulaSizes {
        match basis {
            Basis::DeMorgan => &self.de_morgan,
            Basis::Full => &self.full_basis,
        }
    }

    fn table(&self, function: Function) -> Option<Table> {
        (function.len() == 1 << self.inputs).then_some(function.bits() as Table)
    }
}

/// The symmetry that takes a table, or its complement (then the flag is set), to another of its class; for a
/// table of another class the identity.
fn carry(inputs: usize, cube: &[Symmetry], from: Table, to: Table) -> (Symmetry, bool) {
    cube.iter()
        .find_map(|&symmetry| {
            let image = symmetry.apply(inputs, from);
            let complement = image != to;
            (!complement || image ^ full(inputs) == to).then_some((symmetry, complement))
        })
        .unwrap_or((cube[0], false))
}
