//! Word length: the exact Kolmogorov complexity in a language of Polish notation.

use super::classes::{Symmetry, Table, full, variable};
use super::formula::Gate;
use super::formula_size::Basis;

/// How a shortest word begins, and the functions of the words that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The whole word is the name of a constant or of a variable.
    Symbol,
    /// A negation sign.
    Not(Table),
    /// The sign of a gate.
    Join(Gate, Table, Table),
}

impl Step {
    /// The step at the image of the function under a map that keeps gates.
    fn moved(self, to: impl Fn(Table) -> Table) -> Self {
        match self {
            Self::Symbol => self,
            Self::Not(a) => Self::Not(to(a)),
            Self::Join(gate, a, b) => Self::Join(gate, to(a), to(b)),
        }
    }

    /// The step at the dual function; there is one for AND and OR only.
    fn dual(self, inputs: usize) -> Self {
        let step = match self {
            Self::Join(Gate::And, a, b) => Self::Join(Gate::Or, a, b),
            Self::Join(Gate::Or, a, b) => Self::Join(Gate::And, a, b),
            other => other,
        };
        step.moved(|table| dual(inputs, table))
    }
}

/// The dual of a function: all inputs and the label negated. It exchanges AND with OR and 0 with 1, and keeps
/// the variables.
fn dual(inputs: usize, table: Table) -> Table {
    (table.reverse_bits() >> (Table::BITS - (1 << inputs))) ^ full(inputs)
}

/// The length of the shortest word that denotes each function of up to four inputs.
///
/// Words are in Polish notation over the symbols 0, 1, a variable, ! (not), & (and), | (or), with the full
/// basis also ^ (exclusive or); every symbol costs 1. Unlike in formula size, negation is not free.
///
/// The words of k symbols are ! before one of k - 1, or a gate before two of k - 1 in all. Permuting inputs
/// changes no length, nor, without XOR, does taking the dual; so of functions that differ by that one
/// left-hand side is enough.
#[derive(Clone, Debug)]
pub(super) struct WordLengths {
    length: Vec<u8>,
    step: Vec<Step>,
}

const UNKNOWN: u8 = u8::MAX;

impl WordLengths {
    /// Finds all lengths.
    pub(super) fn new(inputs: usize, cube: &[Symmetry], basis: Basis) -> Self {
        let permutations: Vec<Symmetry> = Symmetry::permutations(inputs, cube).collect();
        let mut known =
            Self { length: vec![UNKNOWN; 1 << (1 << inputs)], step: vec![Step::Symbol; 1 << (1 << inputs)] };
        // The functions of each length, and one of each up to symmetry.
        let mut all: Vec<Vec<Table>> = vec![Vec::new()];
        let mut heads: Vec<Vec<Table>> = vec![Vec::new()];
        for length in 1.. {
            let mut level = Level {
                length,
                all: Vec::new(),
                heads: Vec::new(),
                inputs,
                permutations: &permutations,
                duals: basis == Basis::DeMorgan,
            };
            if length == 1 {
                for (_, table) in symbols(inputs) {
                    known.offer(&mut level, table, Step::Symbol);
                }
            }
            for &a in &heads[length - 1] {
                known.offer(&mut level, a ^ full(inputs), Step::Not(a));
            }
            for first in 1..=(length - 1) / 2 {
                for &a in &heads[first] {
                    for &b in &all[length - 1 - first] {
                        known.offer(&mut level, a & b, Step::Join(Gate::And, a, b));
                        known.offer(&mut level, a | b, Step::Join(Gate::Or, a, b));
                        if basis == Basis::Full {
                            known.offer(&mut level, a ^ b, Step::Join(Gate::Xor, a, b));
                        }
                    }
                }
            }
            all.push(level.all);
            heads.push(level.heads);
            if all.iter().map(Vec::len).sum::<usize>() == known.length.len() {
                break;
            }
        }
        known
    }

    /// Notes a function, and those that differ by a symmetry, unless a word is known already.
    fn offer(&mut self, level: &mut Level, table: Table, step: Step) {
        if self.length[usize::from(table)] != UNKNOWN {
            return;
        }
        level.heads.push(table);
        let inputs = level.inputs;
        for symmetry in level.permutations {
            let to = |table| symmetry.apply(inputs, table);
            self.note(level, to(table), step.moved(to));
            if level.duals {
                self.note(level, dual(inputs, to(table)), step.moved(to).dual(inputs));
            }
        }
    }

    fn note(&mut self, level: &mut Level, table: Table, step: Step) {
        if self.length[usize::from(table)] == UNKNOWN {
            self.length[usize::from(table)] = level.length as u8;
            self.step[usize::from(table)] = step;
            level.all.push(table);
        }
    }

    /// The length of the shortest word of a table.
    pub(super) fn length(&self, table: Table) -> u32 {
        u32::from(self.length[usize::from(table)])
    }

    /// A shortest word of a table; the variables are a (the first, most significant input), b, c, d.
    pub(super) fn witness(&self, inputs: usize, table: Table) -> String {
        let mut word = String::new();
        let mut pending = vec![table];
        while let Some(table) = pending.pop() {
            match self.step[usize::from(table)] {
                Step::Symbol => {
                    word.extend(symbols(inputs).filter(|&(_, named)| named == table).map(|(name, _)| name));
                }
                Step::Not(a) => {
                    word.push('!');
                    pending.push(a);
                }
                Step::Join(gate, a, b) => {
                    word.push(gate.sign());
                    pending.extend([b, a]);
                }
            }
        }
        word
    }
}

/// The symbols that are words by themselves, and the functions that they name.
fn symbols(inputs: usize) -> impl Iterator<Item = (char, Table)> {
    let variables = ('a'..='d').take(inputs).zip((0..inputs).rev().map(move |place| variable(inputs, place)));
    [('0', 0), ('1', full(inputs))].into_iter().chain(variables)
}

/// The functions of one length, while they are being found.
struct Level<'a> {
    length: usize,
    all: Vec<Table>,
    heads: Vec<Table>,
    inputs: usize,
    permutations: &'a [Symmetry],
    duals: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a word from its end, as a stack of functions.
    fn denoted(inputs: usize, word: &str) -> Option<Table> {
        let mut stack = Vec::new();
        for symbol in word.chars().rev() {
            let table = match symbol {
                '!' => stack.pop()? ^ full(inputs),
                '&' => stack.pop()? & stack.pop()?,
                '|' => stack.pop()? | stack.pop()?,
                '^' => stack.pop()? ^ stack.pop()?,
                name => symbols(inputs).find(|&(symbol, _)| symbol == name)?.1,
            };
            stack.push(table);
        }
        let table = stack.pop()?;
        stack.is_empty().then_some(table)
    }

    #[test]
    fn every_word_denotes_its_function_and_has_the_length_given() {
        for inputs in 1..=4 {
            let cube = Symmetry::of_the_cube(inputs);
            for basis in [Basis::DeMorgan, Basis::Full] {
                let lengths = WordLengths::new(inputs, &cube, basis);
                for table in 0..=full(inputs) {
                    let word = lengths.witness(inputs, table);
                    assert_eq!(denoted(inputs, &word), Some(table), "{word}");
                    assert_eq!(word.chars().count() as u32, lengths.length(table), "{word}");
                    assert!(basis == Basis::Full || !word.contains('^'), "{word}");
                }
            }
        }
    }

    /// If no gate makes of two functions one that is longer than both words and the sign, then, by induction
    /// over words, none is shorter than the length given. For four inputs some left-hand sides must do.
    #[test]
    fn no_word_is_shorter() {
        for (inputs, step) in [(1, 1), (2, 1), (3, 1), (4, 997)] {
            let cube = Symmetry::of_the_cube(inputs);
            for basis in [Basis::DeMorgan, Basis::Full] {
                let lengths = WordLengths::new(inputs, &cube, basis);
                let length = |table: Table| lengths.length(table);
                assert!(symbols(inputs).all(|(_, table)| length(table) == 1));
                for a in (0..=full(inputs)).step_by(step) {
                    assert!(length(a ^ full(inputs)) <= length(a) + 1, "!{a:x}");
                    for b in 0..=full(inputs) {
                        let sum = 1 + length(a) + length(b);
                        assert!(length(a & b) <= sum, "{a:x} & {b:x}");
                        assert!(length(a | b) <= sum, "{a:x} | {b:x}");
                        assert!(basis == Basis::DeMorgan || length(a ^ b) <= sum, "{a:x} ^ {b:x}");
                    }
                }
            }
        }
    }
}
