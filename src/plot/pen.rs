//! A pen that thinks in css pixels and paints in whole device pixels.

use super::chart_style::ChartStyle;
use super::mark::Shape;
use super::surface::{Area, Pixel, Surface};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBAColor, TextStyle};

/// What painting gives: `T`, or the backend's error.
pub type Painted<T, DB> = Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// The page's sans-serif; quotes would not survive in SVG attributes and are not needed.
const FONT: &str = "system-ui, sans-serif";

/// The distance at which dashes follow each other, in css pixels: six tenths of it is drawn.
const DASH: f64 = 8.0;

/// More dashes than any chart is wide.
const MOST_DASHES: u32 = 4000;

/// Paints a chart on a drawing area, and gives what `paint` says of it unless the backend failed.
pub(super) fn painted<DB: DrawingBackend, View>(
    root: &DrawingArea<DB, Shift>,
    look: &ChartStyle,
    paint: impl FnOnce(&Pen<'_>) -> View,
) -> Painted<View, DB> {
    let area = Area::new(root);
    let view = paint(&Pen { surface: &area, ratio: look.scale() });
    area.end()?;
    root.present()?;
    Ok(view)
}

/// Paints on a surface; all lengths and places are css pixels from its upper left corner.
pub(super) struct Pen<'a> {
    surface: &'a dyn Surface,
    ratio: f64,
}

/// How words are set.
#[derive(Clone, Copy)]
pub(super) struct Type<'a, C> {
    pub(super) size: f64,
    pub(super) color: &'a C,
    pub(super) at: HPos,
}

impl Pen<'_> {
    /// A place in device pixels.
    pub(super) fn device(&self, (x, y): (f64, f64)) -> Pixel {
        ((x * self.ratio).round() as i32, (y * self.ratio).round() as i32)
    }

    /// A thickness in device pixels: never nothing.
    fn thickness(&self, width: f64) -> i32 {
        (width * self.ratio).round().max(1.0) as i32
    }

    /// Fills everything.
    pub(super) fn ground(&self, color: &impl Color) {
        self.surface.ground(color.to_rgba());
    }

    /// A filled rectangle.
    pub(super) fn fill(&self, from: (f64, f64), to: (f64, f64), color: &impl Color) {
        self.surface.rectangle(self.device(from), self.device(to), color.to_rgba());
    }

    /// A rectangle in the second colour with an outline, on all sides but the lowest, in the first.
    pub(super) fn framed(
        &self,
        from: (f64, f64),
        to: (f64, f64),
        width: f64,
        (outline, inside): (&impl Color, &impl Color),
    ) {
        let thick = self.thickness(width);
        self.outlined(from, to, [thick, thick, thick, 0], (outline.to_rgba(), inside.to_rgba()));
    }

    /// A rectangle in the second colour with an outline on all sides in the first.
    pub(super) fn boxed(
        &self,
        from: (f64, f64),
        to: (f64, f64),
        width: f64,
        (outline, inside): (&impl Color, &impl Color),
    ) {
        self.outlined(from, to, [self.thickness(width); 4], (outline.to_rgba(), inside.to_rgba()));
    }

    /// A rectangle with an outline of these thicknesses: on the left, at the top, on the right, and below.
    fn outlined(
        &self,
        from: (f64, f64),
        to: (f64, f64),
        [left, top, right, below]: [i32; 4],
        (outline, inside): (RGBAColor, RGBAColor),
    ) {
        let ((x0, y0), (x1, y1)) = (self.device(from), self.device(to));
        self.surface.rectangle((x0, y0), (x1, y1), outline);
        let ((x0, y0), (x1, y1)) = ((x0 + left, y0 + top), (x1 - right, y1 - below));
        if x0 < x1 && y0 < y1 {
            self.surface.rectangle((x0, y0), (x1, y1), inside);
        }
    }

    /// A horizontal line centred on `y`, sharp on every backend because it is a filled rectangle.
    pub(super) fn level(&self, (x0, x1): (f64, f64), y: f64, width: f64, color: &impl Color) {
        let ((x0, y), (x1, _), thick) = (self.device((x0, y)), self.device((x1, y)), self.thickness(width));
        let top = y - thick / 2;
        self.surface.rectangle((x0, top), (x1, top + thick), color.to_rgba());
    }

    /// A vertical line centred on `x`.
    pub(super) fn upright(&self, x: f64, (y0, y1): (f64, f64), width: f64, color: &impl Color) {
        let ((x, y0), (_, y1), thick) = (self.device((x, y0)), self.device((x, y1)), self.thickness(width));
        let left = x - thick / 2;
        self.surface.rectangle((left, y0.min(y1)), (left + thick, y0.max(y1)), color.to_rgba());
    }

    fn path(&self, places: impl IntoIterator<Item = (f64, f64)>) -> Vec<Pixel> {
        places.into_iter().map(|place| self.device(place)).collect()
    }

    /// A line through all places.
    pub(super) fn line(&self, places: impl IntoIterator<Item = (f64, f64)>, width: f64, color: &impl Color) {
        self.surface.path(self.path(places), color.stroke_width(self.thickness(width) as u32));
    }

    /// A straight line in dashes.
    pub(super) fn dashes(&self, (from, to): ((f64, f64), (f64, f64)), width: f64, color: &impl Color) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = libm::hypot(dx, dy);
        let count = (length / DASH).ceil().max(1.0) as u32;
        let at = |along: f64| (from.0 + along * dx, from.1 + along * dy);
        for dash in 0..count.min(MOST_DASHES) {
            let start = f64::from(dash) * DASH / length.max(DASH);
            let end = (start + 0.6 * DASH / length.max(DASH)).min(1.0);
            self.line([at(start), at(end)], width, color);
        }
    }

    /// The area within these corners.
    pub(super) fn area(&self, corners: impl IntoIterator<Item = (f64, f64)>, color: &impl Color) {
        self.surface.polygon(self.path(corners), color.to_rgba());
    }

    /// A mark of "radius" `radius`, grown on all sides by `grow` (for halos and rings).
    pub(super) fn mark(
        &self,
        shape: Shape,
        center: (f64, f64),
        (radius, grow): (f64, f64),
        color: &impl Color,
    ) {
        self.shape(shape, self.device(center), (radius, grow), color.to_rgba());
    }

    fn shape(&self, shape: Shape, (x, y): Pixel, (radius, grow): (f64, f64), color: RGBAColor) {
        if shape == Shape::Circle {
            return self.surface.circle((x, y), self.thickness(radius + grow), color.filled());
        }
        // Corners are rounded relative to the rounded centre: every mark of a shape is the same, wherever it is.
        let mut corners = self.path(shape.outline(radius, grow));
        for corner in &mut corners {
            *corner = (x + corner.0, y + corner.1);
        }
        self.surface.polygon(corners, color);
    }

    /// A circle's outline.
    pub(super) fn ring(&self, center: (f64, f64), radius: f64, width: f64, color: &impl Color) {
        let style = color.stroke_width(self.thickness(width) as u32);
        self.surface.circle(self.device(center), self.thickness(radius), style);
    }

    /// Words, centred vertically on `place`.
    pub(super) fn words<C: Color>(&self, text: &str, place: (f64, f64), set: Type<'_, C>) {
        self.set_text(text, place, (set.size, set.color.to_rgba(), set.at), FontTransform::None);
    }

    /// Words that run upwards, centred horizontally on `place`.
    pub(super) fn words_upwards<C: Color>(&self, text: &str, place: (f64, f64), set: Type<'_, C>) {
        self.set_text(text, place, (set.size, set.color.to_rgba(), set.at), FontTransform::Rotate270);
    }

    fn set_text(
        &self,
        text: &str,
        place: (f64, f64),
        (size, color, at): (f64, RGBAColor, HPos),
        turn: FontTransform,
    ) {
        let font = FontDesc::new(FontFamily::Name(FONT), size * self.ratio, FontStyle::Normal);
        let style = TextStyle {
            font: font.transform(turn),
            color: color.to_backend_color(),
            pos: Pos::new(at, VPos::Center),
        };
        self.surface.text(text, &style, self.device(place));
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
