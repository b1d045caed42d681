//! A number of a summary.

use serde::Serialize;

/// One number of the summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Statement {
    /// A short name for the page's own use.
    pub id: &'static str,
    /// What it is.
    pub label: &'static str,
    /// The number in words, with its uncertainty.
    pub value: String,
    /// How to read it.
    pub help: &'static str,
}
