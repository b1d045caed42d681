//! A pen that thinks in css pixels and paints in whole device pixels.

use super::mark::Shape;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform, TextStyle};

/// What painting gives: `T`, or the backend's error.
pub type Painted<T, DB> = Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// The page's sans-serif; quotes would not survive in SVG attributes and are not needed.
const FONT: &str = "system-ui, sans-serif";

/// The distance at which dashes follow each other, in css pixels: six tenths of it is drawn.
const DASH: f64 = 8.0;

/// More dashes than any chart is wide.
const MOST_DASHES: u32 = 4000;

/// Paints on a drawing area; all lengths and places are css pixels from its upper left corner.
pub(super) struct Pen<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    ratio: f64,
}

/// How words are set.
#[derive(Clone, Copy)]
pub(super) struct Type<'a, C> {
    pub(super) size: f64,
    pub(super) color: &'a C,
    pub(super) at: HPos,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    pub(super) fn new(area: &'a DrawingArea<DB, Shift>, ratio: f64) -> Self {
        Self { area, ratio }
    }

    /// A place in device pixels.
    pub(super) fn device(&self, (x, y): (f64, f64)) -> (i32, i32) {
        ((x * self.ratio).round() as i32, (y * self.ratio).round() as i32)
    }

    /// A thickness in device pixels: never nothing.
    fn thickness(&self, width: f64) -> i32 {
        (width * self.ratio).round().max(1.0) as i32
    }

    /// Fills everything.
    pub(super) fn ground(&self, color: &impl Color) -> Painted<(), DB> {
        self.area.fill(color)
    }

    /// A filled rectangle.
    pub(super) fn fill(&self, from: (f64, f64), to: (f64, f64), color: &impl Color) -> Painted<(), DB> {
        self.area.draw(&Rectangle::new([self.device(from), self.device(to)], color.filled()))
    }

    /// A rectangle in the second colour with an outline, on all sides but the lowest, in the first.
    pub(super) fn framed(
        &self,
        from: (f64, f64),
        to: (f64, f64),
        width: f64,
        (outline, inside): (&impl Color, &impl Color),
    ) -> Painted<(), DB> {
        let ((x0, y0), (x1, y1), thick) = (self.device(from), self.device(to), self.thickness(width));
        self.area.draw(&Rectangle::new([(x0, y0), (x1, y1)], outline.filled()))?;
        let ((x0, y0), x1) = ((x0 + thick, y0 + thick), x1 - thick);
        if x0 < x1 && y0 < y1 {
            self.area.draw(&Rectangle::new([(x0, y0), (x1, y1)], inside.filled()))?;
        }
        Ok(())
    }

    /// A rectangle in the second colour with an outline on all sides in the first.
    pub(super) fn boxed(
        &self,
        from: (f64, f64),
        to: (f64, f64),
        width: f64,
        (outline, inside): (&impl Color, &impl Color),
    ) -> Painted<(), DB> {
        let ((x0, y0), (x1, y1), thick) = (self.device(from), self.device(to), self.thickness(width));
        self.area.draw(&Rectangle::new([(x0, y0), (x1, y1)], outline.filled()))?;
        let ((x0, y0), (x1, y1)) = ((x0 + thick, y0 + thick), (x1 - thick, y1 - thick));
        if x0 < x1 && y0 < y1 {
            self.area.draw(&Rectangle::new([(x0, y0), (x1, y1)], inside.filled()))?;
        }
        Ok(())
    }

    /// A horizontal line centred on `y`, sharp on every backend because it is a filled rectangle.
    pub(super) fn level(
        &self,
        (x0, x1): (f64, f64),
        y: f64,
        width: f64,
        color: &impl Color,
    ) -> Painted<(), DB> {
        let ((x0, y), (x1, _), thick) = (self.device((x0, y)), self.device((x1, y)), self.thickness(width));
        let top = y - thick / 2;
        self.area.draw(&Rectangle::new([(x0, top), (x1, top + thick)], color.filled()))
    }

    /// A vertical line centred on `x`.
    pub(super) fn upright(
        &self,
        x: f64,
        (y0, y1): (f64, f64),
        width: f64,
        color: &impl Color,
    ) -> Painted<(), DB> {
        let ((x, y0), (_, y1), thick) = (self.device((x, y0)), self.device((x, y1)), self.thickness(width));
        let left = x - thick / 2;
        self.area.draw(&Rectangle::new([(left, y0.min(y1)), (left + thick, y0.max(y1))], color.filled()))
    }

    /// A line through all places.
    pub(super) fn line(
        &self,
        places: impl IntoIterator<Item = (f64, f64)>,
        width: f64,
        color: &impl Color,
    ) -> Painted<(), DB> {
        let path: Vec<_> = places.into_iter().map(|place| self.device(place)).collect();
        self.area.draw(&PathElement::new(path, color.stroke_width(self.thickness(width) as u32)))
    }

    /// A straight line in dashes.
    pub(super) fn dashes(
        &self,
        (from, to): ((f64, f64), (f64, f64)),
        width: f64,
        color: &impl Color,
    ) -> Painted<(), DB> {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = libm::hypot(dx, dy);
        let count = (length / DASH).ceil().max(1.0) as u32;
        let at = |along: f64| (from.0 + along * dx, from.1 + along * dy);
        for dash in 0..count.min(MOST_DASHES) {
            let start = f64::from(dash) * DASH / length.max(DASH);
            let end = (start + 0.6 * DASH / length.max(DASH)).min(1.0);
            self.line([at(start), at(end)], width, color)?;
        }
        Ok(())
    }

    /// The area within these corners.
    pub(super) fn area(
        &self,
        corners: impl IntoIterator<Item = (f64, f64)>,
        color: &impl Color,
    ) -> Painted<(), DB> {
        let corners: Vec<_> = corners.into_iter().map(|place| self.device(place)).collect();
        self.area.draw(&Polygon::new(corners, color.filled()))
    }

    /// A mark of "radius" `radius`, grown on all sides by `grow` (for halos and rings).
    pub(super) fn mark(
        &self,
        shape: Shape,
        center: (f64, f64),
        (radius, grow): (f64, f64),
        color: &impl Color,
    ) -> Painted<(), DB> {
        if shape == Shape::Circle {
            let circle = Circle::new(self.device(center), self.thickness(radius + grow), color.filled());
            return self.area.draw(&circle);
        }
        let (x, y) = self.device(center);
        // Corners are rounded relative to the rounded centre: every mark of a shape is the same, wherever it is.
        let corners: Vec<_> = shape
            .outline(radius, grow)
            .into_iter()
            .map(|place| self.device(place))
            .map(|(dx, dy)| (x + dx, y + dy))
            .collect();
        self.area.draw(&Polygon::new(corners, color.filled()))
    }

    /// A circle's outline.
    pub(super) fn ring(
        &self,
        center: (f64, f64),
        radius: f64,
        width: f64,
        color: &impl Color,
    ) -> Painted<(), DB> {
        let style = color.stroke_width(self.thickness(width) as u32);
        self.area.draw(&Circle::new(self.device(center), self.thickness(radius), style))
    }

    /// Words, centred vertically on `place`.
    pub(super) fn words<C: Color>(&self, text: &str, place: (f64, f64), set: Type<'_, C>) -> Painted<(), DB> {
        self.set_text(text, place, set, FontTransform::None)
    }

    /// Words that run upwards, centred horizontally on `place`.
    pub(super) fn words_upwards<C: Color>(
        &self,
        text: &str,
        place: (f64, f64),
        set: Type<'_, C>,
    ) -> Painted<(), DB> {
        self.set_text(text, place, set, FontTransform::Rotate270)
    }

    fn set_text<C: Color>(
        &self,
        text: &str,
        place: (f64, f64),
        set: Type<'_, C>,
        turn: FontTransform,
    ) -> Painted<(), DB> {
        let font = FontDesc::new(FontFamily::Name(FONT), set.size * self.ratio, FontStyle::Normal);
        let style = TextStyle {
            font: font.transform(turn),
            color: set.color.to_backend_color(),
            pos: Pos::new(set.at, VPos::Center),
        };
        self.area.draw_text(text, &style, self.device(place))
    }
}

/// About how wide `text` is, in css pixels.
///
/// Measuring needs a document, which neither workers nor snapshots have; an estimate on the large side is enough
/// to keep words apart, and is the same everywhere.
pub(super) fn text_width(text: &str, size: f64) -> f64 {
    let em = |c: char| match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.3,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' | 'I' => 0.38,
        '\u{2026}' => 1.0,
        'm' | 'w' | 'M' | 'W' | '%' => 0.9,
        'G' | 'D' | 'O' | 'Q' | 'N' | 'H' | 'U' => 0.77,
        'A'..='Z' => 0.65,
        '0'..='9' => 0.64,
        _ => 0.6,
    };
    size * text.chars().map(em).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wider_words_are_wider() {
        assert!(text_width("ill", 12.0) < text_width("mom", 12.0));
        assert_eq!(text_width("", 12.0), 0.0);
        assert_eq!(text_width("0.01", 24.0), 2.0 * text_width("0.01", 12.0));
    }
}
