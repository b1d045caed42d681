//! The landscape: settings, ledger, and what the counts say.

use super::any_ledger::any_ledger;
use super::{effect_word, encode, into_error};
use crate::experiment::landscape;
use crate::experiment::landscape::{
    LandscapeAnalysis, LandscapeChange, LandscapeDetail, LandscapeState, LandscapeTable,
};
use crate::run::{Assignment, Status};
use crate::sample::ChunkCounts;
use crate::settings::Experiment;
use js_sys::Error;
use tsify::Ts;
use wasm_bindgen::prelude::wasm_bindgen;

/// Which experiment a link is about: `compare` or `landscape`.
#[wasm_bindgen(js_name = experimentOf, unchecked_return_type = "\"compare\" | \"landscape\"")]
pub fn experiment_of(hash: &str) -> String {
    Experiment::of_link(hash).key().to_owned()
}

/// The table of settings and the presets.
#[wasm_bindgen(js_name = landscapeTable)]
pub fn landscape_table() -> Result<Ts<LandscapeTable>, Error> {
    encode(&LandscapeTable::new())
}

/// The state that a link means.
#[wasm_bindgen(js_name = readLandscapeLink)]
pub fn read_link(hash: &str) -> Result<Ts<LandscapeState>, Error> {
    encode(&landscape::read_link(hash))
}

/// Sets one setting.
#[wasm_bindgen(js_name = changeLandscape)]
pub fn change(hash: &str, key: &str, text: &str) -> Result<Ts<LandscapeChange>, Error> {
    encode(&landscape::change(hash, key, text))
}

/// Takes the settings of a preset.
#[wasm_bindgen(js_name = applyLandscapePreset)]
pub fn apply_preset(hash: &str, id: &str) -> Result<Ts<LandscapeState>, Error> {
    encode(&landscape::apply_preset(hash, id))
}

/// The same settings with a fresh seed, from the browser's source of randomness.
#[wasm_bindgen(js_name = proposeLandscapeSeed)]
pub fn propose_seed(hash: &str) -> Result<Ts<LandscapeState>, Error> {
    let seed = getrandom::u32().map_err(into_error)?;
    encode(&landscape::with_seed(hash, seed))
}

/// What going from one fragment to another does to a run: `restart`, `extend`, `view` or `none`.
#[wasm_bindgen(js_name = landscapeEffectOf, unchecked_return_type = "Effect | \"none\"")]
pub fn effect_of(before: &str, after: &str) -> String {
    effect_word(landscape::effect_of(before, after))
}

/// The ledger of one landscape.
#[wasm_bindgen]
pub struct LandscapeLedger(landscape::Ledger);

any_ledger!(LandscapeLedger, landscape::Ledger, Status);

#[wasm_bindgen]
impl LandscapeLedger {
    /// Takes the packed counts of a chunk.
    pub fn accept(&mut self, delta: &[u32]) -> Result<(), Error> {
        ChunkCounts::unpack(delta).and_then(|delta| self.0.accept(delta)).map_err(into_error)
    }

    /// What the counts say, as the settings have it.
    pub fn analyse(&mut self) -> Result<Ts<LandscapeAnalysis>, Error> {
        encode(&self.0.analysis())
    }

    /// One function, given as a truth table.
    pub fn detail(&mut self, function: &str) -> Result<Ts<LandscapeDetail>, Error> {
        encode(&self.0.detail(function).map_err(into_error)?)
    }
}
