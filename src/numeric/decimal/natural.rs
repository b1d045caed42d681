//! Natural numbers of any size, as far as decimals need them: few functions, as every visitor loads them.

use std::cmp::Ordering;

/// A natural number of any size: 32 bits each, the lowest first, without zeros at the end.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Natural(pub(super) Vec<u32>);

impl From<u64> for Natural {
    fn from(value: u64) -> Self {
        let mut number = Self(vec![value as u32, (value >> 32) as u32]);
        number.trim();
        number
    }
}

impl Natural {
    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn bits(&self) -> i64 {
        let top = self.0.last().map_or(0, |top| 32 - top.leading_zeros());
        32 * self.0.len().saturating_sub(1) as i64 + i64::from(top)
    }

    pub(super) fn times_plus(&mut self, factor: u32, summand: u32) {
        let mut carry = u64::from(summand);
        for part in &mut self.0 {
            carry += u64::from(*part) * u64::from(factor);
            *part = carry as u32;
            carry >>= 32;
        }
        if carry != 0 {
            self.0.push(carry as u32);
        }
    }

    /// Doubles it so many times.
    pub(super) fn shift(&mut self, times: u64) {
        self.times_plus(1 << (times % 32), 0);
        if !self.is_zero() {
            self.0.splice(0..0, std::iter::repeat_n(0, (times / 32) as usize));
        }
    }

    /// The quotient by `divisor`, which must have less than 55 bits; what remains is the remainder.
    pub(super) fn divide(&mut self, divisor: &Self) -> u64 {
        let mut quotient = 0;
        for bit in (0..55).rev() {
            let mut part = divisor.clone();
            part.shift(bit);
            if self.cmp(&part) != Ordering::Less {
                self.subtract(&part);
                quotient |= 1 << bit;
            }
        }
        quotient
    }

    /// Takes away what is not larger.
    pub(super) fn subtract(&mut self, other: &Self) {
        let mut borrow = 0;
        for (place, part) in self.0.iter_mut().enumerate() {
            let taken = i64::from(*part) - i64::from(other.0.get(place).copied().unwrap_or(0)) + borrow;
            *part = taken as u32;
            borrow = taken >> 32;
        }
        self.trim();
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    pub(super) fn cmp(&self, other: &Self) -> Ordering {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}
