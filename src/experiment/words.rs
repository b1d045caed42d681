//! Networks and numbers of things, in words.

use crate::network::{Activation, Architecture};
use crate::numeric::{count, superscript};

/// "1 input", "2 inputs".
pub(super) fn plural(number: usize, word: &str) -> String {
    number_of(number as u64, word)
}

/// The same of what is counted: "1 function", "31,297 functions", "1 class", "162 classes".
pub(crate) fn number_of(number: u64, noun: &str) -> String {
    let end = match (number, noun.ends_with('s')) {
        (1, _) => "",
        (_, true) => "es",
        (_, false) => "s",
    };
    format!("{} {noun}{end}", count(number))
}

/// 2^exponent, written out while it is readable: "65,536", "2¹²⁸".
pub(super) fn powers(exponent: usize) -> String {
    if exponent <= 24 { count(1 << exponent) } else { format!("2{}", superscript(exponent as i32)) }
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
