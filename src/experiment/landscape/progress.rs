//! How far a landscape is, in words.

use super::tally::Tally;
use crate::landscape::Ranking;
use crate::numeric::{at_most_one_in, count, number_of, one_in, with_level};
use crate::run::{Pace, Progress, Track, left_words, rate_words, so_many_of};
use crate::sample::Tries;

/// How far it is; `note` says why counts are only shown, if they are.
pub(super) fn progress(track: &Track<Tally>, pace: &Pace, note: Option<String>) -> Progress {
    let registry = &track.census.registry;
    let wanted = track.wanted().div_ceil(track.chunk_len()) * track.chunk_len();
    let ended = track.end().is_some();
    let worth = track.census.clusters().map_or(String::new(), |clusters| {
        format!(", worth {} independent ones", count(libm::round(clusters.worth) as u64))
    });
    let rate = pace.per_second().filter(|_| !ended);
    Progress {
        method: "a".to_owned(),
        tried: registry.draws(),
        kept: registry.draws(),
        wanted,
        share: track.share(),
        ended,
        why: note
            .or_else(|| ended.then(|| format!("Done: {} drawn.", number_of(registry.draws(), "network")))),
        headline: headline(&track.census),
        counts: format!(
            "{} drawn{worth}, {} {}",
            so_many_of(registry.draws(), wanted, "network"),
            found(&track.census),
            if registry.beyond() > 0 { "counted one by one" } else { "found" }
        ),
        rate: rate.map(|rate| rate_words(Tries::Draws, rate)).unwrap_or_default(),
        left: pace.seconds_left().filter(|_| !ended).map(left_words).unwrap_or_default(),
        failures: vec![],
    }
}

fn headline(tally: &Tally) -> String {
    match tally.constant() {
        None => "No network drawn yet.".to_owned(),
        Some(share) if share.count == 0 => {
            format!(
                "No random network is constant so far: fewer than {} are (97.5%).",
                at_most_one_in(share.high)
            )
        }
        Some(share) => format!(
            "Constant, whatever the input: {} random networks (P = {}).",
            one_in(share.value),
            with_level(share.value, share.low, share.high)
        ),
    }
}

/// What is counted but not told apart, because so many functions had been found.
pub(super) fn beyond_words(tally: &Tally) -> Option<String> {
    let beyond = tally.registry.beyond();
    (beyond > 0).then(|| {
        format!(
            "The first {} are counted one by one; {} of others counted together.",
            found(tally),
            number_of(beyond, "draw")
        )
    })
}

/// How many functions, or classes of them, are counted one by one: "263 distinct functions".
fn found(tally: &Tally) -> String {
    let found = tally.registry.distinct() as u64;
    match tally.symmetries {
        Some(_) => format!("{} of functions", number_of(found, "class")),
        None => number_of(found, "distinct function"),
    }
}

/// The same with what it means for ranks.
pub(super) fn reliable_words(ranking: &Ranking, tally: &Tally) -> Option<String> {
    ranking.reliable_to().map(|rank| {
        format!(
            "Memory holds {}; more were found, so past rank {} some may be missing.",
            found(tally),
            count(rank)
        )
    })
}
