//! How many networks label how many inputs 1.

use super::axis::{Decades, EvenAxis, LogAxis, RoundScale};
use super::bar_view::{BarView, column};
use super::bars::{self, Bar};
use super::chart_style::ChartStyle;
use super::field::{Field, Place, Side};
use super::legend::{Entry, Sign};
use super::mark::Shape;
use super::pen::{Painted, Pen, painted};
use super::theme::Palette;
use super::words::share_words;
use crate::landscape::OnesData;
use crate::numeric::{count, decimal, number_of};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;

/// A largest share so many times the even one would press all others to the base line: heights are logarithmic then.
const STEEP: f64 = 20.0;

/// Paints the histogram of T, the number of inputs labelled 1.
///
/// Bars with 95% intervals, or an outline where there are many inputs; an exact law, where a theorem gives one, is a
/// line in ink. Heights are even from 0, but logarithmic if there is no law and one value outweighs all others.
/// Says where the bars stand.
///
/// # Errors
/// Those of the backend.
pub fn ones<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    data: &OnesData,
    look: &ChartStyle,
) -> Painted<BarView, DB> {
    painted(root, look, |pen| paint(pen, data, look))
}

fn paint(pen: &Pen<'_>, data: &OnesData, look: &ChartStyle) -> BarView {
    let palette = Palette::of(look);
    pen.ground(&palette.paper);
    let Some(field) = Field::new(entries(data, look, palette), look, 0.0) else {
        return BarView::default();
    };
    let chart = Chart::new(pen, data, look, palette, &field);
    let bars = chart.bars();
    column(look.selected, &bars, chart.pen, palette, &field);
    chart.frame();
    bars::paint(&bars, chart.pen, palette, &field, |share| chart.heights.place(share));
    field.base(chart.pen, palette);
    chart.law();
    BarView::new(&bars, &field, (0..bars.len()).map(|ones| bar_words(data, ones)))
}

/// "T = 5: 781 of 100,000 networks, 0.00781 (0.00729 to 0.00838); the law says 0.007812".
fn bar_words(data: &OnesData, ones: usize) -> String {
    let bar = data.bars[ones];
    let counts = format!("{} of {}", count(bar.count), number_of(data.draws, "network"));
    let exact = data.law.as_ref().and_then(|law| law.probabilities.get(ones));
    let exact = exact.map_or(String::new(), |&exact| format!("; the law says {}", decimal(exact, 4)));
    format!("T = {ones}: {counts}, {}{exact}.", share_words(bar))
}

/// The vertical axis.
enum Heights {
    Even(EvenAxis),
    Logarithmic(LogAxis),
}

impl Heights {
    fn new(data: &OnesData, field: &Field) -> Self {
        let (from, to) = field.up;
        let law = data.law.iter().flat_map(|law| law.probabilities.iter().copied());
        let seen = || data.bars.iter().filter(|bar| bar.count > 0);
        let most = seen().map(|bar| bar.value).filter(|value| value.is_finite()).fold(0.0, f64::max);
        if data.law.is_none() && most * data.bars.len() as f64 > STEEP {
            let least = (data.draws > 0).then(|| 1.0 / data.draws as f64);
            let decades = Decades::covering(seen().map(|bar| bar.value).chain(least));
            return Self::Logarithmic(LogAxis { decades, from, to });
        }
        let tallest =
            seen().map(|bar| bar.high).chain(law).filter(|value| value.is_finite()).fold(0.0, f64::max);
        let scale = RoundScale::covering(tallest.min(1.0), if from - to < 160.0 { 3 } else { 5 });
        Self::Even(EvenAxis { scale, beyond: 0.0, from, to })
    }

    fn place(&self, share: f64) -> f64 {
        match self {
            Self::Even(axis) => axis.place(share),
            Self::Logarithmic(axis) => axis.place(share),
        }
    }

    fn side(&self) -> Side {
        let title = "share of random networks, P(T)";
        match self {
            Self::Even(axis) => {
                let named = axis.ticks();
                let grid = named.iter().skip(1).map(|(place, _)| *place).collect();
                Side { grid, named, title: title.to_owned() }
            }
            Self::Logarithmic(axis) => Side {
                grid: axis.grid().collect(),
                named: axis.ticks(18.0),
                title: format!("{title} (logarithmic)"),
            },
        }
    }
}

/// All that painting needs.
struct Chart<'a> {
    pen: &'a Pen<'a>,
    data: &'a OnesData,
    look: &'a ChartStyle,
    palette: &'a Palette,
    field: &'a Field,
    heights: Heights,
    /// The width of one number of ones, in css pixels.
    group: f64,
}

impl<'a> Chart<'a> {
    fn new(
        pen: &'a Pen<'a>,
        data: &'a OnesData,
        look: &'a ChartStyle,
        palette: &'a Palette,
        field: &'a Field,
    ) -> Self {
        let heights = Heights::new(data, field);
        let group = (field.across.1 - field.across.0) / data.bars.len().max(1) as f64;
        Self { pen, data, look, palette, field, heights, group }
    }

    /// The left and the right end of the group for `ones` ones.
    fn ends(&self, ones: usize) -> (f64, f64) {
        let left = self.field.across.0 + ones as f64 * self.group;
        (left, (left + self.group).min(self.field.across.1))
    }

    fn middle(&self, ones: usize) -> f64 {
        let (left, right) = self.ends(ones);
        (left + right) / 2.0
    }

    fn frame(&self) {
        let inputs = self.data.bars.len().saturating_sub(1);
        // Inputs come in powers of two: so do the steps between names.
        let step =
            (0..8).map(|power| 1 << power).find(|&step| step as f64 * self.group >= 26.0).unwrap_or(128);
        let named = (0..self.data.bars.len()).step_by(step).map(|ones| (self.middle(ones), ones.to_string()));
        let title = match inputs {
            0 => "T, the number of inputs labelled 1".to_owned(),
            inputs => format!("T, how many of the {inputs} inputs are labelled 1"),
        };
        let across = Side { grid: Vec::new(), named: named.collect(), title };
        self.field.paint(self.pen, self.look, self.palette, (&across, &self.heights.side()));
        if self.data.draws == 0 {
            self.field.nothing(self.pen, self.look, self.palette, "nothing drawn yet");
        }
    }

    fn bars(&self) -> Vec<Bar> {
        let bars = self.data.bars.iter().enumerate();
        bars.map(|(ones, &share)| Bar { ends: self.ends(ones), share }).collect()
    }

    /// The exact law: a line across every group.
    fn law(&self) {
        let Some(law) = &self.data.law else { return };
        let known = law.probabilities.iter().take(self.data.bars.len()).enumerate();
        let path: Vec<Place> = known
            .flat_map(|(ones, &share)| {
                let ((left, right), height) = (self.ends(ones), self.heights.place(share));
                [(left, height), (right, height)]
            })
            .collect();
        if path.is_empty() {
            return;
        }
        self.pen.line(path.iter().copied(), 3.5, &self.palette.paper.mix(0.6));
        self.pen.line(path, 1.5, &self.palette.ink)
    }
}

fn entries(data: &OnesData, look: &ChartStyle, palette: &Palette) -> Vec<Entry> {
    let entry = |sign, color, words: String| Entry { sign, color, words, breaks: false };
    let networks = match (data.draws, look.narrow()) {
        (0, _) => "no network yet".to_owned(),
        (draws, true) => number_of(draws, "network"),
        (draws, false) => format!("{}, with 95% intervals", number_of(draws, "random network")),
    };
    let mut entries = vec![entry(Sign::Mark(Shape::Square, 4.0), palette.methods[0].mark, networks)];
    if data.law.is_some() {
        let words = if look.narrow() { "law" } else { "law of Mingard et al. 2019" };
        entries.push(entry(Sign::Line(1.5), palette.ink, words.to_owned()));
    }
    entries
}
