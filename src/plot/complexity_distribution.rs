//! How complex random networks are, against uniformly random functions.

use super::axis::{EvenAxis, RoundScale};
use super::bar_view::{BarView, column};
use super::bars::{self, Bar, outlines};
use super::chart_style::ChartStyle;
use super::complexity::axis_title;
use super::field::{Field, Side};
use super::legend::{Entry, Sign};
use super::mark::Shape;
use super::pen::{Painted, Pen, Type, painted};
use super::theme::Palette;
use super::words::share_words;
use crate::landscape::{ComplexityBar, DistributionData};
use crate::numeric::{Mean, Share, count, decimal, number_of, with_range};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

/// The distance of the two lines that show the medians, in css pixels.
const MEDIAN_LINE: f64 = 12.0;

/// The room for both.
const HEAD: f64 = 2.0 * MEDIAN_LINE + 10.0;

/// Paints the distribution of complexity: networks as bars, random functions as an outline in ink, both with 95%
/// intervals, the medians above, each on a line of its own. Says where the bars stand.
///
/// # Errors
/// Those of the backend.
pub fn complexity_distribution<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    data: &DistributionData,
    look: &ChartStyle,
) -> Painted<BarView, DB> {
    painted(root, look, |pen| paint(pen, data, look))
}

fn paint(pen: &Pen<'_>, data: &DistributionData, look: &ChartStyle) -> BarView {
    let palette = Palette::of(look);
    pen.ground(&palette.paper);
    let Some(field) = Field::new(entries(data, look, palette), look, HEAD) else {
        return BarView::default();
    };
    let cells = cells(&data.bars);
    let (x, y) = axes(data, &cells, look, &field);
    let chart = Chart { pen, data, look, palette, field: &field, cells, x, y };
    let networks = chart.bars(|bar| bar.networks);
    column(look.selected, &networks, chart.pen, palette, &field);
    chart.frame();
    bars::paint(&networks, chart.pen, palette, &field, |share| y.place(share));
    field.base(chart.pen, palette);
    chart.random();
    chart.medians();
    BarView::new(&networks, &field, data.bars.iter().map(|bar| bar_words(data, bar)))
}

/// "Lempel-Ziv K_LZ 28: networks 0.0123 (0.0119 to 0.0127), random functions 0.00002 (0 to 0.0001)".
fn bar_words(data: &DistributionData, bar: &ComplexityBar) -> String {
    let value = match (bar.from, bar.to) {
        (from, to) if from == to => decimal(from, 4),
        (from, to) => format!("{} to {}", decimal(from, 4), decimal(to, 4)),
    };
    let random = match data.exact {
        true => format!("all functions {}", decimal(bar.random.value, 3)),
        false => format!("random functions {}", share_words(bar.random)),
    };
    format!("{} {value}: networks {}, {random}.", data.label, share_words(bar.networks))
}

/// From where to where, in values of the measure, each bar goes: half the way to its neighbours, but no further than
/// half the usual distance of two bars, so that values that do not occur stay visible as gaps.
fn cells(bars: &[ComplexityBar]) -> Vec<(f64, f64)> {
    let middle = |bar: &ComplexityBar| (bar.from + bar.to) / 2.0;
    let mut apart: Vec<f64> = bars.windows(2).map(|pair| middle(&pair[1]) - middle(&pair[0])).collect();
    apart.sort_by(f64::total_cmp);
    let usual = apart.get(apart.len() / 2).copied().filter(|usual| *usual > 0.0).unwrap_or(1.0);
    let half = |between: f64| (between / 2.0).min(usual / 2.0).max(0.0);
    (0..bars.len())
        .map(|k| {
            let (from, to) = (bars[k].from, bars[k].to);
            let before = k.checked_sub(1).map_or(usual, |before| from - bars[before].to);
            let after = bars.get(k + 1).map_or(usual, |after| after.from - to);
            (from - half(before), to + half(after))
        })
        .collect()
}

/// Complexity from 0, shares from 0.
fn axes(
    data: &DistributionData,
    cells: &[(f64, f64)],
    look: &ChartStyle,
    field: &Field,
) -> (EvenAxis, EvenAxis) {
    let most = data.bars.iter().map(|bar| bar.to).filter(|value| value.is_finite()).fold(0.0, f64::max);
    let scale = RoundScale::covering(most, if look.narrow() { 5 } else { 9 });
    let below = cells.first().map_or(0.0, |cell| -cell.0);
    let above = cells.last().map_or(0.0, |cell| cell.1 - scale.top);
    let beyond = below.max(above).max(0.01 * scale.top).min(scale.top);
    let x = EvenAxis { scale, beyond, from: field.across.0, to: field.across.1 };
    let shares = data.bars.iter().flat_map(|bar| [bar.networks, bar.random]);
    let tallest = shares.filter(|share| share.count > 0).map(|share| share.high).fold(0.0, f64::max);
    let (from, to) = field.up;
    let scale = RoundScale::covering(tallest.min(1.0), if from - to < 160.0 { 3 } else { 5 });
    (x, EvenAxis { scale, beyond: 0.0, from, to })
}

/// All that painting needs.
struct Chart<'a> {
    pen: &'a Pen<'a>,
    data: &'a DistributionData,
    look: &'a ChartStyle,
    palette: &'a Palette,
    field: &'a Field,
    cells: Vec<(f64, f64)>,
    x: EvenAxis,
    y: EvenAxis,
}

impl Chart<'_> {
    fn frame(&self) {
        let (pen, palette, field) = (self.pen, self.palette, self.field);
        let title = axis_title(&self.data.label, &self.data.unit);
        let across = Side { grid: Vec::new(), named: self.x.ticks(), title };
        let named = self.y.ticks();
        let grid = named.iter().skip(1).map(|(place, _)| *place).collect();
        let title = if self.look.narrow() {
            "share of networks, and of functions"
        } else {
            "share of random networks, and of random functions"
        };
        let up = Side { grid, named, title: title.to_owned() };
        field.paint(pen, self.look, palette, (&across, &up));
        let set = Type { size: self.look.small_type(), color: &palette.soft, at: HPos::Right };
        pen.words("median", (field.across.0 - 7.0, self.line(0) + MEDIAN_LINE / 2.0), set);
        if self.data.networks == 0 {
            field.nothing(pen, self.look, palette, "nothing drawn yet");
        }
    }

    /// The height of a line of medians.
    fn line(&self, row: usize) -> f64 {
        self.field.head + MEDIAN_LINE / 2.0 + row as f64 * MEDIAN_LINE
    }

    fn bars(&self, share: fn(&ComplexityBar) -> Share) -> Vec<Bar> {
        let ends = |cell: &(f64, f64)| (self.x.place(cell.0), self.x.place(cell.1));
        self.cells
            .iter()
            .zip(&self.data.bars)
            .map(|(cell, bar)| Bar { ends: ends(cell), share: share(bar) })
            .collect()
    }

    /// The outline of the random functions.
    fn random(&self) {
        let bars = self.bars(|bar| bar.random);
        for path in outlines(&bars, self.field.up.0, |share| self.y.place(share)) {
            self.pen.line(path, 1.5, &self.palette.ink);
        }
        if self.data.exact {
            return;
        }
        for bar in bars.iter().filter(|bar| bar.share.count > 0) {
            let ends = (self.y.place(bar.share.high), self.y.place(bar.share.low));
            let middle = (bar.ends.0 + bar.ends.1) / 2.0;
            self.pen.upright(middle, ends, 1.0, &self.palette.ink.mix(0.7));
        }
    }

    /// The medians, one above the other.
    fn medians(&self) {
        let (pen, palette) = (self.pen, self.palette);
        let rows = [
            (self.data.median, Shape::Square, palette.methods[0].mark),
            (self.data.random_median, Shape::Diamond, palette.ink),
        ];
        for (row, (median, shape, color)) in rows.into_iter().enumerate() {
            let y = self.line(row);
            pen.level(self.field.across, y, 1.0, &palette.rule);
            let Some(median) = median.filter(|median| median.value.is_finite()) else { continue };
            let at = (self.x.place(median.value), y);
            pen.level((self.x.place(median.low), self.x.place(median.high)), y, 2.0, &color);
            pen.mark(shape, at, (3.6, 1.0), &palette.paper);
            pen.mark(shape, at, (3.6, 0.0), &color);
        }
    }
}

/// "median 66.5 (63.0 to 70.0)".
fn median_words(median: Option<Mean>) -> String {
    match median {
        None => "nothing yet".to_owned(),
        Some(median) if median.high > median.low => {
            format!("median {}", with_range(median.value, median.low, median.high))
        }
        Some(median) => format!("median {}", decimal(median.value, 4)),
    }
}

fn entries(data: &DistributionData, look: &ChartStyle, palette: &Palette) -> Vec<Entry> {
    let entry = |sign, color, words: String| Entry { sign, color, words, breaks: false };
    let who = |number: u64, noun: &str| {
        if look.narrow() { format!("{noun}s") } else { number_of(number, noun) }
    };
    let random = match (data.exact, look.narrow()) {
        (true, false) => format!("all {} functions", count(data.functions)),
        (true, true) => "all functions".to_owned(),
        (false, _) => who(data.functions, "random function"),
    };
    let networks = who(data.networks, "random network");
    vec![
        entry(
            Sign::Mark(Shape::Square, 4.0),
            palette.methods[0].mark,
            format!("{networks}: {}", median_words(data.median)),
        ),
        entry(
            Sign::MarkedLine(Shape::Diamond, 3.2),
            palette.ink,
            format!("{random}: {}", median_words(data.random_median)),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(from: f64, to: f64) -> ComplexityBar {
        ComplexityBar { from, to, networks: Share::default(), random: Share::default() }
    }

    #[test]
    fn cells_touch_at_usual_distances_and_leave_gaps_else() {
        let values = [7.0, 17.5, 21.0, 24.5, 28.0].map(|value| bar(value, value));
        let found = cells(&values);
        assert_eq!(found[0], (5.25, 8.75));
        assert_eq!(found[1], (15.75, 19.25));
        assert!(found[1..].windows(2).all(|pair| pair[0].1 == pair[1].0));
        let classes = cells(&[bar(0.0, 0.9), bar(1.1, 1.7), bar(2.0, 3.0)]);
        assert!((classes[0].1 - 1.0).abs() < 1e-12 && (classes[1].0 - 1.0).abs() < 1e-12);
        assert_eq!(cells(&[bar(3.0, 3.0)]), [(2.5, 3.5)]);
        assert!(cells(&[]).is_empty());
    }
}
