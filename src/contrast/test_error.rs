//! Test errors under both methods, and of a guesser who knows only the class frequency.

use super::interval::{Estimate, bounded_mean, wilson};
use super::paired::PairedCounts;
use crate::task::Task;

/// The test errors of the functions that one method found.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodErrors {
    /// The mean share of test points that are wrong.
    pub mean: Estimate,
    /// Entry `e` is the probability of `e` test errors, with Wilson's interval; 0 to the number of test
    /// points.
    pub histogram: Vec<Estimate>,
    /// How often functions with `e` test errors were found.
    pub counts: Vec<u64>,
    /// How many counts are left out, because their functions are not told apart.
    pub left_out: u64,
}

/// The guesser labels each test point 1 with the share of ones among the training labels, independently.
#[derive(Clone, Debug, PartialEq)]
pub struct Guesser {
    /// The share of ones among the training labels.
    pub share_of_ones: f64,
    /// The mean share of test points that are wrong.
    pub mean: f64,
    /// The probability of `e` test errors.
    pub histogram: Vec<f64>,
}

/// Test errors of all three.
#[derive(Clone, Debug, PartialEq)]
pub struct TestErrors {
    /// Descent; None without runs, or without test points.
    pub descent: Option<MethodErrors>,
    /// Dice, likewise.
    pub dice: Option<MethodErrors>,
    /// The mean of descent minus that of dice.
    pub difference: Option<Estimate>,
    /// The guesser; None without training or without test points.
    pub guesser: Option<Guesser>,
}

pub(crate) fn test_errors(counts: &PairedCounts, task: &Task) -> TestErrors {
    let points = task.test_size();
    let method = |of: fn(&super::Paired) -> u64, left_out: u64| {
        if points == 0 {
            return None;
        }
        let mut found = vec![0; points + 1];
        for paired in &counts.functions {
            found[task.test_errors(paired.function) as usize] += of(paired);
        }
        let total = found.iter().sum();
        let mean =
            bounded_mean(found.iter().enumerate().map(|(e, &n)| (e as f64 / points as f64, n)), 0.0, 1.0)?;
        let histogram = found.iter().map(|&count| wilson(count, total)).collect::<Option<_>>()?;
        Some(MethodErrors { mean, histogram, counts: found, left_out })
    };
    let descent = method(|f| f.descent, counts.descent_beyond);
    let dice = method(|f| f.dice, counts.dice_beyond);
    let difference = descent.as_ref().zip(dice.as_ref()).map(|(one, two)| {
        let error = |mean: Estimate| mean.standard_error.unwrap_or(0.0);
        let (first, second) = (error(one.mean), error(two.mean));
        let both = (first * first + second * second).sqrt();
        Estimate::normal(one.mean.value - two.mean.value, both).within(-1.0, 1.0)
    });
    TestErrors { descent, dice, difference, guesser: guesser(task) }
}

/// The guesser's number of errors: a sum of independent trials, of which those on ones fail with the share of
/// zeros and those on zeros with the share of ones. None without training or without test points.
pub fn guesser(task: &Task) -> Option<Guesser> {
    let (shown, points) = (task.training_size(), task.test_size());
    if shown == 0 || points == 0 {
        return None;
    }
    let ones = task.training_points().into_iter().filter(|&j| task.target.label(j)).count();
    let share_of_ones = ones as f64 / shown as f64;
    let wrong = |label: bool| if label { 1.0 - share_of_ones } else { share_of_ones };
    let labels = (0..task.training.len()).filter(|&j| !task.training.label(j)).map(|j| task.target.label(j));
    let mut histogram = vec![1.0];
    let mut mean = 0.0;
    for label in labels {
        mean += wrong(label) / points as f64;
        histogram.push(0.0);
        for e in (0..histogram.len()).rev() {
            let one_less = if e > 0 { histogram[e - 1] } else { 0.0 };
            histogram[e] = histogram[e] * (1.0 - wrong(label)) + one_less * wrong(label);
        }
    }
    Some(Guesser { share_of_ones, mean, histogram })
}

#[cfg(test)]
mod tests {
    use super::super::{Paired, PairedCounts};
    use super::*;
    use crate::Function;
    use crate::task::{Encoding, Inputs};

    fn task(target: &str, training: &str) -> Task {
        Task {
            inputs: Inputs::boolean(2, Encoding::ZeroOne),
            target: Function::parse(target, 4).unwrap(),
            training: Function::parse(training, 4).unwrap(),
        }
    }

    fn of(text: &str, descent: u64, dice: u64) -> Paired {
        Paired { function: Function::parse(text, 4).unwrap(), descent, dice }
    }

    #[test]
    fn worked_by_hand() {
        // Training points 0 and 1; errors on points 2 and 3 of target 0110: 0, 1, 2 of them.
        let counts =
            PairedCounts::new([of("0110", 4, 1), of("0111", 3, 2), of("0100", 1, 1), of("0101", 0, 4)], 0, 9);
        let found = test_errors(&counts, &task("0110", "1100"));
        let (descent, dice) = (found.descent.unwrap(), found.dice.unwrap());
        assert_eq!((descent.counts, descent.mean.value, descent.left_out), (vec![4, 4, 0], 0.25, 0));
        assert_eq!((dice.counts, dice.mean.value, dice.left_out), (vec![1, 3, 4], 11.0 / 16.0, 9));
        assert_eq!(descent.histogram[2].value, 0.0);
        assert!(descent.histogram[2].high > 0.3 && descent.histogram[2].low == 0.0);
        assert_eq!(found.difference.unwrap().value, 0.25 - 11.0 / 16.0);
    }

    #[test]
    fn the_guesser_makes_the_errors_of_independent_guesses() {
        // Three training points, one of them 1; test point 3 is 1: wrong with probability 2/3.
        let found = guesser(&task("0101", "1110")).unwrap();
        assert!((found.share_of_ones - 1.0 / 3.0).abs() < 1e-15);
        assert!((found.histogram[1] - 2.0 / 3.0).abs() < 1e-15 && (found.mean - 2.0 / 3.0).abs() < 1e-15);
        // Training labels 0 and 1: every test point is a coin.
        let found = guesser(&task("0110", "1100")).unwrap();
        assert_eq!((found.histogram, found.mean), (vec![0.25, 0.5, 0.25], 0.5));
        // Only zeros seen: errors exactly at the ones.
        let found = guesser(&task("0010", "1100")).unwrap();
        assert_eq!((found.histogram, found.mean), (vec![0.0, 1.0, 0.0], 0.5));
    }

    #[test]
    fn undefined_without_runs_or_test_points() {
        let empty = test_errors(&PairedCounts::default(), &task("0110", "1100"));
        assert!(empty.descent.is_none() && empty.dice.is_none() && empty.difference.is_none());
        assert!(empty.guesser.is_some());
        let all = test_errors(&PairedCounts::new([of("0110", 4, 1)], 0, 0), &task("0110", "1111"));
        assert!(all.descent.is_none() && all.guesser.is_none());
        assert_eq!(guesser(&task("0110", "0000")), None);
    }

    #[test]
    fn a_single_run_has_a_wide_interval() {
        let found = test_errors(&PairedCounts::new([of("0110", 1, 0)], 0, 0), &task("0110", "1100"));
        let mean = found.descent.unwrap().mean;
        assert!(mean.value == 0.0 && mean.low == 0.0 && mean.high > 0.9, "{mean:?}");
    }
}
