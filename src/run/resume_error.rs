//! What is wrong with counts that a run cannot be gone on with.

use std::fmt;

/// Why counts cannot be those of a run that is gone on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResumeError {
    /// A run counts whole chunks.
    Chunks {
        /// Draws made or runs started.
        tried: u64,
        /// The length of a chunk.
        chunk_len: u64,
    },
    /// More is counted than the settings let a run count.
    PastTheEnd,
    /// Counts of a method that cannot run.
    CannotRun,
}

impl fmt::Display for ResumeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chunks { tried, chunk_len } => {
                write!(f, "a run counts whole chunks of {chunk_len}, and {tried} is no multiple of that")
            }
            Self::PastTheEnd => f.write_str("more is counted than the settings let a run count"),
            Self::CannotRun => f.write_str("with these settings there can be no counts"),
        }
    }
}

impl std::error::Error for ResumeError {}
