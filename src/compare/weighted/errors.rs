//! P of the target, and test errors, of samples of clusters.

use super::super::target::Shares;
use super::super::test_error::Beats;
use super::super::{Baselines, baselines};
use super::pair::Pair;
use crate::numeric::special::normal_two_sided;
use crate::numeric::{Estimate, difference_of_shares, wilson_of};
use crate::task::{Function, Task};

/// The test errors of the functions that one method found.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedErrors {
    /// The mean share of test points that are wrong.
    pub mean: Estimate,
    /// Entry `e` is the probability of `e` test errors; 0 to the number of test points.
    pub histogram: Vec<Estimate>,
    /// The share of the sample that is left out, because its functions are not told apart.
    pub left_out: f64,
}

/// Test errors of both methods and both baselines.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightedTestErrors {
    /// The second method's; None without functions told apart, or without test points.
    pub second: Option<WeightedErrors>,
    /// The first's, likewise.
    pub first: Option<WeightedErrors>,
    /// The second's mean minus the first's.
    pub difference: Option<Estimate>,
    /// The baselines; None without training or without test points.
    pub baselines: Option<Baselines>,
}

impl WeightedTestErrors {
    /// Whether `method`, one of the two, makes fewer errors than both baselines. None without errors or baselines.
    pub fn beats_both(&self, method: &Option<WeightedErrors>) -> Option<Beats> {
        let (baselines, errors) = self.baselines.as_ref().zip(method.as_ref())?;
        Some(baselines.beaten_by(errors.mean))
    }
}

/// P of one function under both, with the intervals of what its shares are worth in draws. All None where it is not listed while functions are lumped,
/// among which it may be.
pub(super) fn shares(pair: &Pair, function: Function) -> Shares {
    let place = pair.functions.binary_search(&function);
    let is_lumped = pair.cells.len() > pair.functions.len();
    let found = match place {
        Ok(at) => pair.cells[at].map(|cell| (cell.share, cell.draws)),
        Err(_) if is_lumped => {
            return Shares { second: None, first: None, difference: None, z: None, p_value: None };
        }
        Err(_) => pair.sides.map(|side| (0.0, side.draws)),
    };
    let [second, first] = found.map(|(share, draws)| (share * draws, draws));
    let difference = difference_of_shares(second, first);
    let pooled = (second.0 + first.0) / (second.1 + first.1);
    let variance = pooled * (1.0 - pooled) * (1.0 / second.1 + 1.0 / first.1);
    let z = difference.filter(|_| variance > 0.0).map(|difference| difference.value / variance.sqrt());
    Shares {
        second: wilson_of(second.0, second.1),
        first: wilson_of(first.0, first.1),
        difference,
        z,
        p_value: z.map(normal_two_sided),
    }
}

pub(super) fn test_errors(pair: &Pair, task: &Task) -> WeightedTestErrors {
    let points = task.test_size();
    let errors: Vec<usize> =
        pair.functions.iter().map(|&function| task.test_errors(function) as usize).collect();
    let method = |side: usize| {
        let told: f64 = pair.cells[..errors.len()].iter().map(|cell| cell[side].share).sum();
        if points == 0 || told <= 0.0 {
            return None;
        }
        let share = |at: usize| errors[at] as f64 / points as f64;
        let mean = (0..errors.len()).map(|at| pair.cells[at][side].share * share(at)).sum::<f64>() / told;
        let rest = |at: usize| if at < errors.len() { (share(at) - mean) / told } else { 0.0 };
        let n = pair.sides[side].draws;
        // One observation at each end is imagined, as for counts.
        let ends = mean * mean + (1.0 - mean) * (1.0 - mean);
        let variance = pair.mean(side, rest).variance + ends / (n * (n + 1.0));
        let histogram = (0..=points).map(|wanted| {
            let (value, draws) = pair.set(side, |at| f64::from(errors.get(at) == Some(&wanted)));
            wilson_of((value / told).min(1.0) * draws * told, draws * told)
        });
        Some(WeightedErrors {
            mean: Estimate::normal(mean, variance.sqrt()).within(0.0, 1.0),
            histogram: histogram.collect::<Option<_>>()?,
            left_out: (1.0 - told).max(0.0),
        })
    };
    let (second, first) = (method(0), method(1));
    let difference = second.as_ref().zip(first.as_ref()).map(|(one, two)| {
        let error = |mean: Estimate| mean.standard_error.unwrap_or(0.0);
        let (own, others) = (error(one.mean), error(two.mean));
        Estimate::normal(one.mean.value - two.mean.value, (own * own + others * others).sqrt())
            .within(-1.0, 1.0)
    });
    WeightedTestErrors { second, first, difference, baselines: baselines(task) }
}
