//! P(f|S) of two methods against each other, one mark a function.

use super::axis::power_of_ten;
use super::chart_style::ChartStyle;
use super::data::{ScatterData, ScatterPoint};
use super::error_class::ErrorClasses;
use super::mark::Shape;
use super::method_label::MethodLabel;
use super::pen::{Painted, Pen, Type, painted, text_width};
use super::scatter_layout::Layout;
use super::shorten::shortened;
use super::theme::Palette;
use super::view::{Placed, ScatterView};
use crate::numeric::order::{last_of_equals, sorted};
use crate::numeric::{Share, count};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};

/// Functions found less often than this by both methods together are drawn small and faint: their places are
/// guesses yet.
const SELDOM: u64 = 10;

/// Paints the scatter chart and says where its marks are.
///
/// Both axes are logarithmic, show the same whole decades, and grow by whole decades only. Functions that one
/// method never found stand on the margins, at no invented probability. Interval bars end at the frame.
///
/// # Errors
/// Those of the backend.
pub fn scatter<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    data: &ScatterData,
    look: &ChartStyle,
) -> Painted<ScatterView, DB> {
    painted(root, look, |pen| paint(pen, data, look))
}

fn paint(pen: &Pen<'_>, data: &ScatterData, look: &ChartStyle) -> ScatterView {
    let palette = Palette::of(look);
    pen.ground(&palette.paper);
    let Some(layout) = Layout::new(data, look, palette) else {
        return ScatterView::default();
    };
    let chart = Chart { pen, data, look, palette, layout: &layout };
    chart.frame();
    let marks = chart.marks();
    chart.intervals(&marks);
    for mark in &marks {
        if mark.shown {
            chart.mark(mark);
        }
    }
    if let Some(mark) = look.selected.and_then(|index| marks.iter().find(|mark| mark.index == index)) {
        chart.ring(mark);
    }
    let start = marks.iter().position(|mark| mark.point.is_target).or_else(|| marks.len().checked_sub(1));
    let placed = marks
        .iter()
        .map(|mark| Placed { index: mark.index, function: mark.point.function.clone(), at: mark.at })
        .collect();
    ScatterView::new(placed, start)
}

/// A point with its place and manner.
#[derive(Clone, Copy)]
struct Mark<'a> {
    index: usize,
    point: &'a ScatterPoint,
    at: (f64, f64),
    class: usize,
    seldom: bool,
    /// Whether no equal mark is painted at the same pixel later.
    shown: bool,
}

impl Mark<'_> {
    fn radius(&self) -> f64 {
        if self.point.is_target {
            6.0
        } else if self.seldom {
            3.2
        } else {
            4.2
        }
    }
}

/// All that painting needs.
struct Chart<'a> {
    pen: &'a Pen<'a>,
    data: &'a ScatterData,
    look: &'a ChartStyle,
    palette: &'a Palette,
    layout: &'a Layout,
}

impl<'a> Chart<'a> {
    /// The marks in painting order: seldom functions first, the target last.
    fn marks(&self) -> Vec<Mark<'a>> {
        let classes = ErrorClasses::new(self.data.test_size);
        let marks: Vec<Mark<'a>> = self
            .data
            .points
            .iter()
            .enumerate()
            .filter_map(|(index, point)| {
                Some(Mark {
                    index,
                    point,
                    at: self.layout.place(point)?,
                    class: classes.of(point.test_errors),
                    seldom: point.first.count.saturating_add(point.second.count) < SELDOM,
                    shown: true,
                })
            })
            .collect();
        let weight = |mark: &Mark<'_>| mark.point.first.value.max(mark.point.second.value);
        let mut marks = sorted(&marks, &|a, b| {
            (a.point.is_target.cmp(&b.point.is_target))
                .then(b.seldom.cmp(&a.seldom))
                .then(weight(a).total_cmp(&weight(b)))
                .then(a.index.cmp(&b.index))
        });
        // Thousands of functions found once or twice share a handful of places: one mark each is enough.
        let places: Vec<_> =
            marks.iter().map(|mark| (self.pen.device(mark.at), mark.class, mark.seldom)).collect();
        for (mark, last) in marks.iter_mut().zip(last_of_equals(&places)) {
            mark.shown = last;
        }
        marks
    }

    /// Axes, margins, legend and words: all that does not depend on single functions.
    fn frame(&self) {
        let (pen, palette, layout) = (self.pen, self.palette, self.layout);
        let (x, y) = (&layout.x, &layout.y);
        let (small, size) = (self.look.small_type(), self.look.type_size());
        pen.fill((layout.left_margin.0, y.to), (layout.left_margin.1, y.from), &palette.sunk);
        pen.fill((x.from, layout.bottom_margin.0), (x.to, layout.bottom_margin.1), &palette.sunk);
        for place in x.grid() {
            pen.upright(place, (y.to, y.from), 1.0, &palette.rule);
            pen.upright(place, layout.bottom_margin, 1.0, &palette.rule);
        }
        for place in y.grid() {
            pen.level((x.from, x.to), place, 1.0, &palette.rule);
            pen.level(layout.left_margin, place, 1.0, &palette.rule);
        }
        pen.level((x.from, x.to), y.from, 1.0, &palette.edge);
        pen.upright(x.from, (y.to, y.from), 1.0, &palette.edge);

        let soft = |at| Type { size: small, color: &palette.soft, at };
        for (place, label) in x.ticks(if x.decades.low < -4 { 34.0 } else { 44.0 }) {
            pen.words(&label, (place, layout.x_labels), soft(HPos::Center));
        }
        for (place, label) in y.ticks(18.0) {
            pen.words(&label, (layout.left_margin.0 - 6.0, place), soft(HPos::Right));
        }
        pen.line([(x.from, y.from), (x.to, y.to)], 1.2, &palette.edge);
        self.titles(size);
        let inset = 0.9 * small;
        // Beyond the outermost grid lines there is no room for words: they stand within.
        let (high, low) = (power_of_ten(y.decades.high), power_of_ten(y.decades.low));
        let room = (x.to - x.from) / 1.5;
        let corners = [&self.data.second, &self.data.first].map(|label| {
            // Less than half of a name says nothing.
            let words = "more often by ";
            let name = shortened(&label.in_text, small, room - text_width(words, small));
            (2 * name.len() >= label.in_text.len()).then(|| format!("{words}{name}"))
        });
        if let [Some(above), Some(below)] = corners
            && y.from - y.to > 10.0 * small
        {
            let corner = |at, color| Type { size: small, color, at };
            let place = (x.from + inset, y.place(high) + inset);
            pen.words(&above, place, corner(HPos::Left, &palette.of_method(&self.data.second).words));
            let place = (x.place(high) - inset, y.place(low) - inset);
            pen.words(&below, place, corner(HPos::Right, &palette.of_method(&self.data.first).words));
        }
        self.margin_words(soft(HPos::Center));
        if self.data.points.is_empty() {
            let above = (0.68 * x.from + 0.32 * x.to, 0.35 * y.from + 0.65 * y.to);
            pen.words("nothing found yet", above, Type { size, color: &palette.soft, at: HPos::Center });
        }
        layout.legend.paint(pen, palette.ink, palette.paper)
    }

    /// The titles of both axes.
    fn titles(&self, size: f64) {
        let (layout, palette) = (self.layout, self.palette);
        let (title, (left, y)) = &layout.y_title;
        let label = &self.data.second;
        let set = Type { size, color: &palette.of_method(label).words, at: HPos::Left };
        self.pen.mark(Shape::of(label), (left + 5.0, *y), (4.0, 0.0), &palette.of_method(label).mark);
        title.paint(self.pen, (left + 15.0, *y), layout.line, set);

        let (title, (right, last)) = &layout.x_title;
        let label = &self.data.first;
        let y = last - (title.lines.len() - 1) as f64 * layout.line;
        let set = Type { size, color: &palette.of_method(label).words, at: HPos::Right };
        title.paint(self.pen, (*right, y), layout.line, set);
        let mark = (right - title.first_line(size) - 8.0, y);
        self.pen.mark(Shape::of(label), mark, (4.0, 0.0), &palette.of_method(label).mark)
    }

    /// The margins say what they are, and how many functions they hold.
    fn margin_words(&self, set: Type<'_, RGBColor>) {
        let (x, y) = (&self.layout.x, &self.layout.y);
        let found = |share: Share| share.count > 0;
        let alone = |by: fn(&ScatterPoint) -> (Share, Share)| {
            self.data.points.iter().map(by).filter(|&(one, other)| found(one) && !found(other)).count() as u64
        };
        let words = |alone: u64, never: &MethodLabel, room: f64| {
            let start =
                if alone == 0 { "never by ".to_owned() } else { format!("{} never by ", count(alone)) };
            let name = shortened(&never.in_text, set.size, room - text_width(&start, set.size));
            start + &name
        };
        let left = words(alone(|point| (point.second, point.first)), &self.data.first, y.from - y.to);
        let bottom = words(alone(|point| (point.first, point.second)), &self.data.second, x.to - x.from);
        let across = self.layout.left_margin.0 + self.layout.words / 2.0 + 1.0;
        let down = self.layout.bottom_margin.1 - self.layout.words / 2.0 - 1.0;
        self.pen.words_upwards(&left, (across, (y.from + y.to) / 2.0), set);
        self.pen.words(&bottom, ((x.from + x.to) / 2.0, down), set)
    }

    /// The 95% intervals, beneath all marks.
    fn intervals(&self, marks: &[Mark<'_>]) {
        let (x, y) = (&self.layout.x, &self.layout.y);
        // The more there are, the fainter: crowds of bars would hide the marks.
        let crowd =
            |seldom: bool| marks.iter().filter(|mark| mark.shown && mark.seldom == seldom).count() as f64;
        let strong = (60.0 / crowd(false).max(1.0)).clamp(0.2, 0.6);
        let faint = (10.0 / crowd(true).max(1.0)).clamp(0.06, 0.3);
        for mark in marks.iter().filter(|mark| mark.shown) {
            let (first, second) = (mark.point.first, mark.point.second);
            let margin = if first.count == 0 || second.count == 0 { 0.5 } else { 1.0 };
            let color =
                self.palette.errors[mark.class].mix(margin * if mark.seldom { faint } else { strong });
            if first.count > 0 {
                self.pen.level((x.place(first.low), x.place(first.high)), mark.at.1, 1.0, &color);
            }
            if second.count > 0 {
                self.pen.upright(mark.at.0, (y.place(second.low), y.place(second.high)), 1.0, &color);
            }
        }
    }

    /// One mark, with a halo that keeps it apart from those beneath.
    fn mark(&self, mark: &Mark<'_>) {
        let shape = Shape::ERRORS[mark.class];
        self.pen.mark(shape, mark.at, (mark.radius(), 1.0), &self.palette.paper);
        self.pen.mark(shape, mark.at, (mark.radius(), 0.0), &self.palette.errors[mark.class])
    }

    /// A ring around the selected mark, which comes to the top.
    fn ring(&self, mark: &Mark<'_>) {
        let radius = mark.radius() + 6.0;
        self.pen.ring(mark.at, radius, 5.0, &self.palette.paper);
        self.pen.ring(mark.at, radius, 2.0, &self.palette.ink);
        self.mark(mark)
    }
}

#[cfg(test)]
mod tests {
    use super::super::set_words::{assert_set_well, random, random_label, words_of};
    use super::*;

    #[test]
    fn names_of_any_length_stay_in_the_chart_and_apart() {
        let mut random = random(21);
        for _ in 0..400 {
            let (first, second) = (random.below(6), random.below(6));
            let data = ScatterData {
                first: random_label(&mut random, first),
                second: random_label(&mut random, second),
                training_size: 8,
                test_size: 1 + random.below(100),
                ..ScatterData::default()
            };
            let width = f64::from(300 + random.below(1000));
            let look = ChartStyle::new(width, f64::from(380 + random.below(400)));
            let words = words_of(&look, |root, look| drop(scatter(root, &data, look).unwrap()));
            assert!(words.iter().any(|set| set.text == "P"), "the chart is painted");
            let said = |start: &str| words.iter().any(|set| set.text.starts_with(start));
            assert!(said("never by ") && said("nothing found"));
            assert_set_well(&words, &look);
        }
    }
}
