//! What can be wrong with a request for exact volumes.

use std::fmt;

use super::allowed::{INPUTS, MOST_TERM, SCALES};

/// Why a perceptron or a bias scale is not one that can be tabulated.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GateError {
    /// The number of inputs is out of range.
    Inputs {
        /// The number asked for.
        found: usize,
    },
    /// The bias scale is out of range.
    Scale {
        /// The number asked for.
        found: f64,
    },
    /// A fraction whose numerator or denominator is zero or too large.
    Fraction {
        /// The numerator.
        numerator: u32,
        /// The denominator.
        denominator: u32,
    },
}

impl fmt::Display for GateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Inputs { found } => {
                let (least, most) = (INPUTS.start(), INPUTS.end());
                write!(f, "exact volumes are known for {least} to {most} inputs, not {found}")
            }
            Self::Scale { found } => {
                let (least, most) = (SCALES.start(), SCALES.end());
                write!(f, "the bias scale is a number from {least} to {most}, not {found}")
            }
            Self::Fraction { numerator, denominator } => write!(
                f,
                "the bias scale {numerator}/{denominator} is not a fraction of whole numbers from 1 to {MOST_TERM}"
            ),
        }
    }
}

impl std::error::Error for GateError {}
