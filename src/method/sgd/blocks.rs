//! Rows of blocks in memory.

use super::product::Block;
use crate::simd::LANES;
use std::ops::{Deref, DerefMut};

/// Numbers in a line of the cache, of 64 bytes on most machines.
const LINE: usize = 64 / size_of::<f32>();

/// Blocks that begin at a line of the cache.
///
/// An allocation of numbers begins anywhere, and a block that lies across two lines costs two loads: with a quarter of
/// them so, training takes some 4% longer.
#[derive(Debug)]
pub(super) struct Blocks<const N: usize> {
    numbers: Vec<f32>,
    start: usize,
}

impl<const N: usize> Blocks<N> {
    /// At least `count` blocks of zeros, a whole number of eight-lane vectors.
    pub(super) fn zeros(count: usize) -> Self {
        let len = N * count.next_multiple_of(LANES / N);
        let mut numbers = vec![0.0; len + LINE];
        // Where it cannot be known, any start will do.
        let start = numbers.as_ptr().align_offset(LINE * size_of::<f32>()).min(LINE);
        numbers.truncate(start + len);
        Self { numbers, start }
    }
}

impl<const N: usize> Deref for Blocks<N> {
    type Target = [Block<N>];

    #[inline(always)]
    fn deref(&self) -> &[Block<N>] {
        self.numbers[self.start..].as_chunks().0
    }
}

impl<const N: usize> DerefMut for Blocks<N> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [Block<N>] {
        self.numbers[self.start..].as_chunks_mut().0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_fill_vectors_and_begin_at_a_line() {
        for count in 0..40 {
            let mut fours = Blocks::<4>::zeros(count);
            assert_eq!(fours.len(), count.next_multiple_of(2));
            assert_eq!(fours.as_ptr() as usize % 64, 0);
            fours.fill([1.0; 4]);
            assert_eq!(fours.iter().flatten().sum::<f32>(), 4.0 * fours.len() as f32);
            assert_eq!(Blocks::<8>::zeros(count).len(), count);
        }
    }
}
