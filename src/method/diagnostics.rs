//! What a method tells of its own working: whether its numbers may be trusted, and what to do if not.

use serde::Serialize;

/// What a method says beside its functions, of all that is counted so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Diagnostics {
    /// In words, one after the other.
    pub rows: Vec<Row>,
    /// Numbers to look at.
    pub figures: Vec<Figure>,
}

/// One thing that is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is.
    pub label: &'static str,
    /// The value with its interval, or a sentence.
    pub value: String,
    /// Whether it says that something is not to be trusted.
    pub warning: bool,
}

/// A row of numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// What it is.
    pub label: &'static str,
    /// Whether the numbers are steps of a ladder, each a share of the one before, and not a course of one number.
    pub ladder: bool,
    /// The numbers, in order.
    pub values: Vec<f64>,
}

impl Row {
    /// A value that needs no warning.
    #[cfg(feature = "atlas")]
    pub(crate) fn plain(label: &'static str, value: String) -> Self {
        Self { label, value, warning: false }
    }
}
