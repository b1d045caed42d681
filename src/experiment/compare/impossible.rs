//! Why no network of the prior fits a training set, in words.

use crate::method::{Impossible, Problem};

/// A sentence or two: what is impossible, and what would change that.
pub(super) fn impossible_words(why: Impossible, problem: &Problem) -> String {
    let task = &problem.task;
    let n = task.inputs.dimension();
    let input = |j: usize| format!("{j:0n$b}");
    let networks = if problem.architecture.hidden.is_empty() {
        "A perceptron"
    } else {
        "A network with one unit in every hidden layer"
    };
    match why {
        Impossible::Opposite { points: [a, b], label } => format!(
            "Without biases this network\u{2019}s outputs at opposite inputs are opposite, so never {} both; but {} and {} are both labelled {} in the training set. A \u{3c3}_b above 0 makes it possible.",
            if label { "above the threshold" } else { "at or below 0" },
            input(a),
            input(b),
            u8::from(label)
        ),
        Impossible::Zero => format!(
            "Without biases this network\u{2019}s output at input {} is exactly 0, so its label is 0; in the training set it is 1. A \u{3c3}_b above 0 makes it possible.",
            input(0)
        ),
        Impossible::NotSeparable { through_origin } => format!(
            "{networks} labels what lies on one side of a plane{} with 1, and no such plane parts the ones of this training set from its zeros. {} makes it possible.",
            if through_origin { " through the origin" } else { "" },
            if networks == "A perceptron" { "A hidden layer" } else { "A wider hidden layer" }
        ),
    }
}
