//! Functions that are the same up to a symmetry of the perceptron, hence of equal volume.

use std::collections::BTreeSet;

use super::Perceptron;
use crate::task::{Encoding, Function};

/// Functions that the symmetries of a perceptron carry into one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The member with the smallest truth table.
    pub representative: Function,
    /// All members, in the order of their truth tables.
    pub members: Vec<Function>,
}

/// Sorts functions into classes, in the order of their representatives. The symmetries are those of the
/// arrangement and of every prior that is even and treats the weights alike:
///
/// - permuting the inputs;
/// - inputs -1 and +1: negating an input (its weight changes sign);
/// - complementing the output (all parameters change sign); with inputs 0 and 1 and no bias the label of the
///   input 0 is always 0 and stays.
pub fn classes(perceptron: Perceptron, functions: &[Function]) -> Vec<Class> {
    let mut rest: BTreeSet<u32> = functions.iter().map(|f| table_order(*f)).collect();
    let from_order = |order: u32| perceptron.function(order.reverse_bits() >> (32 - perceptron.rows()));
    let mut classes = Vec::new();
    while let Some(first) = rest.pop_first() {
        let mut members = BTreeSet::from([first]);
        let mut open = vec![first];
        while let Some(order) = open.pop() {
            for image in images(perceptron, from_order(order)) {
                let image = table_order(image);
                if members.insert(image) {
                    rest.remove(&image);
                    open.push(image);
                }
            }
        }
        classes.push(Class {
            representative: from_order(first),
            members: members.into_iter().map(from_order).collect(),
        });
    }
    classes
}

/// The truth table read as a binary number, its first label most significant.
fn table_order(function: Function) -> u32 {
    (function.bits() as u32).reverse_bits() >> (32 - function.len())
}

/// The images of a function under generators of the symmetry group.
fn images(perceptron: Perceptron, function: Function) -> Vec<Function> {
    let (rows, inputs) = (perceptron.rows(), perceptron.inputs());
    let fixed = !perceptron.has_bias() && perceptron.encoding() == Encoding::ZeroOne;
    let mut images = vec![Function::from_labels(rows, |j| function.label(j) == (fixed && j == 0))];
    images.extend((1..inputs).map(|bit| {
        Function::from_labels(rows, |j| {
            let differ = (j >> bit ^ j >> (bit - 1)) & 1;
            function.label(j ^ (differ << bit | differ << (bit - 1)))
        })
    }));
    if perceptron.encoding() == Encoding::PlusMinus {
        images.push(Function::from_labels(rows, |j| function.label(j ^ 1)));
    }
    images
}

#[cfg(test)]
mod tests {
    use super::super::Arrangement;
    use super::*;

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
}
