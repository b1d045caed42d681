//! The ledger: chunks out, counts in, and what they say.

use super::{encode, into_error};
use crate::experiment::compare::{self, Analysis, Assignment, FunctionDetail, Status};
use crate::sampler::Delta;
use js_sys::Error;
use tsify::Ts;
use wasm_bindgen::prelude::wasm_bindgen;

/// The ledger of one run.
#[wasm_bindgen]
pub struct Ledger(compare::Ledger);

#[wasm_bindgen]
impl Ledger {
    /// An empty ledger for the comparison of a link.
    #[wasm_bindgen(constructor)]
    pub fn new(hash: &str) -> Self {
        Self(compare::Ledger::new(hash))
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

    /// While held: lets one more chunk of each method be counted.
    pub fn step(&mut self) {
        self.0.step();
    }

    /// Ends the hold.
    pub fn release(&mut self) {
        self.0.release();
    }

    /// Goes on with the larger budgets of another link.
    pub fn extend(&mut self, hash: &str) {
        self.0.extend(hash);
    }

    /// How far the run is; `now` is a time in milliseconds.
    pub fn status(&mut self, now: f64) -> Result<Ts<Status>, Error> {
        encode(&self.0.status(now))
    }

    /// What the counts say, with the `rows` most frequent functions.
    pub fn analyse(&self, rows: usize) -> Result<Ts<Analysis>, Error> {
        encode(&self.0.analyse(rows))
    }

    /// One function, given as a truth table.
    pub fn detail(&self, function: &str) -> Result<Ts<FunctionDetail>, Error> {
        encode(&self.0.detail(function).map_err(into_error)?)
    }

    /// Settings and counts in words, to be put away or handed to another worker.
    pub fn pack(&self) -> Vec<u32> {
        self.0.pack()
    }

    /// The run that `pack` packed, at the end of its budget or on its way.
    pub fn unpack(words: &[u32]) -> Result<Self, Error> {
        compare::Ledger::unpack(words).map(Self).map_err(into_error)
    }

    /// A short hash of settings and counts.
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint()
    }
}
