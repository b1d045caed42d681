//! Whether a file is a saved run at all.

use super::typed::Short;
use super::{FORMAT, FORMAT_VERSION, FileError, MOST_BYTES};
use crate::settings::Experiment;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};
use serde_json::error::Category;

#[derive(Deserialize)]
struct Envelope {
    format: Option<Format>,
    format_version: Option<Short>,
    experiment: Option<Short>,
}

/// [`FORMAT`]; anything else ends the reading.
struct Format;

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl Visitor<'_> for Read {
            type Value = Format;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(FORMAT)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Format, E> {
                if text == FORMAT { Ok(Format) } else { Err(E::custom("another format")) }
            }
        }
        deserializer.deserialize_str(Read)
    }
}

/// Checks what a file says of itself, and that it is a run of `experiment`; gives its JSON.
pub(crate) fn check(bytes: &[u8], experiment: Experiment) -> Result<&[u8], FileError> {
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
pub(crate) fn experiment_of(bytes: &[u8]) -> Result<Experiment, FileError> {
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
    if envelope.format.is_none() {
        return Err(FileError::Foreign);
    }
    if !matches!(envelope.format_version, Some(Short::Number(version)) if version == u64::from(FORMAT_VERSION))
    {
        return Err(FileError::Version(words(envelope.format_version)));
    }
    let experiment = match &envelope.experiment {
        Some(Short::Text(key)) => Experiment::from_key(key),
        _ => None,
    };
    experiment.ok_or_else(|| FileError::UnknownExperiment(words(envelope.experiment)))
}

/// What the second, closer reading found.
pub(crate) fn data_error(error: serde_json::Error) -> FileError {
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

fn words(found: Option<Short>) -> String {
    match found {
        None => "without a name".to_owned(),
        Some(Short::Text(text)) => text,
        Some(Short::Number(number)) => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_ends_at_the_first_thing_that_is_wrong() {
        let bomb = "0,".repeat(1_000_000);
        for (start, most) in [
            ("{\"format\":[", 20),
            ("{\"format\":\"other\",\"a\":[", 20),
            ("{\"format\":\"dice-and-descent run\",\"format_version\":[", 60),
            ("[", 5),
        ] {
            let file = format!("{start}{bomb}");
            let error = serde_json::from_slice::<Envelope>(file.as_bytes()).err().unwrap();
            assert!(error.column() < most, "{start}: {}", error.column());
            assert_eq!(experiment_of(file.as_bytes()), Err(FileError::Foreign), "{start}");
        }
    }
}
