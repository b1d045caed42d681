//! The landscape's charts on the page's canvases.

use super::chart_objects::LookObject;
use super::decode;
use super::painter::{ScatterView, painted};
use crate::landscape::{ComplexityData, DistributionData, OnesData, RankData};
use crate::plot::{self, Key};
use js_sys::Error;
use tsify::Ts;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

/// Where the bars of a painted histogram are, in css pixels.
#[wasm_bindgen]
pub struct BarView(plot::BarView);

#[wasm_bindgen]
impl BarView {
    /// The bar in whose column (x, y) is.
    pub fn nearest(&self, x: f64, y: f64) -> Option<usize> {
        self.0.nearest(x, y)
    }

    /// The bar that a key of a keyboard event leads to; a key that does not move stays.
    pub fn next(&self, from: Option<usize>, key: &str) -> Option<usize> {
        match Key::from_name(key) {
            Some(key) => self.0.next(from, key),
            None => from,
        }
    }

    /// What a bar says.
    pub fn words(&self, bar: usize) -> Option<String> {
        self.0.words(bar).map(str::to_owned)
    }
}

/// Paints P against rank.
#[wasm_bindgen(js_name = paintRank)]
pub fn paint_rank(
    canvas: HtmlCanvasElement,
    data: Ts<RankData>,
    look: LookObject,
) -> Result<ScatterView, Error> {
    painted(canvas, &decode(&data)?, look, plot::rank).map(ScatterView)
}

/// Paints P against a measure of complexity.
#[wasm_bindgen(js_name = paintComplexity)]
pub fn paint_complexity(
    canvas: HtmlCanvasElement,
    data: Ts<ComplexityData>,
    look: LookObject,
) -> Result<ScatterView, Error> {
    painted(canvas, &decode(&data)?, look, plot::complexity).map(ScatterView)
}

/// Paints the number of inputs labelled 1.
#[wasm_bindgen(js_name = paintOnes)]
pub fn paint_ones(canvas: HtmlCanvasElement, data: Ts<OnesData>, look: LookObject) -> Result<BarView, Error> {
    painted(canvas, &decode(&data)?, look, plot::ones).map(BarView)
}

/// Paints how complex networks are, against uniformly random functions.
#[wasm_bindgen(js_name = paintDistribution)]
pub fn paint_distribution(
    canvas: HtmlCanvasElement,
    data: Ts<DistributionData>,
    look: LookObject,
) -> Result<BarView, Error> {
    painted(canvas, &decode(&data)?, look, plot::complexity_distribution).map(BarView)
}
