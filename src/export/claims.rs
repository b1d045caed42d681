//! What a file says twice must agree.

use super::{FileError, Settings};
use crate::settings::Values;
use crate::settings::migration::as_now;
use crate::task::Function;

/// That the settings of a file say what its link says, which reads as `values`. A setting that a file does not have is
/// younger than the file, and is what it was before it could be set.
pub(crate) fn same_settings(link: &str, values: &Values, written: &Settings) -> Result<(), FileError> {
    let written = as_now(link, &written.0);
    let differs =
        values.iter().find(|&(key, value)| written.get(key).is_some_and(|written| written != value));
    differs.map_or(Ok(()), |(key, _)| Err(FileError::Setting(key.to_owned())))
}

/// That a total is what the counts give.
pub(crate) fn same_total(what: &str, said: u64, counted: u64) -> Result<(), FileError> {
    if said == counted {
        return Ok(());
    }
    Err(FileError::Numbers(format!("it says that there are {said} {what}, but its counts give {counted}.")))
}

/// That settings and counts give the fingerprint.
pub(crate) fn same_fingerprint(said: &str, found: String) -> Result<(), FileError> {
    if said == found { Ok(()) } else { Err(FileError::Fingerprint { said: short(said), found }) }
}

/// Functions with their counts.
pub(crate) fn functions<C: Copy, T: AsRef<str>>(
    counts: &[(T, C)],
    inputs: usize,
) -> Result<Vec<(Function, C)>, FileError> {
    counts.iter().map(|(text, count)| Ok((function(text.as_ref(), inputs)?, *count))).collect()
}

/// A function of so many inputs.
pub(crate) fn function(text: &str, inputs: usize) -> Result<Function, FileError> {
    Function::parse(text, inputs).map_err(|error| {
        FileError::Numbers(format!("\u{201c}{}\u{201d} is no function of this task: {error}.", short(text)))
    })
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
