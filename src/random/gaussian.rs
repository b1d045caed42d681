//! From uniform bits to normal variables.

use crate::simd::prelude::*;
use crate::simd::{Simd, f32x8, i32x8, u32x8};

/// Two independent standard normal vectors from two vectors of uniform bits.
///
/// Box and Muller's transform, z = sqrt(-2 ln u) (cos a, sin a), without branch or table:
/// - u = k / 2^31, k odd, from the lower 31 bits of `radius`: 2^30 values; -ln u by a polynomial of degree 7 on
///   [1/sqrt(2), sqrt(2)), absolute error below 3e-7. |z| reaches sqrt(62 ln 2) = 6.56.
/// - a = pi/4 (1 + t), with t uniform on (-1, 1) in steps of 2^-30 from the lower 31 bits of `angle`: the sine
///   of pi t / 4 by a polynomial of degree 5 (absolute error below 7e-7), its cosine by Pythagoras (never below
///   1/sqrt(2), so no digit is lost), the turn by pi/4 as sum and difference;
/// - the two top bits are the signs of the two variables.
///
/// The distribution function of each is that of the normal distribution up to 1e-6 everywhere, and up to a
/// relative 1e-4 in the tails as far as they reach; beyond 6.56 the normal distribution has 5.5e-11 (both
/// sides together).
#[inline(always)]
pub(super) fn box_muller<S: Simd>(radius: u32x8<S>, angle: u32x8<S>) -> [f32x8<S>; 2] {
    let simd = radius.token();
    const SIGN: u32 = 0x8000_0000;
    // The bits of sqrt(1/2), and of sqrt(1/2) * 2^31.
    const LOW: u32 = 0x3f35_04f3;
    const SCALED_LOW: u32 = LOW + (31 << 23);
    let k: f32x8<S> = ((radius & !SIGN) | 1).bitcast::<i32x8<S>>().to_float();
    let offset = k.bitcast::<u32x8<S>>() - SCALED_LOW;
    let exponent: f32x8<S> = (offset.bitcast::<i32x8<S>>() >> 23).to_float();
    let mantissa = ((offset & 0x007f_ffff) + LOW).bitcast::<f32x8<S>>();
    let f = mantissa - 1.0;
    let p = f32x8::splat(simd, -0.118_274_72) * f + 0.189_019_77;
    let p = p * f + -0.206_046_75;
    let p = p * f + 0.248_813_39;
    let p = p * f + -0.333_033;
    let p = p * f + 0.500_019_65;
    let p = p * f + -1.000_003_2;
    // Half the squared radius: the missing factor sqrt(2) is the 1/sqrt(2) of the turn by pi/4.
    let half_square = p * f - exponent * std::f32::consts::LN_2;
    let r = half_square.sqrt();
    let t: f32x8<S> = (angle << 1).bitcast::<i32x8<S>>().to_float();
    let t = t * (1.0 / 2_147_483_648.0);
    let square = t * t;
    let s = f32x8::splat(simd, 0.002_427_106) * square + -0.080_714;
    let s = (s * square + 0.785_394_25) * t;
    let across = r * s;
    let along = (half_square - across * across).sqrt();
    let first = (along - across).bitcast::<u32x8<S>>() ^ (radius & SIGN);
    let second = (along + across).bitcast::<u32x8<S>>() ^ (angle & SIGN);
    [first.bitcast(), second.bitcast()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch;
    use crate::random::Stream;
    use crate::simd::{LANES, Level};

    fn pair(radius: u32, angle: u32) -> [f64; 2] {
        dispatch!(Level::best(), simd => {
            box_muller(u32x8::splat(simd, radius), u32x8::splat(simd, angle)).map(|z| f64::from(z[0]))
        })
    }

    /// Phi(z), of the tail that z lies in: accurate to its last digits however far out.
    fn tail(z: f64) -> f64 {
        0.5 * libm::erfc(z.abs() * std::f64::consts::FRAC_1_SQRT_2)
    }

    #[test]
    fn the_distribution_function_is_exact_to_1e_6() {
        // P(z <= x) is the area of a region of the square (u, a) that is monotone in both. If every point of
        // the square is treated as one at most du and da away, no such area is off by more than du + da
        // (in units of the whole range).
        let mut stream = Stream::new(11, 0, 0);
        let (mut radial, mut angular, mut far) = (0.0_f64, 0.0_f64, 0.0_f64);
        for step in 0..3_000_000_u32 {
            // Two of three radii near u = 0 or near u = 1, the ends of the logarithm.
            let k = match step % 3 {
                0 => stream.next_u32(),
                1 => stream.next_u32() >> (step % 30),
                _ => !(stream.next_u32() >> (step % 30)),
            };
            let angle = stream.next_u32();
            let u = f64::from(k & 0x7fff_ffff | 1) / 2_147_483_648.0;
            let a = 0.5 + 0.5 * f64::from((angle << 1) as i32) / 2_147_483_648.0;
            let [x, y] = pair(k, angle);
            // Next to an axis rounding may put the smaller variable on its other side.
            assert!(x.abs() < 1e-5 || x.is_sign_negative() == (k >> 31 == 1), "{x}");
            assert!(y.abs() < 1e-5 || y.is_sign_negative() == (angle >> 31 == 1), "{y}");
            let found = libm::exp(-0.5 * (x * x + y * y));
            radial = radial.max((found - u).abs());
            far = far.max((found / u - 1.0).abs());
            if x != 0.0 {
                let found = libm::atan2(y.abs(), x.abs()) / std::f64::consts::FRAC_PI_2;
                angular = angular.max((found - a).abs());
            }
        }
        assert!(radial + angular < 1e-6, "{radial:e} + {angular:e}");
        assert!(far < 1e-5, "{far:e}");
    }

    #[test]
    fn the_reach_is_6_56_and_nothing_is_infinite() {
        let far = pair(1, 0x3fff_ffff);
        assert!((far[1] - 6.556).abs() < 1e-3 && far[0].abs() < 1e-5, "{far:?}");
        let near = pair(u32::MAX, 0);
        assert!(near.iter().all(|z| z.abs() < 1e-3), "{near:?}");
    }

    #[test]
    fn a_million_draws_are_normal() {
        const DRAWS: usize = 1_000_000;
        let mut draws = vec![0.0_f32; DRAWS];
        let mut stream = Stream::new(2026, 0, 1);
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
            let mut stream = Stream::new(1, 0, index);
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
            let mut stream = Stream::new(99, 0, chunk);
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
