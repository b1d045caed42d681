//! What leaves the page and what comes back: saved runs as JSON and CSV, charts as SVG and PNG, the citation.
//!
//! There is one form of JSON for the page and the native program. It starts with `format`, `format_version`,
//! `experiment`, `program` and `link`; then come settings, totals and results, as the experiment's record has
//! them, and last the long lists, one item a line. What is read back is the link, the totals and the lists of
//! counts; everything else follows from these, and is computed again.

mod chart;
mod citation;
mod claims;
mod csv;
mod document;
mod envelope;
mod error;
mod png;
mod restore;
mod tagged;
mod typed;
mod words;

pub use chart::{Caption, Chart, svg};
pub use citation::citation;
pub use error::FileError;
pub use png::{PngError, stamp};
pub use restore::RestoreError;
pub use tagged::Tagged;

pub(crate) use claims::{function, functions, same_fingerprint, same_settings, same_total};
pub(crate) use csv::{Csv, always_text, function_cell, numbers, text};
pub(crate) use document::Document;
pub(crate) use envelope::{check, data_error, experiment_of};
pub(crate) use typed::{Hash, Link, List, Settings};
pub(crate) use words::{Mark, Packer, Unpacker};

use crate::settings::Experiment;
use serde::Serialize;

/// The name of the form, in every file.
pub const FORMAT: &str = "dice-and-descent run";

/// The version of the form. A file of another version is refused by name.
pub const FORMAT_VERSION: u32 = 1;

/// No saved run is larger: six censuses of 2^18 functions of 128 inputs take some 90 MB.
pub const MOST_BYTES: usize = 256 << 20;

/// The program and its version.
pub const PROGRAM: &str = concat!("dice-and-descent ", env!("CARGO_PKG_VERSION"));

/// What a file says of itself.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Heading {
    /// [`FORMAT`].
    pub format: &'static str,
    /// [`FORMAT_VERSION`].
    pub format_version: u32,
    /// Which experiment it is a run of.
    pub experiment: &'static str,
    /// [`PROGRAM`].
    pub program: &'static str,
    /// The version of the random streams by which it was counted.
    pub stream_version: u32,
}

impl Heading {
    pub(super) fn new(experiment: Experiment, stream_version: u32) -> Self {
        Self {
            format: FORMAT,
            format_version: FORMAT_VERSION,
            experiment: experiment.key(),
            program: PROGRAM,
            stream_version,
        }
    }
}
