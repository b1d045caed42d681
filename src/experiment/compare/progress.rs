//! How far a run is, in words.

use super::members::Member;
use super::trust_words::{mistrust, small_estimate};
use crate::compare::whole_engine;
use crate::experiment::estimates::estimate;
use crate::numeric::{
    at_most_one_in, clopper_pearson, count, decimal, for_one_in, number_of, one_in, percent,
};
use crate::plot::Unit;
use crate::run::{End, Failure, Pace, Progress, Track, left_words, outlook, rate_words, so_many_of};
use crate::sample::{Census, MethodSample, Sample, Stop, Tries, WeightedCounts};

/// Functions told apart per method; what lies beyond is counted together. 2^18 of them take some 16 MB.
pub(super) const DISTINCT_CAP: usize = 1 << 18;

/// The headline of a method that has nothing to find.
const IMPOSSIBLE: &str = "Impossible: no random network fits.";

/// How far a method is; `note` says why counts are only shown, if they are.
pub(super) fn progress(
    member: &Member,
    track: &Track<MethodSample>,
    pace: &Pace,
    note: Option<String>,
) -> Progress {
    let (sample, tries) = (track.census.as_sample(), member.tries);
    let wanted = track.wanted();
    let ended = track.end().is_some();
    let per_second = pace.per_second().filter(|_| !ended);
    let rate = per_second.map(|rate| rate_words(tries, rate)).unwrap_or_default();
    let left = match track.stop() {
        Stop::Kept { kept, most } => {
            per_second.map(|rate| outlook([sample.kept(), sample.tried()], [kept, most], rate))
        }
        Stop::Tries(_) => pace.seconds_left().filter(|_| !ended).map(left_words),
    }
    .unwrap_or_default();
    Progress {
        method: member.letter.to_string(),
        tried: sample.tried(),
        kept: sample.kept(),
        wanted,
        share: track.share(),
        ended,
        why: note.or_else(|| track.end().map(|end| end_words(end, member, sample, wanted))),
        headline: if track.end() == Some(End::Impossible) {
            IMPOSSIBLE.to_owned()
        } else {
            match sample {
                Sample::Counts(census) => headline(tries, census),
                Sample::Clusters(counts) => headline_of_clusters(member, counts),
            }
        },
        counts: match sample {
            Sample::Counts(census) => counts(tries, census, wanted),
            Sample::Clusters(counts) => counts_of_clusters(member, counts, wanted),
        },
        rate,
        left,
        failures: match sample {
            Sample::Counts(census) => failures(tries, census),
            Sample::Clusters(counts) => failures_of_clusters(member, counts),
        },
    }
}

/// What is counted but not told apart, because so many functions had been found.
pub(super) fn beyond_words<'a>(methods: impl Iterator<Item = (&'a Member, Sample<'a>)>) -> Option<String> {
    let full = methods.filter(|(_, sample)| sample.beyond() > 0);
    let full: Vec<String> = full
        .map(|(member, sample)| {
            let counted = match (member.clusters, member.label.unit) {
                (Some(words), _) => words.one,
                (None, Unit::Run) => "run",
                (None, unit) => unit.noun(),
            };
            format!("{} of {}", number_of(sample.beyond(), counted), member.label.in_text)
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
            Tries::Draws | Tries::Clusters => "No network drawn yet.".to_owned(),
            Tries::Runs => "No run finished yet.".to_owned(),
        };
    }
    match tries {
        Tries::Draws | Tries::Clusters => fit_words(census),
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
        Tries::Draws | Tries::Clusters => format!(
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

/// What the weights say of P(S), and what the sample is worth.
fn headline_of_clusters(member: &Member, counts: &WeightedCounts) -> String {
    whole_engine();
    let cluster = member.clusters.map_or("cluster", |words| words.one);
    let begun = counts.clusters() + counts.failed();
    if begun == 0 {
        return format!("No {cluster} done yet.");
    }
    if counts.clusters() == counts.empty() {
        return format!("None of {} has given anything yet.", number_of(begun, cluster));
    }
    let fit = counts
        .marginal_likelihood()
        .map_or(String::new(), |found| format!("P(S) = {}. ", small_estimate(&found)));
    let worth = match mistrust(member, Sample::Clusters(counts)) {
        Some(why) => format!("Not to be trusted yet: {why}."),
        None => format!("Worth {} effective draws.", decimal(counts.effective_draws(), 3)),
    };
    fit + &worth
}

fn counts_of_clusters(member: &Member, counts: &WeightedCounts, wanted: u64) -> String {
    let words = member.clusters.map_or(["cluster", "network"], |words| [words.one, words.of]);
    let begun = counts.clusters() + counts.failed();
    format!("{} done, {} in them", so_many_of(begun, wanted, words[0]), number_of(counts.draws(), words[1]))
}

fn failures_of_clusters(member: &Member, counts: &WeightedCounts) -> Vec<Failure> {
    let Some(words) = member.clusters else { return Vec::new() };
    let said = [("unfit", counts.empty(), words.empty), ("failed", counts.failed(), words.failed)];
    said.into_iter()
        .filter(|&(_, count, _)| count > 0)
        .map(|(reason, count, what)| Failure {
            reason,
            count,
            text: format!("{} {what}", number_of(count, words.one)),
        })
        .collect()
}

fn failures(tries: Tries, census: &Census) -> Vec<Failure> {
    let plural = |number: u64| number_of(number, "run");
    let all = match tries {
        Tries::Draws | Tries::Clusters => vec![],
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

fn end_words(end: End, member: &Member, census: Sample<'_>, wanted: u64) -> String {
    match (end, member.tries) {
        (End::CannotRun, _) => "Cannot run with these settings.".to_owned(),
        (End::Budget, Tries::Runs) => format!("Done: all {}.", number_of(wanted, "run")),
        (End::Budget, Tries::Draws) => {
            format!("Done: {} wanted, {} kept.", number_of(wanted, "network"), count(census.kept()))
        }
        (End::Budget, Tries::Clusters) => {
            format!("Done: all {}.", number_of(wanted, member.clusters.map_or("cluster", |words| words.one)))
        }
        (End::Impossible, Tries::Draws | Tries::Clusters) => "Not started: nothing fits.".to_owned(),
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
