//! Tasks: the inputs, the target that labels them, and which of them are the training set.

mod choose;
mod description;
mod inputs;
mod mingard;
mod target;
mod training_set;

pub use description::description;
pub use inputs::{Encoding, Inputs};
pub use target::{Target, TargetError};
pub use training_set::{TrainingSet, TrainingSetError};

use crate::Function;

/// What is to be learned: a target on all inputs, and the inputs on which its labels are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The points on which functions are looked at.
    pub inputs: Inputs,
    /// The function that labels the training set.
    pub target: Function,
    /// S: 1 marks a training point; the rest are test points.
    pub training: Function,
}

impl Task {
    /// The indices of the training points, ascending.
    pub fn training_points(&self) -> Vec<usize> {
        (0..self.training.len()).filter(|&j| self.training.label(j)).collect()
    }

    /// |S|.
    pub fn training_size(&self) -> usize {
        self.training.ones() as usize
    }

    /// The number of inputs outside the training set.
    pub fn test_size(&self) -> usize {
        self.training.len() - self.training_size()
    }

    /// Whether `function` is right on every training point.
    pub fn fits(&self, function: Function) -> bool {
        function.difference(self.target) & self.training.bits() == 0
    }

    /// The number of test points at which `function` differs from the target.
    pub fn test_errors(&self, function: Function) -> u32 {
        (function.difference(self.target) & !self.training.bits()).count_ones()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fit_looks_at_training_points_only_and_errors_at_the_others() {
        let task = Task {
            inputs: Inputs::boolean(2, Encoding::ZeroOne),
            target: Function::parse("0110", 4).unwrap(),
            training: Function::parse("1100", 4).unwrap(),
        };
        let function = Function::parse("0101", 4).unwrap();
        assert!(task.fits(function));
        assert_eq!(task.test_errors(function), 2);
        assert!(!task.fits(Function::parse("1110", 4).unwrap()));
        assert_eq!((task.training_points(), task.test_size()), (vec![0, 1], 2));
    }
}
