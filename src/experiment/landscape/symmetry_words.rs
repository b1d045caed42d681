//! Symmetries in words.

use crate::symmetry::{OutputSymmetry, Symmetries};

/// By what functions arise from one another: "permuting inputs, negating inputs and negating the output".
pub(super) fn symmetry_words(symmetries: Symmetries) -> String {
    let output = match symmetries.output {
        OutputSymmetry::None => None,
        OutputSymmetry::All => Some("negating the output"),
        OutputSymmetry::AllButInputZero => Some("negating the output but that of input 0"),
    };
    let inputs = symmetries.negated_inputs.then_some("negating inputs");
    let by: Vec<&str> = ["permuting inputs"].into_iter().chain(inputs).chain(output).collect();
    match by.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
        None => String::new(),
    }
}
