//! What a pen paints on. Behind one table of functions charts are compiled once, whatever they are painted on; and as
//! these functions give nothing back, charts need not ask after each line whether it could be drawn.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBAColor, ShapeStyle, TextStyle};
use std::cell::RefCell;

/// A place in device pixels.
pub(super) type Pixel = (i32, i32);

/// Takes shapes in device pixels.
pub(super) trait Surface {
    /// Fills everything.
    fn ground(&self, color: RGBAColor);
    /// A filled rectangle.
    fn rectangle(&self, from: Pixel, to: Pixel, color: RGBAColor);
    /// A line through all places.
    fn path(&self, places: Vec<Pixel>, style: ShapeStyle);
    /// The area within these corners.
    fn polygon(&self, corners: Vec<Pixel>, color: RGBAColor);
    /// A disc, or a circle where the style fills nothing.
    fn circle(&self, center: Pixel, radius: i32, style: ShapeStyle);
    /// Words.
    fn text(&self, text: &str, style: &TextStyle<'_>, at: Pixel);
}

/// A drawing area of any backend; once one thing could not be drawn, nothing more is tried.
pub(super) struct Area<'a, DB: DrawingBackend> {
    root: &'a DrawingArea<DB, Shift>,
    failed: RefCell<Option<Failed<DB>>>,
}

type Failed<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;

impl<'a, DB: DrawingBackend> Area<'a, DB> {
    pub(super) fn new(root: &'a DrawingArea<DB, Shift>) -> Self {
        Self { root, failed: RefCell::new(None) }
    }

    /// What went wrong, if anything did.
    pub(super) fn end(self) -> Result<(), Failed<DB>> {
        self.failed.into_inner().map_or(Ok(()), Err)
    }

    fn draw(&self, draw: impl FnOnce(&DrawingArea<DB, Shift>) -> Result<(), Failed<DB>>) {
        let mut failed = self.failed.borrow_mut();
        if failed.is_none() {
            *failed = draw(self.root).err();
        }
    }
}

impl<DB: DrawingBackend> Surface for Area<'_, DB> {
    fn ground(&self, color: RGBAColor) {
        self.draw(|root| root.fill(&color));
    }

    fn rectangle(&self, from: Pixel, to: Pixel, color: RGBAColor) {
        self.draw(|root| root.draw(&Rectangle::new([from, to], color.filled())));
    }

    fn path(&self, places: Vec<Pixel>, style: ShapeStyle) {
        self.draw(|root| root.draw(&PathElement::new(places, style)));
    }

    fn polygon(&self, corners: Vec<Pixel>, color: RGBAColor) {
        self.draw(|root| root.draw(&Polygon::new(corners, color.filled())));
    }

    fn circle(&self, center: Pixel, radius: i32, style: ShapeStyle) {
        self.draw(|root| root.draw(&Circle::new(center, radius, style)));
    }

    fn text(&self, text: &str, style: &TextStyle<'_>, at: Pixel) {
        self.draw(|root| root.draw_text(text, style, at));
    }
}
