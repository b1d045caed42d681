//! What the charts of a comparison show.

use super::pairs::Pairs;
use crate::compare::{Baseline, Baselines, Beats, MethodErrors, TestErrors};
use crate::numeric::{Estimate, Mean, Share};
use crate::plot::{ErrorSeries, HistogramData, MethodLabel, ScatterData, ScatterPoint};

/// More points than this would cover each other and take longer to paint than a frame lasts.
const MOST_POINTS: usize = 1000;

/// The most frequent functions as points; how many are left out is said.
pub(super) fn scatter(pairs: &Pairs) -> ScatterData {
    let point = |index: usize| {
        let found = pairs.ranked(index);
        ScatterPoint {
            function: found.function.to_string(),
            first: Share::of(found.first, pairs.dice_total),
            second: Share::of(found.second, pairs.descent_total),
            test_errors: pairs.task.test_errors(found.function),
            is_target: found.function == pairs.task.target,
        }
    };
    let drawn = pairs.distinct().min(MOST_POINTS);
    ScatterData {
        first: MethodLabel::dice(),
        second: MethodLabel::descent(),
        points: (0..drawn).map(point).collect(),
        first_total: pairs.dice_total,
        second_total: pairs.descent_total,
        training_size: pairs.task.training_size() as u32,
        test_size: pairs.task.test_size() as u32,
        undrawn: (pairs.distinct() - drawn) as u64,
    }
}

/// The distribution of the number of test errors.
pub(super) fn histogram(pairs: &Pairs, errors: &TestErrors) -> HistogramData {
    let points = pairs.task.test_size();
    let bars = |method: &Option<MethodErrors>| match method {
        Some(found) => found
            .histogram
            .iter()
            .zip(&found.counts)
            .map(|(&estimate, &count)| Share::estimated(estimate, count))
            .collect(),
        None => vec![Share::default(); points + 1],
    };
    let mean = |method: &Option<MethodErrors>| method.as_ref().map(|found| in_points(found.mean, points));
    let baseline = |of: fn(&Baselines) -> &Baseline| match errors.baselines.as_ref().map(of) {
        Some(found) => (found.histogram.clone(), found.mean * points as f64),
        None => (Vec::new(), 0.0),
    };
    let beats = |method: &Option<MethodErrors>| errors.beats_both(method) == Some(Beats::Both);
    let ((coin, coin_mean), (majority, majority_mean)) =
        (baseline(|both| &both.coin), baseline(|both| &both.majority));
    let series = |label, method: &Option<MethodErrors>, total| ErrorSeries {
        label,
        bars: bars(method),
        total,
        mean: mean(method),
        beats: beats(method),
    };
    HistogramData {
        methods: vec![
            series(MethodLabel::dice(), &errors.first, pairs.dice_total),
            series(MethodLabel::descent(), &errors.second, pairs.descent_total),
        ],
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
