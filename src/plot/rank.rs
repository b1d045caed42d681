//! P(f) against rank: which functions fill parameter space, the most frequent first.

use super::axis::{Decades, LogAxis, drawable};
use super::chart_style::ChartStyle;
use super::field::{Field, Place, Side};
use super::legend::{Entry, Sign};
use super::mark::Shape;
use super::pen::{Painted, Pen, Type, painted, text_width};
use super::theme::Palette;
use super::view::{Placed, ScatterView};
use crate::landscape::{ClassNumbers, PowerLawLine, RankData, RankPoint};
use crate::numeric::{count, decimal, number_of, value_and_range};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

/// Marks closer together than this, in css pixels, become a line.
const APART: f64 = 7.0;

/// Half the height of the bar of functions seen once, in css pixels.
const PLATEAU: f64 = 3.0;

/// Paints P(f) against rank, both axes logarithmic, and says where single functions stand.
///
/// A line and, where there is room, a mark for each function, within a band of the 95% intervals; the functions seen
/// once are a hollow bar. Zipf's line is in ink, the fitted power law in dashes within the band of its slopes, over
/// the ranks fitted. Ranks at which functions may be missing stand on a darker ground.
///
/// # Errors
/// Those of the backend.
pub fn rank<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    data: &RankData,
    look: &ChartStyle,
) -> Painted<ScatterView, DB> {
    painted(root, look, |pen| paint(pen, data, look))
}

fn paint(pen: &Pen<'_>, data: &RankData, look: &ChartStyle) -> ScatterView {
    let palette = Palette::of(look);
    pen.ground(&palette.paper);
    let Some(field) = Field::new(entries(data, look, palette), look, 0.0) else {
        return ScatterView::default();
    };
    let shares = data.points.iter().map(|point| point.p.value).chain([data.zipf.at_one]);
    let x = LogAxis { decades: Decades::of_ranks(data.distinct), from: field.across.0, to: field.across.1 };
    let y = LogAxis { decades: Decades::covering(shares), from: field.up.0, to: field.up.1 };
    let points: Vec<(usize, &RankPoint)> = data
        .points
        .iter()
        .enumerate()
        .filter(|(_, point)| point.rank > 0 && point.tie_from > 0 && drawable(point.p.value))
        .collect();
    let chart = Chart { pen, data, look, palette, field: &field, x, y, points };
    chart.frame();
    chart.found();
    chart.theory();
    chart.plateau();
    chart.marks();
    chart.ring();
    chart.view()
}

/// All that painting needs.
struct Chart<'a> {
    pen: &'a Pen<'a>,
    data: &'a RankData,
    look: &'a ChartStyle,
    palette: &'a Palette,
    field: &'a Field,
    x: LogAxis,
    y: LogAxis,
    /// The points that have a place, each with its index.
    points: Vec<(usize, &'a RankPoint)>,
}

impl Chart<'_> {
    fn x(&self, rank: u64) -> f64 {
        self.x.place(rank as f64)
    }

    fn at(&self, point: &RankPoint) -> Place {
        (self.x(point.rank), self.y.place(point.p.value))
    }

    fn frame(&self) {
        let (pen, palette, field) = (self.pen, self.palette, self.field);
        if let Some(rank) = self.data.reliable_to {
            let from = self.x(rank.max(1));
            pen.fill((from, field.up.1), (field.across.1, field.up.0), &palette.sunk);
            let words = "functions may be missing here";
            let small = self.look.small_type();
            if text_width(words, small) + 8.0 < field.across.1 - from {
                let place = (field.across.1 - 6.0, field.up.1 + small);
                pen.words(words, place, Type { size: small, color: &palette.soft, at: HPos::Right });
            }
        }
        let title = if self.look.narrow() {
            "share of random networks, P(f)"
        } else {
            "share of random networks that compute f, P(f)"
        };
        let named = self.x.ticks(if self.x.decades.high > 4 { 34.0 } else { 48.0 });
        let across =
            Side { grid: self.x.grid().collect(), named, title: "rank of f by frequency".to_owned() };
        let up = Side { grid: self.y.grid().collect(), named: self.y.ticks(18.0), title: title.to_owned() };
        field.paint(pen, self.look, palette, (&across, &up));
        if self.points.is_empty() {
            field.nothing(pen, self.look, palette, "nothing drawn yet");
        }
    }

    /// The band of intervals and the line through all ranks, step by step where functions are equally frequent.
    fn found(&self) {
        let steps = |share: fn(&RankPoint) -> f64| {
            let mut path: Vec<Place> = Vec::with_capacity(2 * self.points.len());
            for (_, point) in &self.points {
                let height = self.y.place(share(point));
                for rank in [point.tie_from, point.tie_to] {
                    path.push((self.x(rank), height));
                }
            }
            path
        };
        if self.points.is_empty() {
            return;
        }
        let (low, high) = (steps(|point| point.p.low), steps(|point| point.p.high));
        // What was seen once is mostly interval: it must not outweigh the rest.
        let again = self.points.partition_point(|(_, point)| !point.once);
        for (from, to, strength) in [(0, again, 0.9), (again, self.points.len(), 0.4)] {
            let band = 2 * from..2 * to;
            let corners = high[band.clone()].iter().chain(low[band].iter().rev()).copied();
            if from < to {
                self.pen.area(corners, &self.palette.methods[0].wash.mix(strength));
            }
        }
        let line = steps(|point| point.p.value);
        self.pen.line(line.into_iter().take(2 * again + 1), 1.6, &self.palette.methods[0].mark)
    }

    /// Zipf's line, and the fitted power law with the band of its slopes.
    fn theory(&self) {
        let (pen, palette) = (self.pen, self.palette);
        let place = |rank: f64, share: f64| (self.x.reach(rank), self.y.reach(share));
        if self.data.zipf.at_one > 0.0 {
            let start = libm::log10(self.data.zipf.at_one);
            let last = f64::from(self.x.decades.high) + 1.0;
            if let Some((from, to)) = self.field.cut(place(-1.0, start + 1.0), place(last, start - last)) {
                pen.line([from, to], 1.2, &palette.ink);
            }
        }
        let Some(law) = &self.data.power_law else { return };
        let (from, to) = (libm::log10(law.from_rank.max(1) as f64), libm::log10(law.to_rank.max(1) as f64));
        // The slopes turn about the middle of the points fitted, where the line is known best.
        let pivot = (from + to) / 2.0;
        let on =
            |rank: f64, exponent: f64| law.intercept + law.exponent.value * pivot + exponent * (rank - pivot);
        let held = |rank: f64, exponent: f64| {
            let (x, y) = place(rank, on(rank, exponent));
            (x, y.clamp(self.field.up.1, self.field.up.0))
        };
        let (low, high) = (law.exponent.low, law.exponent.high);
        if [from, to, low, high, law.intercept].iter().all(|number| number.is_finite()) && from < to {
            let corners = [
                held(from, low),
                held(pivot, low),
                held(to, low),
                held(to, high),
                held(pivot, high),
                held(from, high),
            ];
            pen.area([corners[0], corners[1], corners[5]], &palette.edge.mix(0.35));
            pen.area([corners[1], corners[2], corners[3]], &palette.edge.mix(0.35));
        }
        let ends = [from, to].map(|rank| place(rank, on(rank, law.exponent.value)));
        if let Some(ends) = self.field.cut(ends[0], ends[1]) {
            pen.dashes(ends, 1.6, &palette.soft);
        }
    }

    /// The functions seen once: a hollow bar over their ranks, with its words where it is as long as they are.
    fn plateau(&self) {
        let Some((_, point)) = self.points.iter().find(|(_, point)| point.once) else { return };
        let (left, right) = (self.x(point.tie_from) - PLATEAU, self.x(point.tie_to) + PLATEAU);
        let y = self.y.place(point.p.value);
        let ends = ((left, y - PLATEAU), (right.min(self.field.across.1), y + PLATEAU));
        self.pen.boxed(ends.0, ends.1, 1.2, (&self.palette.methods[0].mark, &self.palette.paper));
        let small = self.look.small_type();
        let place = (right.min(self.field.across.1 - 4.0), y - PLATEAU - 0.8 * small);
        let words = "seen once";
        let width = text_width(words, small);
        if width > place.0 - left {
            return;
        }
        let (top, bottom) = (place.1 - 0.6 * small, place.1 + 0.6 * small);
        self.pen.fill((place.0 - width - 2.0, top), (place.0 + 1.0, bottom), &self.palette.paper.mix(0.75));
        self.pen.words(
            words,
            place,
            Type { size: small, color: &self.palette.methods[0].words, at: HPos::Right },
        )
    }

    /// A mark for each function that stands apart from the one before, and is less frequent.
    fn marks(&self) {
        let (mut last, mut tie) = (f64::NEG_INFINITY, 0);
        for (_, point) in self.points.iter().filter(|(_, point)| !point.once) {
            let at = self.at(point);
            if at.0 - last >= APART && point.tie_from != tie {
                (last, tie) = (at.0, point.tie_from);
                let y = (self.y.place(point.p.high), self.y.place(point.p.low));
                self.pen.upright(at.0, y, 1.0, &self.palette.methods[0].mark);
                self.mark(at);
            }
        }
    }

    fn mark(&self, at: Place) {
        self.pen.mark(Shape::Square, at, (3.2, 1.0), &self.palette.paper);
        self.pen.mark(Shape::Square, at, (3.2, 0.0), &self.palette.methods[0].mark)
    }

    fn ring(&self) {
        let selected = |(index, point): &&(usize, &RankPoint)| {
            self.look.selected == Some(*index) && point.function.is_some()
        };
        let Some((_, point)) = self.points.iter().find(selected) else { return };
        let at = self.at(point);
        self.pen.ring(at, 9.0, 5.0, &self.palette.paper);
        self.pen.ring(at, 9.0, 2.0, &self.palette.ink);
        self.mark(at)
    }

    /// The functions that are known by their truth table.
    fn view(&self) -> ScatterView {
        let known = self.points.iter().filter_map(|&(index, point)| {
            Some(Placed { index, function: point.function.clone()?, at: self.at(point) })
        });
        let marks: Vec<Placed> = known.collect();
        let start = (!marks.is_empty()).then_some(0);
        ScatterView::new(marks, start)
    }
}

/// "rank to the power −0.84 (−0.86 to −0.82) fits ranks 1 to 2,301".
fn law_words(law: &PowerLawLine, narrow: bool) -> String {
    let exponent = law.exponent;
    let (power, range) = value_and_range(exponent.value, exponent.low, exponent.high);
    let ranks = format!("{} to {}", count(law.from_rank), count(law.to_rank));
    if narrow {
        format!("power {power} fits ranks {ranks}")
    } else {
        format!("rank to the power {power} ({range}) fits ranks {ranks}")
    }
}

fn entries(data: &RankData, look: &ChartStyle, palette: &Palette) -> Vec<Entry> {
    let entry = |sign, color, words: String| Entry { sign, color, words, breaks: false };
    let found = if look.narrow() { "with 95% interval" } else { "a function, with its 95% interval" };
    let mut entries =
        vec![entry(Sign::MarkedLine(Shape::Square, 3.2), palette.methods[0].mark, found.to_owned())];
    // Entries that come and go would move the chart while a run grows.
    let once = match data.classes {
        None => format!("{} seen once", number_of(data.once, "function")),
        Some(ClassNumbers { once: 1, .. }) => "1 class of functions seen once".to_owned(),
        Some(classes) => format!("{} classes of functions seen once", count(classes.once)),
    };
    entries.push(entry(Sign::Hollow, palette.methods[0].mark, once));
    if data.zipf.at_one > 0.0 {
        let words = if look.narrow() {
            "Zipf's law".to_owned()
        } else {
            format!("Zipf's law, 1 / ({} rank)", decimal(data.zipf.ln_functions, 3))
        };
        entries.push(entry(Sign::Line(1.2), palette.ink, words));
    }
    let law = data.power_law.map_or("no power law fits".to_owned(), |law| law_words(&law, look.narrow()));
    entries.push(entry(Sign::Dashes(1.6), palette.soft, law));
    entries
}
