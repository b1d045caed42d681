//! Random targets and training sets: a few coin throws with streams of their own, so that a task stays the
//! same whatever becomes of the samplers' streams.

use crate::task::Function;

/// SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators").
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`; the bias is below bound / 2^64.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

/// What is thrown. Two purposes never share a stream, whatever the seeds: their numbers are part of what a seed means,
/// are never changed, and never given to another purpose.
#[derive(Clone, Copy, Debug)]
pub(super) enum Throw {
    /// The labels of a target.
    Labels = 0,
    /// The inputs of a training set.
    TrainingSet = 1,
    /// The inputs that a target labels 1.
    Ones = 2,
}

impl Throw {
    fn stream(self, seed: u32) -> SplitMix64 {
        SplitMix64(u64::from(seed) | (self as u64) << 32)
    }
}

/// `len` fair coin throws.
pub(super) fn fair_labels(len: usize, seed: u32) -> Function {
    let mut stream = Throw::Labels.stream(seed);
    Function::new(u128::from(stream.next()) << 64 | u128::from(stream.next()), len)
}

/// A random subset of `size` of `len` inputs, each subset equally likely.
pub(super) fn subset(len: usize, size: usize, throw: Throw, seed: u32) -> Function {
    let mut stream = throw.stream(seed);
    let mut order: Vec<usize> = (0..len).collect();
    let mut points = 0;
    for place in 0..size {
        order.swap(place, place + stream.below(len - place));
        points |= 1 << order[place];
    }
    Function::new(points, len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_its_published_values() {
        let mut stream = SplitMix64(1_234_567);
        let values = [stream.next(), stream.next(), stream.next()];
        assert_eq!(values, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn subsets_are_uniform() {
        // 20 subsets of 3 of 6 inputs, 20,000 seeds: chi-square with 19 degrees of freedom.
        let mut counts = std::collections::BTreeMap::new();
        for throw in [Throw::TrainingSet, Throw::Ones] {
            counts.clear();
            for seed in 0..20_000 {
                *counts.entry(subset(6, 3, throw, seed)).or_insert(0.0) += 1.0;
            }
            let chi_square: f64 =
                counts.values().map(|count: &f64| (count - 1000.0) * (count - 1000.0) / 1000.0).sum();
            assert_eq!(counts.len(), 20);
            assert!(chi_square < 60.0, "chi-square {chi_square} on 19 degrees of freedom: p < 4e-6 above 60");
        }
    }

    #[test]
    fn tasks_keep_their_seeds() {
        assert_eq!(subset(16, 8, Throw::TrainingSet, 1).to_string(), "0111100010001011");
        assert_eq!(fair_labels(16, 1).to_string(), "1110011000110111");
    }

    #[test]
    fn no_two_throws_share_a_number() {
        let mut seen = std::collections::BTreeMap::new();
        for seed in (0..300).chain([u32::MAX, 1 << 31, 0x9e37_79b9]) {
            for throw in [Throw::Labels, Throw::TrainingSet, Throw::Ones] {
                let mut stream = throw.stream(seed);
                // No task takes more throws.
                for _ in 0..128 {
                    let other = seen.insert(stream.next(), (seed, throw as u32));
                    assert_eq!(other, None, "{throw:?} of seed {seed}");
                }
            }
        }
    }
}
