//! Functions that are the same up to a symmetry of the perceptron, hence of equal volume.

use super::Perceptron;
use crate::symmetry::{OutputSymmetry, Symmetries, orbits};
use crate::task::{Encoding, Function};

/// Functions that the symmetries of a perceptron carry into one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The member with the smallest truth table.
    pub representative: Function,
    /// All members, in the order of their truth tables.
    pub members: Vec<Function>,
}

/// The symmetries of the arrangement and of every prior that is even and treats the weights alike:
///
/// - permuting the inputs;
/// - inputs -1 and +1: negating an input (its weight changes sign);
/// - complementing the output (all parameters change sign); with inputs 0 and 1 and no bias the label of the
///   input 0 is always 0 and stays.
fn symmetries(perceptron: Perceptron) -> Symmetries {
    let negated_inputs = perceptron.encoding() == Encoding::PlusMinus;
    let output = if perceptron.has_bias() || negated_inputs {
        OutputSymmetry::All
    } else {
        OutputSymmetry::AllButInputZero
    };
    Symmetries { inputs: perceptron.inputs(), negated_inputs, output }
}

/// Sorts functions into classes, in the order of their representatives.
///
/// # Panics
/// If a symmetry leads to a function that is not among `functions`.
pub fn classes(perceptron: Perceptron, functions: &[Function]) -> Vec<Class> {
    let mut functions = functions.to_vec();
    functions.sort_unstable_by_key(|function| table_order(*function));
    let class = |orbit: Vec<usize>| {
        let members: Vec<Function> = orbit.into_iter().map(|place| functions[place]).collect();
        Class { representative: members[0], members }
    };
    orbits(symmetries(perceptron), &functions).into_iter().map(class).collect()
}

/// The truth table read as a binary number, its first label most significant.
fn table_order(function: Function) -> u32 {
    (function.bits() as u32).reverse_bits() >> (32 - function.len())
}

#[cfg(test)]
mod tests {
    use super::super::Arrangement;
    use super::*;
    use crate::network::{Activation, Architecture, BiasScale, Distribution, Prior, WeightScale};

    fn count(n: usize, encoding: Encoding, bias: bool) -> (usize, usize) {
        let perceptron = Perceptron::new(n, encoding, bias).unwrap();
        let functions = Arrangement::new(perceptron).functions();
        let classes = classes(perceptron, &functions);
        let mut members: Vec<Function> = classes.iter().flat_map(|class| class.members.clone()).collect();
        members.sort_by_key(|f| table_order(*f));
        assert_eq!(members, functions, "each threshold function is in one class");
        assert!(classes.iter().all(|class| class.members[0] == class.representative));
        (classes.len(), functions.len())
    }

    #[test]
    fn with_negations_they_are_the_npn_classes() {
        // Threshold functions under permutation and negation of inputs and output: 3, 6, 15 with n = 2, 3, 4
        // (Muroga 1971), degenerate ones included.
        assert_eq!([2, 3, 4].map(|n| count(n, Encoding::PlusMinus, true).0), [3, 6, 15]);
    }

    #[test]
    fn xor_and_its_complement_are_one_class() {
        let perceptron = Perceptron::new(2, Encoding::ZeroOne, true).unwrap();
        let all: Vec<Function> = (0..16).map(|bits| perceptron.function(bits)).collect();
        let classes = classes(perceptron, &all);
        let sizes: Vec<(String, usize)> =
            classes.iter().map(|c| (c.representative.to_string(), c.members.len())).collect();
        let expected = [("0000", 2), ("0001", 2), ("0010", 4), ("0011", 4), ("0110", 2), ("0111", 2)];
        assert_eq!(sizes, expected.map(|(table, size)| (table.to_owned(), size)));
    }

    #[test]
    fn without_a_bias_input_zero_keeps_its_label() {
        count(3, Encoding::ZeroOne, false);
        count(4, Encoding::ZeroOne, false);
    }

    #[test]
    fn the_symmetries_are_those_of_a_network_without_hidden_units() {
        for inputs in 2..=4 {
            for (encoding, bias) in [
                (Encoding::ZeroOne, true),
                (Encoding::ZeroOne, false),
                (Encoding::PlusMinus, true),
                (Encoding::PlusMinus, false),
            ] {
                let architecture = Architecture { inputs, hidden: Vec::new(), activation: Activation::Relu };
                let prior = Prior {
                    distribution: Distribution::Uniform,
                    sigma_w: 1.0,
                    sigma_b: if bias { 1.0 } else { 0.0 },
                    weight_scale: WeightScale::Fixed,
                    bias_scale: BiasScale::Fixed,
                };
                let perceptron = Perceptron::new(inputs, encoding, bias).unwrap();
                assert_eq!(symmetries(perceptron), Symmetries::of(&architecture, &prior, encoding));
            }
        }
    }
}
