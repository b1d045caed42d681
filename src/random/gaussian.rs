//! From uniform bits to normal variables.

use super::Lanes;
use crate::simd::prelude::*;
use crate::simd::{LANES, Simd, f32x8, u32x8};
use std::hint::black_box;

/// Normal variables from one [`Group`].
const PAIR: usize = 2 * LANES;

/// Two vectors of uniform bits on their way to two vectors of normal variables.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    radius: [u32; LANES],
    angle: [u32; LANES],
    fraction: [f32; LANES],
    square: [f32; LANES],
    cosine: [f32; LANES],
    sine: [f32; LANES],
}

/// Groups that take every step together: machines look only so far ahead, and the chain from the bits to the
/// variables is longer.
pub(super) const GROUPS: usize = 8;

/// Box and Muller's transform of two vectors of uniform bits to two of independent standard normal variables,
/// z = +-sqrt(-2 ln u) (cos a, sin a), without branch or table:
/// - u = k / 2^31, where 2^31 - k is the lower 31 bits of `radius`. With k = 2^e (1 + f), -log2 u is
///   31 - e - f - f (1 - f) p(f), p a polynomial of degree 4; |z| reaches sqrt(62 ln 2) = 6.56.
/// - a = pi/2 t, with t uniform on [-1, 1) in steps of 2^-31 from the bits of `angle`: s = sqrt(2) sin(a / 2) by a
///   polynomial of degree 5, cos a = 1 - s^2, and sin a = s sqrt(2 - s^2), where the root is at least 1, so that no
///   digit is lost;
/// - the top bit of `radius` is the sign of both variables.
///
/// The errors of u and a are below 1.3e-6 and 1.9e-6, so the distribution function of each variable is that of the
/// normal distribution up to 2.5e-6 everywhere, and up to a relative 1e-4 in the tails as far as they reach;
/// beyond 6.56 the normal distribution has 5.5e-11 (both sides together).
#[derive(Clone, Copy)]
pub(super) struct BoxMuller<S: Simd> {
    sign: S::u32s,
    signs: u32x8<S>,
    mantissa: S::u32s,
    /// The bits of -2^31.
    whole: S::u32s,
    /// f = 1, in the unit that mantissas have as integers; logarithms to base 2 are in that unit, too.
    one: S::f32s,
    /// p in powers of f and f (1 - f), in that unit.
    bend: [S::f32s; 5],
    /// From the bits of the angle to y, where y ((y^2 + half[0])^2 + half[1]) is s times the root of `scale`.
    turn: S::f32s,
    half: [S::f32s; 2],
    /// From the root of a logarithm to base 2 to a radius; cosine and sine have it as a factor.
    scale: S::f32s,
}

impl<S: Simd> BoxMuller<S> {
    #[inline(always)]
    pub(super) fn new(simd: S) -> Self {
        const UNIT: f64 = 1.0 / 8_388_608.0;
        const UNIT_2: f64 = UNIT * UNIT;
        const BITS: [u32; 3] = [0x8000_0000, 0x007f_ffff, 0xcf00_0000];
        const NUMBERS: [f32; 10] = [
            8_388_608.0,
            (0.442_509_418_4 * UNIT) as f32,
            (-0.163_761_667_2 * UNIT_2) as f32,
            (-0.111_392_741_3 * UNIT_2 * UNIT) as f32,
            (0.044_243_106_37 * UNIT_2 * UNIT_2) as f32,
            (0.024_622_071_55 * UNIT_2 * UNIT_2 * UNIT) as f32,
            (0.147_222_260_314 / 2_147_483_648.0) as f32,
            -0.360_615_4,
            0.022_070_94,
            4.065_208_2e-4,
        ];
        // Browsers make a constant vector anew wherever it is used, which takes three instructions; one whose
        // value is hidden from the compiler they keep.
        let (bits, numbers) = black_box((BITS, NUMBERS));
        let mut vectors = [S::f32s::splat(simd, 0.0); NUMBERS.len()];
        for (vector, number) in vectors.iter_mut().zip(numbers) {
            *vector = S::f32s::splat(simd, number);
        }
        let [one, p0, p1, p2, p3, p4, turn, a, b, scale] = vectors;
        Self {
            sign: S::u32s::splat(simd, bits[0]),
            signs: u32x8::splat(simd, bits[0]),
            mantissa: S::u32s::splat(simd, bits[1]),
            whole: S::u32s::splat(simd, bits[2]),
            one,
            bend: [p0, p1, p2, p3, p4],
            turn,
            half: [a, b],
            scale,
        }
    }

    /// Fills `out`, two steps of the generators in `state` for sixteen numbers; what the last sixteen have too many
    /// is dropped.
    ///
    /// Square roots keep one unit of the machine busy and leave the others idle: the last step of some groups is
    /// taken together with the first of the next ones, which has none, and the sine's with the logarithm.
    #[inline(always)]
    pub(super) fn fill(&self, state: &mut [[u32; LANES]; 4], groups: &mut [Group; GROUPS], out: &mut [f32]) {
        let count = |block: &[f32]| block.len().div_ceil(PAIR);
        let mut blocks = out.chunks_mut(GROUPS * PAIR);
        let Some(mut block) = blocks.next() else { return };
        let mut drawn = count(block);
        let mut lanes = Lanes::load(self.sign.token(), state);
        for group in &mut groups[..drawn] {
            self.draw(&mut lanes, group);
        }
        loop {
            for group in &mut groups[..drawn] {
                self.split(group);
            }
            for group in &mut groups[..drawn] {
                self.log(group);
            }
            let next = blocks.next();
            drawn = next.as_deref().map_or(0, count);
            let (pairs, rest) = block.as_chunks_mut();
            let whole = pairs.len();
            let (both, last) = pairs.split_at_mut(drawn);
            for (group, pair) in groups.iter_mut().zip(&mut *both) {
                self.finish(group, pair);
                self.draw(&mut lanes, group);
            }
            for (group, pair) in groups[drawn..].iter().zip(&mut *last) {
                self.finish(group, pair);
            }
            if !rest.is_empty() {
                let mut pair = [0.0; PAIR];
                self.finish(&groups[whole], &mut pair);
                rest.copy_from_slice(&pair[..rest.len()]);
            }
            let Some(next) = next else { break };
            block = next;
        }
        *state = lanes.store();
    }

    /// Uniform bits.
    #[inline(always)]
    fn draw(&self, lanes: &mut Lanes<S>, group: &mut Group) {
        group.radius = lanes.bits().into();
        group.angle = lanes.bits().into();
    }

    /// Exponent and mantissa of the radius's number; the sine of half the angle, the cosine of the whole.
    #[inline(always)]
    fn split(&self, group: &mut Group) {
        for part in 0..LANES / S::f32s::LEN {
            let at = part * S::f32s::LEN;
            let radius: S::u32s = self.load(&group.radius, part);
            let angle: S::u32s = self.load(&group.angle, part);
            // With the sign bit set, the integer is -k; so k is never 0.
            let k: S::f32s = (radius | self.sign).bitcast::<S::i32s>().to_float();
            let y: S::f32s = angle.bitcast::<S::i32s>().to_float();
            let bits = k.bitcast::<S::u32s>();
            let f: S::f32s = (bits & self.mantissa).bitcast::<S::i32s>().to_float();
            // Exponent and mantissa together are e + f, as an integer.
            let below: S::f32s = (self.whole - bits).bitcast::<S::i32s>().to_float();
            f.store_slice(&mut group.fraction[at..][..S::f32s::LEN]);
            below.store_slice(&mut group.square[at..][..S::f32s::LEN]);
            let y = y * self.turn;
            let [a, b] = self.half;
            let v = y * y + a;
            let s = y * (v * v + b);
            let cosine = self.scale - s * s;
            cosine.store_slice(&mut group.cosine[at..][..S::f32s::LEN]);
            s.store_slice(&mut group.sine[at..][..S::f32s::LEN]);
        }
    }

    /// The squared radius, and the sine of the angle.
    #[inline(always)]
    fn log(&self, group: &mut Group) {
        for part in 0..LANES / S::f32s::LEN {
            let at = part * S::f32s::LEN;
            let cosine: S::f32s = self.load(&group.cosine, part);
            let s: S::f32s = self.load(&group.sine, part);
            let sine = s * (self.scale + cosine).sqrt();
            let f: S::f32s = self.load(&group.fraction, part);
            let below: S::f32s = self.load(&group.square, part);
            let arch = f * (self.one - f);
            let [p0, p1, p2, p3, p4] = self.bend;
            let p = arch * (arch * p4 + (f * p3 + p2)) + (f * p1 + p0);
            let square = below - arch * p;
            square.store_slice(&mut group.square[at..][..S::f32s::LEN]);
            sine.store_slice(&mut group.sine[at..][..S::f32s::LEN]);
        }
    }

    /// The variables.
    #[inline(always)]
    fn finish(&self, group: &Group, pair: &mut [f32; PAIR]) {
        let simd = self.sign.token();
        let square = f32x8::simd_from(simd, group.square);
        let sign = u32x8::simd_from(simd, group.radius) & self.signs;
        let radius: f32x8<S> = (square.sqrt().bitcast::<u32x8<S>>() ^ sign).bitcast();
        (radius * f32x8::simd_from(simd, group.cosine)).store_slice(&mut pair[..LANES]);
        (radius * f32x8::simd_from(simd, group.sine)).store_slice(&mut pair[LANES..]);
    }

    /// One part of the lanes.
    #[inline(always)]
    fn load<V: SimdBase<S>>(&self, lanes: &[V::Element; LANES], part: usize) -> V {
        V::from_slice(self.sign.token(), &lanes[part * V::LEN..][..V::LEN])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Domain, Stream};
    use crate::simd::Level;
    use crate::simd::dispatch;

    fn pair(radius: u32, angle: u32) -> [f64; 2] {
        let mut group = Group { radius: [radius; LANES], angle: [angle; LANES], ..Group::default() };
        let mut pair = [0.0; PAIR];
        dispatch!(Level::best(), simd => {
            let transform = BoxMuller::new(simd);
            transform.split(&mut group);
            transform.log(&mut group);
            transform.finish(&group, &mut pair);
        });
        [pair[0], pair[LANES]].map(f64::from)
    }

    /// Phi(z), of the tail that z lies in: accurate to its last digits however far out.
    fn tail(z: f64) -> f64 {
        0.5 * libm::erfc(z.abs() * std::f64::consts::FRAC_1_SQRT_2)
    }

    #[test]
    fn the_distribution_function_is_exact() {
        // P(z <= x) is the area of a region of the square (u, a) that is monotone in u, and in a on either side of
        // a = 0. If every point of the square is treated as one at most du and da away, no such area is off by
        // more than du + 2 da (in units of the whole range).
        let mut stream = Stream::new(11, Domain::Draws, 0);
        let (mut radial, mut angular, mut far) = (0.0_f64, 0.0_f64, 0.0_f64);
        for step in 0..3_000_000_u32 {
            // Two of three radii near u = 0 or near u = 1, the ends of the logarithm.
            let k = match step % 3 {
                0 => stream.next_u32(),
                1 => stream.next_u32() >> (step % 30),
                _ => !(stream.next_u32() >> (step % 30)),
            };
            let angle = stream.next_u32();
            let u = 1.0 - f64::from(k & 0x7fff_ffff) / 2_147_483_648.0;
            let a = f64::from(angle as i32) / 2_147_483_648.0;
            let [x, y] = pair(k, angle);
            let sign = if k >> 31 == 1 { -1.0 } else { 1.0 };
            // Next to an axis rounding may put the smaller variable on its other side.
            assert!(x.abs() < 2e-5 || x.signum() == sign, "{x}");
            assert!(y.abs() < 2e-5 || y.signum() == sign * a.signum(), "{y}");
            let found = libm::exp(-0.5 * (x * x + y * y));
            radial = radial.max((found - u).abs());
            far = far.max((found / u - 1.0).abs());
            if x != 0.0 {
                let found = libm::atan2(sign * y, sign * x) / std::f64::consts::FRAC_PI_2;
                angular = angular.max((found - a).abs() / 2.0);
            }
        }
        assert!(radial < 1.3e-6 && angular < 0.6e-6, "{radial:e} + 2 {angular:e}");
        assert!(far < 1e-5, "{far:e}");
    }

    #[test]
    fn the_reach_is_6_56_and_nothing_is_infinite() {
        let far = pair(u32::MAX >> 1, i32::MAX as u32);
        assert!((far[1] - 6.556).abs() < 1e-3 && far[0].abs() < 2e-5, "{far:?}");
        let far = pair(u32::MAX, 0);
        assert!((far[0] + 6.556).abs() < 1e-3 && far[1].abs() < 2e-5, "{far:?}");
        let near = pair(0x8000_0000, 0x4000_0000);
        assert!(near.iter().all(|z| z.abs() < 1e-3), "{near:?}");
    }

    #[test]
    fn a_million_draws_are_normal() {
        const DRAWS: usize = 1_000_000;
        let mut draws = vec![0.0_f32; DRAWS];
        let mut stream = Stream::new(2026, Domain::Draws, 1);
        dispatch!(Level::best(), simd => stream.fill_gaussian(simd, &mut draws));
        let n = DRAWS as f64;
        let moment = |power: i32| draws.iter().map(|&z| f64::from(z).powi(power)).sum::<f64>() / n;
        // Mean and variance of z^p are the moments of the normal distribution: 1, 3, 15, 105, 10395.
        for (power, mean, variance) in [(1, 0.0, 1.0), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0)] {
            let z = (moment(power) - mean) / (variance / n).sqrt();
            assert!(z.abs() < 5.0, "moment {power}: z = {z}");
        }
        // The two halves of a pair, neighbours in a lane, and neighbouring lanes.
        for lag in [1, LANES, 2 * LANES] {
            for power in [1, 2] {
                let product = |at: usize| {
                    let centred = |z: f32| if power == 1 { f64::from(z) } else { f64::from(z).powi(2) - 1.0 };
                    centred(draws[at]) * centred(draws[at + lag])
                };
                let sum: f64 = (0..DRAWS - lag).map(product).sum();
                let z = sum / (n * f64::from(power * power)).sqrt();
                assert!(z.abs() < 5.0, "lag {lag}, power {power}: z = {z}");
            }
        }
        draws.sort_by(f32::total_cmp);
        let distance = draws
            .iter()
            .enumerate()
            .map(|(rank, &z)| {
                let phi = if z > 0.0 { 1.0 - tail(f64::from(z)) } else { tail(f64::from(z)) };
                (phi - rank as f64 / n).abs().max((phi - (rank + 1) as f64 / n).abs())
            })
            .fold(0.0, f64::max);
        // The Kolmogorov distribution is beyond 2.70 with probability 1e-6.
        assert!(distance * n.sqrt() < 2.70, "{}", distance * n.sqrt());
        for bound in [2.0, 3.0, 4.0, 4.5] {
            let beyond = draws.iter().filter(|z| f64::from(z.abs()) > bound).count() as f64;
            let expected = 2.0 * tail(bound) * n;
            assert!(
                (beyond - expected).abs() < 5.0 * expected.sqrt(),
                "{beyond} beyond {bound}, not {expected}"
            );
        }
    }

    #[test]
    fn streams_are_uncorrelated() {
        const DRAWS: usize = 1 << 14;
        let draw = |index: u64| {
            let mut draws = vec![0.0_f32; DRAWS];
            let mut stream = Stream::new(1, Domain::Draws, index);
            dispatch!(Level::best(), simd => stream.fill_gaussian(simd, &mut draws));
            draws
        };
        let streams: Vec<Vec<f32>> = (0..40).map(draw).collect();
        for (first, a) in streams.iter().enumerate() {
            for b in &streams[..first] {
                let sum: f64 = a.iter().zip(b).map(|(&x, &y)| f64::from(x) * f64::from(y)).sum();
                // 780 pairs: |z| > 6 has probability 2e-6 over all.
                assert!((sum / (DRAWS as f64).sqrt()).abs() < 6.0);
            }
        }
    }

    /// By hand: `cargo test --release --lib normal_by_the_hundred_million -- --ignored --nocapture`.
    #[test]
    #[ignore = "a minute's work; its result stands in the assertion"]
    fn normal_by_the_hundred_million() {
        // Counts in 2^24 cells of equal width in [-8, 8): the distance at cell borders.
        const CELLS: usize = 1 << 24;
        let mut cells = vec![0_u32; CELLS];
        let mut draws = vec![0.0_f32; 1 << 16];
        let mut total = 0_u64;
        for chunk in 0..1526 {
            let mut stream = Stream::new(99, Domain::Draws, chunk);
            dispatch!(Level::best(), simd => stream.fill_gaussian(simd, &mut draws));
            for &z in &draws {
                cells[((f64::from(z) + 8.0) * (CELLS as f64 / 16.0)) as usize] += 1;
            }
            total += draws.len() as u64;
        }
        let (mut below, mut distance) = (0_u64, 0.0_f64);
        for (cell, &count) in cells.iter().enumerate() {
            below += u64::from(count);
            let border = (cell + 1) as f64 * 16.0 / CELLS as f64 - 8.0;
            let phi = if border > 0.0 { 1.0 - tail(border) } else { tail(border) };
            distance = distance.max((below as f64 / total as f64 - phi).abs());
        }
        let scaled = distance * (total as f64).sqrt();
        println!("{total} draws: distance {distance:e}, times sqrt(n) {scaled}");
        assert!(scaled < 2.70);
    }
}
