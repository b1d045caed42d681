//! Test errors under both methods, and of two baselines that know only the class frequency.

use super::paired::PairedCounts;
use crate::numeric::{Estimate, bounded_mean, wilson};
use crate::task::Task;
use std::cmp::Ordering;

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

/// The test errors of a rule that labels the test points without looking at them.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// The mean share of test points that are wrong.
    pub mean: f64,
    /// The probability of `e` test errors.
    pub histogram: Vec<f64>,
}

/// What can be had from the training labels alone. Which of the two is better depends on the task, and only what
/// beats both has learnt more than the class frequency.
#[derive(Clone, Debug, PartialEq)]
pub struct Baselines {
    /// The share of ones among the training labels.
    pub share_of_ones: f64,
    /// A coin labels each test point 1 with the share of ones among the training labels, independently.
    pub coin: Baseline,
    /// Every test point gets the label that more training points have. Where both have as many, one toss of a fair
    /// coin decides for all points together, so that half of them are wrong on average.
    pub majority: Baseline,
}

/// How the errors of a method stand to both baselines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beats {
    /// The whole 95% interval lies below both.
    Both,
    /// The whole interval lies above the better one.
    Not,
    /// The better baseline lies within the interval.
    Open,
}

impl Baselines {
    /// The mean of the better one.
    pub fn best(&self) -> f64 {
        self.coin.mean.min(self.majority.mean)
    }

    /// Whether errors of this mean are fewer than those of both baselines.
    pub fn beaten_by(&self, mean: Estimate) -> Beats {
        match self.best() {
            best if mean.high < best => Beats::Both,
            best if mean.low > best => Beats::Not,
            _ => Beats::Open,
        }
    }
}

/// Test errors of both methods and both baselines.
#[derive(Clone, Debug, PartialEq)]
pub struct TestErrors {
    /// The second method's; None without counts, or without test points.
    pub second: Option<MethodErrors>,
    /// The first's, likewise.
    pub first: Option<MethodErrors>,
    /// The second's mean minus the first's.
    pub difference: Option<Estimate>,
    /// The baselines; None without training or without test points.
    pub baselines: Option<Baselines>,
}

impl TestErrors {
    /// Whether `method`, one of the two, makes fewer errors than both baselines. None without counts or baselines.
    pub fn beats_both(&self, method: &Option<MethodErrors>) -> Option<Beats> {
        self.baselines
            .as_ref()
            .zip(method.as_ref())
            .map(|(baselines, errors)| baselines.beaten_by(errors.mean))
    }
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
    let second = method(|f| f.second, counts.second_beyond);
    let first = method(|f| f.first, counts.first_beyond);
    let difference = second.as_ref().zip(first.as_ref()).map(|(one, two)| {
        let error = |mean: Estimate| mean.standard_error.unwrap_or(0.0);
        let (own, others) = (error(one.mean), error(two.mean));
        let both = (own * own + others * others).sqrt();
        Estimate::normal(one.mean.value - two.mean.value, both).within(-1.0, 1.0)
    });
    TestErrors { second, first, difference, baselines: baselines(task) }
}

/// What the training labels of `task` alone give. None without training or without test points.
pub fn baselines(task: &Task) -> Option<Baselines> {
    let (shown, points) = (task.training_size(), task.test_size());
    if shown == 0 || points == 0 {
        return None;
    }
    let ones = task.training_points().into_iter().filter(|&j| task.target.label(j)).count();
    let share_of_ones = ones as f64 / shown as f64;
    let untrained = (0..task.training.len()).filter(|&j| !task.training.label(j));
    let labels: Vec<bool> = untrained.map(|j| task.target.label(j)).collect();
    Some(Baselines {
        share_of_ones,
        coin: coin(&labels, share_of_ones),
        majority: majority(&labels, (2 * ones).cmp(&shown)),
    })
}

/// The coin's number of errors is a sum of independent trials: those on ones fail with the share of zeros, those on
/// zeros with the share of ones.
fn coin(labels: &[bool], share_of_ones: f64) -> Baseline {
    let wrong = |label: bool| if label { 1.0 - share_of_ones } else { share_of_ones };
    let of_ones = labels.iter().filter(|&&label| label).count() as f64;
    let of_zeros = labels.len() as f64 - of_ones;
    let mean = (of_ones * wrong(true) + of_zeros * wrong(false)) / labels.len() as f64;
    let mut histogram = vec![1.0];
    for &label in labels {
        histogram.push(0.0);
        for e in (0..histogram.len()).rev() {
            let one_less = if e > 0 { histogram[e - 1] } else { 0.0 };
            histogram[e] = histogram[e] * (1.0 - wrong(label)) + one_less * wrong(label);
        }
    }
    Baseline { mean, histogram }
}

/// The label that more training points have is given to all; `ones` compares the number of ones among them with that
/// of zeros.
fn majority(labels: &[bool], ones: Ordering) -> Baseline {
    let points = labels.len();
    let of_ones = labels.iter().filter(|&&label| label).count();
    let mut histogram = vec![0.0; points + 1];
    // Always 0 is wrong at the ones, always 1 at the zeros.
    for (wrong, chance) in match ones {
        Ordering::Less => [(of_ones, 1.0), (of_ones, 0.0)],
        Ordering::Greater => [(points - of_ones, 1.0), (points - of_ones, 0.0)],
        Ordering::Equal => [(of_ones, 0.5), (points - of_ones, 0.5)],
    } {
        histogram[wrong] += chance;
    }
    let mean = histogram.iter().enumerate().map(|(errors, chance)| errors as f64 * chance).sum::<f64>();
    Baseline { mean: mean / points as f64, histogram }
}

#[cfg(test)]
mod tests {
    use super::super::{Paired, PairedCounts, RandomStream};
    use super::*;
    use crate::task::{Encoding, Function, Inputs};

    fn task(target: &str, training: &str) -> Task {
        Task {
            inputs: Inputs::boolean(2, Encoding::ZeroOne),
            target: Function::parse(target, 4).unwrap(),
            training: Function::parse(training, 4).unwrap(),
        }
    }

    fn of(text: &str, second: u64, first: u64) -> Paired {
        Paired { function: Function::parse(text, 4).unwrap(), second, first }
    }

    #[test]
    fn worked_by_hand() {
        // Training points 0 and 1; errors on points 2 and 3 of target 0110: 0, 1, 2 of them.
        let counts =
            PairedCounts::new([of("0110", 4, 1), of("0111", 3, 2), of("0100", 1, 1), of("0101", 0, 4)], 0, 9);
        let found = test_errors(&counts, &task("0110", "1100"));
        let (second, first) = (found.second.unwrap(), found.first.unwrap());
        assert_eq!((second.counts, second.mean.value, second.left_out), (vec![4, 4, 0], 0.25, 0));
        assert_eq!((first.counts, first.mean.value, first.left_out), (vec![1, 3, 4], 11.0 / 16.0, 9));
        assert_eq!(second.histogram[2].value, 0.0);
        assert!(second.histogram[2].high > 0.3 && second.histogram[2].low == 0.0);
        assert_eq!(found.difference.unwrap().value, 0.25 - 11.0 / 16.0);
    }

    #[test]
    fn the_coin_makes_the_errors_of_independent_guesses() {
        // Three training points, one of them 1; test point 3 is 1: wrong with probability 2/3.
        let found = baselines(&task("0101", "1110")).unwrap();
        assert!((found.share_of_ones - 1.0 / 3.0).abs() < 1e-15);
        let coin = found.coin;
        assert!((coin.histogram[1] - 2.0 / 3.0).abs() < 1e-15 && (coin.mean - 2.0 / 3.0).abs() < 1e-15);
        // Training labels 0 and 1: every test point is a fair coin.
        let coin = baselines(&task("0110", "1100")).unwrap().coin;
        assert_eq!((coin.histogram, coin.mean), (vec![0.25, 0.5, 0.25], 0.5));
        // Only zeros seen: errors exactly at the ones.
        let coin = baselines(&task("0010", "1100")).unwrap().coin;
        assert_eq!((coin.histogram, coin.mean), (vec![0.0, 1.0, 0.0], 0.5));
    }

    #[test]
    fn the_majority_label_is_wrong_wherever_the_other_one_is() {
        // Training labels 0, 1, 0: always 0, and test point 3 is 1.
        let majority = baselines(&task("0101", "1110")).unwrap().majority;
        assert_eq!((majority.histogram, majority.mean), (vec![0.0, 1.0], 1.0));
        // Training labels 1, 1: always 1, wrong at one of two.
        let majority = baselines(&task("1110", "1100")).unwrap().majority;
        assert_eq!((majority.histogram, majority.mean), (vec![0.0, 1.0, 0.0], 0.5));
        // A tie: always 0 or always 1, each with probability 1/2; test labels 1, 1: two errors or none.
        let majority = baselines(&task("0111", "1100")).unwrap().majority;
        assert_eq!((majority.histogram, majority.mean), (vec![0.5, 0.0, 0.5], 0.5));
        // A tie with as many ones as zeros to be tested: one error in either case.
        let majority = baselines(&task("0110", "1100")).unwrap().majority;
        assert_eq!((majority.histogram, majority.mean), (vec![0.0, 1.0, 0.0], 0.5));
    }

    /// Both baselines by simulation, over random tasks: counted, not derived.
    #[test]
    fn both_baselines_are_what_guessing_gives() {
        let mut random = RandomStream::new(5);
        let mut bit = |share: f64| random.uniform() < share;
        for _ in 0..30 {
            let (target, training) = (0..16).fold((0, 0), |(target, training), j| {
                (target | u128::from(bit(0.4)) << j, training | u128::from(bit(0.5)) << j)
            });
            let task = Task {
                inputs: Inputs::boolean(4, Encoding::PlusMinus),
                target: Function::new(target, 16),
                training: Function::new(training, 16),
            };
            let Some(found) = baselines(&task) else { continue };
            let (mut coin, mut majority) = (0_u64, 0_u64);
            let (rounds, points) = (4000, task.test_size() as u64);
            for _ in 0..rounds {
                let toss = bit(0.5);
                for j in (0..16).filter(|&j| !task.training.label(j)) {
                    let commoner = match found.share_of_ones {
                        share if share > 0.5 => true,
                        share if share < 0.5 => false,
                        _ => toss,
                    };
                    coin += u64::from(bit(found.share_of_ones) != task.target.label(j));
                    majority += u64::from(commoner != task.target.label(j));
                }
            }
            for (counted, baseline) in [(coin, &found.coin), (majority, &found.majority)] {
                let share = counted as f64 / (rounds * points) as f64;
                let of_square = |(errors, p): (usize, &f64)| p * (errors as f64 / points as f64).powi(2);
                let square: f64 = baseline.histogram.iter().enumerate().map(of_square).sum();
                let error = ((square - baseline.mean * baseline.mean).max(0.0) / rounds as f64).sqrt();
                // 60 comparisons: five standard errors are passed by chance once in 30,000 such tests.
                assert!((share - baseline.mean).abs() <= 5.0 * error + 1e-12, "{share} {baseline:?}");
                assert!((baseline.histogram.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn only_what_is_below_both_beats_the_class_frequency() {
        // Mostly zeros: the coin is wrong more often than always 0.
        let found = baselines(&task("0010", "1010")).unwrap();
        assert_eq!((found.coin.mean, found.majority.mean), (0.5, 0.5));
        let errors = |right: u64, wrong: u64| {
            let counts = PairedCounts::new([of("0010", right, 0), of("0111", wrong, 0)], 0, 0);
            test_errors(&counts, &task("0010", "1010")).second.unwrap().mean
        };
        assert_eq!(found.beaten_by(errors(9_000, 1_000)), Beats::Both);
        assert_eq!(found.beaten_by(errors(1_000, 9_000)), Beats::Not);
        assert_eq!(found.beaten_by(errors(5_000, 5_010)), Beats::Open);
    }

    #[test]
    fn undefined_without_runs_or_test_points() {
        let empty = test_errors(&PairedCounts::default(), &task("0110", "1100"));
        assert!(empty.second.is_none() && empty.first.is_none() && empty.difference.is_none());
        assert!(empty.baselines.is_some());
        let all = test_errors(&PairedCounts::new([of("0110", 4, 1)], 0, 0), &task("0110", "1111"));
        assert!(all.second.is_none() && all.baselines.is_none());
        assert_eq!(baselines(&task("0110", "0000")), None);
    }

    #[test]
    fn a_single_run_has_a_wide_interval() {
        let found = test_errors(&PairedCounts::new([of("0110", 1, 0)], 0, 0), &task("0110", "1100"));
        let mean = found.second.unwrap().mean;
        assert!(mean.value == 0.0 && mean.low == 0.0 && mean.high > 0.9, "{mean:?}");
    }
}
