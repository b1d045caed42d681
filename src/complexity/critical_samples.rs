//! Critical sample ratio: how much of the input space lies next to a decision boundary.

use super::cube::{changes, dimension};
use crate::task::Function;

/// The critical sample ratio: the share of the inputs that have a neighbour, one flipped bit away, with the
/// other label. From 0 (constant) to 1; exact.
///
/// `None` unless the function has 2^n labels, n at least 1.
///
/// Source: Arpit et al., ICML (2017) (with a ball of Hamming radius 1, as Valle-Perez, Camargo,
/// Louis, arXiv 1805.08522, use it for Boolean functions).
pub fn critical_sample_ratio(function: Function) -> Option<f64> {
    let n = dimension(function)?;
    let critical = (0..n).fold(0, |critical, place| critical | changes(function, 1 << place));
    Some(f64::from(critical.count_ones()) / function.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        assert_eq!(critical_sample_ratio(Function::new(0, 128)), Some(0.0));
        let dictator = Function::from_labels(128, |j| j & 2 != 0);
        assert_eq!(critical_sample_ratio(dictator), Some(1.0));
        // One input differs from all others: it and its seven neighbours are critical.
        assert_eq!(critical_sample_ratio(Function::from_labels(128, |j| j == 77)), Some(8.0 / 128.0));
        assert_eq!(critical_sample_ratio(Function::new(1, 3)), None);
    }
}
