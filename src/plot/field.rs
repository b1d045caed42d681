//! The field of a chart: the rectangle between its axes, with legend, titles, grid and named values around it.

use super::chart_style::ChartStyle;
use super::legend::{Entry, Legend};
use super::pen::{Pen, Type};
use super::theme::Palette;
use plotters::style::text_anchor::HPos;

/// A place in css pixels.
pub(super) type Place = (f64, f64);

/// What is ruled and what is named along one side of a field.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    /// Places of grid lines.
    pub(super) grid: Vec<f64>,
    /// Places with a name.
    pub(super) named: Vec<(f64, String)>,
    /// What the axis shows.
    pub(super) title: String,
}

/// The places of the parts of a chart, in css pixels.
#[derive(Clone, Debug)]
pub(super) struct Field {
    legend: Legend,
    /// Left and right end.
    pub(super) across: (f64, f64),
    /// Lower and upper end.
    pub(super) up: (f64, f64),
    /// The upper end of the free room above.
    pub(super) head: f64,
    y_title: f64,
    x_labels: f64,
    x_title: f64,
}

impl Field {
    /// The field beneath a legend with these entries and `head` css pixels of free room; none if there is no room
    /// for a chart.
    pub(super) fn new(entries: Vec<Entry>, look: &ChartStyle, head: f64) -> Option<Self> {
        let (small, size) = (look.small_type(), look.type_size());
        let line = (size * 1.6).round();
        let edge = 2.0;
        let legend = Legend::rows(entries, (edge, look.width - 6.0), edge, size);
        let y_title = edge + legend.height + 6.0 + line / 2.0;
        let head_top = y_title + line / 2.0 + 4.0;
        let top = head_top + head;
        let x_title = look.height - edge - line / 2.0;
        let x_labels = x_title - line / 2.0 - small * 0.8;
        let bottom = x_labels - small * 1.1;
        let left = edge + (small * 4.1).round() + 6.0;
        let right = look.width - 14.0;
        (right - left >= 60.0 && bottom - top >= 60.0).then_some(Self {
            legend,
            across: (left, right),
            up: (bottom, top),
            head: head_top,
            y_title,
            x_labels,
            x_title,
        })
    }

    /// Paints grid, names, titles and legend.
    pub(super) fn paint(&self, pen: &Pen<'_>, look: &ChartStyle, palette: &Palette, (x, y): (&Side, &Side)) {
        let (small, size) = (look.small_type(), look.type_size());
        let set = |size, at| Type { size, color: &palette.soft, at };
        for &place in &x.grid {
            pen.upright(place, (self.up.1, self.up.0), 1.0, &palette.rule);
        }
        for &place in &y.grid {
            pen.level(self.across, place, 1.0, &palette.rule);
        }
        for (place, name) in &x.named {
            pen.upright(*place, (self.up.0, self.up.0 + 4.0), 1.0, &palette.edge);
            pen.words(name, (*place, self.x_labels), set(small, HPos::Center));
        }
        for (place, name) in &y.named {
            pen.words(name, (self.across.0 - 7.0, *place), set(small, HPos::Right));
        }
        pen.words(&y.title, (2.0, self.y_title), set(size, HPos::Left));
        pen.words(&x.title, (self.across.1, self.x_title), set(size, HPos::Right));
        self.base(pen, palette);
        self.legend.paint(pen, palette.ink, palette.paper)
    }

    /// Paints the lower side, over what stands on it.
    pub(super) fn base(&self, pen: &Pen<'_>, palette: &Palette) {
        pen.level(self.across, self.up.0, 1.0, &palette.edge)
    }

    /// Words in the middle of an empty field.
    pub(super) fn nothing(&self, pen: &Pen<'_>, look: &ChartStyle, palette: &Palette, words: &str) {
        let middle = ((self.across.0 + self.across.1) / 2.0, (self.up.0 + self.up.1) / 2.0);
        pen.words(words, middle, Type { size: look.type_size(), color: &palette.soft, at: HPos::Center })
    }

    /// The part of a straight line that lies within the field (Liang and Barsky's method); none if it passes by, or
    /// if an end is no number.
    pub(super) fn cut(&self, from: Place, to: Place) -> Option<(Place, Place)> {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut first, mut last) = (0.0_f64, 1.0_f64);
        let sides = [
            (-dx, from.0 - self.across.0),
            (dx, self.across.1 - from.0),
            (-dy, from.1 - self.up.1),
            (dy, self.up.0 - from.1),
        ];
        for (outwards, room) in sides {
            if outwards.is_nan() || room.is_nan() || (outwards == 0.0 && room < 0.0) {
                return None;
            }
            if outwards < 0.0 {
                first = first.max(room / outwards);
            } else if outwards > 0.0 {
                last = last.min(room / outwards);
            }
        }
        let at = |along: f64| (from.0 + along * dx, from.1 + along * dy);
        (first <= last).then(|| (at(first), at(last)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field() -> Field {
        Field::new(Vec::new(), &ChartStyle::new(400.0, 300.0), 10.0).unwrap()
    }

    #[test]
    fn lines_are_cut_where_they_leave() {
        let field = field();
        let ((left, right), (bottom, top)) = (field.across, field.up);
        let middle = (top + bottom) / 2.0;
        assert_eq!(
            field.cut((left - 50.0, middle), (right + 9.0, middle)),
            Some(((left, middle), (right, middle)))
        );
        let inside = ((left + 1.0, top + 2.0), (right - 3.0, bottom - 4.0));
        assert_eq!(field.cut(inside.0, inside.1), Some(inside));
        assert_eq!(field.cut((left, top - 5.0), (right, top - 5.0)), None);
        assert_eq!(field.cut((left - 9.0, middle), (left - 9.0, bottom)), None);
        assert_eq!(field.cut((f64::NAN, middle), (right, middle)), None);
        let (_, end) = field.cut((left, top), (left + 1000.0, bottom + 1000.0 - (bottom - top))).unwrap();
        assert!(end.0 <= right + 1e-9 && end.1 <= bottom + 1e-9);
    }

    #[test]
    fn no_room_no_field() {
        for (width, height) in
            [(0.0, 0.0), (100.0, 300.0), (400.0, 90.0), (f64::NAN, 300.0), (300.0, f64::NAN)]
        {
            assert!(
                Field::new(Vec::new(), &ChartStyle::new(width, height), 0.0).is_none(),
                "{width} by {height}"
            );
        }
    }
}
