//! Complexity: how simple a function is, by many measures, each in a file of its own with its definition and
//! its source.

mod lempel_ziv;

pub use lempel_ziv::{lempel_ziv, lempel_ziv_words};
