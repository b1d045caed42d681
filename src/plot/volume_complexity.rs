//! Exact volumes of threshold functions against their complexity.

use super::axis::{Decades, EvenAxis, LogAxis, RoundScale, drawable};
use super::chart_style::ChartStyle;
use super::complexity::axis_title;
use super::field::{Field, Place, Side};
use super::label::{self, Wanted};
use super::legend::{Entry, Sign};
use super::mark::Shape;
use super::pen::{Painted, Pen, painted};
use super::theme::Palette;
use super::view::{Placed, ScatterView};
use super::volume_data::{DrawnPoint, VolumeData, VolumePoint};
use crate::numeric::number_of;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;

/// The part of the axis of complexity that is left free at either end.
const BEYOND: f64 = 0.04;
/// The size of the squares of what was drawn.
const SQUARE: f64 = 3.0;
/// How far to the left of their complexity the squares stand, in css pixels: beneath the marks they would be lost.
const ASIDE: f64 = 8.0;
/// With more squares than this their intervals would hide everything else.
const MOST_INTERVALS: usize = 120;

/// Paints exact volume, logarithmic, against complexity, and says where the functions stand.
///
/// A mark stands for all functions of one class that are equally complex, the larger, the more they are; its shape
/// and shade say how many inputs they have. Functions with a name have it beside them. What random networks drew
/// stands a little to the left as squares of one size, with intervals while there are few; in the view their indices follow those
/// of the exact marks.
///
/// # Errors
/// Those of the backend.
pub fn volume_complexity<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    data: &VolumeData,
    look: &ChartStyle,
) -> Painted<ScatterView, DB> {
    painted(root, look, |pen| paint(pen, data, look))
}

fn paint(pen: &Pen<'_>, data: &VolumeData, look: &ChartStyle) -> ScatterView {
    let palette = Palette::of(look);
    pen.ground(&palette.paper);
    let Some(field) = Field::new(entries(data, look, palette), look, 0.0) else {
        return ScatterView::default();
    };
    let drawn = data.drawn.as_ref().map_or(&[][..], |drawn| &drawn.points);
    let complexities = data.points.iter().map(|point| point.complexity);
    let most =
        complexities.chain(drawn.iter().map(|point| point.complexity)).filter(|value| value.is_finite());
    let scale = RoundScale::covering(most.fold(0.0, f64::max), if look.narrow() { 5 } else { 9 });
    let x = EvenAxis { scale, beyond: BEYOND * scale.top, from: field.across.0, to: field.across.1 };
    let volumes = data.points.iter().map(|point| point.volume);
    let decades = Decades::covering(volumes.chain(drawn.iter().map(|point| point.frequency.value)));
    let y = LogAxis { decades, from: field.up.0, to: field.up.1 };
    let mut marks: Vec<Mark<'_>> = data
        .points
        .iter()
        .enumerate()
        .filter(|(_, point)| drawable(point.volume) && point.complexity.is_finite())
        .map(|(index, point)| Mark { index, point, at: (x.place(point.complexity), y.place(point.volume)) })
        .collect();
    // The few functions of few inputs come last: they would be lost beneath the others.
    marks.sort_by_key(|mark| {
        (std::cmp::Reverse(mark.point.inputs), std::cmp::Reverse(mark.point.functions), mark.index)
    });

    let named = x.ticks();
    let grid = named.iter().map(|(place, _)| *place).collect();
    let across = Side { grid, named, title: axis_title(&data.label, &data.unit) };
    let title = if look.narrow() {
        "volume of one function"
    } else {
        "volume of one function, its share of parameter space"
    };
    let up = Side { grid: y.grid().collect(), named: y.ticks(18.0), title: title.to_owned() };
    field.paint(pen, look, palette, (&across, &up));
    let squares: Vec<Square<'_>> = drawn
        .iter()
        .enumerate()
        .filter(|(_, point)| drawable(point.frequency.value) && point.complexity.is_finite())
        .map(|(place, point)| Square {
            index: data.points.len() + place,
            point,
            at: (
                (x.place(point.complexity) - ASIDE).max(field.across.0 + SQUARE),
                y.place(point.frequency.value),
            ),
        })
        .collect();
    if marks.is_empty() && squares.is_empty() {
        field.nothing(pen, look, palette, "nothing known yet");
    }
    if squares.len() <= MOST_INTERVALS {
        for Square { point, at, .. } in &squares {
            let low = if drawable(point.frequency.low) { y.place(point.frequency.low) } else { field.up.0 };
            let high = y.place(point.frequency.high).max(field.up.1);
            pen.upright(at.0, (low.min(field.up.0), high), 1.0, &palette.methods[0].mark);
        }
    }
    for square in &squares {
        square.paint(pen, palette);
    }
    for mark in &marks {
        mark.paint(pen, palette);
    }
    labels(&marks, &squares, pen, look, palette, &field);
    if let Some(square) = squares.iter().find(|square| look.selected == Some(square.index)) {
        pen.ring(square.at, SQUARE + 6.0, 5.0, &palette.paper);
        pen.ring(square.at, SQUARE + 6.0, 2.0, &palette.ink);
        square.paint(pen, palette);
    }
    if let Some(mark) = marks.iter().find(|mark| look.selected == Some(mark.index)) {
        let reach = mark.radius() + 6.0;
        pen.ring(mark.at, reach, 5.0, &palette.paper);
        pen.ring(mark.at, reach, 2.0, &palette.ink);
        mark.paint(pen, palette);
    }
    let beneath = squares.iter().map(|square| Placed {
        index: square.index,
        function: square.point.function.clone(),
        at: square.at,
    });
    let above = marks.iter().map(|mark| Placed {
        index: mark.index,
        function: mark.point.function.clone(),
        at: mark.at,
    });
    let placed: Vec<Placed> = beneath.chain(above).collect();
    let start = placed.len().checked_sub(1);
    ScatterView::new(placed, start)
}

/// A drawn point with its place.
struct Square<'a> {
    index: usize,
    point: &'a DrawnPoint,
    at: Place,
}

impl Square<'_> {
    fn paint(&self, pen: &Pen<'_>, palette: &Palette) {
        pen.mark(Shape::Square, self.at, (SQUARE, 0.75), &palette.paper);
        pen.mark(Shape::Square, self.at, (SQUARE, 0.0), &palette.methods[0].mark)
    }
}

/// A point with its place.
struct Mark<'a> {
    index: usize,
    point: &'a VolumePoint,
    at: Place,
}

impl Mark<'_> {
    fn radius(&self) -> f64 {
        radius(self.point.functions)
    }

    fn paint(&self, pen: &Pen<'_>, palette: &Palette) {
        let (shape, color) = manner(self.point.inputs, palette);
        pen.mark(shape, self.at, (self.radius(), 1.0), &palette.paper);
        pen.mark(shape, self.at, (self.radius(), 0.0), &color)
    }
}

/// The radius of a mark for so many functions, in css pixels: the same step for every doubling.
fn radius(functions: u64) -> f64 {
    (2.6 + 0.5 * libm::log2(functions.max(1) as f64)).min(7.5)
}

/// Shape and shade for a number of inputs.
fn manner(inputs: u32, palette: &Palette) -> (Shape, RGBColor) {
    match inputs {
        0..=2 => (Shape::Diamond, palette.ink),
        3 => (Shape::Triangle, palette.soft),
        _ => (Shape::Cross, palette.edge),
    }
}

/// The names, where they cover least.
fn labels(
    marks: &[Mark<'_>],
    squares: &[Square<'_>],
    pen: &Pen<'_>,
    look: &ChartStyle,
    palette: &Palette,
    field: &Field,
) {
    let size = look.small_type();
    let wanted: Vec<Wanted> = marks
        .iter()
        .filter_map(|mark| {
            Some(Wanted { at: mark.at, radius: 1.25 * mark.radius(), words: mark.point.name.clone()? })
        })
        .collect();
    let nameless = marks.iter().filter(|mark| mark.point.name.is_none()).map(|mark| mark.at);
    let others: Vec<Place> = nameless.chain(squares.iter().map(|square| square.at)).collect();
    for label in label::set(&wanted, &others, field, size) {
        label.paint(pen, palette, size);
    }
}

fn entries(data: &VolumeData, look: &ChartStyle, palette: &Palette) -> Vec<Entry> {
    let entry = |sign, color, words: String| Entry { sign, color, words, breaks: false };
    let of_inputs = |(&inputs, &functions): (&u32, &u64)| {
        let (shape, color) = manner(inputs, palette);
        let words = if look.narrow() {
            format!("{inputs} inputs")
        } else {
            format!("{inputs} inputs, {}", number_of(functions, "function"))
        };
        entry(Sign::Mark(shape, 4.0), color, words)
    };
    let mut entries: Vec<Entry> = data.sizes().iter().map(of_inputs).collect();
    let most = data.points.iter().map(|point| point.functions).max().unwrap_or(0);
    if most > 1 {
        let size = |functions: u64, words: String| {
            entry(Sign::Mark(Shape::Diamond, radius(functions)), palette.edge, words)
        };
        entries.push(Entry { breaks: true, ..size(1, "a mark for 1 function".to_owned()) });
        entries.push(size(most, format!("for {most}")));
    }
    if let Some(drawn) = &data.drawn {
        let words = format!("drawn: {}", drawn.network);
        let words = if look.narrow() { "drawn networks".to_owned() } else { words };
        entries.push(Entry {
            breaks: true,
            ..entry(Sign::Mark(Shape::Square, SQUARE + 1.0), palette.methods[0].mark, words)
        });
    }
    entries
}
