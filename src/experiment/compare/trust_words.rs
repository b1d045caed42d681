//! Whether samples of clusters are to be trusted, and their P(S), in words.

use super::cards::diagnosed;
use super::members::Member;
use crate::compare::Trust;
use crate::experiment::estimates::estimate;
use crate::numeric::{decimal, exponential, percent};
use crate::sample::{LnEstimate, Sample};

/// Why the intervals of samples are not to be trusted, and what may help.
pub(super) fn distrust(sides: [(&Member, Sample<'_>); 2]) -> String {
    let why: Vec<String> =
        sides.into_iter().filter_map(|(member, sample)| mistrust(member, sample)).collect();
    format!("Too little data to say: {}.", why.join("; "))
}

/// Why the intervals of one sample are not to be trusted, within a sentence.
pub(super) fn mistrust(member: &Member, sample: Sample<'_>) -> Option<String> {
    let label = &member.label;
    let clusters = member.clusters.map_or("draw", |words| words.one);
    match sample.trust() {
        Trust::Sound => match sample {
            Sample::Clusters(counts) => diagnosed(member, counts).distrust,
            Sample::Counts(_) => None,
        },
        Trust::Nothing => {
            Some(format!("{} {} found nothing yet", label.amid(), if label.plural { "have" } else { "has" }))
        }
        Trust::Dominated { share } => Some(format!(
            "few draws carry the weight of {}, one {clusters} alone {} of it, so its intervals are not to be trusted; more {clusters}s may help",
            label.in_text,
            percent(share, 2)
        )),
        Trust::HeavyTail { shape, limit } => Some(format!(
            "few draws carry the weight of {}: its largest weights fall off so slowly (Pareto shape {}, more than {}) that larger ones are still to come, so its intervals are not to be trusted; more {clusters}s may help",
            label.in_text,
            decimal(shape, 2),
            decimal(limit, 2)
        )),
    }
}

/// P(S) with its interval, also where it is below the least number.
pub(super) fn small_estimate(found: &LnEstimate) -> String {
    if found.value == f64::NEG_INFINITY || found.value > -700.0 {
        return estimate(found.exp());
    }
    let words = |ln: f64| exponential(ln, 3);
    format!("{} (95%: {} to {})", words(found.value), words(found.low), words(found.high))
}
