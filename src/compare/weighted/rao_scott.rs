//! Pearson's test where draws have weights or come in clusters.

use super::pair::Pair;
use super::samples::GROUPS;
use crate::numeric::special::{regularised_beta, regularised_gamma_upper};

/// The least effective draws expected in a cell: the usual condition for the chi-square law.
const LEAST_EXPECTED: f64 = 5.0;
/// With more degrees of freedom below, F is chi-square to six digits.
const MANY: f64 = 1e6;

/// Pearson's statistic with the corrections of J. Rao and A. Scott ("The analysis of categorical data from complex sample surveys", 1981; "On
/// chi-squared tests for multiway contingency tables with cell proportions estimated from survey data", 1984).
///
/// With pooled shares pi and differences d of the samples' shares, Q = sum d^2 / pi is, if there is one distribution, a sum of squares of independent standard
/// normal variables with weights, the *generalised design effects* (over the numbers of draws). Their sum follows from the variances of the shares; for
/// independent draws of weight 1, n and m of them, all are 1/n + 1/m and the test is Pearson's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RaoScott {
    /// First order: Q over the mean of the weights, about chi-square with `degrees`.
    pub statistic: f64,
    /// Degrees of freedom: one less than the number of cells.
    pub degrees: usize,
    /// How unequal the weights are: the square of their coefficient of variation, from the spread between groups; 0 if all are equal, at most `degrees` - 1.
    pub inequality: f64,
    /// Second order (Satterthwaite): degrees of freedom with the unequal weights, `degrees` / (1 + `inequality`).
    pub effective_degrees: f64,
    /// The probability of a Q this large or larger if there is one distribution: by the F distribution with `effective_degrees` above
    /// and these times the degrees of freedom of the clusters below (D. Thomas and J. Rao 1987), which for many clusters is chi-square.
    pub p_value: f64,
    /// How many functions make one common cell, because fewer than 5 effective draws of them are expected of a sample.
    pub pooled: usize,
}

/// Each function of which at least 5 effective draws are expected of either sample is a cell, the others make one together, which takes in the rarest
/// cells until as many are expected of it. None with fewer than two cells.
pub(super) fn rao_scott(pair: &Pair) -> Option<RaoScott> {
    let mut kept = pair.common(LEAST_EXPECTED);
    let cells = loop {
        let lumped = pair.lumped(&kept);
        let last = lumped.cells.len().checked_sub(1)?;
        if lumped.functions.len() == lumped.cells.len() || lumped.expects(last, LEAST_EXPECTED) {
            break lumped;
        }
        let share = |at: &usize| pair.cells[*at][0].share + pair.cells[*at][1].share;
        let rarest =
            (0..kept.len()).filter(|&at| kept[at]).min_by(|one, other| share(one).total_cmp(&share(other)));
        kept[rarest?] = false;
    };
    let degrees = cells.cells.len().checked_sub(1).filter(|&degrees| degrees > 0)?;
    let count = degrees as f64;
    let draws = pair.sides.map(|side| side.draws / side.few);
    let pooled: Vec<f64> = cells
        .cells
        .iter()
        .map(|[second, first]| (second.share * draws[0] + first.share * draws[1]) / (draws[0] + draws[1]))
        .collect();
    // For each sample the sum of its weights, each cell's at the pooled share.
    let own = |side: usize, at: usize| pair.sides[side].few / cells.cells[at][side].draws;
    let of_cell = |at: usize| (1.0 - pooled[at]) * (own(0, at) + own(1, at));
    let traces =
        [0, 1].map(|side| (0..pooled.len()).map(|at| (1.0 - pooled[at]) * own(side, at)).sum::<f64>());
    let trace = traces[0] + traces[1];
    let quadratic: f64 = cells
        .cells
        .iter()
        .zip(&pooled)
        .map(|([second, first], pooled)| (second.share - first.share) * (second.share - first.share) / pooled)
        .sum();
    // If functions have nothing in common within clusters, the weights are about those of the cells one by one.
    let by_cell =
        count * (0..pooled.len()).map(|at| of_cell(at) * of_cell(at)).sum::<f64>() / (trace * trace);
    let unequal = f64::max(by_cell, count * squares(&cells, &pooled) / (trace * trace));
    let inequality = (unequal - 1.0).clamp(0.0, count - 1.0);
    let effective_degrees = count / (1.0 + inequality);
    let degrees_below = trace * trace
        / (0..2).map(|side| traces[side] * traces[side] / pair.sides[side].degrees.max(0.1)).sum::<f64>();
    let below = effective_degrees * degrees_below;
    let ratio = quadratic / trace;
    let p_value = if below > MANY {
        regularised_gamma_upper(0.5 * effective_degrees, 0.5 * effective_degrees * ratio)
    } else {
        regularised_beta(below / (below + effective_degrees * ratio), 0.5 * below, 0.5 * effective_degrees).0
    };
    Some(RaoScott {
        statistic: count * ratio,
        degrees,
        inequality,
        effective_degrees,
        p_value,
        pooled: pair.functions.len() - kept.iter().filter(|&&kept| kept).count(),
    })
}

/// The sum of the squared weights, without the part that few groups add to it (Z. Bai and H. Saranadasa 1996): groups of normal
/// deviations, as many as clusters make them.
fn squares(cells: &Pair, pooled: &[f64]) -> f64 {
    let scaled: Vec<Vec<Vec<f64>>> = (0..2)
        .map(|side| {
            let groups = (0..GROUPS).filter(|&group| cells.sides[side].groups[group] > 0.0);
            groups
                .map(|group| {
                    let all = cells.sides[side].groups[group];
                    let rest = |(cell, pooled): (&[super::pair::Cell; 2], &f64)| {
                        (cell[side].groups[group] - cell[side].share * all) / pooled.sqrt()
                    };
                    cells.cells.iter().zip(pooled).map(rest).collect()
                })
                .collect()
        })
        .collect();
    let dot = |one: &[f64], other: &[f64]| -> f64 { one.iter().zip(other).map(|(a, b)| a * b).sum() };
    let factor = |side: usize| {
        let groups = scaled[side].len() as f64;
        groups / (groups - 1.0)
    };
    let product = |one: usize, other: usize| -> f64 {
        let all = scaled[one].iter().flat_map(|left| scaled[other].iter().map(move |right| dot(left, right)));
        all.map(|dot| dot * dot).sum::<f64>() * factor(one) * factor(other)
    };
    if scaled.iter().any(|groups| groups.len() < 3) {
        return 0.0;
    }
    let own = |side: usize| {
        let trace = factor(side) * scaled[side].iter().map(|group| dot(group, group)).sum::<f64>();
        let degrees = scaled[side].len() as f64 - 1.0;
        let unbiased = degrees * degrees / ((degrees - 1.0) * (degrees + 2.0));
        (unbiased * (product(side, side) - trace * trace / degrees)).max(0.0)
    };
    own(0) + own(1) + 2.0 * product(0, 1)
}
