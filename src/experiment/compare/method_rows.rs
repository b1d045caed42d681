//! The table of methods: what each tried, kept and found, with its errors, and what that took.

use super::found::Found;
use super::measured::{Measured, means};
use super::members::Member;
use super::trust_words::{mistrust, small_estimate};
use crate::experiment::estimates::estimate;
use crate::numeric::{Estimate, Share, bounded_mean, clopper_pearson, count, decimal, percent, wilson};
use crate::sample::{Census, Sample, Tries, WeightedCounts};
use crate::task::Task;
use serde::Serialize;

/// One method with its numbers, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct MethodRow {
    /// Draws made or training runs started.
    pub tried: String,
    /// Those that ended in a function that fits.
    pub kept: String,
    /// Those that did not, by reason.
    pub failed: String,
    /// The share that fits: P(S), where a try is a draw from the prior.
    pub fit: String,
    /// The share of the kept that are the target.
    pub target: String,
    /// The mean share of test points that are wrong.
    pub test_error: String,
    /// The mean Lempel-Ziv complexity of the functions found, each as often as it was found.
    pub complexity: String,
    /// The mean entropy of their labels, in bits.
    pub entropy: String,
    /// Independent draws that the kept are worth.
    pub effective: String,
    /// What a kept function took.
    pub cost: String,
}

/// Every method with its numbers.
pub(super) fn method_rows(found: &Found<'_>, measured: &mut [Measured]) -> Vec<MethodRow> {
    let methods = found.methods.iter().zip(measured);
    methods.map(|(&(member, sample), measured)| method_row(found.task, member, sample, measured)).collect()
}

fn method_row(task: &Task, member: &Member, sample: Sample<'_>, measured: &mut Measured) -> MethodRow {
    let none = || "\u{2013}".to_owned();
    let shown = |found: Option<Estimate>| found.map_or_else(none, estimate);
    let (tried, kept) = (sample.tried(), sample.kept());
    let (failed, fit, effective, cost) = match sample {
        Sample::Counts(census) => (
            failed(member, census),
            shown(clopper_pearson(kept, tried)),
            // One draw or run after the other, independent of each other, with equal weights.
            count(kept),
            cost(task, member, census),
        ),
        Sample::Clusters(counts) => (
            failed_clusters(member, counts),
            counts.marginal_likelihood().map_or_else(none, |found| small_estimate(&found)),
            effective_words(member, counts),
            cost_of_clusters(member, counts),
        ),
    };
    MethodRow {
        tried: count(tried),
        kept: count(kept),
        failed,
        fit,
        target: shown(sample.share(task.target)),
        test_error: shown(errors(task, sample).mean),
        complexity: shown(measured.complexity(sample)),
        entropy: shown(measured.entropy(sample)),
        effective,
        cost,
    }
}

/// What the clusters are worth, and whether few carry the weight.
pub(super) fn effective_words(member: &Member, counts: &WeightedCounts) -> String {
    let draws = decimal(counts.effective_draws(), 3);
    match mistrust(member, Sample::Clusters(counts)) {
        Some(_) if counts.largest_share().is_some() => format!("{draws}, not to be trusted"),
        _ => draws,
    }
}

fn failed_clusters(member: &Member, counts: &WeightedCounts) -> String {
    let words = member.clusters.map_or(["gave nothing", "failed"], |words| [words.empty, words.failed]);
    let told: Vec<String> = [(counts.empty(), words[0]), (counts.failed(), words[1])]
        .into_iter()
        .filter(|&(number, _)| number > 0)
        .map(|(number, what)| format!("{} {what}", count(number)))
        .collect();
    if told.is_empty() { "none".to_owned() } else { told.join(", ") }
}

fn cost_of_clusters(member: &Member, counts: &WeightedCounts) -> String {
    let draws = counts.effective_draws();
    if draws <= 0.0 {
        return "\u{2013}".to_owned();
    }
    let of = member.clusters.map_or("network", |words| words.of);
    format!("{} {of}s an effective draw", decimal(counts.draws() as f64 / draws, 3))
}

fn failed(member: &Member, census: &Census) -> String {
    if member.tries != Tries::Runs {
        return format!("{} thrown away", count(census.tried() - census.kept()));
    }
    let reasons = [(census.unfit(), "unfit"), (census.lost(), "lost again"), (census.diverged(), "diverged")];
    let told: Vec<String> = reasons
        .into_iter()
        .filter(|&(number, _)| number > 0)
        .map(|(number, reason)| format!("{} {reason}", count(number)))
        .collect();
    if told.is_empty() { "none".to_owned() } else { told.join(", ") }
}

/// The test errors of the functions of a method.
pub(super) struct Errors {
    /// The mean share of test points that are wrong. None without test points or counts.
    pub(super) mean: Option<Estimate>,
    /// Entry e is the share of functions with e of them, of those told apart.
    pub(super) histogram: Vec<Share>,
}

/// The test errors of what a method has found.
pub(super) fn errors(task: &Task, sample: Sample<'_>) -> Errors {
    let points = task.test_size();
    match sample {
        Sample::Counts(census) => {
            let counts = error_counts(task, census);
            let told_apart: u64 = counts.iter().sum();
            let bar = |&count: &u64| {
                wilson(count, told_apart).map_or(Share::default(), |share| Share::estimated(share, count))
            };
            Errors { mean: mean_error(&counts), histogram: counts.iter().map(bar).collect() }
        }
        Sample::Clusters(counts) => {
            let nothing = || vec![Share::default(); points + 1];
            let Some(means) = means(counts) else { return Errors { mean: None, histogram: nothing() } };
            let errors: Vec<usize> =
                counts.iter().map(|(function, _)| task.test_errors(function) as usize).collect();
            let shares: Vec<f64> = errors.iter().map(|&errors| errors as f64 / points as f64).collect();
            let bar = |wanted: usize| {
                let inside: Vec<bool> = errors.iter().map(|&errors| errors == wanted).collect();
                means.set(&inside).map_or(Share::default(), |share| {
                    let draws = share.value * counts.effective_draws();
                    Share::estimated(share, (draws + 0.5).max(f64::from(u8::from(share.value > 0.0))) as u64)
                })
            };
            Errors {
                mean: if points == 0 { None } else { means.mean(&shares, 0.0, 1.0) },
                histogram: (0..=points).map(bar).collect(),
            }
        }
    }
}

/// How often functions with 0, 1, ... test errors were found, of those told apart.
fn error_counts(task: &Task, census: &Census) -> Vec<u64> {
    let mut found = vec![0; task.test_size() + 1];
    for (function, count) in census.iter() {
        found[task.test_errors(function) as usize] += count;
    }
    found
}

/// The mean share of test points that are wrong, by [`error_counts`]. None without test points or counts.
fn mean_error(counts: &[u64]) -> Option<Estimate> {
    let points = counts.len() - 1;
    let shares = counts.iter().enumerate().map(|(errors, &n)| (errors as f64 / points as f64, n));
    if points == 0 { None } else { bounded_mean(shares, 0.0, 1.0) }
}

fn cost(task: &Task, member: &Member, census: &Census) -> String {
    let kept = census.kept();
    if kept == 0 {
        return "\u{2013}".to_owned();
    }
    match member.tries {
        Tries::Draws | Tries::Clusters => {
            format!("{} networks drawn", decimal(census.tried() as f64 / kept as f64, 3))
        }
        Tries::Runs => {
            let epochs = census.epochs() as f64 / kept as f64;
            let failed = census.tried() - kept;
            let among = if failed > 0 {
                format!("; {} of the runs failed", percent(failed as f64 / census.tried() as f64, 2))
            } else {
                String::new()
            };
            let points = task.training_size() as f64;
            format!("{} epochs of {} points{among}", decimal(epochs, 3), decimal(points, 3))
        }
    }
}
