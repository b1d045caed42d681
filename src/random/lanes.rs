//! A stream held in vectors.

use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x8, i32x8, u32x8};

/// The state of a [`Stream`](super::Stream) in vectors. Made by [`Stream::lanes`](super::Stream::lanes), given back by
/// [`Stream::keep`](super::Stream::keep).
#[derive(Clone, Copy, Debug)]
pub struct Lanes<S: Simd> {
    state: [u32x8<S>; 4],
}

impl<S: Simd> Lanes<S> {
    #[inline(always)]
    pub(super) fn load(simd: S, state: &[[u32; LANES]; 4]) -> Self {
        // Written out: a closure given to `map` would be compiled without the machine's vectors.
        let [s0, s1, s2, s3] = *state;
        Self {
            state: [
                u32x8::simd_from(simd, s0),
                u32x8::simd_from(simd, s1),
                u32x8::simd_from(simd, s2),
                u32x8::simd_from(simd, s3),
            ],
        }
    }

    #[inline(always)]
    pub(super) fn store(self) -> [[u32; LANES]; 4] {
        let [s0, s1, s2, s3] = self.state;
        [s0.into(), s1.into(), s2.into(), s3.into()]
    }

    /// 32 random bits a lane, of xoshiro128+ (Blackman and Vigna 2021, arXiv 1805.01407); the lowest are the
    /// weakest.
    #[inline(always)]
    pub fn bits(&mut self) -> u32x8<S> {
        let [s0, s1, s2, s3] = self.state;
        let result = s0 + s3;
        let shifted = s1 << 9;
        let (s2, s3) = (s2 ^ s0, s3 ^ s1);
        let (s1, s0) = (s1 ^ s2, s0 ^ s3);
        self.state = [s0, s1, s2 ^ shifted, (s3 << 11) | (s3 >> 21)];
        result
    }

    /// A variable uniform on [-1, 1] in every lane: a multiple of 2^-31 rounded to single precision, so the ends
    /// themselves occur, with probability 2^-26 each.
    #[cfg_attr(seams, inline(never))]
    #[cfg_attr(not(seams), inline(always))]
    pub fn uniform(&mut self) -> f32x8<S> {
        let value: f32x8<S> = self.bits().bitcast::<i32x8<S>>().to_float();
        value * (1.0 / 2_147_483_648.0)
    }
}
