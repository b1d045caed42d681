//! Generalization complexity: how often nearby inputs have opposite labels.

use super::cube::{changes, dimension};
use crate::task::Function;

/// The generalization complexity C = C1 + C2, where Ch is the share of the pairs of inputs at Hamming
/// distance h whose labels differ. C1 is the average sensitivity divided by n. From 0 (constant) to below 2.
///
/// With a single input no pair is at distance 2, and C = C1. `None` unless the function has 2^n labels, n at
/// least 1.
///
/// Source: Franco, Anthony, IEEE Trans. Neural Netw. 17, 578 (2006); the sum of the first two terms as in
/// Valle-Perez, Camargo, Louis, arXiv 1805.08522.
pub fn generalization_complexity(function: Function) -> Option<f64> {
    let n = dimension(function)?;
    let inputs = function.len() as f64;
    let singles: u32 = (0..n).map(|i| changes(function, 1 << i).count_ones()).sum();
    let first = f64::from(singles) / (inputs * n as f64);
    if n == 1 {
        return Some(first);
    }
    let doubles: u32 =
        (0..n).map(|i| (0..i).map(|k| changes(function, 1 << i | 1 << k).count_ones()).sum::<u32>()).sum();
    Some(first + f64::from(doubles) / (inputs * (n * (n - 1) / 2) as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        assert_eq!(generalization_complexity(Function::new(0, 128)), Some(0.0));
        // Parity changes with every single flip and with no double one.
        let parity = Function::from_labels(128, |j| j.count_ones() % 2 == 1);
        assert_eq!(generalization_complexity(parity), Some(1.0));
        // A dictator: 1 of 7 single flips, 6 of 21 double flips.
        let dictator = Function::from_labels(128, |j| j & 2 != 0);
        assert_eq!(generalization_complexity(dictator), Some(1.0 / 7.0 + 6.0 / 21.0));
        assert_eq!(generalization_complexity(Function::parse("01", 2).unwrap()), Some(1.0));
        assert_eq!(generalization_complexity(Function::new(1, 6)), None);
    }

    #[test]
    fn equals_the_sum_over_pairs() {
        let digits: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834;
        for n in 2..=7usize {
            let function = Function::new(digits, 1 << n);
            let share = |distance: u32| {
                let pairs = (0..1usize << n).flat_map(|a| (0..a).map(move |b| (a, b)));
                let near: Vec<_> = pairs.filter(|(a, b)| (a ^ b).count_ones() == distance).collect();
                let unlike = near.iter().filter(|&&(a, b)| function.label(a) != function.label(b)).count();
                unlike as f64 / near.len() as f64
            };
            let found = generalization_complexity(function).unwrap();
            assert!((found - share(1) - share(2)).abs() < 4.0 * f64::EPSILON, "n = {n}");
        }
    }
}
