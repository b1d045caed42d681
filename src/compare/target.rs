//! P of one function under both methods.

use super::paired::PairedCounts;
use crate::numeric::special::normal_two_sided;
use crate::numeric::{Estimate, difference_of_shares, wilson};
use crate::task::Function;

/// The probability of one function under both methods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shares {
    /// Its share of the second method's counts, with its interval.
    pub second: Option<Estimate>,
    /// Its share of the first's, likewise.
    pub first: Option<Estimate>,
    /// The second's share minus the first's, with Newcombe's interval.
    pub difference: Option<Estimate>,
    /// The two-proportion test: the difference over its standard error if both shares are equal. None if no
    /// count, or every count, is the function.
    pub z: Option<f64>,
    /// The two-sided p-value of `z`.
    pub p_value: Option<f64>,
}

/// The shares of `function`. All None where they are unknown: without runs, or if the function is not listed
/// while counts are lumped, among which it may be.
pub fn shares(counts: &PairedCounts, function: Function) -> Shares {
    let (a, b) = counts.of(function);
    let (second, first) = (counts.second_total(), counts.first_total());
    let unknown = (a, b) == (0, 0) && counts.is_lumped();
    if unknown {
        return Shares { second: None, first: None, difference: None, z: None, p_value: None };
    }
    let difference = difference_of_shares((a as f64, second as f64), (b as f64, first as f64));
    let pooled = (a + b) as f64 / ((second + first).max(1)) as f64;
    let variance = pooled * (1.0 - pooled) * (1.0 / second as f64 + 1.0 / first as f64);
    let z = difference.filter(|_| variance > 0.0).map(|d| d.value / variance.sqrt());
    Shares {
        second: wilson(a, second),
        first: wilson(b, first),
        difference,
        z,
        p_value: z.map(normal_two_sided),
    }
}

#[cfg(test)]
mod tests {
    use super::super::paired::examples::{paired, swapped};
    use super::*;

    #[test]
    fn worked_by_hand() {
        // 30 of 100 against 20 of 100: pooled 1/4, standard error sqrt(3/16 / 50).
        let counts = paired(&[(30, 20), (70, 80)]);
        let found = shares(&counts, Function::new(0, 128));
        assert!((found.difference.unwrap().value - 0.1).abs() < 1e-15);
        assert!((found.z.unwrap() - 0.1 / (0.1875_f64 / 50.0).sqrt()).abs() < 1e-12);
        // The square of z is the chi-square of the 2 x 2 table: 8/3.
        assert!((found.z.unwrap() * found.z.unwrap() - 8.0 / 3.0).abs() < 1e-12);
        let other = shares(&swapped(&counts), Function::new(0, 128));
        assert!((other.z.unwrap() + found.z.unwrap()).abs() < 1e-12);
        assert_eq!((other.first, other.second), (found.second, found.first));
    }

    #[test]
    fn what_is_not_known_is_none() {
        let never = shares(&paired(&[(5, 5)]), Function::new(77, 128));
        assert_eq!(never.first.unwrap().value, 0.0);
        assert!(never.first.unwrap().high > 0.4 && never.z.is_none() && never.p_value.is_none());
        let lumped = PairedCounts { first_beyond: 1, ..paired(&[(5, 5)]) };
        assert_eq!(shares(&lumped, Function::new(77, 128)).first, None);
        let one_side = shares(&paired(&[(5, 0)]), Function::new(0, 128));
        assert!(one_side.second.is_some() && one_side.first.is_none() && one_side.difference.is_none());
        assert_eq!(shares(&PairedCounts::default(), Function::new(0, 128)).second, None);
    }
}
