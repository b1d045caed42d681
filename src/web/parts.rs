//! What of a page is hidden, whichever experiment a link is about.

use super::encode;
use crate::experiment;
use crate::experiment::PartShown;
use js_sys::Error;
use tsify::Ts;
use wasm_bindgen::prelude::wasm_bindgen;

/// Everything of an experiment's page that can be hidden, with whether a link hides it.
#[derive(serde::Serialize, tsify::Tsify)]
pub struct Parts {
    /// In the order of the page; settings last.
    pub parts: Vec<PartShown>,
}

/// What the page of a link can hide, and what it hides.
#[wasm_bindgen(js_name = partsOf)]
pub fn parts_of(hash: &str) -> Result<Ts<Parts>, Error> {
    encode(&Parts { parts: experiment::parts(hash) })
}

/// The link that hides what `text` names, and nothing else.
#[wasm_bindgen(js_name = withHidden)]
pub fn with_hidden(hash: &str, text: &str) -> String {
    experiment::with_hidden(hash, text)
}

/// The link with another text for a setting that changes only how a run is shown.
#[wasm_bindgen(js_name = withView)]
pub fn with_view(hash: &str, key: &str, text: &str) -> String {
    experiment::with_view(hash, key, text)
}
