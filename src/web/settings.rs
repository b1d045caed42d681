//! Settings: the fragment of the link is the state; every function gives the next one.

use super::{effect_word, encode, into_error};
use crate::experiment::compare::{self, Change, State, Table};
use js_sys::Error;
use tsify::Ts;
use wasm_bindgen::prelude::wasm_bindgen;

/// The table of settings and the presets.
#[wasm_bindgen(js_name = settingsTable)]
pub fn settings_table() -> Result<Ts<Table>, Error> {
    encode(&Table::new())
}

/// The state that a link means.
#[wasm_bindgen(js_name = readLink)]
pub fn read_link(hash: &str) -> Result<Ts<State>, Error> {
    encode(&compare::read_link(hash))
}

/// Sets one setting.
#[wasm_bindgen]
pub fn change(hash: &str, key: &str, text: &str) -> Result<Ts<Change>, Error> {
    encode(&compare::change(hash, key, text))
}

/// Takes the settings of a preset.
#[wasm_bindgen(js_name = applyPreset)]
pub fn apply_preset(hash: &str, id: &str) -> Result<Ts<State>, Error> {
    encode(&compare::apply_preset(hash, id))
}

/// Flips the target's label at input `j`.
#[wasm_bindgen(js_name = flipTarget)]
pub fn flip_target(hash: &str, j: usize) -> Result<Ts<Change>, Error> {
    encode(&compare::flip_target(hash, j))
}

/// Moves input `j` between training set and test set.
#[wasm_bindgen(js_name = moveInput)]
pub fn move_input(hash: &str, j: usize) -> Result<Ts<Change>, Error> {
    encode(&compare::move_input(hash, j))
}

/// The same settings with a fresh seed, from the browser's source of randomness.
#[wasm_bindgen(js_name = proposeSeed)]
pub fn propose_seed(hash: &str) -> Result<Ts<State>, Error> {
    let seed = getrandom::u32().map_err(into_error)?;
    encode(&compare::with_seed(hash, seed))
}

/// What going from one fragment to another does to a run: `restart`, `extend`, `view` or `none`.
#[wasm_bindgen(js_name = effectOf, unchecked_return_type = "Effect | \"none\"")]
pub fn effect_of(before: &str, after: &str) -> String {
    effect_word(compare::effect_of(before, after))
}
