//! Why a network cannot be trained.

use crate::numeric::decimal;
use std::fmt;

/// Why a network cannot be trained, or not so.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum DescentError {
    /// The activation is a hard threshold.
    NoGradient,
    /// The training set is empty.
    NoTrainingPoints,
    /// The batch size is out of range.
    Batch {
        /// The batch size.
        batch: usize,
        /// |S|.
        training: usize,
    },
    /// The learning rate is not a positive number.
    LearningRate(f32),
    /// Not a single epoch is allowed.
    NoEpochs,
    /// A decay or momentum is out of range.
    Decay {
        /// Its name.
        name: &'static str,
        /// Its value.
        value: f32,
    },
}

impl fmt::Display for DescentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::NoGradient => f.write_str(
                "descent can't train a network of hard thresholds: they have no gradient; choose ReLU, tanh or erf",
            ),
            Self::NoTrainingPoints => {
                f.write_str("the training set is empty: put at least one input into it")
            }
            Self::Batch { batch, training } => {
                write!(f, "a batch can't have {batch} points: 1 to {training}, the size of the training set")
            }
            Self::LearningRate(rate) => write!(f, "the learning rate must be above 0 and finite, not {}", decimal(f64::from(rate), 3)),
            Self::NoEpochs => f.write_str("the limit of epochs must be at least 1"),
            Self::Decay { name, value } => write!(f, "{name} must be at least 0 and below 1, not {}", decimal(f64::from(value), 3)),
        }
    }
}

impl std::error::Error for DescentError {}
