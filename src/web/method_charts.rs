//! The charts of what methods with weights tell, on the page's canvases.

use super::chart_objects::LookObject;
use super::decode;
use super::painter::painted;
use crate::method::Figure;
use crate::plot::{self, LikelihoodData};
use js_sys::Error;
use tsify::Ts;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

/// Paints P(S) by method.
#[wasm_bindgen(js_name = paintLikelihood)]
pub fn paint_likelihood(
    canvas: HtmlCanvasElement,
    data: Ts<LikelihoodData>,
    look: LookObject,
) -> Result<(), Error> {
    painted(canvas, &decode(&data)?, look, plot::likelihood)
}

/// Paints the lines of a method's own working.
#[wasm_bindgen(js_name = paintLines)]
pub fn paint_lines(canvas: HtmlCanvasElement, data: Ts<Figure>, look: LookObject) -> Result<(), Error> {
    painted(canvas, &decode(&data)?, look, plot::lines)
}
