//! The gates: settings, ledger and picture.

use super::any_ledger::any_ledger;
use super::{effect_word, encode, into_error};
use crate::experiment::gates;
use crate::experiment::gates::{
    GateScene, GateTable, GateVolumes, GatesChange, GatesState, GatesStatus, Shape,
};
use crate::run::Assignment;
use crate::sample::ChunkCounts;
use crate::settings::Group;
use js_sys::Error;
use tsify::{Ts, Tsify};
use wasm_bindgen::prelude::wasm_bindgen;

/// The settings, in groups.
#[derive(serde::Serialize, Tsify)]
pub struct GatesSettings {
    groups: Vec<Group>,
}

/// The table of settings.
#[wasm_bindgen(js_name = gatesSettings)]
pub fn gates_settings() -> Result<Ts<GatesSettings>, Error> {
    encode(&GatesSettings { groups: gates::settings_table() })
}

/// The state that a link means.
#[wasm_bindgen(js_name = readGatesLink)]
pub fn read_gates_link(hash: &str) -> Result<Ts<GatesState>, Error> {
    encode(&gates::read_link(hash))
}

/// Sets one setting.
#[wasm_bindgen(js_name = changeGates)]
pub fn change_gates(hash: &str, key: &str, text: &str) -> Result<Ts<GatesChange>, Error> {
    encode(&gates::change(hash, key, text))
}

/// Sorts by a column.
#[wasm_bindgen(js_name = sortGates)]
pub fn sort_gates(hash: &str, column: &str) -> Result<Ts<GatesChange>, Error> {
    encode(&gates::sort_by(hash, column))
}

/// The same settings with a fresh seed, from the browser's source of randomness.
#[wasm_bindgen(js_name = proposeGatesSeed)]
pub fn propose_gates_seed(hash: &str) -> Result<Ts<GatesState>, Error> {
    let seed = getrandom::u32().map_err(into_error)?;
    encode(&gates::with_seed(hash, seed))
}

/// What going from one fragment to another does to a run: `restart`, `extend`, `view` or `none`.
#[wasm_bindgen(js_name = gatesEffectOf, unchecked_return_type = "Effect | \"none\"")]
pub fn gates_effect_of(before: &str, after: &str) -> String {
    effect_word(gates::effect_of(before, after))
}

/// Table and counts of one set of settings.
#[wasm_bindgen]
pub struct GatesLedger(gates::Ledger);

any_ledger!(GatesLedger, gates::Ledger, GatesStatus);

#[wasm_bindgen]
impl GatesLedger {
    /// Computes a little more of the exact table; false once it is complete.
    pub fn make(&mut self) -> bool {
        self.0.make()
    }

    /// Takes the packed counts of a chunk of `method`.
    pub fn accept(&mut self, delta: &[u32], method: u32) -> Result<(), Error> {
        ChunkCounts::unpack(delta).and_then(|delta| self.0.accept(method, delta)).map_err(into_error)
    }

    /// The table with its first `most` rows and the members of the classes `open`, given as truth tables; none while
    /// the exact values are being computed.
    pub fn table(&self, most: usize, open: Vec<String>) -> Result<Option<Ts<GateTable>>, Error> {
        let open: Vec<&str> = open.iter().map(String::as_str).collect();
        self.0.table(most, &open).map(|table| encode(&table)).transpose()
    }

    /// Computes the exact values of one more number of inputs, for the chart of volumes; false once it has all.
    #[wasm_bindgen(js_name = makeVolumes)]
    pub fn make_volumes(&mut self) -> bool {
        self.0.make_volumes()
    }

    /// The chart of volumes against complexity; none while the exact values are being computed.
    pub fn volumes(&mut self) -> Result<Option<Ts<GateVolumes>>, Error> {
        self.0.volumes().map(|volumes| encode(&volumes)).transpose()
    }

    /// The marks of that chart as a file, one a line.
    #[wasm_bindgen(js_name = volumesCsv)]
    pub fn volumes_csv(&mut self) -> String {
        self.0.volumes_csv()
    }

    /// The number of lines of the file of all functions.
    #[wasm_bindgen(js_name = csvLines)]
    pub fn csv_lines(&self) -> usize {
        self.0.csv_lines()
    }

    /// A part of the file of all functions.
    pub fn csv(&self, from: usize, count: usize) -> String {
        self.0.csv(from, count)
    }
}

/// The cube or the sphere, cut into the regions of the gates, as it is seen from one side.
#[wasm_bindgen]
pub struct GatesPicture(gates::GatesPicture);

#[wasm_bindgen]
impl GatesPicture {
    /// The cube (or else the sphere) for a link.
    #[wasm_bindgen(constructor)]
    pub fn new(hash: &str, cube: bool) -> Self {
        Self(gates::GatesPicture::new(hash, shape(cube)))
    }

    /// Looks at what another link means, or at the other body, from the same side.
    #[wasm_bindgen(js_name = lookAt)]
    pub fn look_at(&mut self, hash: &str, cube: bool) {
        self.0.look_at(hash, shape(cube));
    }

    /// Turns as if the surface were dragged by (dx, dy), in the picture's own units.
    pub fn drag(&mut self, dx: f64, dy: f64) {
        self.0.drag(dx, dy);
    }

    /// Turns by a key of a keyboard event, and says whether it was one that turns.
    pub fn press(&mut self, key: &str) -> bool {
        self.0.press(key)
    }

    /// The gate after `from`, or before it; the picture turns where its region is hardly seen.
    pub fn walk(&mut self, from: Option<String>, back: bool) -> Option<String> {
        self.0.walk(from.as_deref(), back)
    }

    /// What is seen.
    pub fn scene(&mut self) -> Result<Ts<GateScene>, Error> {
        encode(&self.0.scene())
    }

    /// The truth table of the gate at a point of what was last seen.
    pub fn at(&self, x: f64, y: f64) -> Option<String> {
        self.0.at(x, y).map(str::to_owned)
    }
}

fn shape(cube: bool) -> Shape {
    if cube { Shape::Cube } else { Shape::Sphere }
}
