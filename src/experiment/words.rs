//! Networks and numbers of things, in words.

use super::count;
use crate::network::{Activation, Architecture};

/// "1 input", "2 inputs".
pub(super) fn plural(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// 2^exponent, written out while it is readable.
pub(super) fn powers(exponent: usize) -> String {
    if exponent <= 24 { count(1 << exponent) } else { format!("2^{exponent}") }
}

/// "(7,40,40,1) ReLU network".
pub(super) fn architecture_words(architecture: &Architecture) -> String {
    let widths: Vec<String> = std::iter::once(architecture.inputs)
        .chain(architecture.hidden.iter().copied())
        .chain(std::iter::once(1))
        .map(|width| width.to_string())
        .collect();
    let kind = match (architecture.hidden.is_empty(), architecture.activation) {
        (true, _) => "perceptron",
        (_, Activation::Relu) => "ReLU network",
        (_, Activation::Tanh) => "tanh network",
        (_, Activation::Erf) => "erf network",
        (_, Activation::Sign) => "network of hard thresholds",
    };
    format!("({}) {kind}", widths.join(","))
}
