//! Entropy of the labels, and the number of ones that it depends on.

use crate::task::Function;

/// H, the entropy in bits of the label of an input drawn uniformly.
///
/// -p log2 p - (1-p) log2(1-p) with p = T/L, where T is the number of ones ([`Function::ones`]) of L labels.
/// Any length will do. From 0 (constant) to 1 (balanced); rounding error below 1e-15.
///
/// Source: Shannon, Bell Syst. Tech. J. 27, 379 (1948); as a measure of Boolean functions in Mingard et al.,
/// arXiv 1909.11522 (2019).
pub fn entropy(function: Function) -> f64 {
    let length = function.len() as f64;
    let ones = f64::from(function.ones());
    let part = |count: f64| if count == 0.0 { 0.0 } else { count / length * libm::log2(length / count) };
    part(ones) + part(length - ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        let value = |text: &str| entropy(Function::parse(text, text.len()).unwrap());
        assert_eq!(value("0000"), 0.0);
        assert_eq!(value("111"), 0.0);
        assert_eq!(value("0110"), 1.0);
        // log2(4) - 3/4 log2(3), by hand.
        assert!((value("0111") - (2.0 - 0.75 * libm::log2(3.0))).abs() < 4.0 * f64::EPSILON);
    }

    #[test]
    fn only_the_number_of_ones_counts_and_either_label_counts_alike() {
        for ones in 0..=128 {
            let first = Function::from_labels(128, |j| j < ones);
            let last = Function::from_labels(128, |j| j >= 128 - ones);
            let flipped = Function::new(!first.bits(), 128);
            assert_eq!(entropy(first), entropy(last));
            assert_eq!(entropy(first), entropy(flipped));
            assert!((0.0..=1.0).contains(&entropy(first)));
        }
    }
}
