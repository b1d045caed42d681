//! What the programs share: how they are called, and everything that those do which count.

mod arguments;
mod counting;
mod settings;

pub(crate) use arguments::{Arguments, Value};
#[allow(unused_imports, reason = "a map is not counted")]
pub(crate) use counting::{Counting, Ledger};
pub(crate) use settings::fragment;

use arguments::Options;
use std::io::{Write, stdout};
use std::process::ExitCode;

/// What the help of every program says of links and files.
pub(crate) const LINK: &str =
    "LINK: key=value pairs joined by &, as behind the # of the page's address; FILE: one key=value a line";

/// The main function of a program, which does its work with the arguments and where to write.
pub(crate) fn main(work: impl FnOnce(&[String], &mut dyn Write) -> Result<(), String>) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match work(&arguments, &mut stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Does the work of a program, or writes its help where that is asked for.
///
/// # Errors
/// A sentence that says what is wrong.
pub(crate) fn with_arguments(
    (arguments, options): (&[String], &Options),
    usage: &str,
    out: &mut dyn Write,
    work: impl FnOnce(&Arguments, &mut dyn Write) -> Result<(), String>,
) -> Result<(), String> {
    let read = Arguments::read(arguments, options);
    match read.map_err(|error| format!("{error}\n--help says how it is called."))? {
        Some(arguments) => work(&arguments, out),
        None => writeln!(out, "{usage}").map_err(|error| error.to_string()),
    }
}
