//! Legends: entries in rows that wrap, or in a column.

use super::mark::Shape;
use super::pen::{Pen, Type, text_width};
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

/// What stands before an entry's words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sign {
    /// A mark of this radius.
    Mark(Shape, f64),
    /// A line of this width.
    Line(f64),
    /// A line in dashes of this width.
    Dashes(f64),
    /// A line with a mark of this radius on it.
    MarkedLine(Shape, f64),
    /// A hollow bar.
    Hollow,
    /// A square with an outline in ink.
    Outlined,
    /// A limit: the value is somewhere below.
    Limit,
}

/// One entry of a legend.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) sign: Sign,
    pub(super) color: RGBColor,
    pub(super) words: String,
    /// Whether the entry starts a new row.
    pub(super) breaks: bool,
}

impl Sign {
    fn width(self) -> f64 {
        match self {
            Self::Mark(..) | Self::Outlined | Self::Limit => 17.0,
            Self::Line(_) | Self::Dashes(_) | Self::MarkedLine(..) | Self::Hollow => 29.0,
        }
    }
}

/// A legend whose entries have their places.
#[derive(Clone, Debug)]
pub(super) struct Legend {
    /// Entries with the left end and the middle of their line.
    placed: Vec<(Entry, (f64, f64))>,
    size: f64,
    /// Total height in css pixels.
    pub(super) height: f64,
}

impl Legend {
    /// Sets entries in rows between `left` and `right`, starting at `top`; an entry that does not fit starts a
    /// new row.
    pub(super) fn rows(entries: Vec<Entry>, (left, right): (f64, f64), top: f64, size: f64) -> Self {
        let row = (size * 1.6).round();
        let gap = (1.3 * size).round();
        let (mut x, mut y) = (left, top + row / 2.0);
        let mut placed = Vec::with_capacity(entries.len());
        for entry in entries {
            let width = entry.sign.width() + text_width(&entry.words, size);
            if x > left && (entry.breaks || x + width > right) {
                x = left;
                y += row;
            }
            placed.push((entry, (x, y)));
            x += width + gap;
        }
        let height = if placed.is_empty() { 0.0 } else { y + row / 2.0 - top };
        Self { placed, size, height }
    }

    /// Paints all entries; words in `ink`, a halo of `paper` around marks on lines.
    pub(super) fn paint(&self, pen: &Pen<'_>, ink: RGBColor, paper: RGBColor) {
        for (entry, (x, y)) in &self.placed {
            let (x, y) = (*x, *y);
            let middle = x + (entry.sign.width() - 6.0) / 2.0;
            match entry.sign {
                Sign::Mark(shape, radius) => pen.mark(shape, (middle, y), (radius, 0.0), &entry.color),
                Sign::Line(width) => pen.level((x, x + 23.0), y, width, &entry.color),
                Sign::Dashes(width) => pen.dashes(((x, y), (x + 23.0, y)), width, &entry.color),
                Sign::Hollow => pen.boxed((x, y - 3.0), (x + 23.0, y + 3.0), 1.2, (&entry.color, &paper)),
                Sign::Outlined => outlined(pen, (middle, y), (&entry.color, &ink, &paper)),
                Sign::Limit => limit(pen, (middle, y - 5.0), &entry.color),
                Sign::MarkedLine(shape, radius) => {
                    pen.level((x, x + 23.0), y, 1.5, &entry.color);
                    pen.mark(shape, (middle, y), (radius, 1.0), &paper);
                    pen.mark(shape, (middle, y), (radius, 0.0), &entry.color);
                }
            }
            let set = Type { size: self.size, color: &ink, at: HPos::Left };
            pen.words(&entry.words, (x + entry.sign.width(), y), set);
        }
    }
}

/// A square with an outline in the second colour, and a halo in the third.
pub(super) fn outlined(
    pen: &Pen<'_>,
    at: (f64, f64),
    (inside, outline, halo): (&RGBColor, &RGBColor, &RGBColor),
) {
    pen.mark(Shape::Square, at, (4.4, 2.0), halo);
    pen.mark(Shape::Square, at, (4.4, 1.0), outline);
    pen.mark(Shape::Square, at, (4.4, -0.6), inside)
}

/// The length of a limit's arrow, in css pixels.
pub(super) const ARROW: f64 = 11.0;

/// A bar at `place` with an arrow down from it: the value is somewhere below.
pub(super) fn limit(pen: &Pen<'_>, (x, y): (f64, f64), color: &RGBColor) {
    pen.level((x - 4.5, x + 4.5), y, 1.5, color);
    pen.upright(x, (y, y + ARROW - 4.0), 1.2, color);
    pen.mark(Shape::Wedge, (x, y + ARROW - 3.0), (2.6, 0.0), color)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(words: &str) -> Entry {
        Entry {
            sign: Sign::Mark(Shape::Star, 4.0),
            color: RGBColor(0, 0, 0),
            words: words.to_owned(),
            breaks: false,
        }
    }

    #[test]
    fn entries_wrap_and_stay_between_the_ends() {
        let words = ["target", "1", "2", "3\u{2013}5", "6\u{2013}11", "found equally often"];
        let legend = Legend::rows(words.map(entry).into(), (10.0, 200.0), 5.0, 12.0);
        assert!(legend.height > 2.0 * 12.0, "more than one row");
        for (entry, (x, y)) in &legend.placed {
            assert!(*x >= 10.0 && x + entry.sign.width() + text_width(&entry.words, 12.0) <= 200.0);
            assert!(*y > 5.0 && *y < 5.0 + legend.height);
        }
        for pair in legend.placed.windows(2) {
            let ((before, (x0, y0)), (_, (x1, y1))) = (&pair[0], &pair[1]);
            let end = x0 + before.sign.width() + text_width(&before.words, 12.0);
            assert!(y1 > y0 || *x1 > end, "entries do not overlap");
        }
    }

    #[test]
    fn an_empty_legend_takes_no_room() {
        assert_eq!(Legend::rows(Vec::new(), (0.0, 100.0), 0.0, 12.0).height, 0.0);
    }
}
