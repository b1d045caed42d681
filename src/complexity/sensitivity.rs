//! Sensitivity: how many single input bits matter, on average and at worst.

use super::cube::{changes, dimension};
use crate::task::Function;

/// The average sensitivity (total influence): the mean over all inputs of the number of single input bits
/// whose flip changes the label. From 0 (constant) to n (parity); exact.
///
/// `None` unless the function has 2^n labels, n at least 1.
///
/// Source: Kahn, Kalai, Linial, FOCS (1988); O'Donnell, Analysis of Boolean Functions (2014), Section 2.3.
pub fn average_sensitivity(function: Function) -> Option<f64> {
    let n = dimension(function)?;
    let changing: u32 = (0..n).map(|place| changes(function, 1 << place).count_ones()).sum();
    Some(f64::from(changing) / function.len() as f64)
}

/// The maximum sensitivity: the largest number, over all inputs, of single input bits whose flip changes the
/// label. From 0 (constant) to n (AND, parity).
///
/// `None` unless the function has 2^n labels, n at least 1.
///
/// Source: Cook, Dwork, Reischuk, SIAM J. Comput. 15, 87 (1986).
pub fn maximum_sensitivity(function: Function) -> Option<u32> {
    let n = dimension(function)?;
    // All inputs count at once: plane k holds the binary digit k of each input's sensitivity (at most 7).
    let mut planes = [0u128; 3];
    for place in 0..n {
        let mut carry = changes(function, 1 << place);
        for plane in &mut planes {
            (*plane, carry) = (*plane ^ carry, *plane & carry);
        }
    }
    let mut leaders = u128::MAX;
    let mut maximum = 0;
    for (digit, plane) in planes.iter().enumerate().rev() {
        if leaders & plane != 0 {
            leaders &= plane;
            maximum |= 1 << digit;
        }
    }
    Some(maximum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sensitivity_at(function: Function, n: usize, j: usize) -> u32 {
        (0..n).map(|place| u32::from(function.label(j) != function.label(j ^ 1 << place))).sum()
    }

    #[test]
    fn both_equal_their_definitions() {
        let mut bits: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834;
        for round in 0..200 {
            let n = 1 + round % 7;
            // A linear congruence, as a source of varied truth tables; every third one thinned out.
            bits = bits.wrapping_mul(0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645).wrapping_add(1);
            let table = if round % 3 == 0 { bits & bits >> 40 & bits >> 80 } else { bits ^ bits >> 64 };
            let function = Function::new(table, 1 << n);
            let each: Vec<u32> = (0..1 << n).map(|j| sensitivity_at(function, n, j)).collect();
            let mean = f64::from(each.iter().sum::<u32>()) / each.len() as f64;
            assert_eq!(average_sensitivity(function), Some(mean), "{function}");
            assert_eq!(maximum_sensitivity(function), each.iter().max().copied(), "{function}");
        }
    }

    #[test]
    fn extremes() {
        let parity = Function::from_labels(128, |j| j.count_ones() % 2 == 1);
        assert_eq!(average_sensitivity(parity), Some(7.0));
        assert_eq!(maximum_sensitivity(parity), Some(7));
        let and = Function::from_labels(128, |j| j == 127);
        assert_eq!(average_sensitivity(and), Some(14.0 / 128.0));
        assert_eq!(maximum_sensitivity(and), Some(7));
        let constant = Function::new(0, 128);
        assert_eq!((average_sensitivity(constant), maximum_sensitivity(constant)), (Some(0.0), Some(0)));
        assert_eq!(average_sensitivity(Function::new(1, 100)), None);
        assert_eq!(maximum_sensitivity(Function::new(1, 100)), None);
    }
}
