//! The gates' chart on the page's canvas.

use super::chart_objects::LookObject;
use super::decode;
use super::painter::painted;
use crate::plot::{self, Key, VolumeData};
use js_sys::Error;
use tsify::Ts;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

/// The chart of volumes with its marks, as it was last painted.
#[wasm_bindgen]
pub struct VolumeView {
    view: plot::ScatterView,
    data: VolumeData,
}

#[wasm_bindgen]
impl VolumeView {
    /// The mark near (x, y).
    pub fn nearest(&self, x: f64, y: f64) -> Option<usize> {
        self.view.nearest(x, y)
    }

    /// The mark that a key of a keyboard event leads to; a key that does not move stays.
    pub fn next(&self, from: Option<usize>, key: &str) -> Option<usize> {
        match Key::from_name(key) {
            Some(key) => self.view.next(from, key),
            None => from,
        }
    }

    /// What a mark is, in one sentence.
    pub fn describe(&self, index: usize) -> Option<String> {
        self.data.describe(index)
    }
}

/// Paints exact volumes against complexity.
#[wasm_bindgen(js_name = paintVolumes)]
pub fn paint_volumes(
    canvas: HtmlCanvasElement,
    data: Ts<VolumeData>,
    look: LookObject,
) -> Result<VolumeView, Error> {
    let data = decode(&data)?;
    let view = painted(canvas, &data, look, plot::volume_complexity)?;
    Ok(VolumeView { view, data })
}
