//! Fourier (Walsh-Hadamard) measures of a Boolean function.

use super::cube::dimension;
use crate::task::Function;

/// The L1 Fourier norm: the sum over all subsets S of the inputs of |c(S)|, where c(S) is the mean over
/// inputs x of (-1)^f(x) times (-1)^(sum of the bits of x in S).
///
/// From 1 (constants and parities of any subset) to 2^(n/2); exact. `None` unless the function has 2^n
/// labels, n at least 1.
///
/// Source: O'Donnell, Analysis of Boolean Functions (2014), Chapters 1 and 3.
pub fn fourier_l1_norm(function: Function) -> Option<f64> {
    let sums = transform(function)?;
    let total: u32 = sums[..function.len()].iter().map(|sum| u32::from(sum.unsigned_abs())).sum();
    Some(f64::from(total) / function.len() as f64)
}

/// The Fourier degree: the size of the largest subset S of the inputs with c(S) != 0, which is the degree of
/// the real polynomial, linear in each input, that equals the function. From 0 (constant) to n.
///
/// `None` unless the function has 2^n labels, n at least 1.
///
/// Source: Nisan, Szegedy, Comput. Complex. 4, 301 (1994); O'Donnell (2014), Chapter 1.
pub fn fourier_degree(function: Function) -> Option<u32> {
    let sums = transform(function)?;
    (0..function.len()).filter(|&subset| sums[subset] != 0).map(usize::count_ones).max()
}

/// 2^n c(S) for all subsets S, by the fast Walsh-Hadamard transform; zero beyond the 2^n-th.
fn transform(function: Function) -> Option<[i16; Function::MAX_LEN]> {
    let n = dimension(function)?;
    let mut sums = [0; Function::MAX_LEN];
    for (j, sum) in sums[..function.len()].iter_mut().enumerate() {
        *sum = 1 - 2 * i16::from(function.label(j));
    }
    for place in 0..n {
        let half = 1 << place;
        for block in sums[..function.len()].chunks_exact_mut(2 * half) {
            let (without, with) = block.split_at_mut(half);
            for (a, b) in without.iter_mut().zip(with) {
                (*a, *b) = (*a + *b, *a - *b);
            }
        }
    }
    Some(sums)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_transform_equals_its_definition_and_keeps_the_energy() {
        let digits: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834;
        for n in 1..=7 {
            let function = Function::new(digits, 1 << n);
            let sums = transform(function).unwrap();
            for (subset, &sum) in sums[..1 << n].iter().enumerate() {
                let sign = |j: usize| (j & subset).count_ones() + u32::from(function.label(j));
                let expected: i16 = (0..1 << n).map(|j| if sign(j) % 2 == 0 { 1 } else { -1 }).sum();
                assert_eq!(sum, expected, "n = {n}, S = {subset:b}");
            }
            let energy: i64 = sums.iter().map(|&sum| i64::from(sum).pow(2)).sum();
            assert_eq!(energy, 1 << (2 * n));
        }
    }

    #[test]
    fn known_values() {
        let constant = Function::new(0, 128);
        assert_eq!((fourier_l1_norm(constant), fourier_degree(constant)), (Some(1.0), Some(0)));
        let parity = Function::from_labels(128, |j| (j & 0b101_0001).count_ones() % 2 == 1);
        assert_eq!((fourier_l1_norm(parity), fourier_degree(parity)), (Some(1.0), Some(3)));
        // (1 + a + b - ab) / 2 in +-1 notation.
        let and = Function::parse("0001", 4).unwrap();
        assert_eq!((fourier_l1_norm(and), fourier_degree(and)), (Some(2.0), Some(2)));
        // The inner product of two pairs is bent: all |c(S)| are 1/4.
        let bent = Function::from_labels(16, |j| (j & j >> 2 & 3).count_ones() % 2 == 1);
        assert_eq!(fourier_l1_norm(bent), Some(4.0));
        assert_eq!((fourier_l1_norm(Function::new(1, 7)), fourier_degree(Function::new(1, 7))), (None, None));
    }
}
