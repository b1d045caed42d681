//! Saved runs, charts as files, and the citation.

use super::{decode, encode, into_error};
use crate::experiment::{self, RunComparison, longer};
use crate::export;
use crate::export::{Caption, Chart, FileError};
use js_sys::{Array, Error};
use tsify::Ts;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// A run of whichever experiment, out of its ledger's worker.
#[wasm_bindgen]
pub struct SavedRun(experiment::SavedRun);

#[wasm_bindgen]
impl SavedRun {
    /// The run in a file.
    #[wasm_bindgen(js_name = fromFile)]
    pub fn from_file(bytes: &[u8]) -> Result<Self, Error> {
        experiment::SavedRun::read_json(bytes).map(Self).map_err(into_error)
    }

    /// The run that a ledger has packed.
    #[wasm_bindgen(js_name = fromWords)]
    pub fn from_words(words: &[u32]) -> Result<Self, Error> {
        experiment::SavedRun::unpack(words).map(Self).map_err(into_error)
    }

    /// Which experiment it is a run of, as in a link.
    pub fn experiment(&self) -> String {
        self.0.experiment().key().to_owned()
    }

    /// What has to be said of a run of other random streams than this program's; none of its own.
    pub fn note(&self) -> Option<String> {
        self.0.note()
    }

    /// The fragment of its link.
    pub fn hash(&self) -> String {
        self.0.fragment()
    }

    /// A short hash of settings and counts.
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint()
    }

    /// Settings and counts in words, for a ledger.
    pub fn pack(&self) -> Vec<u32> {
        self.0.pack()
    }

    /// Everything, as the pieces of a JSON file.
    #[wasm_bindgen(unchecked_return_type = "string[]")]
    pub fn json(&mut self) -> Array {
        pieces(|put| self.0.write_json(put))
    }

    /// Settings, totals and what follows from them, as the pieces of a CSV file.
    #[wasm_bindgen(unchecked_return_type = "string[]")]
    pub fn numbers(&mut self) -> Array {
        pieces(|put| self.0.write_numbers(put))
    }

    /// The functions with their counts, as the pieces of a CSV file.
    #[wasm_bindgen(unchecked_return_type = "string[]")]
    pub fn functions(&mut self) -> Array {
        pieces(|put| self.0.write_functions(put))
    }

    /// This run beside another one.
    pub fn beside(&self, other: &SavedRun) -> Result<Ts<RunComparison>, Error> {
        encode(&self.0.beside(&other.0).map_err(into_error)?)
    }
}

/// Whether a file of so many bytes can be a saved run at all; asked before it is read.
#[wasm_bindgen(js_name = checkFileSize)]
pub fn check_file_size(bytes: f64) -> Result<(), Error> {
    if bytes > export::MOST_BYTES as f64 { Err(into_error(FileError::TooLarge)) } else { Ok(()) }
}

/// The fragment of the same run with twice the budget, as far as that is allowed.
#[wasm_bindgen(js_name = longerBudget)]
pub fn longer_budget(hash: &str) -> String {
    longer(hash)
}

/// A chart as SVG for print, with its words inside.
#[wasm_bindgen(js_name = chartSvg)]
pub fn chart_svg(
    chart: Ts<Chart>,
    width: u32,
    height: u32,
    title: &str,
    text: &str,
    link: &str,
) -> Result<String, Error> {
    let chart = decode(&chart)?;
    Ok(export::svg(&chart, width, height, Caption { title, text, link }))
}

/// A PNG with words inside and its size in print.
#[wasm_bindgen(js_name = stampPng)]
pub fn stamp_png(png: &[u8], title: &str, text: &str, link: &str, density: u32) -> Result<Vec<u8>, Error> {
    let texts = [("Title", title), ("Description", text), ("Source", link), ("Software", export::PROGRAM)];
    export::stamp(png, &texts, density).map_err(into_error)
}

/// A BibTeX entry for the program with these settings.
#[wasm_bindgen]
pub fn citation(page: &str, hash: &str, fingerprint: Option<String>, accessed: &str) -> String {
    export::citation(page, hash, fingerprint.as_deref(), accessed)
}

/// What is written, piece by piece.
pub(super) fn pieces(write: impl FnOnce(&mut dyn FnMut(&str))) -> Array {
    let pieces = Array::new();
    write(&mut |piece| {
        pieces.push(&JsValue::from_str(piece));
    });
    pieces
}
