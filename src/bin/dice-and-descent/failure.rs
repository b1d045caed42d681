//! What can go wrong, and the exit code that says so.

use std::fmt;
use std::process::ExitCode;

/// Why a program ended without what was asked for.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked for cannot be done: exit code 2, as of arguments that cannot be read.
    Wrong(String),
    /// A file cannot be read or written, or is not what it should be: exit code 3.
    File(String),
    /// It was interrupted: exit code 130, as a shell has it.
    Interrupted(String),
    /// Whoever read what is written has gone: a pipe that ended early is no mistake.
    Unread,
}

impl Failure {
    /// Says what it is; gives the exit code.
    pub(crate) fn told(self) -> ExitCode {
        if !matches!(self, Self::Unread) {
            eprintln!("{self}");
        }
        match self {
            Self::Wrong(_) => ExitCode::from(2),
            Self::File(_) => ExitCode::from(3),
            Self::Interrupted(_) => ExitCode::from(130),
            Self::Unread => ExitCode::SUCCESS,
        }
    }

    /// Of something that could not be written to the standard output.
    pub(crate) fn of_output(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Unread,
            _ => Self::File(format!("The result cannot be written: {error}.")),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wrong(sentence) | Self::File(sentence) | Self::Interrupted(sentence) => {
                f.write_str(sentence)
            }
            Self::Unread => f.write_str("nobody reads what is written"),
        }
    }
}

impl std::error::Error for Failure {}
