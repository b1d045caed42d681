//! The table of methods: what each tried, kept and found, with its errors, and what that took.

use super::found::Found;
use super::measured::Measured;
use super::members::Member;
use crate::experiment::estimates::estimate;
use crate::numeric::{Estimate, bounded_mean, clopper_pearson, count, decimal, percent, wilson};
use crate::sample::{Census, Tries};
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
    methods.map(|(&(member, census), measured)| method_row(found.task, member, census, measured)).collect()
}

fn method_row(task: &Task, member: &Member, census: &Census, measured: &mut Measured) -> MethodRow {
    let shown = |found: Option<Estimate>| found.map_or_else(|| "\u{2013}".to_owned(), estimate);
    let (tried, kept) = (census.tried(), census.kept());
    MethodRow {
        tried: count(tried),
        kept: count(kept),
        failed: failed(member, census),
        fit: shown(clopper_pearson(kept, tried)),
        target: shown(target(task, census)),
        test_error: shown(mean_error(&error_counts(task, census))),
        complexity: shown(measured.complexity(census)),
        entropy: shown(measured.entropy(census)),
        // One draw or run after the other, independent of each other, with equal weights.
        effective: count(kept),
        cost: cost(task, member, census),
    }
}

fn failed(member: &Member, census: &Census) -> String {
    if member.tries == Tries::Draws {
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

/// The share of the kept that are the target; unknown where it may be among those counted together.
pub(super) fn target(task: &Task, census: &Census) -> Option<Estimate> {
    let found = census.count(task.target);
    if found == 0 && census.beyond() > 0 { None } else { wilson(found, census.kept()) }
}

/// How often functions with 0, 1, ... test errors were found, of those told apart.
pub(super) fn error_counts(task: &Task, census: &Census) -> Vec<u64> {
    let mut found = vec![0; task.test_size() + 1];
    for (function, count) in census.iter() {
        found[task.test_errors(function) as usize] += count;
    }
    found
}

/// The mean share of test points that are wrong, by [`error_counts`]. None without test points or counts.
pub(super) fn mean_error(counts: &[u64]) -> Option<Estimate> {
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
        Tries::Draws => format!("{} networks drawn", decimal(census.tried() as f64 / kept as f64, 3)),
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
