//! P(f) against a measure of complexity, one mark a function.

use super::axis::{Decades, EvenAxis, LogAxis, RoundScale};
use super::chart_style::ChartStyle;
use super::complexity_marks::{Mark, Weight, marks};
use super::field::{Field, Place, Side};
use super::label::{self, Wanted};
use super::legend::{ARROW, Entry, Sign, limit, outlined};
use super::mark::Shape;
use super::pen::{Painted, Pen, painted};
use super::scatter_layout::fraction;
use super::theme::Palette;
use super::view::{Placed, ScatterView};
use crate::complexity::Measure;
use crate::landscape::{BoundLine, ComplexityData, ComplexityPoint};
use crate::numeric::decimal;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBColor};

/// The part of the axis of complexity that is left free at either end.
const BEYOND: f64 = 0.03;

/// Values at least this far apart, in css pixels, leave room to spread marks about them.
const FAR_APART: f64 = 14.0;

/// No mark stands further from its value than this, in css pixels.
const MOST_ASIDE: f64 = 24.0;

/// Paints P(f), logarithmic, against complexity, and says where the functions stand.
///
/// The more often a function was seen, the larger and stronger its mark; where values of the measure are far apart,
/// marks stand spread about theirs, each at a place of its own that means nothing. Functions with a name have an outline in
/// ink and their name beside them; those never seen have an arrow down from the upper end of their interval. The
/// predicted upper bound is a line in ink, the upper edge found one in dashes.
///
/// # Errors
/// Those of the backend.
pub fn complexity<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    data: &ComplexityData,
    look: &ChartStyle,
) -> Painted<ScatterView, DB> {
    painted(root, look, |pen| paint(pen, data, look))
}

fn paint(pen: &Pen<'_>, data: &ComplexityData, look: &ChartStyle) -> ScatterView {
    let palette = Palette::of(look);
    pen.ground(&palette.paper);
    let Some(field) = Field::new(entries(data, look, palette), look, 0.0) else {
        return ScatterView::default();
    };
    let (x, y) = axes(data, look, &field);
    let spread = spread(data, |complexity| x.place(complexity));
    let place = |point: &ComplexityPoint, share: f64| {
        let aside = if point.name.is_some() { 0.0 } else { spread * (2.0 * fraction(&point.function) - 1.0) };
        (x.place(point.complexity) + aside, y.place(share))
    };
    let marks = marks(data, place, |at| pen.device(at));
    let chart = Chart { pen, data, look, palette, field: &field, x, y, marks };
    chart.frame();
    chart.intervals();
    chart.lines();
    for mark in chart.marks.iter().filter(|mark| mark.shown) {
        chart.mark(mark);
    }
    chart.ring();
    chart.labels();
    chart.view()
}

/// Complexity from 0 to the largest drawn, which some named function mostly has, so that a growing run hardly ever
/// changes it; probability in decades down to one network in all.
fn axes(data: &ComplexityData, look: &ChartStyle, field: &Field) -> (EvenAxis, LogAxis) {
    let drawn = data.points.iter().map(|point| point.complexity);
    let most = drawn.filter(|value| value.is_finite()).fold(0.0, f64::max);
    let scale = RoundScale::covering(most, if look.narrow() { 5 } else { 9 });
    let x = EvenAxis { scale, beyond: BEYOND * scale.top, from: field.across.0, to: field.across.1 };
    let shares = data.points.iter().map(|point| point.p.value);
    let least = (data.draws > 0).then(|| 1.0 / data.draws as f64);
    let y = LogAxis { decades: Decades::covering(shares.chain(least)), from: field.up.0, to: field.up.1 };
    (x, y)
}

/// How far, in css pixels, marks may stand aside from their value so that those of one value do not cover each
/// other: a quarter of the way to the next value; nothing where values are close together.
fn spread(data: &ComplexityData, x: impl Fn(f64) -> f64) -> f64 {
    let mut places: Vec<f64> =
        data.points.iter().map(|point| point.complexity).filter(|value| value.is_finite()).map(x).collect();
    places.sort_by(f64::total_cmp);
    let apart = places.windows(2).map(|pair| pair[1] - pair[0]).filter(|&apart| apart > 0.0);
    let least = apart.fold(f64::INFINITY, f64::min);
    if least.is_finite() && least >= FAR_APART { (0.25 * least).min(MOST_ASIDE) } else { 0.0 }
}

/// All that painting needs.
struct Chart<'a> {
    pen: &'a Pen<'a>,
    data: &'a ComplexityData,
    look: &'a ChartStyle,
    palette: &'a Palette,
    field: &'a Field,
    x: EvenAxis,
    y: LogAxis,
    /// In painting order.
    marks: Vec<Mark<'a>>,
}

impl Chart<'_> {
    fn frame(&self) {
        let title = if self.look.narrow() {
            "share of random networks, P(f)"
        } else {
            "share of random networks that compute f, P(f)"
        };
        let named = self.x.ticks();
        let grid = named.iter().map(|(place, _)| *place).collect();
        let across = Side { grid, named, title: axis_title(&self.data.label, &self.data.unit) };
        let up = Side { grid: self.y.grid().collect(), named: self.y.ticks(18.0), title: title.to_owned() };
        self.field.paint(self.pen, self.look, self.palette, (&across, &up));
        if self.data.draws == 0 {
            self.field.nothing(self.pen, self.look, self.palette, "nothing drawn yet");
        }
    }

    /// The 95% intervals, beneath all marks: the more there are, the fainter.
    fn intervals(&self) {
        let seen = || self.marks.iter().filter(|mark| mark.shown && mark.point.p.count > 0);
        let strength = (30.0 / seen().count().max(1) as f64).clamp(0.03, 0.6);
        for mark in seen() {
            let p = mark.point.p;
            let ends = (self.y.place(p.high), self.y.place(p.low));
            self.pen.upright(mark.at.0, ends, 1.0, &self.palette.methods[0].mark.mix(strength));
        }
    }

    /// The predicted bound and the edge found.
    fn lines(&self) {
        let ends = |line: &BoundLine| {
            let at = |complexity: f64| {
                let exponent = -(line.a.value * complexity + line.b) * std::f64::consts::LOG10_2;
                (self.x.reach(complexity), self.y.reach(exponent))
            };
            self.field.cut(at(0.0), at(self.x.scale.top + self.x.beyond))
        };
        if let Some((from, to)) = self.data.bound.as_ref().and_then(ends) {
            self.pen.line([from, to], 1.4, &self.palette.ink);
        }
        if let Some(ends) = self.data.edge.as_ref().and_then(ends) {
            self.pen.dashes(ends, 1.6, &self.palette.soft)
        }
    }

    fn mark(&self, mark: &Mark<'_>) {
        let (pen, palette, radius) = (self.pen, self.palette, mark.weight.radius());
        match mark.weight {
            Weight::Never => limit(pen, mark.at, &palette.ink),
            Weight::Named => outlined(pen, mark.at, (&palette.methods[0].mark, &palette.ink, &palette.paper)),
            Weight::Often => {
                pen.mark(Shape::Square, mark.at, (radius, 1.0), &palette.paper);
                pen.mark(Shape::Square, mark.at, (radius, 0.0), &palette.methods[0].mark)
            }
            Weight::Sometimes => {
                pen.mark(Shape::Square, mark.at, (radius, 0.0), &palette.methods[0].mark.mix(0.75))
            }
            Weight::Seldom => {
                pen.mark(Shape::Square, mark.at, (radius, 0.0), &palette.methods[0].mark.mix(0.5))
            }
        }
    }

    /// The names, where they cover least.
    fn labels(&self) {
        let size = self.look.small_type();
        let wanted: Vec<Wanted> = self
            .marks
            .iter()
            .filter_map(|mark| {
                let (down, radius) =
                    if mark.weight == Weight::Never { (0.5 * ARROW, 0.5 * ARROW + 1.0) } else { (0.0, 5.0) };
                let at = (mark.at.0, mark.at.1 + down);
                Some(Wanted { at, radius, words: mark.point.name.clone()? })
            })
            .collect();
        let plain = |mark: &&Mark<'_>| mark.shown && mark.point.name.is_none();
        let others: Vec<Place> = self.marks.iter().filter(plain).map(|mark| mark.at).collect();
        for label in label::set(&wanted, &others, self.field, size) {
            label.paint(self.pen, self.palette, size);
        }
    }

    fn ring(&self) {
        let selected = |mark: &&Mark<'_>| self.look.selected == Some(mark.index);
        let Some(mark) = self.marks.iter().find(selected) else { return };
        let radius = mark.weight.radius() + 6.0;
        self.pen.ring(mark.at, radius, 5.0, &self.palette.paper);
        self.pen.ring(mark.at, radius, 2.0, &self.palette.ink);
        self.mark(mark)
    }

    /// Where the functions stand; the keyboard starts at the most probable one.
    fn view(&self) -> ScatterView {
        let likelier = |a: &usize, b: &usize| {
            let p = |k: usize| self.marks[k].point.p.value;
            p(*a).total_cmp(&p(*b)).then(a.cmp(b))
        };
        let start = (0..self.marks.len()).max_by(likelier);
        let placed = self.marks.iter().map(|mark| Placed {
            index: mark.index,
            function: mark.point.function.clone(),
            at: mark.at,
        });
        ScatterView::new(placed.collect(), start)
    }
}

/// "Lempel-Ziv K_LZ (bits)".
pub(super) fn axis_title(label: &str, unit: &str) -> String {
    if unit.is_empty() { label.to_owned() } else { format!("{label} ({unit})") }
}

/// The line 2^(-aK - b) in words: "2^(−0.31 K − 1.2)".
pub(crate) fn line_words(line: &BoundLine) -> String {
    let slope = decimal(-line.a.value, 2);
    if line.b == 0.0 {
        return format!("2^({slope} K)");
    }
    let sign = if line.b < 0.0 { '+' } else { '\u{2212}' };
    format!("2^({slope} K {sign} {})", decimal(line.b.abs(), 2))
}

fn entries(data: &ComplexityData, look: &ChartStyle, palette: &Palette) -> Vec<Entry> {
    let entry =
        |sign, color: RGBColor, words: &str| Entry { sign, color, words: words.to_owned(), breaks: false };
    let mark = |weight: Weight| Sign::Mark(Shape::Square, weight.radius());
    let mut entries = vec![
        entry(mark(Weight::Often), palette.methods[0].mark, "seen 100 times or more"),
        entry(mark(Weight::Sometimes), palette.methods[0].mark, "10 or more"),
        entry(mark(Weight::Seldom), palette.methods[0].mark, "fewer"),
    ];
    // Entries that come and go would move the chart while a run grows.
    entries.push(entry(Sign::Outlined, palette.methods[0].mark, "named"));
    let never = if look.narrow() { "never seen: P below" } else { "named, never seen: P is below (97.5%)" };
    entries.push(entry(Sign::Limit, palette.ink, never));
    if data.measure == Measure::Ones.key() {
        return entries;
    }
    let words = |line: &Option<BoundLine>| line.as_ref().map_or("none yet".to_owned(), line_words);
    // Whether a bound is predicted depends on the measure alone.
    let predicted = Measure::from_key(&data.measure).is_none_or(Measure::approximates_kolmogorov);
    if predicted {
        entries.push(entry(
            Sign::Line(1.4),
            palette.ink,
            &format!("predicted bound: {}", words(&data.bound)),
        ));
    }
    entries.push(entry(Sign::Dashes(1.6), palette.soft, &format!("edge found: {}", words(&data.edge))));
    entries
}
