//! What the charts of a comparison show.

use super::found::{Found, Pair, effective};
use super::members::Member;
use super::method_rows::{Errors, errors};
use crate::compare::{Baseline, Baselines, Beats, baselines};
use crate::numeric::{Estimate, Mean};
use crate::plot::{ErrorSeries, HistogramData, ScatterData, ScatterPoint};
use crate::sample::Sample;

/// More points than this would cover each other and take longer to paint than a frame lasts.
const MOST_POINTS: usize = 1000;

/// The most frequent functions of two methods as points; how many are left out is said.
pub(super) fn scatter(found: &Found<'_>, pair: &Pair, sides: [(&Member, Sample<'_>); 2]) -> ScatterData {
    let [first, second] = sides.map(|(member, _)| &member.label);
    let [first_total, second_total] = sides.map(|(_, sample)| effective(sample));
    let point = |index: usize| {
        let (function, [first, second]) = pair.ranked(index, sides.map(|(_, sample)| sample));
        ScatterPoint {
            function: function.to_string(),
            first,
            second,
            test_errors: found.task.test_errors(function),
            is_target: function == found.task.target,
        }
    };
    let drawn = pair.distinct().min(MOST_POINTS);
    ScatterData {
        first: first.clone(),
        second: second.clone(),
        points: (0..drawn).map(point).collect(),
        first_total,
        second_total,
        training_size: found.task.training_size() as u32,
        test_size: found.task.test_size() as u32,
        undrawn: (pair.distinct() - drawn) as u64,
    }
}

/// The distribution of the number of test errors.
pub(super) fn histogram(found: &Found<'_>) -> HistogramData {
    let points = found.task.test_size();
    let baselines = baselines(found.task);
    let series = |&(member, sample): &(&Member, Sample<'_>)| {
        let Errors { mean, histogram } = errors(found.task, sample);
        let beats = baselines.as_ref().zip(mean).map(|(both, mean)| both.beaten_by(mean));
        ErrorSeries {
            label: member.label.clone(),
            bars: histogram,
            total: effective(sample),
            mean: mean.map(|mean| in_points(mean, points)),
            beats: beats == Some(Beats::Both),
        }
    };
    let baseline = |of: fn(&Baselines) -> &Baseline| match baselines.as_ref().map(of) {
        Some(found) => (found.histogram.clone(), found.mean * points as f64),
        None => (Vec::new(), 0.0),
    };
    let ((coin, coin_mean), (majority, majority_mean)) =
        (baseline(|both| &both.coin), baseline(|both| &both.majority));
    HistogramData {
        methods: found.methods.iter().map(series).collect(),
        coin,
        majority,
        test_size: points as u32,
        coin_mean,
        majority_mean,
    }
}

/// A mean share of the test points, as a number of them.
fn in_points(mean: Estimate, points: usize) -> Mean {
    let scale = points as f64;
    Mean { value: mean.value * scale, low: mean.low * scale, high: mean.high * scale }
}
