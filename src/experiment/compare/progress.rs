//! How far a run is, in words.

use super::members::Member;
use crate::experiment::estimates::estimate;
use crate::numeric::{
    at_most_one_in, clopper_pearson, count, decimal, for_one_in, number_of, one_in, percent,
};
use crate::run::{End, Failure, Pace, Progress, Track, left_words, outlook, rate_words, so_many_of};
use crate::sample::{Census, Stop, Tries};

/// Functions told apart per method; what lies beyond is counted together. 2^18 of them take some 16 MB.
pub(super) const DISTINCT_CAP: usize = 1 << 18;

/// The headline of a method that has nothing to find.
const IMPOSSIBLE: &str = "Impossible: no random network fits.";

/// How far a method is; `note` says why counts are only shown, if they are.
pub(super) fn progress(member: &Member, track: &Track, pace: &Pace, note: Option<String>) -> Progress {
    let (census, tries) = (&track.census, member.tries);
    let wanted = track.wanted();
    let ended = track.end().is_some();
    let per_second = pace.per_second().filter(|_| !ended);
    let rate = per_second.map(|rate| rate_words(tries, rate)).unwrap_or_default();
    let left = match track.stop() {
        Stop::Kept { kept, most } => {
            per_second.map(|rate| outlook([census.kept(), census.tried()], [kept, most], rate))
        }
        Stop::Tries(_) => pace.seconds_left().filter(|_| !ended).map(left_words),
    }
    .unwrap_or_default();
    Progress {
        method: member.letter.to_string(),
        tried: census.tried(),
        kept: census.kept(),
        wanted,
        share: track.share(),
        ended,
        why: note.or_else(|| track.end().map(|end| end_words(end, member, census, wanted))),
        headline: if track.end() == Some(End::Impossible) {
            IMPOSSIBLE.to_owned()
        } else {
            headline(tries, census)
        },
        counts: counts(tries, census, wanted),
        rate,
        left,
        failures: failures(tries, census),
    }
}

/// What is counted but not told apart, because so many functions had been found.
pub(super) fn beyond_words<'a>(methods: impl Iterator<Item = (&'a Member, &'a Census)>) -> Option<String> {
    let full = methods.filter(|(_, census)| census.beyond() > 0);
    let full: Vec<String> = full
        .map(|(member, census)| {
            let counted = if member.label.draws { "kept draw" } else { "run" };
            format!("{} of {}", number_of(census.beyond(), counted), member.label.in_text)
        })
        .collect();
    (!full.is_empty()).then(|| {
        format!(
            "The first {} distinct functions of each method are counted one by one; {} ended in others, which are counted together.",
            count(DISTINCT_CAP as u64),
            full.join(" and ")
        )
    })
}

fn headline(tries: Tries, census: &Census) -> String {
    if census.tried() == 0 {
        return match tries {
            Tries::Draws => "No network drawn yet.".to_owned(),
            Tries::Runs => "No run finished yet.".to_owned(),
        };
    }
    match tries {
        Tries::Draws => fit_words(census),
        Tries::Runs => {
            let share = census.kept() as f64 / census.tried() as f64;
            let fitted = if census.kept() == census.tried() {
                "Every training run fits".to_owned()
            } else {
                format!("{} of the training runs fit", percent(share, 3))
            };
            match census.kept() {
                0 => "No training run has fitted yet.".to_owned(),
                kept => format!(
                    "{fitted}, after {} epochs on average.",
                    decimal(census.epochs() as f64 / kept as f64, 3)
                ),
            }
        }
    }
}

/// "1 in 74 random networks fits (P(S) = 0.0135 (95%: 0.0132 to 0.0137))."
fn fit_words(census: &Census) -> String {
    let Some(fit) = clopper_pearson(census.kept(), census.tried()) else { return String::new() };
    if census.kept() == 0 {
        return format!(
            "None of {} random networks has fitted yet: fewer than {} do (97.5%).",
            count(census.tried()),
            at_most_one_in(fit.high)
        );
    }
    let fits = for_one_in(fit.value, "fits", "fit");
    format!("{} random networks {fits} (P(S) = {}).", one_in(fit.value), estimate(fit))
}

fn counts(tries: Tries, census: &Census, wanted: u64) -> String {
    match tries {
        Tries::Draws => format!(
            "{} drawn, {} kept of {} wanted, {} thrown away",
            count(census.tried()),
            count(census.kept()),
            count(wanted),
            count(census.unfit() + census.diverged())
        ),
        Tries::Runs => format!(
            "{} done, {} fitted, {} failed",
            so_many_of(census.tried(), wanted, "run"),
            count(census.kept()),
            count(census.tried() - census.kept())
        ),
    }
}

fn failures(tries: Tries, census: &Census) -> Vec<Failure> {
    let plural = |number: u64| number_of(number, "run");
    let all = match tries {
        Tries::Draws => vec![],
        Tries::Runs => vec![
            (
                "unfit",
                census.unfit(),
                format!("{} had not fitted by the limit of epochs", plural(census.unfit())),
            ),
            (
                "lost",
                census.lost(),
                format!("{} fitted, but no longer after the extra epochs", plural(census.lost())),
            ),
            (
                "diverged",
                census.diverged(),
                format!(
                    "{} diverged: a number grew past all bounds; a smaller learning rate helps",
                    plural(census.diverged())
                ),
            ),
        ],
    };
    all.into_iter()
        .filter(|&(_, count, _)| count > 0)
        .map(|(reason, count, text)| Failure { reason, count, text })
        .collect()
}

fn end_words(end: End, member: &Member, census: &Census, wanted: u64) -> String {
    match (end, member.tries) {
        (End::CannotRun, _) => "Cannot run with these settings.".to_owned(),
        (End::Budget, Tries::Runs) => format!("Done: all {}.", number_of(wanted, "run")),
        (End::Budget, Tries::Draws) => {
            format!("Done: {} wanted, {} kept.", number_of(wanted, "network"), count(census.kept()))
        }
        (End::Impossible, Tries::Draws) => "Not started: nothing fits.".to_owned(),
        (End::Impossible, Tries::Runs) => "Not started: there is nothing to compare with.".to_owned(),
        (End::AsSaved, _) => "Shown as it was saved.".to_owned(),
        (End::GaveUp, _) => format!(
            "Gave up after {} with {} of {} kept.",
            number_of(census.tried(), "draw"),
            count(census.kept()),
            count(wanted)
        ),
    }
}
