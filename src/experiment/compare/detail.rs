//! One function, with what all methods say of it.

use super::found::{Found, effective, share};
use super::members::Member;
use crate::compare::whole_engine;
use crate::complexity::lempel_ziv;
use crate::numeric::{Share, at_most, count, decimal, number_of, with_level};
use crate::sample::{Sample, WeightedCounts};
use crate::task::Function;
use crate::task::{Task, description};
use serde::Serialize;

/// One function under all methods.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct FunctionDetail {
    /// The truth table, one character an input.
    pub function: String,
    /// The truth table as short as the link writes it.
    pub compact: String,
    /// The function in words, if it has some.
    pub name: Option<String>,
    /// Whether it is the target.
    pub is_target: bool,
    /// Whether it is right on every training point.
    pub fits: bool,
    /// Test points at which it differs from the target.
    pub test_errors: u32,
    /// The number of test points.
    pub test_size: usize,
    /// Its Lempel-Ziv complexity, in words.
    pub complexity: String,
    /// How often each method found it.
    pub sides: Vec<Side>,
}

/// One method's count of a function.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Side {
    /// How often it was found.
    pub count: u64,
    /// Of how many.
    pub total: u64,
    /// The share of all.
    pub share: f64,
    /// The lower end of its 95% interval.
    pub low: f64,
    /// The upper end of its 95% interval.
    pub high: f64,
    /// All of this in words.
    pub text: String,
}

/// A line of the ranked list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Row {
    /// 1 for the most frequent.
    pub rank: usize,
    /// The function.
    pub detail: FunctionDetail,
    /// Each method's share as the length of a bar, 0 to 1.
    pub bars: Vec<BarLength>,
}

/// A bar with its interval, as shares of the longest that is listed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct BarLength {
    /// Its length.
    pub value: f64,
    /// Where the interval begins.
    pub low: f64,
    /// Where the interval ends.
    pub high: f64,
}

/// `function` with what all methods say of it.
pub(super) fn detail<'a>(
    task: &Task,
    function: Function,
    methods: impl Iterator<Item = (&'a Member, Sample<'a>)>,
) -> FunctionDetail {
    let side = |(member, sample): (&Member, Sample<'_>)| match sample {
        Sample::Counts(census) => {
            let found = census.count(function);
            if found == 0 && census.beyond() > 0 { hidden(census.kept()) } else { side(found, census.kept()) }
        }
        Sample::Clusters(counts) => weighted_side(member, counts, function),
    };
    with_sides(task, function, methods.map(side).collect())
}

fn with_sides(task: &Task, function: Function, sides: Vec<Side>) -> FunctionDetail {
    FunctionDetail {
        function: function.to_string(),
        compact: function.to_compact_string(),
        name: description(function, task.inputs.dimension()),
        is_target: function == task.target,
        fits: task.fits(function),
        test_errors: task.test_errors(function),
        test_size: task.test_size(),
        complexity: decimal(lempel_ziv(function), 3),
        sides,
    }
}

/// The first `most` functions of the list.
pub(super) fn rows(found: &Found<'_>, most: usize) -> Vec<Row> {
    let listed = |index| detail(found.task, found.ranked(index), found.methods.iter().copied());
    let details: Vec<FunctionDetail> = (0..found.distinct().min(most)).map(listed).collect();
    let longest =
        details.iter().flat_map(|row| &row.sides).map(|side| side.high).fold(f64::MIN_POSITIVE, f64::max);
    let bar = |side: &Side| BarLength {
        value: side.share / longest,
        low: side.low / longest,
        high: side.high / longest,
    };
    let row = |(index, detail): (usize, FunctionDetail)| Row {
        rank: index + 1,
        bars: detail.sides.iter().map(bar).collect(),
        detail,
    };
    details.into_iter().enumerate().map(row).collect()
}

/// A function that may be among those which a full census counted together.
fn hidden(total: u64) -> Side {
    let text = format!("counted only together with others, among {}", count(total));
    Side { count: 0, total, share: 0.0, low: 0.0, high: 1.0, text }
}

/// The same of a sample of clusters: a share of the weight, with the draws that it is worth.
fn weighted_side(member: &Member, counts: &WeightedCounts, function: Function) -> Side {
    whole_engine();
    let cluster = member.clusters.map_or("cluster", |words| words.one);
    let sample = Sample::Clusters(counts);
    let kept = sample.kept();
    let (of, clusters) = (share(sample, function), number_of(kept, cluster));
    let text = match (counts.share(function), counts.cell(function)) {
        _ if kept == 0 => "nothing counted yet".to_owned(),
        (None, _) => format!("counted only together with others, among {clusters}"),
        (_, None) => format!("in none of {clusters}: at most {} (97.5%)", at_most(of.high)),
        (_, Some(sums)) => {
            let worth = counts
                .effective_draws_of(function)
                .map_or(String::new(), |draws| format!(", worth {} effective draws", decimal(draws, 3)));
            format!(
                "{} by weight, in {} of {clusters}{worth}",
                with_level(of.value, of.low, of.high),
                count(sums.found)
            )
        }
    };
    Side { count: of.count, total: effective(sample), share: of.value, low: of.low, high: of.high, text }
}

fn side(found: u64, total: u64) -> Side {
    let Share { value, low, high, .. } = Share::of(found, total);
    let text = match (found, total) {
        (_, 0) => "nothing counted yet".to_owned(),
        (0, _) => format!("never in {}: at most {} (97.5%)", count(total), at_most(high)),
        _ => format!("{} of {}: {}", count(found), count(total), with_level(value, low, high)),
    };
    Side { count: found, total, share: value, low, high, text }
}
