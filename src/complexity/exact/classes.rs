//! The symmetries of the Boolean cube one by one, and the classes of functions that they make.

use crate::symmetry::{OutputSymmetry, Symmetries, orbits};
use crate::task::Function;

/// The most inputs for which whole function spaces are walked.
pub(super) const MAX_INPUTS: usize = 4;

/// A truth table of at most four inputs: bit j is the label of input j.
pub(super) type Table = u16;

/// The truth table of all ones.
pub(super) fn full(inputs: usize) -> Table {
    Table::MAX >> (16 - (1 << inputs))
}

/// The truth table of input variable `place`, counted from the least significant bit of j.
pub(super) fn variable(inputs: usize, place: usize) -> Table {
    [0xaaaa, 0xcccc, 0xf0f0, 0xff00][place] & full(inputs)
}

/// The table or its complement, whichever labels input 0 with 0.
pub(super) fn normal(inputs: usize, table: Table) -> Table {
    if table & 1 == 0 { table } else { table ^ full(inputs) }
}

/// A symmetry of the cube: input variables permuted, and some of them negated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Symmetry {
    /// Input j of the image takes the label of input `source[j]`.
    source: [u8; 1 << MAX_INPUTS],
}

impl Symmetry {
    /// The image of a table.
    pub(super) fn apply(&self, inputs: usize, table: Table) -> Table {
        (0..1 << inputs).fold(0, |image, j| image | (table >> self.source[j] & 1) << j)
    }

    /// Those among [all symmetries](Self::of_the_cube) that negate nothing.
    pub(super) fn permutations(inputs: usize, cube: &[Self]) -> impl Iterator<Item = Self> {
        cube.iter().copied().step_by(1 << inputs)
    }

    /// All n! 2^n symmetries; the first is the identity.
    pub(super) fn of_the_cube(inputs: usize) -> Vec<Self> {
        let mut permutations: Vec<Vec<usize>> = vec![vec![]];
        for place in 0..inputs {
            permutations = permutations
                .iter()
                .flat_map(|shorter| {
                    (0..=shorter.len()).map(move |at| {
                        let mut longer = shorter.clone();
                        longer.insert(at, place);
                        longer
                    })
                })
                .collect();
        }
        let mut symmetries = Vec::with_capacity(permutations.len() << inputs);
        for permutation in &permutations {
            for negated in 0..1 << inputs {
                let mut source = [0; 1 << MAX_INPUTS];
                for (j, from) in source[..1 << inputs].iter_mut().enumerate() {
                    let moved = permutation
                        .iter()
                        .enumerate()
                        .fold(0, |to, (place, &at)| to | (j >> at & 1) << place);
                    *from = (moved ^ negated) as u8;
                }
                symmetries.push(Self { source });
            }
        }
        symmetries
    }
}

/// The NPN classes: functions equal up to negating and permuting inputs and negating the label.
///
/// What is the same throughout a class (formula and circuit size) need be found only once in it.
#[derive(Clone, Debug)]
pub(super) struct Classes {
    /// The class of each table.
    of: Vec<u8>,
    /// The members of each class, rising.
    members: Vec<Vec<Table>>,
}

impl Classes {
    /// The classes of the functions of `inputs` variables, numbered by their smallest members.
    pub(super) fn new(inputs: usize) -> Self {
        let symmetries = Symmetries { inputs, negated_inputs: true, output: OutputSymmetry::All };
        let tables: Vec<Table> = (0..=full(inputs)).collect();
        let functions: Vec<Function> =
            tables.iter().map(|&table| Function::new(u128::from(table), 1 << inputs)).collect();
        let members = orbits(symmetries, &functions).into_iter();
        let members: Vec<Vec<Table>> =
            members.map(|orbit| orbit.into_iter().map(|place| tables[place]).collect()).collect();
        let mut of = vec![0; tables.len()];
        for (class, tables) in members.iter().enumerate() {
            // At most 222 classes.
            tables.iter().for_each(|&table| of[usize::from(table)] = class as u8);
        }
        Self { of, members }
    }

    /// The number of classes.
    pub(super) fn count(&self) -> usize {
        self.members.len()
    }

    /// The class of a table.
    pub(super) fn of(&self, table: Table) -> usize {
        usize::from(self.of[usize::from(table)])
    }

    /// All tables of a class, the smallest, its representative, first.
    pub(super) fn members(&self, class: usize) -> &[Table] {
        &self.members[class]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_classes_are_those_of_the_literature() {
        // Harrison, Introduction to Switching and Automata Theory (1965).
        for (inputs, count) in [(1, 2), (2, 4), (3, 14), (4, 222)] {
            let classes = Classes::new(inputs);
            assert_eq!(classes.count(), count);
            assert_eq!(
                (0..count).map(|class| classes.members(class).len()).sum::<usize>(),
                1 << (1 << inputs)
            );
        }
    }

    #[test]
    fn symmetries_are_distinct_and_permute_the_variables_and_their_negations() {
        for (inputs, count) in [(1, 2), (2, 8), (3, 48), (4, 384)] {
            let symmetries = Symmetry::of_the_cube(inputs);
            let mut images: Vec<Vec<Table>> = symmetries
                .iter()
                .map(|symmetry| {
                    (0..inputs).map(|place| symmetry.apply(inputs, variable(inputs, place))).collect()
                })
                .collect();
            for image in &images {
                let mut places: Vec<Table> = image.iter().map(|&table| normal(inputs, table)).collect();
                let mut variables: Vec<Table> = (0..inputs).map(|place| variable(inputs, place)).collect();
                places.sort_unstable();
                variables.sort_unstable();
                assert_eq!(places, variables);
            }
            images.sort_unstable();
            images.dedup();
            assert_eq!(images.len(), count);
        }
    }
}
