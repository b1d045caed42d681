//! The two-sample chi-square test.

use super::paired::PairedCounts;
use crate::numeric::special::regularised_gamma_upper;

/// The least expected count of a cell: the usual condition for the chi-square law to hold.
const LEAST_EXPECTED: f64 = 5.0;

/// Chi-square that both methods have one distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoSample {
    /// The sum over cells of (found - expected)^2 / expected, both methods.
    pub statistic: f64,
    /// Degrees of freedom: one less than the number of cells.
    pub degrees: usize,
    /// The probability of a statistic this large or larger if there is one distribution.
    pub p_value: f64,
    /// How many functions make one common cell, because fewer than 5 of them are expected of a method.
    pub pooled: usize,
}

/// Each function of which at least 5 are expected of either method (given the pooled shares) is a cell; the
/// others make one cell together, or join the rarest of those if still too few. None with fewer than two
/// cells.
///
/// Blind to differences among the rare functions, which is what the test of the total variation adds.
pub(crate) fn two_sample(counts: &PairedCounts) -> Option<TwoSample> {
    let (second, first) = (counts.second_total() as f64, counts.first_total() as f64);
    let lumped = counts.lumped(LEAST_EXPECTED);
    let mut cells: Vec<(u64, u64)> = lumped.functions.iter().map(|f| (f.second, f.first)).collect();
    let rare = (lumped.second_beyond, lumped.first_beyond);
    let mut pooled = counts.functions.len() - cells.len();
    if counts.expects_at_least(LEAST_EXPECTED)(rare.0 + rare.1) {
        cells.push(rare);
    } else if lumped.is_lumped() {
        let rarest = cells.iter_mut().min_by_key(|cell| cell.0 + cell.1)?;
        *rarest = (rarest.0 + rare.0, rarest.1 + rare.1);
        pooled += 1;
    }
    if cells.len() < 2 {
        return None;
    }
    let part = |&(a, b): &(u64, u64)| {
        let difference = a as f64 * first - b as f64 * second;
        difference * (difference / ((a + b) as f64 * second * first))
    };
    let statistic = cells.iter().map(part).sum::<f64>();
    let degrees = cells.len() - 1;
    let p_value = regularised_gamma_upper(0.5 * degrees as f64, 0.5 * statistic);
    Some(TwoSample { statistic, degrees, p_value, pooled })
}

#[cfg(test)]
mod tests {
    use super::super::paired::examples::{paired, swapped};
    use super::super::stream::Stream;
    use super::*;

    #[test]
    fn a_two_by_two_table_worked_by_hand() {
        // 30, 20 against 20, 30: every expected count is 25, so 4 * 25 / 25.
        let found = two_sample(&paired(&[(30, 20), (20, 30)])).unwrap();
        assert!((found.statistic - 4.0).abs() < 1e-12);
        assert_eq!((found.degrees, found.pooled), (1, 0));
        assert!((found.p_value - 0.045_500_263_896_358_4).abs() < 1e-12);
    }

    #[test]
    fn rare_functions_are_pooled() {
        let rare = [(3, 3), (2, 2), (4, 0), (0, 4)];
        let counts = paired(&[&[(30, 20), (20, 30)][..], &rare].concat());
        let found = two_sample(&counts).unwrap();
        assert_eq!((found.degrees, found.pooled), (2, 4));
        assert!((found.statistic - 4.0).abs() < 1e-12);
        // Still too few together: they join the rarest cell, here both equally frequent.
        let found = two_sample(&paired(&[(30, 20), (20, 31), (1, 0)])).unwrap();
        assert_eq!((found.degrees, found.pooled), (1, 2));
        assert_eq!(two_sample(&swapped(&counts)), two_sample(&counts));
    }

    #[test]
    fn undefined_with_fewer_than_two_cells() {
        assert_eq!(two_sample(&paired(&[])), None);
        assert_eq!(two_sample(&paired(&[(1, 0), (0, 1)])), None);
        assert_eq!(two_sample(&paired(&[(100, 100)])), None);
        assert_eq!(two_sample(&paired(&[(100, 0), (30, 0)])), None);
    }

    #[test]
    fn one_distribution_is_rejected_as_often_as_the_level_says() {
        // 20 functions, shares like 1/rank, unequal sample sizes.
        let shares: Vec<f64> = (1..=20).map(|rank| 1.0 / f64::from(rank)).collect();
        let sum: f64 = shares.iter().sum();
        let mut stream = Stream::new(4);
        let mut draw = |times: u64| {
            let mut found = vec![0; shares.len()];
            for _ in 0..times {
                let mut u = stream.uniform() * sum;
                let place = shares.iter().position(|share| {
                    u -= share;
                    u < 0.0
                });
                found[place.unwrap_or(0)] += 1;
            }
            found
        };
        let (trials, mut rejected) = (2_000, 0.0);
        for _ in 0..trials {
            let pairs: Vec<(u64, u64)> = draw(300).into_iter().zip(draw(700)).collect();
            rejected += f64::from(u8::from(two_sample(&paired(&pairs)).unwrap().p_value < 0.05));
        }
        let z = (rejected / f64::from(trials) - 0.05) / (0.05 * 0.95 / f64::from(trials)).sqrt();
        assert!(z.abs() < 5.0, "{rejected} of {trials}");
    }
}
