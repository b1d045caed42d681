//! Rank correlation of P with measures of complexity, overall and within a fixed number of ones.
//!
//! The functions are those that a run found at least twice: selected by their P, and related to each other (with some inputs,
//! whole classes have one P), so that no interval for independent functions is right. What is random is the run. Its interval comes
//! from random halves of its draws: a half finds functions twice, or no longer does, and what a half shows varies about what the
//! whole shows as much as the whole varies from run to run (the delete-half jackknife; J. Shao and C. Wu 1989). All measures see the same
//! halves, so that the difference of two of them has its interval too. The correlation describes these functions; it predicts nothing
//! of others.

use crate::compare::{RandomStream, half};
use crate::numeric::Estimate;

/// How many random halves are looked at.
const HALVES: usize = 24;
/// The 97.5% quantile of Student's t with one degree of freedom less.
const T: f64 = 2.068_657_610_419_04;

/// A function that was found at least twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Functions with the same number of ones are one class.
    pub ones: u32,
    /// How often it, or its class, was found.
    pub count: u64,
    /// The number of members of its class: 1 if functions are counted by themselves.
    pub size: u32,
}

/// How draws and functions were chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// So many draws, at least 1, are worth one independent one.
    pub design_effect: f64,
    /// Whether only some of the functions found twice are looked at: then their choice is random, too.
    pub thinned: bool,
}

/// Spearman's rho of P with one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Correlation {
    /// Over all functions. None with fewer than four, or if all counts or all values are equal.
    pub overall: Option<Estimate>,
    /// Within classes, pooled: counts and values are ranked within each class and the ranks divided by the size of the class, so that every
    /// function weighs alike; one correlation is taken of all of them about the middles of their classes.
    pub within: Option<Estimate>,
}

/// The measures side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Correlations {
    /// In the order of the values given.
    pub measures: Vec<Correlation>,
    /// The measure whose rho is the strongest, if it is stronger than that of each other measure by more than the run leaves uncertain (95% each).
    pub best: Option<usize>,
    /// The same within classes.
    pub best_within: Option<usize>,
}

/// Compares `measures`, each with a value for every one of `functions`.
pub fn correlations(functions: &[Found], measures: &[Vec<f64>], choice: Choice) -> Correlations {
    let classes = [vec![0; functions.len()], functions.iter().map(|found| found.ones).collect()];
    let mut stream = RandomStream::new(0x0824_7fa1_c3d9_55e6);
    let mut samples = vec![functions.iter().map(|found| found.count).collect::<Vec<u64>>()];
    samples.extend(
        (0..HALVES).map(|_| functions.iter().map(|found| halved(found.count, choice, &mut stream)).collect()),
    );
    let [(overall, best), (within, best_within)] = classes.map(|classes| {
        let table = strengths(&classes, &samples, functions, measures);
        let estimates: Vec<Option<Estimate>> = table.iter().map(|rhos| estimate(rhos, T)).collect();
        let best = best(&table, &estimates);
        (estimates, best)
    });
    let measures = overall.into_iter().zip(within).map(|(overall, within)| Correlation { overall, within });
    Correlations { measures: measures.collect(), best, best_within }
}

/// How often a random half of the draws found a function; 0 if it is not looked at.
fn halved(count: u64, choice: Choice, stream: &mut RandomStream) -> u64 {
    if choice.thinned && stream.uniform() < 0.5 {
        return 0;
    }
    let size = choice.design_effect.max(1.0);
    let clusters = libm::round(count as f64 / size).max(1.0) as u64;
    libm::round(half(stream, clusters) as f64 * size) as u64
}

/// rho of each measure in the whole sample and in each half; NaN where there is none.
pub(super) fn strengths(
    classes: &[u32],
    samples: &[Vec<u64>],
    functions: &[Found],
    measures: &[Vec<f64>],
) -> Vec<Vec<f64>> {
    let counted: Vec<Vec<f64>> = samples
        .iter()
        .map(|sample| {
            let value = |at: usize| sample[at] as f64 / f64::from(functions[at].size);
            ranks(classes, &by(classes, &value), &value, sample)
        })
        .collect();
    measures
        .iter()
        .map(|values| {
            let value = |at: usize| values[at];
            let order = by(classes, &value);
            let one = |(sample, counts): (&Vec<u64>, &Vec<f64>)| {
                rho(counts, &ranks(classes, &order, &value, sample))
            };
            samples.iter().zip(&counted).map(one).collect()
        })
        .collect()
}

/// The functions by class, then value: as whole numbers, which are sorted much faster.
fn by(classes: &[u32], value: &dyn Fn(usize) -> f64) -> Vec<usize> {
    let ordered = |bits: u64| if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    let key =
        |at: usize| u128::from(classes[at]) << 96 | u128::from(ordered((value(at) + 0.0).to_bits())) << 32;
    let mut keys: Vec<u128> = (0..classes.len()).map(|at| key(at) | at as u128).collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| key as u32 as usize).collect()
}

/// The ranks of the functions of a sample within their classes, less the middle and over the size of the class; equal values share their mean rank. 0 for a
/// function not found twice or alone in its class. `order` is by class, then value.
fn ranks(classes: &[u32], order: &[usize], value: &dyn Fn(usize) -> f64, sample: &[u64]) -> Vec<f64> {
    let mut ranks = vec![0.0; sample.len()];
    let order: Vec<usize> = order.iter().copied().filter(|&at| sample[at] >= 2).collect();
    for class in order.chunk_by(|&left, &right| classes[left] == classes[right]) {
        let size = class.len() as f64;
        let mut start = 0.0;
        for tie in class.chunk_by(|&left, &right| value(left) == value(right)) {
            let rank = start + 0.5 * (tie.len() as f64 - size);
            tie.iter().for_each(|&at| ranks[at] = rank / size);
            start += tie.len() as f64;
        }
    }
    ranks
}

/// The correlation of ranks about their middles; NaN with fewer than four, or without spread.
fn rho(counts: &[f64], values: &[f64]) -> f64 {
    let (mut product, mut left, mut right, mut used) = (0.0, 0.0, 0.0, 0);
    for (&count, &value) in counts.iter().zip(values) {
        product += count * value;
        left += count * count;
        right += value * value;
        used += usize::from(count != 0.0 || value != 0.0);
    }
    if used < 4 || left <= 0.0 || right <= 0.0 {
        f64::NAN
    } else {
        let rho = (product / (left * right).sqrt()).clamp(-1.0, 1.0);
        // What is left of products that cancel.
        if rho.abs() < 1e-12 { 0.0 } else { rho }
    }
}

/// Fisher's transform, finite also for perfect order.
fn fisher(rho: f64) -> f64 {
    libm::atanh(rho.clamp(-1.0 + 1e-9, 1.0 - 1e-9))
}

fn deviation(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = values.clone().count() as f64;
    let mean = values.clone().sum::<f64>() / count;
    (values.map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0)).sqrt()
}

/// The first of `rhos` with its interval by the others, of which `t` is the quantile of Student's t. None where it, or a half's, is not
/// defined.
pub(super) fn estimate(rhos: &[f64], t: f64) -> Option<Estimate> {
    if rhos.iter().any(|rho| rho.is_nan()) {
        return None;
    }
    let half_width = t * deviation(rhos[1..].iter().map(|&rho| fisher(rho)));
    let centre = fisher(rhos[0]);
    let (low, high) = (libm::tanh(centre - half_width), libm::tanh(centre + half_width));
    Some(Estimate { value: rhos[0], low: low.min(rhos[0]), high: high.max(rhos[0]), standard_error: None })
}

/// The strongest measure, if it leads each other one clearly and is itself clearly not 0.
fn best(table: &[Vec<f64>], estimates: &[Option<Estimate>]) -> Option<usize> {
    let strength = |at: usize| estimates[at].map_or(-1.0, |found| found.value.abs());
    let first = (0..table.len()).reduce(|best, at| if strength(at) > strength(best) { at } else { best })?;
    let found = estimates[first].filter(|found| found.low > 0.0 || found.high < 0.0)?;
    let leads = |other: usize| {
        let Some(rival) = estimates[other] else { return true };
        let lead = found.value.abs() - rival.value.abs();
        let halves = (1..=HALVES).map(|half| table[first][half].abs() - table[other][half].abs());
        lead > T * deviation(halves)
    };
    (0..table.len()).all(|other| other == first || leads(other)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEPENDENT: Choice = Choice { design_effect: 1.0, thinned: false };

    fn of(functions: &[(u32, u64, f64)]) -> Correlation {
        let found: Vec<Found> =
            functions.iter().map(|&(ones, count, _)| Found { ones, count, size: 1 }).collect();
        let values = functions.iter().map(|&(.., value)| value).collect();
        correlations(&found, &[values], INDEPENDENT).measures[0]
    }

    #[test]
    fn worked_by_hand() {
        // Ranks 1 2 3 4 5 against 2 1 4 3 5: 1 - 6 * 4 / (5 * 24).
        let found = of(&[(1, 100, 20.0), (1, 200, 10.0), (1, 300, 40.0), (1, 400, 30.0), (1, 500, 50.0)]);
        assert!((found.overall.unwrap().value - 0.8).abs() < 1e-14 && found.within == found.overall);
        // Ties: ranks 1.5 1.5 3 4 against 1 2 3.5 3.5; centred products 4 of sqrt(4.5 * 4.5).
        let found = of(&[(1, 900, 1.0), (1, 900, 2.0), (1, 1_800, 3.0), (1, 2_700, 3.0)]);
        assert!((found.overall.unwrap().value - 4.0 / 4.5).abs() < 1e-14, "{found:?}");
    }

    #[test]
    fn what_lies_between_classes_only_is_taken_out() {
        // Between classes counts fall with the value; within each class they rise.
        let functions: Vec<(u32, u64, f64)> = (0..5)
            .flat_map(|class| {
                (0..6).map(move |k| {
                    (class, u64::from(10_000 - 2_000 * class + 250 * k), f64::from(10 * class + k))
                })
            })
            .collect();
        let found = of(&functions);
        assert!(found.overall.unwrap().value < -0.8);
        assert!((found.within.unwrap().value - 1.0).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn a_measure_that_is_constant_within_classes_says_nothing_there() {
        let functions: Vec<(u32, u64, f64)> =
            (0..20).map(|k| (k % 4, u64::from(100 * k + 50), f64::from(k % 4))).collect();
        assert_eq!(of(&functions).within, None);
        assert_eq!(of(&[]), Correlation::default());
        assert_eq!(of(&[(0, 10, 1.0), (0, 20, 2.0), (0, 30, 3.0)]), Correlation::default());
    }

    /// A run of draws from P(r) in proportion to 1/r over 400 functions: those found twice with two measures that
    /// are both log r and as much noise each.
    fn run(stream: &mut RandomStream, noise: &[[f64; 2]]) -> Correlations {
        let laws: Vec<f64> = (1..=400).map(|rank| 300.0 / f64::from(rank)).collect();
        let mut found = Vec::new();
        let mut values = [Vec::new(), Vec::new()];
        for (rank, &mean) in laws.iter().enumerate() {
            // A Poisson count, by the gaps of a unit process.
            let (mut count, mut at) = (0, 0.0);
            loop {
                at -= libm::log(stream.positive_uniform());
                if at > mean {
                    break;
                }
                count += 1;
            }
            if count >= 2 {
                found.push(Found { ones: rank as u32 % 3, count, size: 1 });
                for (values, noise) in values.iter_mut().zip(noise[rank]) {
                    values.push(libm::log(mean) + noise);
                }
            }
        }
        correlations(&found, &values, INDEPENDENT)
    }

    #[test]
    fn the_interval_is_that_of_the_run_and_no_best_is_named_by_chance() {
        let mut stream = RandomStream::new(41);
        let noise: Vec<[f64; 2]> = (0..400).map(|_| [0, 1].map(|_| 2.0 * stream.uniform())).collect();
        let runs: Vec<Correlations> = (0..400).map(|_| run(&mut stream, &noise)).collect();
        let count = runs.len() as f64;
        for pick in
            [|found: &Correlation| found.overall.unwrap(), |found: &Correlation| found.within.unwrap()]
        {
            let found: Vec<Estimate> = runs.iter().map(|run| pick(&run.measures[0])).collect();
            let mean = found.iter().map(|rho| rho.value).sum::<f64>() / count;
            let covered = found.iter().filter(|rho| rho.low <= mean && mean <= rho.high).count() as f64;
            let z = (covered / count - 0.95) / (0.05 * 0.95 / count).sqrt();
            assert!(z > -4.0, "{covered} of {count}");
            // Not by being far too wide: the mean width is that of the runs within a half.
            let spread = deviation(found.iter().map(|rho| rho.value));
            let width = found.iter().map(|rho| rho.high - rho.low).sum::<f64>() / count;
            assert!(width < 1.5 * 2.0 * T * spread, "{width} {spread}");
        }
        // The measures differ by the luck of their noise: the run's own uncertainty decides, in most runs for none or for one of them only.
        let named = |at: usize| runs.iter().filter(|run| run.best == Some(at)).count();
        assert!(named(0).min(named(1)) <= 12, "{} {}", named(0), named(1));
    }

    #[test]
    fn a_measure_that_is_clearly_ahead_is_named_and_equals_are_not() {
        let functions: Vec<Found> =
            (1..=60).map(|rank| Found { ones: 1, count: 60_000 / rank, size: 1 }).collect();
        let exact: Vec<f64> = (1..=60).map(f64::from).collect();
        let rough: Vec<f64> = (1..=60).map(|rank| f64::from(rank + 40 * (rank % 2))).collect();
        let found = correlations(&functions, &[rough.clone(), exact.clone()], INDEPENDENT);
        assert_eq!(found.best, Some(1));
        let found = correlations(&functions, &[exact.clone(), rough, exact], INDEPENDENT);
        assert_eq!(found.best, None);
    }
}
