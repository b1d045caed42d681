//! Whether a file is a saved run at all.

use super::{FORMAT, FORMAT_VERSION, FileError, MOST_BYTES};
use crate::experiment::Experiment;
use serde::Deserialize;
use serde_json::Value;
use serde_json::error::Category;

#[derive(Deserialize)]
struct Envelope {
    format: Option<Value>,
    format_version: Option<Value>,
    experiment: Option<Value>,
}

/// Checks what a file says of itself, and that it is a run of `experiment`; gives its JSON.
pub(in crate::experiment) fn check(bytes: &[u8], experiment: Experiment) -> Result<&[u8], FileError> {
    let found = experiment_of(bytes)?;
    if found == experiment {
        return Ok(without_mark(bytes));
    }
    Err(FileError::Experiment { found: found.key(), wanted: experiment.key() })
}

/// Some editors put a byte order mark before a text, which is none of its characters.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// The experiment that a file is a run of, once it is JSON to its end.
pub(in crate::experiment) fn experiment_of(bytes: &[u8]) -> Result<Experiment, FileError> {
    if bytes.len() > MOST_BYTES {
        return Err(FileError::TooLarge);
    }
    let bytes = without_mark(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileError::Empty);
    }
    let envelope: Envelope = serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        Category::Data => FileError::Foreign,
        // To the parser half a number at the end is a wrong number rather than an early end.
        Category::Syntax if ends_in_a_number(bytes, &error) => FileError::Truncated,
        _ => syntax_error(&error),
    })?;
    if envelope.format.as_ref().and_then(Value::as_str) != Some(FORMAT) {
        return Err(FileError::Foreign);
    }
    if envelope.format_version.as_ref().and_then(Value::as_u64) != Some(u64::from(FORMAT_VERSION)) {
        return Err(FileError::Version(words(envelope.format_version)));
    }
    let experiment = envelope.experiment.as_ref().and_then(Value::as_str).and_then(Experiment::from_key);
    experiment.ok_or_else(|| FileError::UnknownExperiment(words(envelope.experiment)))
}

/// What the second, closer reading found.
pub(in crate::experiment) fn data_error(error: serde_json::Error) -> FileError {
    match error.classify() {
        Category::Data => FileError::Entry(error.to_string().chars().take(160).collect()),
        _ => syntax_error(&error),
    }
}

fn syntax_error(error: &serde_json::Error) -> FileError {
    match error.classify() {
        Category::Eof => FileError::Truncated,
        _ => FileError::Syntax { line: error.line(), column: error.column() },
    }
}

fn ends_in_a_number(bytes: &[u8], error: &serde_json::Error) -> bool {
    let last_line = bytes.iter().filter(|&&byte| byte == b'\n').count() + 1;
    error.line() == last_line && bytes.last().is_some_and(|last| b"-+.eE".contains(last))
}

fn words(value: Option<Value>) -> String {
    let text = match value {
        None => "without a name".to_owned(),
        Some(Value::String(text)) => text,
        Some(value) => value.to_string(),
    };
    text.chars().take(40).collect()
}
