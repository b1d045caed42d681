//! The landscape: settings, ledger, and what the counts say.

use super::{encode, into_error};
use crate::experiment::landscape::{
    self, Assignment, LandscapeAnalysis, LandscapeChange, LandscapeDetail, LandscapeState, LandscapeTable,
    Status,
};
use crate::experiment::{Effect, Experiment};
use crate::sampler::Delta;
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
    match landscape::effect_of(before, after) {
        Some(Effect::Restart) => "restart",
        Some(Effect::Extend) => "extend",
        Some(Effect::View) => "view",
        None => "none",
    }
    .to_owned()
}

/// The ledger of one landscape.
#[wasm_bindgen]
pub struct LandscapeLedger(landscape::Ledger);

#[wasm_bindgen]
impl LandscapeLedger {
    /// An empty ledger for the landscape of a link.
    #[wasm_bindgen(constructor)]
    pub fn new(hash: &str) -> Self {
        Self(landscape::Ledger::new(hash))
    }

    /// The next chunk to do, if any can be handed out now.
    pub fn assign(&mut self) -> Result<Option<Ts<Assignment>>, Error> {
        self.0.assign().map(|assignment| encode(&assignment)).transpose()
    }

    /// Takes the packed counts of a chunk.
    pub fn accept(&mut self, delta: &[u32]) -> Result<(), Error> {
        Delta::unpack(delta).and_then(|delta| self.0.accept(delta)).map_err(into_error)
    }

    /// Takes back a chunk that its worker will not finish.
    #[wasm_bindgen(js_name = giveBack)]
    pub fn give_back(&mut self, method: u32, chunk: f64) {
        self.0.give_back(Assignment { method, chunk: chunk as u64 });
    }

    /// Holds the counts as they are.
    pub fn hold(&mut self) {
        self.0.hold();
    }

    /// While held: lets one more chunk be counted.
    pub fn step(&mut self) {
        self.0.step();
    }

    /// Ends the hold.
    pub fn release(&mut self) {
        self.0.release();
    }

    /// Goes on with another link, which may differ in a larger budget and in what is shown.
    pub fn extend(&mut self, hash: &str) {
        self.0.extend(hash);
    }

    /// How far the run is; `now` is a time in milliseconds.
    pub fn status(&mut self, now: f64) -> Result<Ts<Status>, Error> {
        encode(&self.0.status(now))
    }

    /// What the counts say, as the settings have it.
    pub fn analyse(&mut self) -> Result<Ts<LandscapeAnalysis>, Error> {
        encode(&self.0.analysis())
    }

    /// One function, given as a truth table.
    pub fn detail(&mut self, function: &str) -> Result<Ts<LandscapeDetail>, Error> {
        encode(&self.0.detail(function).map_err(into_error)?)
    }

    /// A short hash of settings and counts.
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint()
    }
}
