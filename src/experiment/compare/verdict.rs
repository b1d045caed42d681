//! The verdict in one sentence.

use super::members::Member;
use super::trust_words::{distrust, mistrust};
use crate::compare::{Lack, Verdict, WeightedContrast};
use crate::experiment::apart::apart_words;
use crate::numeric::{about, count, percent, range};
use crate::plot::MethodLabel;
use crate::sample::Sample;
use serde::Serialize;

/// What may be said of the question, by the rule of [`crate::compare::Verdict`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct VerdictWords {
    /// `impossible`, `too-little`, `same`, `close` or `differ`.
    pub kind: &'static str,
    /// A sentence or two, with the live numbers.
    pub text: String,
}

/// The verdict on two methods; `impossible` says why no network of any prior fits, if none does.
pub(super) fn verdict(
    sides: [(&Member, Sample<'_>); 2],
    contrast: &WeightedContrast,
    impossible: Option<String>,
) -> VerdictWords {
    if let Some(why) = impossible {
        return VerdictWords { kind: "impossible", text: format!("Impossible: P(S) is 0. {why}") };
    }
    let [(first, _), (second, _)] = sides;
    let trusted = sides.iter().all(|&(member, sample)| mistrust(member, sample).is_none());
    let Some(found) = contrast.verdict.filter(|_| trusted) else {
        let text = if first.refused.is_some() || second.refused.is_some() {
            alone(first, second)
        } else {
            distrust(sides)
        };
        return VerdictWords { kind: "too-little", text };
    };
    let (kind, text) = match found {
        Verdict::TooLittleData { .. } if first.refused.is_some() || second.refused.is_some() => {
            ("too-little", alone(first, second))
        }
        Verdict::TooLittleData { lack, rejected, more_second, more_first } => {
            let known = contrast.total_variation.map_or(String::new(), |found| {
                let range = range(found.at_least, found.at_most);
                format!(
                    " So far the distributions are {range} apart in total variation, with 95% confidence."
                )
            });
            let more = [(more_second, second, first), (more_first, first, second)]
                .map(|(more, own, other)| (more, &own.label, &other.label));
            ("too-little", too_little(lack, rejected, more) + &known)
        }
        found => {
            let (kind, text) = apart_words(found, contrast.p_value, "the distributions").unwrap_or_default();
            let better =
                if kind == "differ" { better(&first.label, &second.label, contrast) } else { String::new() };
            (kind, text + &better)
        }
    };
    VerdictWords { kind, text }
}

/// That one of the two cannot run, or neither.
fn alone(first: &Member, second: &Member) -> String {
    let can = [first, second].into_iter().find(|member| member.refused.is_none());
    can.map_or("Neither can run with these settings, so there is nothing to compare.".to_owned(), |member| {
        format!(
            "{} only: a hard threshold has no gradient to descend, so there is nothing to compare.",
            member.label.title
        )
    })
}

/// What is lacking; `more` says how many more counts of each method there must be, or should be, beside which other method.
fn too_little(lack: Lack, rejected: bool, more: [(u64, &MethodLabel, &MethodLabel); 2]) -> String {
    let difference =
        if rejected { "Different, but by how much is not known yet: " } else { "Too little data to say: " };
    // How many counts there must be is known; how many would be enough is estimated.
    let number = if lack == Lack::Counts { count } else { about };
    let wanted: Vec<String> = more
        .into_iter()
        .filter(|&(more, ..)| more > 0)
        .map(|(more, label, other)| {
            let whose = if label.differs(other) { String::new() } else { format!(" of {}", label.in_text) };
            format!("{} more {}{}{whose}", number(more), label.unit.noun(), if more == 1 { "" } else { "s" })
        })
        .collect();
    let wanted = if wanted.is_empty() { "more of both".to_owned() } else { wanted.join(" and ") };
    match lack {
        Lack::Counts => format!("{difference}at least {wanted} are needed."),
        Lack::Resolution => format!(
            "{difference}the distance of the distributions is not known closely enough; about {wanted} would narrow it down."
        ),
        Lack::ToldApart => format!(
            "{difference}too many counts are of functions beyond those that memory holds one by one; more draws will not help, a smaller test set can."
        ),
        Lack::Decision => format!(
            "{difference}the distance is at the edge of what chance would show; about {wanted} should decide."
        ),
    }
}

/// Which method is wrong less often, if one is.
fn better(one: &MethodLabel, other: &MethodLabel, contrast: &WeightedContrast) -> String {
    let errors = &contrast.test_errors;
    match (&errors.second, &errors.first, errors.difference) {
        (Some(second), Some(first), Some(difference)) if difference.low > 0.0 || difference.high < 0.0 => {
            let words = |share: f64| percent(share, 3);
            let second_is_better = second.mean.value < first.mean.value;
            let (better, worse) = if second_is_better { (other, one) } else { (one, other) };
            let (less, more) = if second_is_better { (second, first) } else { (first, second) };
            format!(
                " The functions that {} {} are wrong at {} of the test points, those of {} at {}.",
                better.amid(),
                better.find(),
                words(less.mean.value),
                worse.amid(),
                words(more.mean.value)
            )
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_little_data_says_what_is_lacking() {
        let (dice, descent) = (MethodLabel::dice(), MethodLabel::descent());
        let more = |runs, draws| [(runs, &descent, &dice), (draws, &dice, &descent)];
        assert_eq!(
            too_little(Lack::Counts, false, more(193, 1)),
            "Too little data to say: at least 193 more training runs and 1 more kept draw are needed."
        );
        assert!(
            too_little(Lack::Resolution, true, more(0, 5_123))
                .contains("about 5,000 more kept draws would narrow")
        );
    }

    /// Whether the tests reject or not, the interval of the distance is told, and a difference that they see is not put down
    /// to chance.
    #[test]
    fn what_is_known_of_the_distance_is_said_with_too_little_data_too() {
        for seed in 1..=4 {
            for (runs, lr) in [(60, "0.1"), (60, "5"), (700, "0.1")] {
                let link =
                    format!("n=3&target=xor&train_seed={seed}&seed={seed}&runs={runs}&kept={runs}&lr={lr}");
                let mut ledger = crate::experiment::compare::Ledger::new(&link);
                ledger.run();
                let contrast = ledger.contrast();
                let Some(Verdict::TooLittleData { lack, rejected, .. }) = contrast.verdict else { continue };
                let sides: Vec<_> = ledger.methods().collect();
                let text = verdict([sides[0], sides[1]], &contrast, None).text;
                let Some(found) = contrast.total_variation else {
                    assert_eq!(lack, Lack::Counts);
                    continue;
                };
                assert!(text.contains(&range(found.at_least, found.at_most)), "{text}");
                assert_eq!(text.starts_with("Different"), rejected, "{text}");
                assert!(!(rejected && text.contains("chance alone")), "{text}");
            }
        }
    }
}
