//! The verdict in one sentence.

use crate::contrast::{Contrast, Lack, Verdict};
use crate::experiment::{count, decimal, percent};
use serde::Serialize;

/// What may be said of the question, by the rule of [`crate::contrast::Verdict`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct VerdictWords {
    /// `too-little`, `same`, `close` or `differ`.
    pub kind: &'static str,
    /// A sentence or two, with the live numbers.
    pub text: String,
}

pub(super) fn verdict(contrast: &Contrast, can_descend: bool) -> VerdictWords {
    let (kind, text) = match contrast.verdict {
        Verdict::TooLittleData { .. } if !can_descend => (
            "too-little",
            "Dice only: a hard threshold has no gradient to descend, so there is nothing to compare."
                .to_owned(),
        ),
        Verdict::TooLittleData { lack, rejected, more_descent, more_dice } => {
            ("too-little", too_little(lack, rejected, more_descent, more_dice))
        }
        Verdict::Indistinguishable { at_most } => (
            "same",
            format!(
                "Indistinguishable so far: what differs is what chance would show, and the two distributions are at most {} apart (total variation).",
                decimal(at_most, 2)
            ),
        ),
        Verdict::CloseButDifferent { excess, at_most } => (
            "close",
            format!(
                "Close, but not the same: the difference is no accident, yet small, {} more than chance would show and at most {} (total variation).",
                decimal(excess.max(0.0), 2),
                decimal(at_most, 2)
            ),
        ),
        Verdict::Different { excess } => ("differ", different(contrast, excess)),
    };
    VerdictWords { kind, text }
}

fn too_little(lack: Lack, rejected: bool, more_descent: u64, more_dice: u64) -> String {
    let difference =
        if rejected { "Different, but by how much is not known yet: " } else { "Too little data to say: " };
    let wanted: Vec<String> = [(more_descent, "training run"), (more_dice, "kept draw")]
        .into_iter()
        .filter(|&(number, _)| number > 0)
        .map(|(number, word)| format!("{} more {word}{}", count(number), if number == 1 { "" } else { "s" }))
        .collect();
    let wanted = if wanted.is_empty() { "more of both".to_owned() } else { wanted.join(" and ") };
    match lack {
        Lack::Counts => format!("{difference}at least {wanted} are needed."),
        Lack::Resolution => format!(
            "{difference}samples of this size differ this much by chance alone; at least {wanted} would sharpen the picture."
        ),
        Lack::ToldApart => format!(
            "{difference}too many functions are not told apart, and more draws will not help; a smaller test set will."
        ),
        Lack::Decision => format!(
            "{difference}the distance is at the edge of what chance would show; about {wanted} would decide."
        ),
    }
}

fn different(contrast: &Contrast, excess: f64) -> String {
    let errors = &contrast.test_errors;
    let better = match (&errors.descent, &errors.dice, errors.difference) {
        (Some(descent), Some(dice), Some(difference)) if difference.low > 0.0 || difference.high < 0.0 => {
            let words = |share: f64| percent(share, 3);
            let (first, second, less, more) = if descent.mean.value < dice.mean.value {
                ("descent", "dice", descent.mean.value, dice.mean.value)
            } else {
                ("dice", "descent", dice.mean.value, descent.mean.value)
            };
            format!(
                " The functions that {first} find{} are wrong at {} of the test points, those of {second} at {}.",
                if first == "descent" { "s" } else { "" },
                words(less),
                words(more)
            )
        }
        _ => String::new(),
    };
    let distance = contrast.total_variation.map_or(excess, |found| found.distance.value);
    format!(
        "Different: the distributions are {} apart (total variation), {} more than chance would show.{better}",
        decimal(distance, 2),
        decimal(excess, 2)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_little_data_says_what_is_lacking() {
        assert_eq!(
            too_little(Lack::Counts, false, 193, 1),
            "Too little data to say: at least 193 more training runs and 1 more kept draw are needed."
        );
        assert!(
            too_little(Lack::Resolution, true, 0, 5000)
                .contains("at least 5,000 more kept draws would sharpen")
        );
    }
}
