//! The upper tail of the standard normal distribution, as far out as numbers go.

use super::normal::normal_quantile;
use std::f64::consts::{LN_2, SQRT_2};

/// ln sqrt(2 pi).
const LN_SQRT_TAU: f64 = 0.918_938_533_204_672_7;
/// From here on the tail is computed by its continued fraction.
const FAR: f64 = 5.0;
/// Terms of the continued fraction: from 5 on those left out change less than 4e-18 of it.
const TERMS: u32 = 28;
/// Tails below this are inverted by their logarithm.
const SMALL: f64 = 0.02;

/// A tail P(Z > x) of a standard normal variable Z.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormalTail {
    /// ln P(Z > x).
    pub ln: f64,
    /// The hazard, or inverse Mills ratio, phi(x) / P(Z > x): the mean of Z given Z > x.
    pub hazard: f64,
}

/// The tail beyond `x`, which may be infinite: absolute error of the logarithm about 1e-15 of it or of 1, relative error of the hazard
/// about 1e-15; finite for |x| up to 1e150.
pub fn normal_tail(x: f64) -> NormalTail {
    if x == f64::NEG_INFINITY {
        return NormalTail { ln: 0.0, hazard: 0.0 };
    }
    if x >= FAR {
        // Laplace's continued fraction of the Mills ratio (DLMF 7.9.3), from the last term on.
        let mut below = x;
        for term in (1..TERMS).rev() {
            below = x + f64::from(term) / below;
        }
        return NormalTail { ln: -0.5 * x * x - LN_SQRT_TAU - libm::log(below), hazard: below };
    }
    let ln_density = -0.5 * x * x - LN_SQRT_TAU;
    let (tail, ln) = if x > -1.0 {
        let tail = 0.5 * libm::erfc(x / SQRT_2);
        (tail, libm::log(tail))
    } else {
        let other = 0.5 * libm::erfc(-x / SQRT_2);
        (1.0 - other, libm::log1p(-other))
    };
    NormalTail { ln, hazard: libm::exp(ln_density) / tail }
}

/// The x beyond which the tail has the logarithm `ln_tail` < 0: relative precision about 1e-14 where the tail is below 1/2.
///
/// # Panics
/// If `ln_tail` is not below 0.
pub fn normal_tail_quantile(ln_tail: f64) -> f64 {
    assert!(ln_tail < 0.0, "the logarithm of a probability below 1, not {ln_tail}");
    if ln_tail > libm::log(SMALL) {
        // Below 1 also where the logarithm is too small for a number below 1 to show it.
        return -normal_quantile(libm::exp(ln_tail).min(1.0 - f64::EPSILON / 2.0));
    }
    // Within 1% of x from the leading terms of the tail; each of Halley's steps on its logarithm triples the digits.
    let square = -2.0 * (ln_tail + LN_SQRT_TAU);
    let mut x = libm::sqrt(square - libm::log(square));
    for _ in 0..3 {
        let NormalTail { ln, hazard } = normal_tail(x);
        let excess = ln - ln_tail;
        x += excess / hazard / (1.0 + 0.5 * excess * (hazard - x) / hazard);
    }
    x
}

/// An interval of a standard normal variable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormalInterval {
    low: f64,
    high: f64,
    /// ln P(low < Z < high); negative infinity if there is nothing between.
    pub ln: f64,
}

impl NormalInterval {
    /// From `low` to `high`, either of which may be infinite.
    pub fn new(low: f64, high: f64) -> Self {
        let ln = if low >= high {
            f64::NEG_INFINITY
        } else if high == f64::INFINITY {
            normal_tail(low).ln
        } else if low == f64::NEG_INFINITY {
            normal_tail(-high).ln
        } else if low >= 0.0 {
            difference(normal_tail(low).ln, normal_tail(high).ln)
        } else if high <= 0.0 {
            difference(normal_tail(-high).ln, normal_tail(-low).ln)
        } else {
            let outside = libm::exp(normal_tail(high).ln) + libm::exp(normal_tail(-low).ln);
            // Where the interval is short its two halves keep the digits that 1 - outside loses.
            if outside < 0.5 {
                libm::log1p(-outside)
            } else {
                libm::log(0.5 * (libm::erf(high / SQRT_2) + libm::erf(-low / SQRT_2)))
            }
        };
        Self { low, high, ln }
    }

    /// The point below which the share `u` of the interval's probability lies, or above which, where that keeps more digits: uniform
    /// `u` in (0, 1) give the normal variable truncated to the interval.
    ///
    /// # Panics
    /// If there is nothing between the ends, or `u` is not strictly between 0 and 1.
    pub fn point(&self, u: f64) -> f64 {
        assert!(self.ln > f64::NEG_INFINITY && u > 0.0 && u < 1.0, "a point of an interval: {self:?}, {u}");
        // On the side of the centre whose tail is the small one.
        if self.low >= 0.0 || self.low >= -self.high {
            self.between(above(self.low, self.high, self.ln, u))
        } else {
            self.between(-above(-self.high, -self.low, self.ln, u))
        }
    }

    /// Rounding leads to the ends at most.
    fn between(&self, z: f64) -> f64 {
        if z < self.low {
            self.low
        } else if z > self.high {
            self.high
        } else {
            z
        }
    }
}

/// ln(e^a - e^b), a >= b.
fn difference(a: f64, b: f64) -> f64 {
    let gap = a - b;
    if gap < LN_2 { a + libm::log(-libm::expm1(-gap)) } else { a + libm::log1p(-libm::exp(-gap)) }
}

/// The point of (low, high), of probability exp(`ln`), above which the share `u` of it lies.
fn above(low: f64, high: f64, ln: f64, u: f64) -> f64 {
    let ln_share = ln + libm::log(u);
    let ln_beyond = normal_tail(high).ln;
    if high == f64::INFINITY || ln_beyond < ln_share - 40.0 {
        return normal_tail_quantile(ln_share.min(-f64::MIN_POSITIVE));
    }
    // ln(e^a + e^b).
    let (larger, smaller) = if ln_beyond > ln_share { (ln_beyond, ln_share) } else { (ln_share, ln_beyond) };
    let ln_tail = larger + libm::log1p(libm::exp(smaller - larger));
    if ln_tail < 0.0 { normal_tail_quantile(ln_tail) } else { low }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// To 17 digits, from 50 digits of erfc in another program.
    const TAILS: [(f64, f64, f64); 9] = [
        (-40.0, 0.0, 0.0),
        (-8.0, -6.220_960_574_271_786e-16, 5.052_271_083_536_895e-15),
        (-1.5, -0.069_143_455_612_233_98, 0.138_789_750_458_850_76),
        (0.0, -LN_2, 0.797_884_560_802_865_4),
        (1.0, -1.841_021_645_009_263_6, 1.525_135_276_160_981),
        (4.999_999, -15.064_993_207_485_242, 5.186_502_999_822_282),
        (5.0, -15.064_998_393_988_726, 5.186_503_967_125_842),
        (40.0, -804.608_442_013_754_2, 40.024_968_847_207_26),
        (1e8, -5_000_000_000_000_019.0, 100_000_000.0),
    ];

    #[test]
    fn tails_are_those_of_fifty_digits() {
        for (x, ln, hazard) in TAILS {
            let found = normal_tail(x);
            if x > -30.0 {
                assert!((found.ln - ln).abs() <= 4e-15 * ln.abs().max(1e-3), "{x}: {} not {ln}", found.ln);
                assert!((found.hazard / hazard - 1.0).abs() < 1e-13, "{x}: {} not {hazard}", found.hazard);
            } else {
                assert!(found.ln.abs() < 1e-300 && found.hazard < 1e-300);
            }
        }
        assert_eq!(normal_tail(f64::NEG_INFINITY), NormalTail { ln: 0.0, hazard: 0.0 });
    }

    #[test]
    fn the_two_forms_meet_and_the_hazard_is_the_slope() {
        for x in [-7.0, -1.000_01, -0.999_9, 0.3, 2.0, 4.9, 4.999_99, 5.000_01, 6.0, 38.0, 300.0] {
            let step = 1e-5;
            let slope = (normal_tail(x - step).ln - normal_tail(x + step).ln) / (2.0 * step);
            // The error of the difference, and that of rounding.
            let bound = 1e-9 * (1.0 + slope) + 1e-15 * normal_tail(x).ln.abs() / step;
            assert!((slope - normal_tail(x).hazard).abs() < bound, "{x}: {slope}");
        }
    }

    #[test]
    fn quantiles_invert_the_tail() {
        let far = (1..200).map(|k| -0.05 * f64::from(k * k));
        for ln in far.chain([-1e-17, -1e-9, -1e-3, -0.5, -0.69, -3.9, -3.912, -3.913, -1e5, -1e12]) {
            let back = normal_tail(normal_tail_quantile(ln)).ln;
            // Near 1 the tail's complement is what has digits.
            assert!((back - ln).abs() < 1e-13 * ln.abs().max(0.002), "{ln}: {back}");
        }
    }

    #[test]
    fn points_of_an_interval_have_their_share_below_or_above() {
        let infinity = f64::INFINITY;
        for (low, high) in [
            (0.5, infinity),
            (-infinity, -3.0),
            (-infinity, infinity),
            (40.0, infinity),
            (40.0, 40.01),
            (-41.0, -40.0),
            (-0.3, 0.2),
            (-2.0, 5.0),
            (-5.0, 0.1),
            (-9.0, 30.0),
            (7.0, 7.000_001),
            (-1e-9, 2e-9),
        ] {
            let whole = NormalInterval::new(low, high);
            assert!(whole.ln.is_finite(), "{whole:?}");
            let mut last = None;
            for u in [1e-12, 0.001, 0.3, 0.5, 0.9, 0.999_999] {
                let z = whole.point(u);
                assert!(z >= low && z <= high, "{whole:?} {u}: {z}");
                let mirrored = NormalInterval::new(-high, -low).point(u);
                let above = libm::exp(NormalInterval::new(z, high).ln - whole.ln);
                let below = libm::exp(NormalInterval::new(low, z).ln - whole.ln);
                // An end itself has this many digits.
                let rounding = 1e-11
                    + 1e-15 * (z.abs() + 1.0) * normal_tail(z.abs()).hazard / libm::exp(whole.ln.max(-20.0));
                assert!(
                    (above - u).abs() < rounding || (below - u).abs() < rounding,
                    "{whole:?} {u}: {z} {above} {below}"
                );
                assert!(last.is_none_or(|last| last != z) || high - low < 1e-8);
                assert!(mirrored >= -high && mirrored <= -low);
                last = Some(z);
            }
        }
        assert_eq!(NormalInterval::new(1.0, 1.0).ln, f64::NEG_INFINITY);
        assert_eq!(NormalInterval::new(2.0, 1.0).ln, f64::NEG_INFINITY);
    }

    /// A short interval far out, where the density falls by e within 1/40: against the integral of the density.
    #[test]
    fn short_intervals_far_out_keep_their_digits() {
        for (low, width) in [(40.0, 0.025), (12.0, 1e-6), (0.1, 1e-9), (5.0, 2.0)] {
            let steps = 20_000;
            let step = width / f64::from(steps);
            let sum: f64 = (0..steps)
                .map(|k| {
                    let offset = (f64::from(k) + 0.5) * step;
                    libm::exp(-low * offset - 0.5 * offset * offset) * step
                })
                .sum();
            let exact = libm::log(sum) - 0.5 * low * low - LN_SQRT_TAU;
            let found = NormalInterval::new(low, low + width).ln;
            // The width itself is rounded where it is added.
            assert!(
                (found - exact).abs() < 1e-7 + 4e-16 * low / width,
                "{low} {width}: {found}, not {exact}"
            );
        }
    }
}
