//! A number of a summary.

use serde::Serialize;

/// One number of the summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Statement {
    /// A short name for the page's own use.
    pub id: &'static str,
    /// What it is.
    pub label: String,
    /// The number in words, with its uncertainty.
    pub value: String,
    /// How to read it.
    pub help: String,
}

impl Statement {
    /// A number, or what it lacks.
    pub(super) fn new(
        id: &'static str,
        label: impl Into<String>,
        value: Option<String>,
        lacking: &str,
        help: impl Into<String>,
    ) -> Self {
        let value = value.unwrap_or_else(|| lacking.to_owned());
        Self { id, label: label.into(), value, help: help.into() }
    }
}
