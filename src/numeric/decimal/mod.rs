//! Decimal numbers as text, read and written as the standard library does, but without its tables and its two methods
//! for each, which would be a thirtieth of the whole module that a visitor has to load.

mod natural;
mod read;
mod write;

pub(crate) use read::parse;
pub(crate) use write::{shortest, with_places};
