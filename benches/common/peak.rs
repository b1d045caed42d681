//! What the machine can do: independent multiplications and additions of vectors of four.

use fearless_simd::{Level, Simd, f32x4, prelude::*};

/// Floating-point operations of one call of [`work`].
pub const FLOPS: f64 = (ROUNDS * SUMS * 4 * 2) as f64;

const ROUNDS: usize = 100_000;
const SUMS: usize = 10;

/// Ten chains, each a multiplication and an addition a step: as many as stay in sixteen registers, enough to hide
/// their latency.
#[inline(never)]
pub fn work(start: f32) -> f32 {
    // The narrow level: the peak is that of vectors of four, whatever the machine has beyond.
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = Level::new().as_sse2() {
        return simd.vectorize(
            #[inline(always)]
            || chains(simd, start),
        );
    }
    fearless_simd::dispatch!(Level::new(), simd => chains(simd, start))
}

#[inline(always)]
fn chains<S: Simd>(simd: S, start: f32) -> f32 {
    let mut sums: [f32x4<S>; SUMS] = std::array::from_fn(|k| f32x4::splat(simd, start + k as f32));
    let factor = f32x4::splat(simd, 0.999_999);
    let term = f32x4::splat(simd, 1e-6);
    for _ in 0..ROUNDS {
        for sum in &mut sums {
            *sum = *sum * factor + term;
        }
    }
    sums.into_iter().map(|sum| sum[0] + sum[1] + sum[2] + sum[3]).sum()
}
