//! Some lines over one axis: what a method shows of its own working.

use super::axis::{Decades, EvenAxis, LogAxis, RoundScale};
use super::chart_style::ChartStyle;
use super::field::{Field, Place, Side};
use super::legend::{Entry, Sign};
use super::mark::Shape;
use super::pen::{Painted, Pen, Type, painted};
use super::shorten::shortened;
use super::theme::Palette;
use crate::method::{Figure, Line};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// The room above a lane, for its name.
const LANE_GAP: f64 = 14.0;

/// Lines of at most so many points have a mark on every one.
const FEW: usize = 40;

/// Paints lines: the first in the method's colour, the others in ink and softer. Places are all at least 0, or all at most 0: an axis begins, or
/// ends, there. Even heights begin at 0. Long lines would hide each other: each has a lane of its own, one below the other.
///
/// # Errors
/// Those of the backend.
pub fn lines<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    figure: &Figure,
    look: &ChartStyle,
) -> Painted<(), DB> {
    painted(root, look, |pen| paint(pen, figure, look))
}

fn paint(pen: &Pen<'_>, figure: &Figure, look: &ChartStyle) {
    let palette = Palette::of(look);
    pen.ground(&palette.paper);
    let lanes = figure.lines.iter().any(|line| line.points.len() > FEW) && !figure.logarithmic;
    let entries = figure.lines.iter().enumerate().filter(|_| !lanes).map(|(place, line)| Entry {
        sign: sign(line, shape(figure, place)),
        color: color(palette, figure, place),
        words: shortened(&line.label, look.type_size(), look.width - 50.0),
        breaks: false,
    });
    let Some(field) = Field::new(entries.collect(), look, 0.0) else { return };
    let points = || figure.lines.iter().flat_map(|line| &line.points).filter(|point| is_finite(point));
    let x = across(points().map(|point| point[0]), look, &field);
    let number = if lanes { figure.lines.len() } else { 1 };
    let heights: Vec<Heights> = (0..number)
        .map(|place| {
            Heights::new(figure.logarithmic, points().map(|point| point[1]), lane(&field, place, number))
        })
        .collect();
    let named = x.axis.ticks().into_iter().map(|(place, name)| {
        let minus = x.falling && name != "0";
        (place, if minus { format!("\u{2212}{name}") } else { name })
    });
    let room = |words: &str| shortened(words, look.type_size(), look.width - 16.0);
    let bottom = Side { grid: Vec::new(), named: named.collect(), title: room(&figure.across) };
    let sides = heights.iter().map(Heights::side);
    let side = sides.fold(Side { title: room(&figure.upwards), ..Side::default() }, |mut all, side| {
        all.grid.extend(side.grid);
        all.named.extend(side.named);
        all
    });
    field.paint(pen, look, palette, (&bottom, &side));
    if points().next().is_none() {
        field.nothing(pen, look, palette, "nothing counted yet");
    }
    for (place, line) in figure.lines.iter().enumerate().rev() {
        let color = if lanes { color(palette, figure, 0) } else { color(palette, figure, place) };
        let y = &heights[if lanes { place } else { 0 }];
        let path: Vec<Place> = line
            .points
            .iter()
            .filter(|point| is_finite(point))
            .map(|&[along, height]| (x.axis.place(along.abs()), y.place(height)))
            .collect();
        if path.len() > 1 {
            pen.line(path.iter().copied(), if place == 0 && !lanes { 2.0 } else { 1.5 }, &color);
        }
        if lanes {
            let (base, top) = lane(&field, place, number);
            pen.level(field.across, base, 1.0, &palette.edge);
            let small = look.small_type();
            let name = (field.across.1 - 2.0, top - 0.3 * LANE_GAP);
            pen.words(&line.label, name, Type { size: small, color: &palette.soft, at: HPos::Right });
        }
        if path.len() <= FEW {
            let radius = if place == 0 { 4.0 } else { 3.0 };
            path.iter().for_each(|&at| pen.mark(shape(figure, place), at, (radius, 0.0), &color));
        }
    }
}

fn is_finite(point: &[f64; 2]) -> bool {
    point.iter().all(|number| number.is_finite())
}

fn color(palette: &Palette, figure: &Figure, place: usize) -> RGBColor {
    match place {
        0 => palette.methods[figure.place as usize % palette.methods.len()].mark,
        1 => palette.ink,
        2 => palette.soft,
        _ => palette.edge,
    }
}

fn shape(figure: &Figure, place: usize) -> Shape {
    match place {
        0 => Shape::METHODS[figure.place as usize % Shape::METHODS.len()],
        _ => Shape::Plus,
    }
}

fn sign(line: &Line, shape: Shape) -> Sign {
    if line.points.len() <= FEW { Sign::MarkedLine(shape, 3.0) } else { Sign::Line(1.8) }
}

/// The lower and the upper end of one of several lanes, the first uppermost.
fn lane(field: &Field, place: usize, number: usize) -> (f64, f64) {
    let (bottom, top) = field.up;
    let height = (bottom - top) / number as f64;
    let from = top + (place as f64 + 1.0) * height;
    (from, from - height + if number > 1 { LANE_GAP } else { 0.0 })
}

/// The horizontal axis; where it falls, places are below 0, and 0 is at its right end.
struct Across {
    axis: EvenAxis,
    falling: bool,
}

fn across(places: impl Iterator<Item = f64>, look: &ChartStyle, field: &Field) -> Across {
    let (least, most) = places.fold((0.0_f64, 0.0_f64), |(least, most), x| (least.min(x), most.max(x)));
    let falling = least < 0.0 && most <= 0.0;
    let scale = RoundScale::covering(most.max(-least), if look.narrow() { 4 } else { 8 });
    let (left, right) = field.across;
    let (from, to) = if falling { (right, left) } else { (left, right) };
    Across { axis: EvenAxis { scale, beyond: 0.03 * scale.top, from, to }, falling }
}

enum Heights {
    Even(EvenAxis),
    Logarithmic(LogAxis),
}

impl Heights {
    fn new(logarithmic: bool, heights: impl Iterator<Item = f64>, (from, to): Place) -> Self {
        let (least, most) =
            heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), y| (least.min(y), most.max(y)));
        if logarithmic {
            let decades = Decades::of_exponents(least, most);
            return Self::Logarithmic(LogAxis { decades, from, to });
        }
        let steps = if from - to < 60.0 {
            1
        } else if from - to < 160.0 {
            3
        } else {
            5
        };
        let scale = RoundScale::covering(most, steps);
        Self::Even(EvenAxis { scale, beyond: 0.0, from, to })
    }

    fn place(&self, height: f64) -> f64 {
        match self {
            Self::Even(axis) => axis.place(height),
            Self::Logarithmic(axis) => axis.reach(height),
        }
    }

    fn side(&self) -> Side {
        let (named, grid) = match self {
            Self::Even(axis) => {
                let named = axis.ticks();
                let grid = named.iter().skip(1).map(|(place, _)| *place).collect();
                (named, grid)
            }
            Self::Logarithmic(axis) => {
                let named = axis.ticks(18.0);
                let grid = named.iter().map(|(place, _)| *place).collect();
                (named, grid)
            }
        };
        Side { grid, named, title: String::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::set_words::{assert_set_well, random, words_of};
    use super::*;

    #[test]
    fn words_stay_in_the_chart_and_apart_whatever_the_lines() {
        let mut random = random(31);
        for round in 0..200 {
            let logarithmic = round % 2 == 0;
            let mut unit = || f64::from(random.below(1 << 20)) / f64::from(1 << 20);
            let falling = unit() < 0.5;
            let number = 1 + (unit() * 4.0) as usize;
            let steepness = libm::pow(10.0, 2.5 * unit());
            let lines = (0..number).map(|place| {
                let points = (unit() * if logarithmic { 30.0 } else { 130.0 }) as usize;
                let mut points: Vec<[f64; 2]> = (0..points)
                    .map(|k| {
                        let along = if falling { k as f64 - points as f64 } else { k as f64 };
                        let height = if logarithmic { -steepness * unit() } else { 127.0 * unit() };
                        [along, height]
                    })
                    .collect();
                points.push([f64::NAN, 1.0]);
                Line {
                    label: ["chain 1", "of the prior that reaches the level"][place % 2].to_owned(),
                    points,
                }
            });
            let figure = Figure {
                title: "a title".to_owned(),
                across: "level, in deviations of the output (0: fits)".to_owned(),
                upwards: "share".to_owned(),
                logarithmic,
                place: 3,
                lines: lines.collect(),
            };
            let look = ChartStyle::new(320.0 + 900.0 * unit(), 270.0 + 200.0 * unit());
            let words = words_of(&look, |root, look| lines_on(root, &figure, look));
            assert_set_well(&words, &look);
            assert!(words.iter().any(|set| set.text == "share"), "{words:?}");
        }
    }

    fn lines_on<DB: DrawingBackend>(root: &DrawingArea<DB, Shift>, figure: &Figure, look: &ChartStyle) {
        assert!(lines(root, figure, look).is_ok());
    }
}
