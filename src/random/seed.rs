//! From (seed, purpose, index) to the state of a stream.

use super::Domain;
use crate::simd::LANES;

/// SplitMix64 (Steele, Lea, Flood 2014): a counter with a fixed increment, mixed by a bijection.
#[derive(Clone, Debug)]
struct SplitMix64(u64);

impl SplitMix64 {
    const INCREMENT: u64 = 0x9e37_79b9_7f4a_7c15;

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(Self::INCREMENT);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// The xoshiro128 states of all lanes: word `w` of lane `l` is `[w][l]`.
///
/// Seed, purpose and index enter one after the other, each by exclusive or followed by one step of
/// SplitMix64; each step is a bijection, so two indices of one run never collide. What comes out starts the
/// SplitMix64 sequence that fills the states, two words a number, low word first, lane by lane. Successive
/// numbers differ, so no lane's state is all zero.
pub(super) fn states(seed: u64, domain: Domain, index: u64) -> [[u32; LANES]; 4] {
    let mut key = SplitMix64(seed).next();
    key = SplitMix64(key ^ domain.number()).next();
    key = SplitMix64(key ^ index).next();
    let mut sequence = SplitMix64(key);
    let mut states = [[0; LANES]; 4];
    for number in 0..2 * LANES {
        let (lane, word) = (number / 2, 2 * (number % 2));
        let number = sequence.next();
        states[word][lane] = number as u32;
        states[word + 1][lane] = (number >> 32) as u32;
    }
    states
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitmix64_gives_its_published_sequence() {
        // The sequence of seed 1234567, as listed for the public-domain reference code.
        let mut generator = SplitMix64(1_234_567);
        let expected = [
            6_457_827_717_110_365_317_u64,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!([(); 5].map(|()| generator.next()), expected);
    }

    #[test]
    fn every_part_of_the_key_counts() {
        let base = states(1, Domain::Draws, 0);
        for other in [
            states(2, Domain::Draws, 0),
            states(1, Domain::Runs, 0),
            states(1, Domain::Planes, 0),
            states(1, Domain::Draws, 1),
            states(1, Domain::Draws, 1 << 63),
        ] {
            for word in 0..4 {
                for lane in 0..LANES {
                    assert_ne!(base[word][lane], other[word][lane]);
                }
            }
        }
    }

    #[test]
    fn no_two_purposes_share_a_stream() {
        let mut seen = std::collections::BTreeMap::new();
        for seed in (0..40).chain([u64::from(u32::MAX), 1 << 40]) {
            for domain in Domain::NAMED.into_iter().chain((0..8).map(Domain::Method)) {
                for index in (0..40).chain([1 << 32, 1 << 32 | 1, 1 << 63]) {
                    let key = (seed, domain.number(), index);
                    for lane in 0..LANES {
                        let state = states(seed, domain, index).map(|word| word[lane]);
                        let other = seen.insert(state, key);
                        assert_eq!(other, None, "{key:?}, lane {lane}");
                    }
                }
            }
        }
    }
}
