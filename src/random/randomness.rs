//! Streams as orthants use them.

use super::Stream;
use crate::numeric::orthant::Randomness;
use crate::simd::{Level, dispatch};

/// Normal variables are made in single precision, so many at a time.
const BLOCK: usize = 128;

impl Randomness for Stream {
    /// From 52 random bits: an odd multiple of 2^-53.
    fn uniform(&mut self) -> f64 {
        let (high, low) = (u64::from(self.next_u32()), u64::from(self.next_u32()));
        ((high << 20 | low >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    /// Those of [`Stream::fill_gaussian`], with its errors.
    fn normals(&mut self, out: &mut [f64]) {
        let mut block = [0.0; BLOCK];
        for out in out.chunks_mut(BLOCK) {
            let block = &mut block[..out.len()];
            dispatch!(Level::best(), simd => self.fill_gaussian(simd, block));
            for (out, &number) in out.iter_mut().zip(&*block) {
                *out = f64::from(number);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Domain;

    #[test]
    fn uniform_numbers_fill_the_unit_interval() {
        let mut stream = Stream::new(1, Domain::Draws, 0);
        let mut tenths = [0_u32; 10];
        for _ in 0..100_000 {
            let u = stream.uniform();
            assert!(u > 0.0 && u < 1.0);
            tenths[(10.0 * u) as usize] += 1;
        }
        // Binomial with deviation 95; one of ten beyond 5.4 deviations has probability 7e-7.
        assert!(tenths.iter().all(|&count| count.abs_diff(10_000) < 512), "{tenths:?}");
    }
}
