//! Total variation and Jensen-Shannon divergence of samples of clusters.

use super::super::jensen_shannon::JensenShannon;
use super::super::null_distribution::{NullDistribution, floor_of};
use super::super::total_variation::{Coverage, TotalVariation};
use super::null::{Replicate, divergence_part, inflation, mean_and_variance};
use super::pair::Pair;
use super::samples::GROUPS;
use crate::numeric::{Estimate, Z, difference_of_shares};

/// Halves of the groups, one bit a group, each balanced with every other (balanced half-samples; P. McCarthy 1969).
const HALVES: [u8; 4] = [0b0000_1111, 0b0011_0011, 0b0101_0101, 0b0110_0110];

/// What distances of the same replicates need.
pub(super) struct Spread {
    /// How much larger the variance of a distance is than that of independent functions.
    inflation: f64,
}

impl Spread {
    pub(super) fn of(common: &Pair, replicates: &[Replicate]) -> Self {
        let (_, variance) = mean_and_variance(replicates.iter().map(|found| found.common));
        Self { inflation: inflation(common, variance) }
    }

    /// The floor of replicates whose spread is widened about their mean, not below 0.
    fn floor(&self, values: impl Iterator<Item = f64> + Clone) -> (Vec<f64>, NullDistribution) {
        let (mean, _) = mean_and_variance(values.clone());
        let widened: Vec<f64> =
            values.map(|value| (mean + self.inflation.sqrt() * (value - mean)).max(0.0)).collect();
        let floor = floor_of(widened.clone());
        (widened, NullDistribution { mean, ..floor })
    }
}

/// The distance of `pair`, with those of its replicates.
pub(super) fn total_variation(
    pair: &Pair,
    spread: &Spread,
    replicates: impl Iterator<Item = f64> + Clone,
) -> Option<TotalVariation> {
    let distance =
        0.5 * pair.cells.iter().map(|[second, first]| (second.share - first.share).abs()).sum::<f64>();
    let (replicates, floor) = spread.floor(replicates);
    let reached = replicates.iter().filter(|&&other| other >= distance).count();
    let by_counting = (1 + reached) as f64 / (1 + replicates.len()) as f64;
    let beyond = pair.sides.map(|side| side.beyond);
    let reach = if beyond == [0.0; 2] {
        Coverage::Whole
    } else {
        Coverage::LowerBound { missing: beyond[0].min(beyond[1]) }
    };
    Some(TotalVariation {
        distance,
        at_least: at_least(pair).min(distance),
        at_most: at_most(pair, reach)?.max(distance.min(1.0)),
        reach,
        told_apart: 1.0 - beyond[0].max(beyond[1]),
        floor,
        p_value: by_counting.min(excess_bound(pair, spread, distance - floor.mean)),
    })
}

/// The bound of concentration of [`super::super::resample`] with effective draws: where replicates are too few to resolve.
fn excess_bound(pair: &Pair, spread: &Spread, excess: f64) -> f64 {
    if excess <= 0.0 {
        return 1.0;
    }
    let [second, first] = pair.sides.map(|side| side.draws);
    libm::exp(-2.0 * excess * excess * second * first / (second + first) / spread.inflation)
}

/// How much of a cell is in the set of those that the second prefers: all, none, or half.
fn preferred(second: f64, first: f64) -> f64 {
    match second.partial_cmp(&first) {
        Some(std::cmp::Ordering::Less) => 0.0,
        Some(std::cmp::Ordering::Greater) => 1.0,
        _ => 0.5,
    }
}

/// The lower limit, as for counts: one half of the groups chooses a set of functions, the other half measures it.
fn at_least(pair: &Pair) -> f64 {
    let (mut sum, mut number) = (0.0, 0);
    for half in HALVES.into_iter().flat_map(|half| [half, !half]) {
        let inside = |groups: &[f64; GROUPS], half: u8| -> f64 {
            groups
                .iter()
                .enumerate()
                .filter(|&(group, _)| half >> group & 1 == 1)
                .map(|(_, share)| share)
                .sum()
        };
        let weight = |side: usize, half: u8| inside(&pair.sides[side].groups, half);
        if (0..2).any(|side| weight(side, half) <= 0.0 || weight(side, !half) <= 0.0) {
            continue;
        }
        let share = |at: usize, side: usize, half: u8| {
            inside(&pair.cells[at][side].groups, half) / weight(side, half)
        };
        let set: Vec<f64> =
            (0..pair.cells.len()).map(|at| preferred(share(at, 0, half), share(at, 1, half))).collect();
        let measured = [0, 1].map(|side| {
            let value: f64 = set.iter().enumerate().map(|(at, part)| part * share(at, side, !half)).sum();
            let draws = pair.set(side, |at| set[at]).1 * weight(side, !half);
            (value.clamp(0.0, 1.0) * draws, draws)
        });
        sum += difference_of_shares(measured[0], measured[1]).map_or(-1.0, |difference| difference.low);
        number += 1;
    }
    if number > 0 { (sum / f64::from(number)).max(0.0) } else { 0.0 }
}

/// The upper limit, as for counts: Newcombe's for the set that the second prefers.
fn at_most(pair: &Pair, reach: Coverage) -> Option<f64> {
    let set: Vec<f64> =
        pair.cells.iter().map(|[second, first]| preferred(second.share, first.share)).collect();
    let measured = [0, 1].map(|side| {
        let (value, draws) = pair.set(side, |at| set[at]);
        (value * draws, draws)
    });
    let difference = difference_of_shares(measured[0], measured[1])?;
    Some((difference.high + reach.missing()).min(1.0))
}

/// The divergence, its error as for counts: that of both samples to first order, and the spread of the floor.
pub(super) fn jensen_shannon(pair: &Pair, spread: &Spread, replicates: &[Replicate]) -> JensenShannon {
    let value: f64 =
        pair.cells.iter().map(|[second, first]| divergence_part(second.share, first.share)).sum();
    let variance = |side: usize| {
        let slope = |at: usize| {
            let (own, other) = (pair.cells[at][side].share, pair.cells[at][1 - side].share);
            if own > 0.0 { 0.5 * libm::log2(2.0 * own / (own + other)) } else { 0.0 }
        };
        let found = pair.mean(side, slope);
        // One observation at each end of 0 to 1/2 is imagined, as where counts agree.
        let (n, mean) = (pair.sides[side].draws, found.value);
        let ends = mean * mean + (0.5 - mean) * (0.5 - mean);
        found.variance + ends / (n * n)
    };
    let (_, floor) = spread.floor(replicates.iter().map(|found| found.divergence));
    let own = floor.standard_deviation;
    let standard_error = (variance(0) + variance(1) + own * own).sqrt();
    let [second, first] = pair.sides.map(|side| side.beyond);
    let reach = if second + first > 0.0 {
        Coverage::LowerBound { missing: (0.5 * (second + first) - divergence_part(second, first)).max(0.0) }
    } else {
        Coverage::Whole
    };
    let half = Z * standard_error;
    let divergence =
        Estimate { value, low: value - half, high: value + half, standard_error: Some(standard_error) };
    JensenShannon { divergence: divergence.within(0.0, 1.0), reach, floor }
}
