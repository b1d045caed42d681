//! The binding to JavaScript: decode, call the core, encode; no logic.

mod any_ledger;
#[cfg(feature = "atlas")]
pub mod archive;
pub mod chart_objects;
#[cfg(feature = "atlas")]
pub mod gates;
#[cfg(feature = "atlas")]
pub mod gates_chart;
#[cfg(feature = "atlas")]
pub mod landscape;
#[cfg(feature = "atlas")]
pub mod landscape_charts;
pub mod ledger;
#[cfg(feature = "atlas")]
pub mod map;
#[cfg(feature = "atlas")]
pub mod method_charts;
#[cfg(feature = "atlas")]
pub mod methods;
pub mod painter;
pub mod parts;
pub mod runner;
pub mod settings;

use crate::settings::Effect;
use js_sys::Error;
use std::fmt::Display;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::wasm_bindgen;

/// Whether this build computes here what it computes everywhere. Asks nothing of JavaScript, so an instance without
/// the imports can tell.
#[wasm_bindgen(js_name = computesRight)]
pub fn computes_right() -> bool {
    crate::run::self_check::computes_right()
}

/// Whether a link, of whichever experiment, asks for more than this engine has: then the whole engine is to be loaded.
#[wasm_bindgen(js_name = needsWhole)]
pub fn needs_whole(hash: &str) -> bool {
    crate::experiment::needs_whole(hash)
}

/// Every failure reaches JavaScript as an `Error` whose message speaks to people.
fn into_error(error: impl Display) -> Error {
    Error::new(&error.to_string())
}

fn encode<T: Tsify + serde::Serialize>(value: &T) -> Result<Ts<T>, Error> {
    value.into_ts().map_err(into_error)
}

/// A value of JavaScript, as the type that it is declared to have.
#[cfg(feature = "atlas")]
fn decode<T: Tsify<JsType: Clone> + serde::de::DeserializeOwned>(value: &Ts<T>) -> Result<T, Error> {
    value.to_rust().map_err(into_error)
}

/// What a change of settings does to a run, as a word.
fn effect_word(effect: Option<Effect>) -> String {
    match effect {
        Some(Effect::Restart) => "restart",
        Some(Effect::Extend) => "extend",
        Some(Effect::View) => "view",
        None => "none",
    }
    .to_owned()
}
