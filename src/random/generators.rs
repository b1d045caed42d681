//! The generators of a stream, one a lane.

use crate::simd::prelude::*;
use crate::simd::{LANES, Simd};

/// The generators of one part of the lanes, as many as the machine has in a vector: xoshiro128+ (Blackman and Vigna
/// 2021, arXiv 1805.01407).
#[derive(Clone, Copy, Debug)]
pub(super) struct Generators<S: Simd>([S::u32s; 4]);

impl<S: Simd> Generators<S> {
    /// Those of part `part` of the lanes, which is stored again by [`Generators::store`].
    #[inline(always)]
    pub(super) fn load(simd: S, state: &[[u32; LANES]; 4], part: usize) -> Self {
        let width = S::u32s::LEN;
        let mut words = [S::u32s::splat(simd, 0); 4];
        for (word, state) in words.iter_mut().zip(state) {
            *word = S::u32s::from_slice(simd, &state[part * width..][..width]);
        }
        Self(words)
    }

    #[inline(always)]
    pub(super) fn store(self, state: &mut [[u32; LANES]; 4], part: usize) {
        let width = S::u32s::LEN;
        for (word, state) in self.0.into_iter().zip(state) {
            word.store_slice(&mut state[part * width..][..width]);
        }
    }

    /// 32 random bits a lane. The lowest bits are the weakest.
    #[inline(always)]
    pub(super) fn bits(&mut self) -> S::u32s {
        step(&mut self.0)
    }
}

/// One step of xoshiro128+ in every lane.
#[inline(always)]
pub(super) fn step<S: Simd, V: SimdInt<S, Element = u32>>(state: &mut [V; 4]) -> V {
    let [s0, s1, s2, s3] = *state;
    let result = s0 + s3;
    let shifted = s1 << 9;
    let (s2, s3) = (s2 ^ s0, s3 ^ s1);
    let (s1, s0) = (s1 ^ s2, s0 ^ s3);
    *state = [s0, s1, s2 ^ shifted, (s3 << 11) | (s3 >> 21)];
    result
}
