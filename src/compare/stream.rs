//! The random numbers of resampling.

/// SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014).
///
/// A stream of its own: dividing counts needs fractions of 53 bits, and what a contrast says must not change
/// when the samplers' generator does.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    state: u64,
}

impl Stream {
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform on the multiples of 2^-53 in [0, 1).
    pub(crate) fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// Uniform on the multiples of 2^-53 in (0, 1].
    pub(crate) fn positive_uniform(&mut self) -> f64 {
        ((self.next() >> 11) + 1) as f64 * (1.0 / (1_u64 << 53) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_stable() {
        // The first outputs of the reference implementation for seed 1234567.
        let mut stream = Stream::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| stream.next()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn uniforms_keep_to_their_side() {
        let mut stream = Stream::new(8);
        let count = 100_000;
        let mut sum = 0.0;
        for _ in 0..count {
            let (u, v) = (stream.uniform(), stream.positive_uniform());
            assert!((0.0..1.0).contains(&u) && v > 0.0 && v <= 1.0);
            sum += u + v;
        }
        let z = (sum / f64::from(count) - 1.0) / (f64::from(count) * 6.0).sqrt().recip();
        assert!(z.abs() < 5.0, "{z}");
    }
}
