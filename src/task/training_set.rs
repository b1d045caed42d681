//! Training sets: which inputs are shown to the network.

use super::choose::{self, Throw};
use super::mingard;
use crate::task::{Function, FunctionError};
use std::fmt;

/// A way to say which inputs are training points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrainingSet {
    /// So many inputs, chosen at random.
    Random,
    /// The set that goes with one of the targets f0 to f6 of Mingard et al. 2019.
    Mingard(usize),
    /// The inputs marked 1.
    Table(Function),
}

/// Why a text is no training set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrainingSetError {
    /// No input is in it.
    Empty,
    /// All inputs are in it.
    Full {
        /// The number of inputs.
        inputs: usize,
    },
    /// The set belongs to a task of 7 inputs.
    Inputs {
        /// How many inputs there are.
        n: usize,
    },
    /// Neither a name nor a table.
    Unknown(FunctionError),
}

impl fmt::Display for TrainingSetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(
                "the training set is empty: every network would fit; put at least one input into it",
            ),
            Self::Full { inputs } => write!(
                f,
                "all {inputs} inputs are in the training set, so only one function can fit; leave at least one for the test"
            ),
            Self::Inputs { n } => write!(f, "this training set is for 7 inputs, but n = {n}"),
            Self::Unknown(error) => {
                write!(f, "{error} (1 marks a training point), or one of the names random, f0 to f6")
            }
        }
    }
}

impl std::error::Error for TrainingSetError {}

impl TrainingSet {
    /// Reads `random`, `f0` to `f6`, or a table in which 1 marks a training point, for `n` Boolean inputs.
    pub fn parse(text: &str, n: usize) -> Result<Self, TrainingSetError> {
        if text == "random" {
            return Ok(Self::Random);
        }
        if let Some(index) = (0..7).find(|index| text == format!("f{index}")) {
            return if n == 7 { Ok(Self::Mingard(index)) } else { Err(TrainingSetError::Inputs { n }) };
        }
        let points = Function::parse(text, 1 << n).map_err(TrainingSetError::Unknown)?;
        if points.ones() == 0 {
            Err(TrainingSetError::Empty)
        } else if points.ones() as usize == points.len() {
            Err(TrainingSetError::Full { inputs: points.len() })
        } else {
            Ok(Self::Table(points))
        }
    }

    /// The training points, marked 1; `size` and `seed` matter only for a random set.
    ///
    /// # Panics
    /// If `size` is more than 2^n.
    pub fn points(self, n: usize, size: usize, seed: u32) -> Function {
        match self {
            Self::Random => choose::subset(1 << n, size, Throw::TrainingSet, seed),
            Self::Mingard(index) => mingard::training(index),
            Self::Table(points) => points,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_read_by_name_and_as_tables() {
        assert_eq!(TrainingSet::parse("f6", 7), Ok(TrainingSet::Mingard(6)));
        assert_eq!(TrainingSet::parse("0110", 2).unwrap().points(2, 1, 0).to_string(), "0110");
        for size in 0..=16 {
            assert_eq!(TrainingSet::Random.points(4, size, 3).ones() as usize, size);
        }
    }

    #[test]
    fn sets_that_leave_nothing_to_ask_are_refused() {
        assert_eq!(TrainingSet::parse("0000", 2), Err(TrainingSetError::Empty));
        assert_eq!(TrainingSet::parse("1111", 2), Err(TrainingSetError::Full { inputs: 4 }));
        assert_eq!(TrainingSet::parse("f0", 4), Err(TrainingSetError::Inputs { n: 4 }));
        assert!(TrainingSet::parse("011", 2).unwrap_err().to_string().contains("3 labels"));
    }
}
