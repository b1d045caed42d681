//! Where the parts of the histogram go.

use super::axis::RoundScale;
use super::chart_style::ChartStyle;
use super::data::HistogramData;
use super::legend::{Entry, Legend, Sign};
use super::mark::Shape;
use super::theme::Palette;
use crate::numeric::fixed;

/// The distance of the lines that show the means, in css pixels.
pub(super) const MEAN_LINE: f64 = 11.0;

/// Numbers of errors beyond which no method and no baseline has more than this in total are not shown.
const TAIL: f64 = 1e-3;

/// The narrowest group of bars, in css pixels; below, the bars become outlines.
const NARROWEST_GROUP: f64 = 17.0;

/// How many means are shown: of both methods, and of both baselines.
pub(super) const MEANS: usize = 4;

/// The places of axes, bars and words, in css pixels.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) legend: Legend,
    /// The largest number of errors shown.
    pub(super) last: u32,
    /// The width of one number of errors.
    pub(super) group: f64,
    /// Left and right end of the chart.
    pub(super) across: (f64, f64),
    /// The height of the base line, and of the top of the scale.
    pub(super) up: (f64, f64),
    pub(super) scale: RoundScale,
    /// The uppermost line of means.
    pub(super) means: f64,
    /// The middle of the line of the vertical axis' title.
    pub(super) y_title: f64,
    pub(super) x_labels: f64,
    pub(super) x_title: f64,
}

impl Layout {
    /// The layout of `data`; none if there is no room for a chart.
    pub(super) fn new(data: &HistogramData, look: &ChartStyle, palette: &Palette) -> Option<Self> {
        let (small, size) = (look.small_type(), look.type_size());
        let line = (size * 1.6).round();
        let edge = 2.0;
        let legend = Legend::rows(entries(data, look, palette), (edge, look.width - 6.0), edge, size);
        let y_title = edge + legend.height + 6.0 + line / 2.0;
        let means = y_title + line / 2.0 + 8.0;
        let top = means + MEANS as f64 * MEAN_LINE + 8.0;
        let x_title = look.height - edge - line / 2.0;
        let x_labels = x_title - line / 2.0 - small * 0.8;
        let bottom = x_labels - small * 1.1;
        let left = edge + (small * 3.6).round() + 6.0;
        let right = look.width - 10.0;
        if !(right - left >= 60.0 && bottom - top >= 40.0) {
            return None;
        }
        let last = last_shown(data);
        let tallest = (0..=last as usize).fold(0.0_f64, |tallest, errors| {
            let bar = |bars: &[crate::numeric::Share]| {
                bars.get(errors).filter(|bar| bar.count > 0).map_or(0.0, |bar| bar.high)
            };
            let coin = data.coin.get(errors).copied().unwrap_or(0.0);
            tallest.max(bar(&data.dice)).max(bar(&data.descent)).max(coin)
        });
        Some(Self {
            legend,
            last,
            group: (right - left) / f64::from(last + 1),
            across: (left, right),
            up: (bottom, top),
            scale: RoundScale::covering(tallest.min(1.0), if bottom - top < 160.0 { 3 } else { 5 }),
            means,
            y_title,
            x_labels,
            x_title,
        })
    }

    /// The middle of the bars for `errors` errors (a mean may lie between two), held within the chart; what is
    /// no number stands at the left end.
    pub(super) fn x(&self, errors: f64) -> f64 {
        (self.across.0 + (errors + 0.5) * self.group).max(self.across.0).min(self.across.1)
    }

    /// The height of `share`, held within the chart; what is no number stands on the base line.
    pub(super) fn y(&self, share: f64) -> f64 {
        let (bottom, top) = self.up;
        (bottom + (top - bottom) * share / self.scale.top).min(bottom).max(top)
    }

    /// Whether there is room for two bars side by side.
    pub(super) fn has_bars(&self) -> bool {
        self.group >= NARROWEST_GROUP
    }

    /// Which numbers of errors are named: every one, or in round steps.
    pub(super) fn named(&self, room: f64) -> impl Iterator<Item = u32> + use<> {
        let step = [1, 2, 5, 10, 20, 50, 100]
            .into_iter()
            .find(|&step| f64::from(step) * self.group >= room)
            .unwrap_or(100);
        (0..=self.last).step_by(step as usize)
    }
}

/// The largest number of errors that is worth its room: all for small test sets; otherwise until all but a
/// thousandth of every distribution is shown, in steps of ten, so that a growing run seldom changes it.
fn last_shown(data: &HistogramData) -> u32 {
    if data.test_size <= 12 {
        return data.test_size;
    }
    let until = |shares: &mut dyn DoubleEndedIterator<Item = f64>, count: usize| {
        let mut beyond = 0.0;
        let dropped = shares
            .rev()
            .take_while(|share| {
                beyond += share.max(0.0);
                beyond <= TAIL
            })
            .count();
        count.saturating_sub(dropped + 1)
    };
    let last = until(&mut data.dice.iter().map(|bar| bar.value), data.dice.len())
        .max(until(&mut data.descent.iter().map(|bar| bar.value), data.descent.len()))
        .max(until(&mut data.coin.iter().copied(), data.coin.len()))
        .max(until(&mut data.majority.iter().copied(), data.majority.len()));
    (last as u32).next_multiple_of(10).clamp(1, data.test_size)
}

/// The legend: each method with its mean.
fn entries(data: &HistogramData, look: &ChartStyle, palette: &Palette) -> Vec<Entry> {
    let mean = |mean: Option<crate::numeric::Mean>| {
        mean.map_or("nothing yet".to_owned(), |mean| format!("mean {}", mean.text()))
    };
    let (coin, majority) = match look.narrow() {
        true => ("a coin of the class frequency", "majority label"),
        false => ("a coin with the training set's share of ones", "always its commoner label"),
    };
    let entry = |sign, color, words| Entry { sign, color, words, breaks: false };
    vec![
        entry(
            Sign::Mark(Shape::Square, 4.0),
            palette.methods[0].mark,
            format!("dice: {}", mean(data.dice_mean)),
        ),
        entry(
            Sign::Mark(Shape::Circle, 4.0),
            palette.methods[1].mark,
            format!("descent: {}", mean(data.descent_mean)),
        ),
        entry(
            Sign::MarkedLine(Shape::Diamond, 3.2),
            palette.ink,
            format!("{coin}: mean {}", fixed(data.coin_mean, 2)),
        ),
        entry(Sign::Dashes(1.5), palette.ink, format!("{majority}: mean {}", fixed(data.majority_mean, 2))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::Share;

    fn data(test_size: u32, typical: usize) -> HistogramData {
        let bars: Vec<Share> = (0..=test_size as usize)
            .map(|errors| {
                let value = if errors == typical { 1.0 } else { 0.0 };
                Share { count: (100.0 * value) as u64, value, low: value * 0.9, high: value }
            })
            .collect();
        HistogramData {
            dice: bars.clone(),
            descent: bars,
            coin: (0..=test_size).map(|errors| f64::from(u8::from(errors == test_size / 2))).collect(),
            test_size,
            dice_total: 100,
            descent_total: 100,
            ..HistogramData::default()
        }
    }

    #[test]
    fn every_test_set_has_a_layout() {
        for test_size in 0..=127 {
            for (width, height) in [(360.0, 300.0), (700.0, 360.0), (1280.0, 500.0)] {
                let look = ChartStyle::new(width, height);
                let data = data(test_size, test_size as usize / 3);
                let layout = Layout::new(&data, &look, Palette::of(&look)).unwrap();
                assert!(layout.last <= test_size);
                assert!(layout.last >= test_size / 2, "all that has mass is shown");
                let ends = (layout.x(0.0), layout.x(f64::from(layout.last)));
                assert!(ends.0 > layout.across.0 && ends.1 < layout.across.1);
                assert_eq!(layout.y(0.0), layout.up.0);
                assert!(layout.y(1.0) >= layout.up.1);
                let named: Vec<_> = layout.named(24.0).collect();
                assert!(named.len() as f64 * 24.0 <= width + 24.0 && named[0] == 0);
            }
        }
    }

    #[test]
    fn long_empty_tails_are_cut_in_round_steps() {
        let mut wide = data(96, 3);
        let only = |at: u32| (0..=96).map(|errors| f64::from(u8::from(errors == at))).collect();
        wide.coin = only(37);
        assert_eq!(last_shown(&wide), 40);
        wide.majority = only(55);
        assert_eq!(last_shown(&wide), 60);
        assert_eq!(last_shown(&data(8, 0)), 8);
        assert_eq!(last_shown(&HistogramData { test_size: 96, ..HistogramData::default() }), 1);
    }

    #[test]
    fn no_room_no_chart() {
        for (width, height) in
            [(0.0, 0.0), (80.0, 300.0), (500.0, 90.0), (f64::NAN, 300.0), (300.0, f64::NAN)]
        {
            assert!(
                Layout::new(
                    &data(8, 2),
                    &ChartStyle::new(width, height),
                    Palette::of(&ChartStyle::new(width, height))
                )
                .is_none()
            );
        }
    }
}
