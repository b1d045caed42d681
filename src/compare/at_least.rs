//! What the distance of two distributions is at least.

use super::halves::half;
use super::paired::PairedCounts;
use super::stream::Stream;
use crate::numeric::difference_of_shares;

/// How often the counts are divided. More would narrow little; one alone would depend on its luck.
const DIVISIONS: u32 = 4;

/// A lower limit of the total variation distance of the two distributions, wrong with a probability of at most 2.5%.
///
/// For any set of functions, P_2 of the set less P_1 of the set is at most the distance. So one random half of the counts
/// chooses the functions that the second found more often, and the other half, which is independent, says how far apart the two
/// probabilities of that set are: no upward bias is left. The limit is Newcombe's for half the counts, averaged over
/// divisions and over which half chooses. Averaging leaves a good part of that error out, so the limit is lower than it need be:
/// where the distributions agree it is above 0 in far fewer cases than 2.5%.
pub(crate) fn at_least(counts: &PairedCounts) -> f64 {
    let mut stream = Stream::new(0x1319_8a2e_0370_7344);
    let mut sum = 0.0;
    for _ in 0..DIVISIONS {
        // The first half chooses, then the second.
        let mut chosen = [Chosen::default(); 2];
        let halves: Vec<[(u64, u64); 2]> = counts
            .cells()
            .map(|(a, b)| {
                let first = (half(&mut stream, a), half(&mut stream, b));
                [first, (a - first.0, b - first.1)]
            })
            .collect();
        let totals = [0, 1]
            .map(|half| halves.iter().fold((0, 0), |sum, cell| (sum.0 + cell[half].0, sum.1 + cell[half].1)));
        for cell in &halves {
            for (choose, chosen) in chosen.iter_mut().enumerate() {
                chosen.add(weight(cell[choose], totals[choose]), cell[1 - choose]);
            }
        }
        for (choose, Chosen { second, first }) in chosen.into_iter().enumerate() {
            let (seconds, firsts) = totals[1 - choose];
            sum += difference_of_shares((second, seconds as f64), (first, firsts as f64))
                .map_or(-1.0, |difference| difference.low);
        }
    }
    (sum / f64::from(2 * DIVISIONS)).max(0.0)
}

/// The counts of one half in the set that the other chose.
#[derive(Clone, Copy, Default)]
struct Chosen {
    second: f64,
    first: f64,
}

impl Chosen {
    fn add(&mut self, weight: f64, (a, b): (u64, u64)) {
        self.second += weight * a as f64;
        self.first += weight * b as f64;
    }
}

/// How much of a function is in the set: all, none, or half where neither method has more.
pub(crate) fn weight((a, b): (u64, u64), (second, first): (u64, u64)) -> f64 {
    let (left, right) = (u128::from(a) * u128::from(first), u128::from(b) * u128::from(second));
    match left.cmp(&right) {
        std::cmp::Ordering::Less => 0.0,
        std::cmp::Ordering::Equal => 0.5,
        std::cmp::Ordering::Greater => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::paired::examples::paired;
    use super::super::simulate::Law;
    use super::*;

    #[test]
    fn nothing_and_everything() {
        assert_eq!(at_least(&paired(&[])), 0.0);
        assert_eq!(at_least(&paired(&[(1, 0), (0, 1)])), 0.0);
        assert_eq!(at_least(&paired(&[(5_000, 3_000)])), 0.0);
        let apart = at_least(&paired(&[(50_000, 0), (0, 70_000)]));
        assert!(apart > 0.999 && apart < 1.0, "{apart}");
    }

    #[test]
    fn the_limits_hold_whatever_the_truth() {
        let mut stream = Stream::new(12);
        // Few functions, many, and mostly such that are found once; alike, close, and far apart.
        for (functions, power) in [(5, 1.0), (300, 1.0), (100_000, 0.5)] {
            for other in [power, power + 0.1, power + 0.6] {
                for sizes in [(200, 200), (3_000, 800)] {
                    let laws = (Law::zipf(functions, other), Law::zipf(functions, power));
                    let shares = laws.0.shares().iter().zip(laws.1.shares());
                    let truth = 0.5 * shares.map(|(p, q)| (p - q).abs()).sum::<f64>();
                    let (trials, mut below, mut above) = (100, 0, 0);
                    for _ in 0..trials {
                        let counts = paired(&laws.0.pairs(&laws.1, sizes, &mut stream));
                        below += u32::from(at_least(&counts) > truth + 1e-12);
                        above += u32::from(super::super::total_variation::at_most(&counts).unwrap() < truth);
                    }
                    let z = |wrong: u32| {
                        (f64::from(wrong) / f64::from(trials) - 0.025)
                            / (0.025 * 0.975 / f64::from(trials)).sqrt()
                    };
                    let case = format!("{functions} {other} {sizes:?}: {below} below, {above} above {truth}");
                    assert!(z(below) < 4.5 && z(above) < 4.5, "{case}");
                }
            }
        }
    }

    /// The table of the documentation: `cargo test --lib at_least -- --ignored --nocapture`.
    #[test]
    #[ignore = "minutes"]
    fn table_of_limits() {
        let mut stream = Stream::new(13);
        for (functions, power) in [(5, 1.0), (1_000, 1.0), (100_000, 0.5)] {
            for other in [power, power + 0.05, power + 0.3] {
                for sizes in [(300, 300), (10_000, 10_000), (1_000, 30_000)] {
                    let laws = (Law::zipf(functions, other), Law::zipf(functions, power));
                    let shares = laws.0.shares().iter().zip(laws.1.shares());
                    let truth = 0.5 * shares.map(|(p, q)| (p - q).abs()).sum::<f64>();
                    let (trials, mut wrong, mut ends) = (300, (0, 0), (0.0, 0.0));
                    for _ in 0..trials {
                        let counts = paired(&laws.0.pairs(&laws.1, sizes, &mut stream));
                        let found =
                            (at_least(&counts), super::super::total_variation::at_most(&counts).unwrap());
                        wrong.0 += u32::from(found.0 > truth + 1e-12);
                        wrong.1 += u32::from(found.1 < truth);
                        ends = (ends.0 + found.0, ends.1 + found.1);
                    }
                    let n = f64::from(trials);
                    println!(
                        "{functions} functions {power} {other} {sizes:?} truth {truth:.3}: mean limits {:.3} {:.3}, wrong {:.3} {:.3}",
                        ends.0 / n,
                        ends.1 / n,
                        f64::from(wrong.0) / n,
                        f64::from(wrong.1) / n
                    );
                }
            }
        }
    }
}
