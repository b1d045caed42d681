//! How the shares of one sample go with those of the other: slope, line, rank correlation, temperature.

use super::super::rank::{Rank, fisher, of_halves, rho};
use super::super::regression::{LEAST_COUNT, Ordinary, ordinary};
use super::super::slope::{LEAST_FUNCTIONS, LEAST_HALF, NoSlope, Part, Slope, add, summarise};
use super::super::stream::Stream;
use super::super::temperature::{LEAST_FIRST, Temperature, temperature_of};
use super::super::york::Point;
use super::pair::Pair;
use super::samples::GROUPS;

/// How many random halves of the groups are ranked.
const RANKED_HALVES: usize = 24;
/// How often the clusters are divided for the slope.
const DIVISIONS: usize = 4;

/// A random half of the groups that have clusters, one bit a group.
fn half_of(pair: &Pair, side: usize, stream: &mut Stream) -> u8 {
    let taken = pair.sides[side].taken();
    // Of an odd number either half may be the larger.
    let mut wanted = (taken + (stream.next() >> 63) as usize) / 2;
    let (mut left, mut half) = (taken, 0);
    for (group, &share) in pair.sides[side].groups.iter().enumerate() {
        if share > 0.0 {
            if stream.uniform() * (left as f64) < wanted as f64 {
                half |= 1 << group;
                wanted -= 1;
            }
            left -= 1;
        }
    }
    half
}

fn inside(groups: &[f64; GROUPS], half: u8) -> f64 {
    groups.iter().enumerate().filter(|&(group, _)| half >> group & 1 == 1).map(|(_, share)| share).sum()
}

/// In a half of the clusters, what the share of a cell is worth as a count, and the draws of the half.
fn half_count(pair: &Pair, at: usize, side: usize, half: u8) -> (f64, f64) {
    let cell = &pair.cells[at][side];
    (inside(&cell.groups, half) * cell.draws, inside(&pair.sides[side].groups, half) * cell.draws)
}

/// As [`super::super::slope`] has it for counts: digamma(count + 1), for a count that need not be whole.
fn logarithm(count: f64) -> f64 {
    let (mut count, mut steps) = (count, 0.0);
    while count < 16.0 {
        count += 1.0;
        steps += count.recip();
    }
    let x = count + 0.5;
    let square = 1.0 / (x * x);
    libm::log(x) + square * (1.0 / 24.0 - square * (7.0 / 960.0)) - steps
}

/// The slope as for counts, with random halves of the groups: what a share is worth as a count takes the place of the count. Its variance is at least
/// that which the groups show.
pub(super) fn slope(pair: &Pair) -> Result<Slope, NoSlope> {
    let shares = |side: usize| pair.cells.iter().map(move |cell| cell[side].share);
    // In one order of the methods, so that the other gives exactly the inverse.
    if shares(0).partial_cmp(shares(1)) == Some(std::cmp::Ordering::Greater) {
        let mirrored = Pair {
            functions: pair.functions.clone(),
            cells: pair.cells.iter().map(|&[second, first]| [first, second]).collect(),
            sides: [pair.sides[1], pair.sides[0]],
        };
        return slope_of(&mirrored).map(Slope::inverse);
    }
    slope_of(pair)
}

fn slope_of(pair: &Pair) -> Result<Slope, NoSlope> {
    if pair.functions.len() < LEAST_FUNCTIONS || pair.sides.iter().any(|side| side.taken() < 2) {
        return Err(NoSlope::TooFew);
    }
    let mut stream = Stream::new(0x3f84_d5b5_b547_0917);
    let mut parts = vec![Part::default(); pair.functions.len()];
    for _ in 0..DIVISIONS {
        let halves = [0, 1].map(|side| half_of(pair, side, &mut stream));
        add_half(pair, halves, &mut parts)?;
        add_half(pair, halves.map(|half| !half), &mut parts)?;
    }
    // Functions that no half chose have no weight; a count of 1 keeps them from being divided by.
    let counts: Vec<(f64, f64)> = pair.cells[..parts.len()]
        .iter()
        .map(|[second, first]| ((second.share * second.draws).max(1.0), (first.share * first.draws).max(1.0)))
        .collect();
    summarise(&counts, &parts, |slope| {
        let variance = |side: usize| {
            let weight = |at: usize| {
                let share = pair.cells[at][side].share;
                parts.get(at).map_or(0.0, |part| if share > 0.0 { part.weight / share } else { 0.0 })
            };
            pair.mean(side, weight).variance
        };
        variance(0) + slope * slope * variance(1)
    })
}

/// The half of the clusters `halves` chooses, the other is measured.
fn add_half(pair: &Pair, halves: [u8; 2], parts: &mut [Part]) -> Result<(), NoSlope> {
    let count = |at: usize, side: usize| half_count(pair, at, side, halves[side]);
    let least = LEAST_HALF as f64;
    let chosen: Vec<usize> =
        (0..parts.len()).filter(|&at| (0..2).all(|side| count(at, side).0 >= least)).collect();
    let of = |(count, draws): (f64, f64)| logarithm(count) - libm::log(draws);
    let points: Vec<Point> = chosen
        .iter()
        .map(|&at| {
            let [second, first] = [count(at, 0), count(at, 1)];
            Point { x: of(first), y: of(second), x_variance: 1.0 / first.0, y_variance: 1.0 / second.0 }
        })
        .collect();
    let measured = |at: usize| {
        let [second, first] = [0, 1].map(|side| of(half_count(pair, at, side, !halves[side])));
        (second, first)
    };
    add(&chosen, &points, measured, parts)
}

/// The ordinary line through the functions whose shares are worth at least [`LEAST_COUNT`] draws in both samples.
pub(super) fn regression(pair: &Pair) -> Option<Ordinary> {
    let points: Vec<Point> = pair.cells[..pair.functions.len()]
        .iter()
        .filter(|cell| cell.iter().all(|cell| cell.share * cell.draws >= LEAST_COUNT as f64))
        .map(|[second, first]| Point {
            x: libm::log10(first.share),
            y: libm::log10(second.share),
            x_variance: 0.0,
            y_variance: 0.0,
        })
        .collect();
    ordinary(&points)
}

/// Spearman's rho over the functions found by both, as for counts, with random halves of the groups.
pub(super) fn rank(pair: &Pair) -> Option<Rank> {
    // Of numbers that are not negative the bits have their order.
    let pairs = |of: &dyn Fn(usize, usize) -> f64| -> Vec<(u64, u64)> {
        (0..pair.functions.len())
            .map(|at| (of(at, 0), of(at, 1)))
            .filter(|&(second, first)| second > 0.0 && first > 0.0)
            .map(|(second, first)| (second.to_bits(), first.to_bits()))
            .collect()
    };
    let found = pairs(&|at, side| pair.cells[at][side].share);
    let value = rho(&found)?;
    let taken = pair.sides[0].taken().min(pair.sides[1].taken());
    if taken < 2 {
        return None;
    }
    let mut stream = Stream::new(0x9216_d5d9_8979_fb1b);
    let mut transformed = Vec::with_capacity(RANKED_HALVES);
    for _ in 0..RANKED_HALVES {
        let halves = [0, 1].map(|side| half_of(pair, side, &mut stream));
        let half = pairs(&|at, side| inside(&pair.cells[at][side].groups, halves[side]));
        transformed.push(fisher(rho(&half)?));
    }
    let degrees = (taken - 1).min(RANKED_HALVES - 1) as f64;
    Some(Rank { rho: of_halves(value, &transformed, degrees), functions: found.len() })
}

/// The temperature as for counts: what the shares are worth in draws of the whole takes the place of counts.
pub(super) fn temperature(pair: &Pair) -> Option<Temperature> {
    let [second, first] = pair.sides.map(|side| side.draws);
    let least = LEAST_FIRST.max(libm::pow(first, 0.4) as u64);
    let used: Vec<(f64, f64)> = pair.cells[..pair.functions.len()]
        .iter()
        .filter(|cell| cell[1].share * cell[1].draws.min(first) >= least as f64)
        .map(|cell| (cell[0].share * second, cell[1].share * first))
        .collect();
    temperature_of(&used, (second, first), least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_of_whole_counts_are_harmonic_sums() {
        const EULER: f64 = 0.577_215_664_901_532_9;
        let mut harmonic = 0.0;
        for count in 0..60 {
            if count > 0 {
                harmonic += f64::from(count).recip();
            }
            assert!((logarithm(f64::from(count)) - (harmonic - EULER)).abs() < 1e-9, "{count}");
        }
        // Rising, also between.
        assert!((0..200).all(|k| logarithm(0.1 * f64::from(k)) < logarithm(0.1 * f64::from(k + 1))));
    }
}
