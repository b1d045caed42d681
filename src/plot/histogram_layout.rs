//! Where the parts of the histogram go.

use super::axis::RoundScale;
use super::chart_style::ChartStyle;
use super::data::{ErrorSeries, HistogramData};
use super::legend::{Entry, Legend, Sign};
use super::mark::Shape;
use super::pen::text_width;
use super::shorten::shortened;
use super::theme::Palette;
use crate::numeric::fixed;
use std::ops::Range;

/// The distance of the lines that show the means, in css pixels.
pub(super) const MEAN_LINE: f64 = 11.0;

/// Numbers of errors beyond which no method and no baseline has more than this in total are not shown.
const TAIL: f64 = 1e-3;

/// The narrowest group of bars, in css pixels; below, the bars become outlines.
const NARROWEST_GROUP: f64 = 17.0;

/// The least room of a mark among those of one number of errors, in css pixels; below, every method has a strip of
/// its own.
const LEAST_SLOT: f64 = 9.0;

/// The lowest strip, in css pixels.
const LOWEST_STRIP: f64 = 24.0;

/// How the methods share the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Bars side by side, of one or two methods.
    Bars,
    /// Marks side by side, joined by lines.
    Marks,
    /// A strip for each method, one below the other.
    Strips,
}

/// A part of the chart with a base line and a scale of its own.
#[derive(Clone, Debug)]
pub(super) struct Panel {
    /// The height of the base line, and of the top of the scale.
    pub(super) up: (f64, f64),
    /// The share at the top.
    top: f64,
    /// Which methods are shown.
    pub(super) methods: Range<usize>,
    /// The middle of the line above that names the method, if one does.
    pub(super) heading: Option<f64>,
}

impl Panel {
    /// The height of `share`, held within the panel; what is no number stands on the base line.
    pub(super) fn y(&self, share: f64) -> f64 {
        let (bottom, top) = self.up;
        (bottom + (top - bottom) * share / self.top).min(bottom).max(top)
    }
}

/// The places of axes, bars and words, in css pixels.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) manner: Manner,
    pub(super) legend: Legend,
    /// The largest number of errors shown.
    pub(super) last: u32,
    /// The width of one number of errors.
    pub(super) group: f64,
    /// Left and right end of the chart.
    pub(super) across: (f64, f64),
    /// From the top to the bottom, at least one.
    pub(super) panels: Vec<Panel>,
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
        let last = last_shown(data);
        let group = (look.width - left_of(look) - RIGHT) / f64::from(last + 1);
        let methods = data.methods.len();
        if methods <= 2 {
            return Self::of(Manner::Bars, data, look, palette, last);
        }
        let in_strips = || Self::of(Manner::Strips, data, look, palette, last);
        let in_marks = || Self::of(Manner::Marks, data, look, palette, last);
        // Where strips would be too low, lines through each other still show more than nothing.
        if group >= LEAST_SLOT * methods as f64 { in_marks() } else { in_strips().or_else(in_marks) }
    }

    fn of(
        manner: Manner,
        data: &HistogramData,
        look: &ChartStyle,
        palette: &Palette,
        last: u32,
    ) -> Option<Self> {
        let (small, size) = (look.small_type(), look.type_size());
        let line = (size * 1.6).round();
        let between = (EDGE, look.width - 6.0);
        let legend = Legend::rows(entries(manner, data, look, palette), between, EDGE, size);
        let y_title = EDGE + legend.height + 6.0 + line / 2.0;
        let means = y_title + line / 2.0 + 8.0;
        let top = means + (data.methods.len() + BASELINES) as f64 * MEAN_LINE + 8.0;
        let x_title = look.height - EDGE - line / 2.0;
        let x_labels = x_title - line / 2.0 - small * 0.8;
        let bottom = x_labels - small * 1.1;
        let (left, right) = (left_of(look), look.width - RIGHT);
        let heading = (small * 1.9).round();
        let (count, least, above) = match manner {
            Manner::Strips => (data.methods.len(), LOWEST_STRIP, heading),
            _ => (1, 40.0, 0.0),
        };
        let height = (bottom - top - above * count as f64) / count as f64;
        if !(right - left >= 60.0 && height >= least) {
            return None;
        }
        let steps = if manner == Manner::Strips && height < 100.0 {
            2
        } else if bottom - top < 160.0 {
            3
        } else {
            5
        };
        let scale = RoundScale::covering(tallest(data, last).min(1.0), steps);
        let panels = (0..count).map(|k| {
            let start = top + k as f64 * (above + height);
            Panel {
                up: (start + above + height, start + above),
                top: scale.top,
                methods: if manner == Manner::Strips { k..k + 1 } else { 0..data.methods.len() },
                heading: (manner == Manner::Strips).then_some(start + 0.55 * above),
            }
        });
        Some(Self {
            manner,
            legend,
            last,
            group: (right - left) / f64::from(last + 1),
            across: (left, right),
            panels: panels.collect(),
            scale,
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

    /// Whether there is room for two bars side by side.
    pub(super) fn has_bars(&self) -> bool {
        self.group >= NARROWEST_GROUP
    }

    /// The room of one of `methods` marks at a number of errors; none if there is too little.
    pub(super) fn slot(&self, methods: usize) -> Option<f64> {
        (self.group >= LEAST_SLOT * methods as f64).then(|| (0.8 * self.group / methods as f64).min(15.0))
    }

    /// Which numbers of errors are named: every one, or in round steps.
    pub(super) fn named(&self, room: f64) -> impl Iterator<Item = u32> + use<> {
        let step = [1, 2, 5, 10, 20, 50, 100]
            .into_iter()
            .find(|&step| f64::from(step) * self.group >= room)
            .unwrap_or(100);
        (0..=self.last).step_by(step as usize)
    }

    /// The place of the lowest base line.
    pub(super) fn bottom(&self) -> f64 {
        self.panels.last().map_or(self.means, |panel| panel.up.0)
    }
}

/// How many baselines have a mean.
pub(super) const BASELINES: usize = 2;

/// Room at the edges, in css pixels.
const EDGE: f64 = 2.0;
const RIGHT: f64 = 10.0;

/// The left end of the chart.
fn left_of(look: &ChartStyle) -> f64 {
    EDGE + (look.small_type() * 3.6).round() + 6.0
}

/// The largest share, or end of an interval, to be shown.
fn tallest(data: &HistogramData, last: u32) -> f64 {
    (0..=last as usize).fold(0.0_f64, |tallest, errors| {
        let bars = data.methods.iter().filter_map(|method| method.bars.get(errors));
        let coin = data.coin.get(errors).copied().unwrap_or(0.0);
        bars.filter(|bar| bar.count > 0).fold(tallest.max(coin), |tallest, bar| tallest.max(bar.high))
    })
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
    let of_method =
        |method: &ErrorSeries| until(&mut method.bars.iter().map(|bar| bar.value), method.bars.len());
    let last = data.methods.iter().map(of_method).max().unwrap_or(0);
    let last = last
        .max(until(&mut data.coin.iter().copied(), data.coin.len()))
        .max(until(&mut data.majority.iter().copied(), data.majority.len()));
    (last as u32).next_multiple_of(10).clamp(1, data.test_size)
}

/// "dice: mean 2.97 (2.94 to 3.01)", the name as long as `room` css pixels allow.
pub(super) fn named_mean(method: &ErrorSeries, size: f64, room: f64) -> String {
    let mean = method.mean.map_or("nothing yet".to_owned(), |mean| format!("mean {}", mean.text()));
    let rest = format!(": {mean}");
    let name = shortened(&method.label.in_text, size, room - text_width(&rest, size));
    name + &rest
}

/// The legend: each method with its mean, unless it stands above its strip, and both baselines.
fn entries(manner: Manner, data: &HistogramData, look: &ChartStyle, palette: &Palette) -> Vec<Entry> {
    let (coin, majority) = match look.narrow() {
        true => ("a coin of the class frequency", "majority label"),
        false => ("a coin with the training set's share of ones", "always its commoner label"),
    };
    let entry = |sign, color, words| Entry { sign, color, words, breaks: false };
    let sign = |method: &ErrorSeries| Sign::Mark(Shape::of(&method.label), 4.0);
    let room = look.width - 6.0 - EDGE - MARK_ROOM;
    let named = data.methods.iter().filter(|_| manner != Manner::Strips).map(|method| {
        let color = palette.of_method(&method.label).mark;
        entry(sign(method), color, named_mean(method, look.type_size(), room))
    });
    let line = match manner {
        Manner::Bars => Sign::MarkedLine(Shape::Diamond, 3.2),
        _ => Sign::Line(1.5),
    };
    named
        .chain([
            entry(line, palette.ink, format!("{coin}: mean {}", fixed(data.coin_mean, 2))),
            entry(
                Sign::Dashes(1.5),
                palette.ink,
                format!("{majority}: mean {}", fixed(data.majority_mean, 2)),
            ),
        ])
        .collect()
}

/// The room of a mark before words, in css pixels.
pub(super) const MARK_ROOM: f64 = 17.0;

#[cfg(test)]
mod tests {
    use super::super::method_label::MethodLabel;
    use super::*;
    use crate::numeric::Share;

    fn data(methods: u32, test_size: u32, typical: usize) -> HistogramData {
        let bars: Vec<Share> = (0..=test_size as usize)
            .map(|errors| {
                let value = if errors == typical { 1.0 } else { 0.0 };
                Share { count: (100.0 * value) as u64, value, low: value * 0.9, high: value }
            })
            .collect();
        HistogramData {
            methods: (0..methods)
                .map(|place| ErrorSeries {
                    label: MethodLabel { place, ..MethodLabel::descent() },
                    bars: bars.clone(),
                    total: 100,
                    ..ErrorSeries::default()
                })
                .collect(),
            coin: (0..=test_size).map(|errors| f64::from(u8::from(errors == test_size / 2))).collect(),
            test_size,
            ..HistogramData::default()
        }
    }

    #[test]
    fn every_test_set_has_a_layout() {
        for test_size in 0..=127 {
            for (width, height) in [(360.0, 300.0), (700.0, 360.0), (1280.0, 500.0)] {
                let look = ChartStyle::new(width, height);
                let data = data(2, test_size, test_size as usize / 3);
                let layout = Layout::new(&data, &look, Palette::of(&look)).unwrap();
                assert!(layout.last <= test_size);
                assert!(layout.last >= test_size / 2, "all that has mass is shown");
                let ends = (layout.x(0.0), layout.x(f64::from(layout.last)));
                assert!(ends.0 > layout.across.0 && ends.1 < layout.across.1);
                let panel = &layout.panels[0];
                assert_eq!(panel.y(0.0), panel.up.0);
                assert!(panel.y(1.0) >= panel.up.1);
                let named: Vec<_> = layout.named(24.0).collect();
                assert!(named.len() as f64 * 24.0 <= width + 24.0 && named[0] == 0);
            }
        }
    }

    #[test]
    fn long_empty_tails_are_cut_in_round_steps() {
        let mut wide = data(2, 96, 3);
        let only = |at: u32| (0..=96).map(|errors| f64::from(u8::from(errors == at))).collect();
        wide.coin = only(37);
        assert_eq!(last_shown(&wide), 40);
        wide.majority = only(55);
        assert_eq!(last_shown(&wide), 60);
        assert_eq!(last_shown(&data(2, 8, 0)), 8);
        assert_eq!(last_shown(&HistogramData { test_size: 96, ..HistogramData::default() }), 1);
    }

    #[test]
    fn many_methods_have_marks_where_these_fit_and_strips_elsewhere() {
        for methods in 3..=6 {
            for test_size in 1..=127 {
                for width in [360.0, 700.0, 1280.0] {
                    let look = ChartStyle::new(width, 680.0);
                    let layout =
                        Layout::new(&data(methods, test_size, 2), &look, Palette::of(&look)).unwrap();
                    let fits = layout.slot(methods as usize).is_some();
                    assert_eq!(layout.manner, if fits { Manner::Marks } else { Manner::Strips });
                    let shown: Vec<usize> =
                        layout.panels.iter().flat_map(|panel| panel.methods.clone()).collect();
                    assert_eq!(shown, (0..methods as usize).collect::<Vec<_>>(), "each once");
                    for pair in layout.panels.windows(2) {
                        assert!(pair[0].up.0 < pair[1].heading.unwrap(), "strips are apart");
                    }
                    assert!(layout.bottom() < layout.x_labels);
                }
            }
        }
    }

    #[test]
    fn no_room_no_chart() {
        for (width, height) in
            [(0.0, 0.0), (80.0, 300.0), (500.0, 90.0), (f64::NAN, 300.0), (300.0, f64::NAN)]
        {
            assert!(
                Layout::new(
                    &data(2, 8, 2),
                    &ChartStyle::new(width, height),
                    Palette::of(&ChartStyle::new(width, height))
                )
                .is_none()
            );
        }
    }
}
