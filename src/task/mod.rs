//! Tasks: the inputs, the target that labels them, and which of them are the training set.

mod choose;
mod description;
mod function;
mod inputs;
mod mingard;
mod target;
mod training_set;

pub use description::description;
pub use function::{Function, FunctionError};
pub use inputs::{Encoding, Inputs};
pub use target::{Target, TargetError};
pub use training_set::{TrainingSet, TrainingSetError};

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

    /// The number of training points labelled 1, over seeds that are equal, as the defaults are, and that are not:
    /// hypergeometric where as many labels are 1 as 0, binomial where every label is a coin.
    #[test]
    fn targets_and_training_sets_are_independent() {
        let seeds = 4000_u32;
        for n in 2..=7 {
            let len = 1_usize << n;
            for (target, size) in [
                (Target::Balanced, len / 2),
                (Target::Balanced, len / 4),
                (Target::Random, len / 2),
                (Target::Random, 1),
            ] {
                for apart in [0, 1, 77] {
                    let mut all = 0_u32;
                    for seed in 0..seeds {
                        let labels = target.function(n, seed.wrapping_add(apart));
                        let points = TrainingSet::Random.points(n, size, seed);
                        all += (labels.bits() & points.bits()).count_ones();
                    }
                    let (size, len) = (size as f64, len as f64);
                    let fewer = if target == Target::Balanced { (len - size) / (len - 1.0) } else { 1.0 };
                    let (mean, variance) = (size / 2.0, size / 4.0 * fewer);
                    let z = (f64::from(all) / f64::from(seeds) - mean) / (variance / f64::from(seeds)).sqrt();
                    // Of 72 such z one in a million sets has one beyond 5.7.
                    assert!(z.abs() < 5.7, "n = {n}, {target:?}, {size} points, {apart} apart: z = {z}");
                }
            }
        }
    }

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
