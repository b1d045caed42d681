//! Why a file is not used.

use super::{FORMAT_VERSION, MOST_BYTES, RestoreError};
use std::fmt;

/// What is wrong with a file that should be a saved run. Displayed, it is a sentence for the visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileError {
    /// Larger than any saved run.
    TooLarge,
    /// Nothing in it.
    Empty,
    /// Not JSON.
    Syntax {
        /// Where, from 1.
        line: usize,
        /// Where, from 1.
        column: usize,
    },
    /// It stops in the middle.
    Truncated,
    /// JSON of something else.
    Foreign,
    /// A saved run in another form.
    Version(String),
    /// A run of another experiment.
    Experiment {
        /// Of which one it is.
        found: &'static str,
        /// Of which one it should be.
        wanted: &'static str,
    },
    /// A run of an experiment that there is not.
    UnknownExperiment(String),
    /// Something is missing, or is a text or a number where none belongs.
    Entry(String),
    /// The settings do not say what the link says.
    Setting(String),
    /// Numbers that contradict each other, or settings that are not allowed.
    Numbers(String),
    /// Settings and counts do not give the fingerprint.
    Fingerprint {
        /// What the file says.
        said: String,
        /// What its counts give.
        found: String,
    },
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The file is not used: ")?;
        match self {
            Self::TooLarge => write!(f, "it is larger than {} MB, and no saved run is.", MOST_BYTES >> 20),
            Self::Empty => f.write_str("it is empty."),
            Self::Syntax { line, column } => {
                write!(
                    f,
                    "it is not JSON; what stands in line {line} at character {column} does not belong there."
                )
            }
            Self::Truncated => f.write_str("it ends too early; a part of it is missing."),
            Self::Foreign => {
                f.write_str("it is JSON, but not a run that this page or its native program has saved.")
            }
            Self::Version(found) => {
                write!(f, "it is a saved run in form {found}, and this page knows form {FORMAT_VERSION}.")
            }
            Self::Experiment { found, wanted } => {
                write!(
                    f,
                    "it is a run of the experiment \u{201c}{found}\u{201d}, not of \u{201c}{wanted}\u{201d}."
                )
            }
            Self::UnknownExperiment(found) => {
                write!(
                    f,
                    "it is a run of an experiment \u{201c}{found}\u{201d}, which this page does not have."
                )
            }
            Self::Entry(message) => {
                write!(f, "an entry is not what stands there in a saved run ({message}).")
            }
            Self::Setting(key) => write!(f, "its settings and its link disagree about {key}."),
            Self::Numbers(sentence) => f.write_str(sentence),
            Self::Fingerprint { said, found } => write!(
                f,
                "it says that its fingerprint is {said}, but its settings and counts give {found}; one of them was changed."
            ),
        }
    }
}

impl std::error::Error for FileError {}

impl From<RestoreError> for FileError {
    fn from(error: RestoreError) -> Self {
        Self::Numbers(error.to_string())
    }
}
