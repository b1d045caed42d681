//! Sets of functions sorted into classes.

use super::group::Symmetries;
use super::table::Table;
use crate::task::Function;

/// Stands for a function that is not in the set.
const ABSENT: usize = usize::MAX;

/// Stands for a function of which the class is known.
const KNOWN: usize = usize::MAX - 1;

/// Sorts functions of at most four inputs into classes, each the places of its members among `functions`, rising; classes in the
/// order of their first members.
///
/// Follows generators of the group from member to member: where all functions are asked for, that takes less than finding the
/// [representative](super::Canonical) of each.
///
/// # Panics
/// If a function has not 2^n labels, n being the symmetries' number of inputs, or a symmetry leads to a function that is
/// not among `functions`.
pub(crate) fn orbits(symmetries: Symmetries, functions: &[Function]) -> Vec<Vec<usize>> {
    let rows = 1_usize << symmetries.inputs;
    let mut places = vec![ABSENT; 1 << rows];
    for (place, function) in functions.iter().enumerate() {
        assert_eq!(function.len(), rows, "the symmetries are those of functions of n inputs");
        places[function.bits() as usize] = place;
    }
    let mut orbits = Vec::new();
    for (first, function) in functions.iter().enumerate() {
        if std::mem::replace(&mut places[function.bits() as usize], KNOWN) == KNOWN {
            continue;
        }
        let mut orbit = vec![first];
        let mut done = 0;
        while let Some(&member) = orbit.get(done) {
            done += 1;
            for image in symmetries.generated(Table::of(functions[member])) {
                match std::mem::replace(&mut places[image.bits() as usize], KNOWN) {
                    KNOWN => {}
                    ABSENT => panic!("a symmetry leads out of the set of functions"),
                    place => orbit.push(place),
                }
            }
        }
        orbit.sort_unstable();
        orbits.push(orbit);
    }
    orbits
}

#[cfg(test)]
mod tests {
    use super::super::{Canonical, OutputSymmetry};
    use super::*;
    use crate::random::{Domain, Stream};
    use std::collections::BTreeMap;

    #[test]
    fn functions_are_together_that_have_one_representative() {
        let mut stream = Stream::new(7, Domain::Draws, 0);
        let outputs = [OutputSymmetry::None, OutputSymmetry::All, OutputSymmetry::AllButInputZero];
        for inputs in 1..=4 {
            for (negated_inputs, output) in
                outputs.iter().flat_map(|&output| [(false, output), (true, output)])
            {
                if negated_inputs && output == OutputSymmetry::AllButInputZero {
                    continue;
                }
                let symmetries = Symmetries { inputs, negated_inputs, output };
                let mut functions: Vec<Function> =
                    (0..1_u128 << (1 << inputs)).map(|bits| Function::new(bits, 1 << inputs)).collect();
                stream.shuffle(&mut functions);
                let mut canonical = Canonical::new(symmetries);
                let mut expected: BTreeMap<Function, Vec<usize>> = BTreeMap::new();
                for (place, &function) in functions.iter().enumerate() {
                    expected.entry(canonical.class(function).representative).or_default().push(place);
                }
                let mut expected: Vec<Vec<usize>> = expected.into_values().collect();
                expected.sort_by_key(|orbit| orbit[0]);
                assert_eq!(orbits(symmetries, &functions), expected, "{symmetries:?}");
            }
        }
    }

    #[test]
    #[should_panic(expected = "leads out of the set")]
    fn a_set_must_have_all_members_of_its_classes() {
        let symmetries = Symmetries { inputs: 2, negated_inputs: false, output: OutputSymmetry::None };
        orbits(symmetries, &[Function::new(0b1010, 4)]);
    }
}
