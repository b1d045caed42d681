//! Networks in words.

use crate::network::{Activation, Architecture};

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
