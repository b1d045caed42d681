//! Where the parts of the scatter chart go.

use super::axis::{Decades, LogAxis, drawable};
use super::axis_title::AxisTitle;
use super::chart_style::ChartStyle;
use super::data::{ScatterData, ScatterPoint};
use super::error_class::ErrorClasses;
use super::legend::{Entry, Legend, Sign};
use super::mark::Shape;
use super::theme::Palette;

/// Room between the margins and the logarithmic axes.
const GAP: f64 = 8.0;

/// The places of axes, margins and words, in css pixels.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) legend: Legend,
    /// P(f|S) of the first method, from left to right.
    pub(super) x: LogAxis,
    /// P(f|S) of the second method, from bottom to top.
    pub(super) y: LogAxis,
    /// Left and right end of the margin of functions that the first method never found.
    pub(super) left_margin: (f64, f64),
    /// Upper and lower end of the margin of functions that the second method never found.
    pub(super) bottom_margin: (f64, f64),
    /// The vertical axis' title, above the chart: from its mark's left end and the middle of its first line.
    pub(super) y_title: (AxisTitle, (f64, f64)),
    /// The middle of the line of tick labels below the chart.
    pub(super) x_labels: f64,
    /// The horizontal axis' title: to its right end and the middle of its last line.
    pub(super) x_title: (AxisTitle, (f64, f64)),
    /// The distance of two lines of a title.
    pub(super) line: f64,
    /// The part of a margin that its words take.
    pub(super) words: f64,
}

impl Layout {
    /// The layout of `data`; none if there is no room for a chart.
    pub(super) fn new(data: &ScatterData, look: &ChartStyle, palette: &Palette) -> Option<Self> {
        let (small, size) = (look.small_type(), look.type_size());
        let line = (size * 1.6).round();
        let words = (small * 1.5).round();
        let margin = words + if look.narrow() { 20.0 } else { 26.0 };
        let edge = 2.0;
        let labels = (small * 4.1).round();

        let legend = Legend::rows(entries(data, palette), (edge, look.width - 6.0), edge, size);
        let right = look.width - 14.0;
        let title = |label, other| AxisTitle::new(label, other, look, right - edge);
        let (x_title, y_title) = (title(&data.first, &data.second), title(&data.second, &data.first));
        let more = |title: &AxisTitle| (title.lines.len() - 1) as f64 * line;
        let first_line = edge + legend.height + 8.0 + line / 2.0;
        let top = first_line + more(&y_title) + line / 2.0 + 4.0;
        let last_line = look.height - edge - line / 2.0;
        let x_labels = last_line - more(&x_title) - line / 2.0 - small * 0.8;
        let bottom_margin_end = x_labels - small * 0.9;
        let bottom = bottom_margin_end - margin - GAP;
        let left_margin_start = edge + labels;
        let left = left_margin_start + margin + GAP;
        if !(right - left >= 60.0 && bottom - top >= 60.0) {
            return None;
        }
        let shares = data.points.iter().flat_map(|point| [point.first.value, point.second.value]);
        let decades = Decades::covering(shares);
        Some(Self {
            legend,
            x: LogAxis { decades, from: left, to: right },
            y: LogAxis { decades, from: bottom, to: top },
            left_margin: (left_margin_start, left_margin_start + margin),
            bottom_margin: (bottom_margin_end - margin, bottom_margin_end),
            y_title: (y_title, (edge, first_line)),
            x_labels,
            x_title: (x_title, (right, last_line)),
            line,
            words,
        })
    }

    /// Where `point` stands; none if neither method found it.
    pub(super) fn place(&self, point: &ScatterPoint) -> Option<(f64, f64)> {
        let spread = |(from, to): (f64, f64)| from + (to - from) * fraction(&point.function);
        let across = (self.left_margin.0 + self.words + 4.0, self.left_margin.1 - 5.0);
        let down = (self.bottom_margin.0 + 5.0, self.bottom_margin.1 - self.words - 4.0);
        match (drawable(point.first.value), drawable(point.second.value)) {
            (true, true) => Some((self.x.place(point.first.value), self.y.place(point.second.value))),
            (false, true) => Some((spread(across), self.y.place(point.second.value))),
            (true, false) => Some((self.x.place(point.first.value), spread(down))),
            (false, false) => None,
        }
    }
}

/// A number from 0 to 1 that depends on the text alone (FNV-1a): where in the width of a margin a function
/// stands, which means nothing but keeps functions of equal counts apart and each at its place.
pub(super) fn fraction(text: &str) -> f64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // FNV mixes upwards only: its last bytes have not reached all bits yet.
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    f64::from((mixed >> 32) as u32) / f64::from(u32::MAX)
}

/// The legend: classes of test errors, the target, the diagonal.
fn entries(data: &ScatterData, palette: &Palette) -> Vec<Entry> {
    let classes = ErrorClasses::new(data.test_size);
    let entry = |sign, color, words: String| Entry { sign, color, words, breaks: false };
    let mut entries = vec![entry(Sign::Mark(Shape::Star, 4.8), palette.errors[0], "target".to_owned())];
    for class in 1..classes.len() {
        let words = match (class, classes.label(class)) {
            (1, label) if label == "1" => "1 test error".to_owned(),
            (1, label) => format!("{label} test errors"),
            (_, label) => label,
        };
        entries.push(entry(Sign::Mark(Shape::ERRORS[class], 4.0), palette.errors[class], words));
    }
    entries.push(entry(Sign::Line(1.2), palette.edge, "equally often".to_owned()));
    entries
}

#[cfg(test)]
mod tests {
    use super::super::method_label::MethodLabel;
    use super::*;
    use crate::numeric::Share;

    fn share(value: f64) -> Share {
        Share { count: 1, value, low: value / 2.0, high: value * 2.0 }
    }

    fn point(function: &str, first: f64, second: f64) -> ScatterPoint {
        ScatterPoint {
            function: function.to_owned(),
            first: share(first),
            second: share(second),
            test_errors: 1,
            is_target: false,
        }
    }

    fn data(points: Vec<ScatterPoint>) -> ScatterData {
        ScatterData {
            first: MethodLabel::dice(),
            second: MethodLabel::descent(),
            points,
            first_total: 100,
            second_total: 100,
            training_size: 8,
            test_size: 8,
            undrawn: 0,
        }
    }

    #[test]
    fn every_found_function_has_its_place_and_margins_are_apart() {
        let points = vec![
            point("0001", 0.1, 0.2),
            point("0010", 0.0, 0.01),
            point("0011", 0.01, 0.0),
            point("0100", 0.0, 0.0),
            point("0101", f64::NAN, 2.0),
        ];
        let data = data(points);
        for (width, height) in [(360.0, 380.0), (700.0, 560.0), (1280.0, 800.0)] {
            let layout = Layout::new(
                &data,
                &ChartStyle::new(width, height),
                Palette::of(&ChartStyle::new(width, height)),
            )
            .unwrap();
            let at: Vec<_> = data.points.iter().map(|point| layout.place(point)).collect();
            let (both, second_only, first_only) = (at[0].unwrap(), at[1].unwrap(), at[2].unwrap());
            assert!(both.0 > layout.x.from && both.0 < layout.x.to);
            assert!(both.1 < layout.y.from && both.1 > layout.y.to);
            assert!(second_only.0 > layout.left_margin.0 && second_only.0 < layout.left_margin.1);
            assert!(layout.left_margin.1 < layout.x.from);
            assert!(first_only.1 > layout.bottom_margin.0 && first_only.1 < layout.bottom_margin.1);
            assert!(layout.bottom_margin.0 > layout.y.from);
            assert!(layout.x_title.1.1 < height && layout.x_labels > layout.bottom_margin.1);
            assert_eq!((at[3], at[4]), (None, None), "nothing stands at an invented place");
        }
    }

    #[test]
    fn no_room_no_chart() {
        for (width, height) in [(0.0, 0.0), (100.0, 500.0), (500.0, 100.0), (f64::NAN, 300.0)] {
            assert!(
                Layout::new(
                    &data(Vec::new()),
                    &ChartStyle::new(width, height),
                    Palette::of(&ChartStyle::new(width, height))
                )
                .is_none(),
                "{width} by {height}"
            );
        }
    }

    #[test]
    fn functions_spread_evenly_over_a_margin() {
        let count = 4096;
        let mut bins = [0_u32; 16];
        for k in 0..count {
            bins[(fraction(&format!("{k:016b}")) * 15.999) as usize] += 1;
        }
        let expected = f64::from(count) / 16.0;
        let chi_square: f64 = bins.iter().map(|&n| (f64::from(n) - expected).powi(2) / expected).sum();
        // 15 degrees of freedom: p > 1e-6.
        assert!(chi_square < 56.5, "{chi_square:.1}: {bins:?}");
    }
}
