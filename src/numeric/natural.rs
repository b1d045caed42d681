//! Natural numbers of any size: just what exact fractions need.

use std::cmp::Ordering;
use std::fmt;

/// A natural number, 0 included; digits of base 2^32, least significant first, the last not 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Natural(Vec<u32>);

impl Natural {
    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn is_one(&self) -> bool {
        self.0 == [1]
    }

    fn trimmed(mut digits: Vec<u32>) -> Self {
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Self(digits)
    }

    /// The number of binary digits.
    pub(super) fn bits(&self) -> usize {
        self.0.last().map_or(0, |top| 32 * self.0.len() - top.leading_zeros() as usize)
    }

    pub(super) fn add(&self, other: &Self) -> Self {
        let mut digits = Vec::with_capacity(self.0.len().max(other.0.len()) + 1);
        let mut carry = 0;
        for i in 0..self.0.len().max(other.0.len()) {
            let digit = |number: &Self| u64::from(number.0.get(i).copied().unwrap_or(0));
            carry += digit(self) + digit(other);
            digits.push(carry as u32);
            carry >>= 32;
        }
        digits.push(carry as u32);
        Self::trimmed(digits)
    }

    pub(super) fn mul(&self, other: &Self) -> Self {
        let mut digits = vec![0; self.0.len() + other.0.len()];
        for (i, &a) in self.0.iter().enumerate() {
            let mut carry = 0;
            for (k, &b) in other.0.iter().enumerate() {
                carry += u64::from(a) * u64::from(b) + u64::from(digits[i + k]);
                digits[i + k] = carry as u32;
                carry >>= 32;
            }
            digits[i + other.0.len()] = carry as u32;
        }
        Self::trimmed(digits)
    }

    pub(super) fn shl(&self, bits: usize) -> Self {
        let mut digits = vec![0; bits / 32];
        let mut carry = 0;
        for &digit in &self.0 {
            carry |= u64::from(digit) << (bits % 32);
            digits.push(carry as u32);
            carry >>= 32;
        }
        digits.push(carry as u32);
        Self::trimmed(digits)
    }

    /// Quotient and remainder, digit by digit (Knuth, TAOCP 2, 4.3.1, algorithm D).
    ///
    /// # Panics
    /// If the divisor is 0.
    pub(super) fn div_rem(&self, divisor: &Self) -> (Self, Self) {
        assert!(!divisor.is_zero(), "division by zero");
        if *self < *divisor {
            return (Self(Vec::new()), self.clone());
        }
        let shift = (32 - divisor.bits() % 32) % 32;
        let divisor = divisor.shl(shift).0;
        let mut rest = self.shl(shift).0;
        rest.push(0);
        let n = divisor.len();
        let top = u64::from(divisor[n - 1]);
        let second = if n > 1 { u64::from(divisor[n - 2]) } else { 0 };
        let mut quotient = vec![0; rest.len() - n];
        for j in (0..quotient.len()).rev() {
            let head = u64::from(rest[j + n]) << 32 | u64::from(rest[j + n - 1]);
            let below = if n > 1 { u64::from(rest[j + n - 2]) } else { 0 };
            let (mut digit, mut remainder) = (head / top, head % top);
            while digit >> 32 != 0 || digit * second > (remainder << 32 | below) {
                digit -= 1;
                remainder += top;
                if remainder >> 32 != 0 {
                    break;
                }
            }
            let (mut carry, mut borrow) = (0, 0);
            for (place, &d) in rest[j..=j + n].iter_mut().zip(divisor.iter().chain(&[0])) {
                carry += digit * u64::from(d);
                let difference = i64::from(*place) - i64::from(carry as u32) - borrow;
                *place = difference as u32;
                borrow = i64::from(difference < 0);
                carry >>= 32;
            }
            if borrow != 0 {
                digit -= 1;
                let mut carry = 0;
                for (place, &d) in rest[j..=j + n].iter_mut().zip(divisor.iter().chain(&[0])) {
                    carry += u64::from(*place) + u64::from(d);
                    *place = carry as u32;
                    carry >>= 32;
                }
            }
            quotient[j] = digit as u32;
        }
        (Self::trimmed(quotient), Self::trimmed(rest).shr(shift))
    }

    fn shr(&self, bits: usize) -> Self {
        let digits = &self.0[(bits / 32).min(self.0.len())..];
        let above = |i: usize| u64::from(digits.get(i + 1).copied().unwrap_or(0)) << 32;
        let moved =
            digits.iter().enumerate().map(|(i, &d)| ((above(i) | u64::from(d)) >> (bits % 32)) as u32);
        Self::trimmed(moved.collect())
    }

    /// The greatest common divisor.
    pub(super) fn gcd(&self, other: &Self) -> Self {
        let (mut a, mut b) = (self.clone(), other.clone());
        while !b.is_zero() {
            (a, b) = (b.clone(), a.div_rem(&b).1);
        }
        a
    }

    /// The number, if it fits.
    pub(super) fn to_u128(&self) -> Option<u128> {
        (self.0.len() <= 4).then(|| self.0.iter().rev().fold(0, |value, &d| value << 32 | u128::from(d)))
    }
}

impl From<u128> for Natural {
    fn from(value: u128) -> Self {
        Self::trimmed((0..4).map(|i| (value >> (32 * i)) as u32).collect())
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Natural {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let billion = Self::from(1_000_000_000);
        let mut parts = Vec::new();
        let mut rest = self.clone();
        while !rest.is_zero() {
            let (quotient, part) = rest.div_rem(&billion);
            parts.push(part.0.first().copied().unwrap_or(0));
            rest = quotient;
        }
        write!(f, "{}", parts.pop().unwrap_or(0))?;
        parts.iter().rev().try_for_each(|part| write!(f, "{part:09}"))
    }
}

/// The greatest common divisor; gcd(0, x) = x.
pub(crate) fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers whose digits are often 0 or 2^32 - 1: where carries and borrows go wrong.
    fn awkward() -> Vec<Natural> {
        let digits = [0, 1, 2, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff];
        let mut numbers = Vec::new();
        for &a in &digits {
            for &b in &digits {
                for &c in &digits {
                    numbers.push(Natural::trimmed(vec![a, b, c]));
                }
            }
        }
        numbers
    }

    #[test]
    fn division_undoes_multiplication_and_addition() {
        let numbers = awkward();
        for (i, a) in numbers.iter().enumerate() {
            for b in numbers.iter().skip(i % 7).step_by(7).filter(|b| !b.is_zero()) {
                for r in [&numbers[3], &numbers[i], b].into_iter().filter(|r| *r < b) {
                    assert_eq!(a.mul(b).add(r).div_rem(b), (a.clone(), r.clone()), "{a} {b} {r}");
                }
            }
        }
    }

    #[test]
    fn small_numbers_behave_as_machine_integers() {
        for (a, b) in
            [(0, 1), (84, 36), (u128::from(u64::MAX), 3 << 40), (10_u128.pow(30), 10_u128.pow(12) * 7)]
        {
            let (x, y) = (Natural::from(a), Natural::from(b));
            assert_eq!(x.add(&y), Natural::from(a + b));
            assert_eq!(x.div_rem(&y), (Natural::from(a / b), Natural::from(a % b)));
            assert_eq!(x.gcd(&y), Natural::from(gcd(a, b)));
            assert_eq!((x.to_string(), x.to_u128()), (a.to_string(), Some(a)));
            assert_eq!(x.cmp(&y), a.cmp(&b));
            assert_eq!(x.bits() as u32, 128 - a.leading_zeros());
        }
    }

    #[test]
    fn large_numbers_print_in_decimal() {
        let factorial = (1..=40).fold(Natural::from(1), |product, k| product.mul(&Natural::from(k)));
        assert_eq!(factorial.to_string(), "815915283247897734345611269596115894272000000000");
        assert_eq!(factorial.to_u128(), None);
        assert_eq!(factorial.shl(37).div_rem(&factorial), (Natural::from(1 << 37), Natural::from(0)));
    }
}
