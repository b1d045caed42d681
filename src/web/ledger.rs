//! The ledger: chunks out, counts in, and what they say.

use super::any_ledger::any_ledger;
use super::{encode, into_error};
use crate::experiment::compare;
use crate::experiment::compare::{Analysis, FunctionDetail};
use crate::run::{Assignment, Status};
use js_sys::Error;
use tsify::Ts;
use wasm_bindgen::prelude::wasm_bindgen;

/// The ledger of one run.
#[wasm_bindgen]
pub struct Ledger(compare::Ledger);

any_ledger!(Ledger, compare::Ledger, Status);

#[wasm_bindgen]
impl Ledger {
    /// Takes the packed counts of a chunk of the method at a place.
    pub fn accept(&mut self, delta: &[u32], method: u32) -> Result<(), Error> {
        self.0.accept_packed(method, delta).map_err(into_error)
    }

    /// What the counts say, with the `rows` most frequent functions.
    pub fn analyse(&self, rows: usize) -> Result<Ts<Analysis>, Error> {
        encode(&self.0.analyse(rows))
    }

    /// One function, given as a truth table.
    pub fn detail(&self, function: &str) -> Result<Ts<FunctionDetail>, Error> {
        encode(&self.0.detail(function).map_err(into_error)?)
    }
}
