//! Charts on the page's canvases.

use super::chart_objects::{HistogramObject, LookObject, ScatterObject};
use super::into_error;
use crate::plot::{self, ChartStyle, Key, Painted};
use js_sys::Error;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

/// Where the marks of a painted scatter chart are, in css pixels.
#[wasm_bindgen]
pub struct ScatterView(pub(super) plot::ScatterView);

#[wasm_bindgen]
impl ScatterView {
    /// The point whose mark is near (x, y).
    pub fn nearest(&self, x: f64, y: f64) -> Option<usize> {
        self.0.nearest(x, y)
    }

    /// The point that a key of a keyboard event leads to; a key that does not move stays.
    pub fn next(&self, from: Option<usize>, key: &str) -> Option<usize> {
        match Key::from_name(key) {
            Some(key) => self.0.next(from, key),
            None => from,
        }
    }

    /// The truth table of a point.
    #[wasm_bindgen(js_name = functionAt)]
    pub fn function_at(&self, index: usize) -> Option<String> {
        self.0.function_at(index).map(str::to_owned)
    }

    /// Where the mark of a point is: x and y.
    pub fn position(&self, index: usize) -> Option<Vec<f64>> {
        self.0.position(index).map(|(x, y)| vec![x, y])
    }

    /// The point with a truth table.
    #[wasm_bindgen(js_name = indexOf)]
    pub fn index_of(&self, function: &str) -> Option<usize> {
        self.0.index_of(function)
    }
}

/// Paints P_SGD against P_B.
#[wasm_bindgen(js_name = paintScatter)]
pub fn paint_scatter(
    canvas: HtmlCanvasElement,
    data: ScatterObject,
    look: LookObject,
) -> Result<ScatterView, Error> {
    painted(canvas, &data.read(), look, plot::scatter).map(ScatterView)
}

/// Paints the distribution of test errors.
#[wasm_bindgen(js_name = paintHistogram)]
pub fn paint_histogram(
    canvas: HtmlCanvasElement,
    data: HistogramObject,
    look: LookObject,
) -> Result<(), Error> {
    painted(canvas, &data.read(), look, plot::error_histogram)
}

/// What a chart is painted on here.
pub(super) type Paper = DrawingArea<CanvasBackend, Shift>;

/// Paints `data` by one of the charts, and gives what the chart says of where things stand.
pub(super) fn painted<Data, View>(
    canvas: HtmlCanvasElement,
    data: &Data,
    look: LookObject,
    chart: fn(&Paper, &Data, &ChartStyle) -> Painted<View, CanvasBackend>,
) -> Result<View, Error> {
    let look = look.read();
    chart(&area(canvas, &look)?, data, &look).map_err(into_error)
}

/// The canvas at its full resolution, empty.
fn area(canvas: HtmlCanvasElement, look: &ChartStyle) -> Result<Paper, Error> {
    canvas.set_width((look.width * look.ratio).round() as u32);
    canvas.set_height((look.height * look.ratio).round() as u32);
    let backend = CanvasBackend::with_canvas_object(canvas)
        .ok_or_else(|| Error::new("This browser gives the page no 2-d canvas to draw on."))?;
    Ok(backend.into_drawing_area())
}
