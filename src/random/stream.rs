//! Streams of random numbers, each with its own key.

use super::gaussian::{BoxMuller, GROUPS, Group};
use super::seed::states;
use super::{Domain, Lanes};
use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x8};

/// The random numbers of one chunk or one training run: eight xoshiro128+ generators side by side, whose
/// states are made from (seed, purpose, index) by SplitMix64.
///
/// Numbers are taken in vectors, by [`Stream::lanes`] and the `fill` functions, or one by one, by
/// [`Stream::next_u32`] and what builds on it: a scalar draw takes the lanes of one step in order, and the next
/// step when they are used up. The period is 2^128 - 1 steps.
#[derive(Clone, Debug)]
pub struct Stream {
    state: [[u32; LANES]; 4],
    step: [u32; LANES],
    used: usize,
    /// Room for [`Stream::fill_gaussian`], of no meaning between its calls.
    groups: [Group; GROUPS],
}

impl Stream {
    /// The stream number `index` of those for one purpose, with the seed of a run.
    pub fn new(seed: u64, domain: Domain, index: u64) -> Self {
        Self::from_state(states(seed, domain, index))
    }

    fn from_state(state: [[u32; LANES]; 4]) -> Self {
        Self { state, step: [0; LANES], used: LANES, groups: [Group::default(); GROUPS] }
    }

    /// The generators as vectors; [`Stream::keep`] must give them back.
    #[inline(always)]
    pub fn lanes<S: Simd>(&self, simd: S) -> Lanes<S> {
        Lanes::load(simd, &self.state)
    }

    /// Goes on from where `lanes` is.
    #[inline(always)]
    pub fn keep<S: Simd>(&mut self, lanes: Lanes<S>) {
        self.state = lanes.store();
    }

    /// Fills `out` with independent standard normal variables, sixteen at a time: eight lanes of bits for the
    /// radii and eight for the angles of Box and Muller's transform give eight first and eight second
    /// variables. What the last sixteen have too many is dropped.
    ///
    /// The distribution function is exact up to 2.5e-6; |z| reaches 6.56.
    #[inline(never)]
    pub fn fill_gaussian<S: Simd>(&mut self, simd: S, out: &mut [f32]) {
        simd.vectorize(
            #[inline(always)]
            || {
                BoxMuller::new(simd).fill(&mut self.state, &mut self.groups, out);
            },
        );
    }

    /// Fills `out` with variables uniform on [-1, 1] (see [`Lanes::uniform`]), eight at a time; what the last
    /// eight have too many is dropped.
    #[inline(always)]
    pub fn fill_uniform<S: Simd>(&mut self, simd: S, out: &mut [f32]) {
        let mut lanes = self.lanes(simd);
        let mut blocks = out.chunks_exact_mut(LANES);
        for block in &mut blocks {
            lanes.uniform().store_slice(block);
        }
        let rest = blocks.into_remainder();
        if !rest.is_empty() {
            let numbers: f32x8<S> = lanes.uniform();
            rest.copy_from_slice(&numbers.as_slice()[..rest.len()]);
        }
        self.keep(lanes);
    }

    /// 32 random bits; the lowest are the weakest.
    pub fn next_u32(&mut self) -> u32 {
        if self.used == LANES {
            let mut lanes = self.lanes(fearless_simd::Fallback::new());
            self.step = lanes.bits().into();
            self.keep(lanes);
            self.used = 0;
        }
        let number = self.step[self.used];
        self.used += 1;
        number
    }

    /// An integer uniform on 0..bound, without bias: Lemire 2019 (arXiv 1805.10941), which takes the upper half
    /// of a product and rejects the few products that would favour some results.
    ///
    /// # Panics
    /// If `bound` is 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        assert!(bound > 0, "there is no integer below 0");
        loop {
            let product = u64::from(self.next_u32()) * u64::from(bound);
            let low = product as u32;
            // Fewer than `bound` are rejected, so that it hardly ever takes the division to know.
            if low >= bound || low >= bound.wrapping_neg() % bound {
                return (product >> 32) as u32;
            }
        }
    }

    /// Brings `items` into uniformly random order (Fisher and Yates, from the last item down).
    #[cfg_attr(seams, inline(never))]
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u32 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simd::{Level, dispatch};

    #[test]
    fn every_lane_is_xoshiro128_plus() {
        // The reference code in the public domain, written out for the state 1, 2, 3, 4.
        let mut reference = [1_u32, 2, 3, 4];
        let mut next = || {
            let result = reference[0].wrapping_add(reference[3]);
            let t = reference[1] << 9;
            reference[2] ^= reference[0];
            reference[3] ^= reference[1];
            reference[1] ^= reference[2];
            reference[0] ^= reference[3];
            reference[2] ^= t;
            reference[3] = reference[3].rotate_left(11);
            result
        };
        let mut stream = Stream::from_state([[1; LANES], [2; LANES], [3; LANES], [4; LANES]]);
        for step in 0..1000 {
            let expected = next();
            for _ in 0..LANES {
                assert_eq!(stream.next_u32(), expected, "step {step}");
            }
        }
    }

    #[test]
    fn known_answers_of_xoshiro128_plus() {
        // The first numbers of the state 1, 2, 3, 4, as published with an independent implementation
        // (`rand_xoshiro`); the first two are easily worked by hand.
        let expected = [
            5,
            12_295,
            25_178_119,
            27_286_542,
            39_879_690,
            1_140_358_681,
            3_276_312_097,
            4_110_231_701,
            399_823_256,
            2_144_435_200,
        ];
        let mut stream = Stream::from_state([[1; LANES], [2; LANES], [3; LANES], [4; LANES]]);
        for number in expected {
            for _ in 0..LANES {
                assert_eq!(stream.next_u32(), number);
            }
        }
    }

    #[test]
    fn value_stability() {
        let mut stream = Stream::new(42, Domain::Draws, 7);
        assert_eq!([(); 4].map(|()| stream.next_u32()), [162979228, 217643001, 136916643, 1827423954]);
        let mut numbers = [0.0; 20];
        dispatch!(Level::best(), simd => stream.fill_gaussian(simd, &mut numbers));
        assert_eq!([numbers[0], numbers[9], numbers[19]], [-0.4663852, 0.54709816, 1.1844437]);
        dispatch!(Level::best(), simd => stream.fill_uniform(simd, &mut numbers));
        assert_eq!([numbers[0], numbers[9], numbers[19]], [0.001358422, -0.14605589, 0.7048926]);
        let mut order = [0, 1, 2, 3, 4, 5, 6, 7];
        Stream::new(42, Domain::Runs, 7).shuffle(&mut order);
        assert_eq!(order, [0, 3, 5, 6, 4, 2, 1, 7]);
    }

    #[test]
    fn every_level_gives_the_same_bits() {
        let numbers = |level| {
            let mut stream = Stream::new(3, Domain::Draws, 4);
            let mut numbers = vec![0.0; 100_001];
            dispatch!(level, simd => stream.fill_gaussian(simd, &mut numbers[..60_007]));
            dispatch!(level, simd => stream.fill_uniform(simd, &mut numbers[60_007..]));
            numbers.into_iter().map(f32::to_bits).collect::<Vec<_>>()
        };
        let best = numbers(Level::best());
        for level in Level::available() {
            assert_eq!(numbers(level), best, "{level:?}");
        }
    }

    #[test]
    fn integers_below_a_bound_are_uniform() {
        let mut stream = Stream::new(1, Domain::Draws, 0);
        for bound in [1, 2, 3, 7, 100, 3_000_000_000] {
            let draws = 200_000;
            let cells = bound.min(7);
            let mut counts = vec![0_u32; cells as usize];
            for _ in 0..draws {
                let number = stream.below(bound);
                assert!(number < bound);
                counts[(u64::from(number) * u64::from(cells) / u64::from(bound)) as usize] += 1;
            }
            let chi_square: f64 = (0..u64::from(cells))
                .map(|cell| {
                    // Cell c holds the numbers from ceil(c bound / cells) on.
                    let from = |c: u64| (c * u64::from(bound)).div_ceil(u64::from(cells));
                    let share = (from(cell + 1) - from(cell)) as f64 / f64::from(bound);
                    let expected = share * f64::from(draws);
                    (f64::from(counts[cell as usize]) - expected).powi(2) / expected
                })
                .sum();
            // With at most 6 degrees of freedom, 39 has probability below 1e-6.
            assert!(chi_square < 39.0, "bound {bound}: {chi_square}");
        }
    }

    #[test]
    fn every_order_is_equally_likely() {
        let mut stream = Stream::new(5, Domain::Runs, 9);
        let mut counts = [0_u32; 27];
        for _ in 0..60_000 {
            let mut order = [0, 1, 2];
            stream.shuffle(&mut order);
            counts[order[0] * 9 + order[1] * 3 + order[2]] += 1;
        }
        let seen: Vec<f64> = counts.into_iter().filter(|&count| count > 0).map(f64::from).collect();
        assert_eq!(seen.len(), 6);
        assert!(seen.iter().map(|count| (count - 1e4).powi(2) / 1e4).sum::<f64>() < 36.0);
    }
}
