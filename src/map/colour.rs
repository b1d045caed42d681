//! A colour for every function.

use crate::task::Function;

/// Red, green and blue.
pub type Shade = [u8; 3];

/// The ground that functions fade into.
pub fn paper(dark: bool) -> Shade {
    if dark { [0x16, 0x18, 0x1b] } else { [0xfd, 0xfc, 0xf9] }
}

/// The colour of a function: always the same, whatever the picture.
///
/// Hue is a hash of the function. Lightness has eight even steps, told by a code in which every label has a part:
/// two functions that differ at one input never have the same lightness, and those are the ones that
/// meet at a border. So neighbours are told apart in greyscale and by the colour-blind. Far from each other,
/// different functions may look alike. The two constants are neutral, near to the paper.
pub fn colour(function: Function, dark: bool) -> Shade {
    if function.is_constant() {
        let lightness = match (dark, function.label(0)) {
            (false, false) => 0.955,
            (false, true) => 0.905,
            (true, false) => 0.26,
            (true, true) => 0.33,
        };
        return srgb(lightness, 0.008, 1.5);
    }
    let hash = hash(function);
    let (low, high) = if dark { (0.42, 0.84) } else { (0.43, 0.85) };
    let lightness = low + (high - low) * f64::from(level(function)) / 7.0;
    let hue = std::f64::consts::TAU * (hash & 0xffff) as f64 / 65536.0;
    let chroma = 0.09 + 0.05 * (hash >> 16 & 0xff) as f64 / 255.0;
    srgb(lightness, chroma, hue)
}

/// The step of lightness, 0 to 7: label j = 1 adds 1 + j mod 7 without carry, which is never nothing.
fn level(function: Function) -> u32 {
    (0..function.len()).filter(|&j| function.label(j)).fold(0, |level, j| level ^ (1 + j as u32 % 7))
}

/// Every bit of the function goes into every bit of this (the mixing function of SplitMix64, twice).
fn hash(function: Function) -> u64 {
    let mix = |z: u64| {
        let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    let low = mix(function.bits() as u64 ^ (function.len() as u64) << 32 ^ 0x9e37_79b9_7f4a_7c15);
    mix(low ^ (function.bits() >> 64) as u64)
}

/// From Oklch (B. Ottosson 2020, "A perceptual color space for image processing"; hue in radians) to 8-bit sRGB;
/// where a screen cannot show so much chroma, as much as it can.
fn srgb(lightness: f64, chroma: f64, hue: f64) -> Shade {
    let (sin, cos) = (libm::sin(hue), libm::cos(hue));
    let mut chroma = chroma;
    loop {
        let linear = linear(lightness, chroma * cos, chroma * sin);
        if chroma < 1e-3 || linear.iter().all(|c| (-1e-4..=1.0001).contains(c)) {
            return linear.map(|c| {
                let c = c.clamp(0.0, 1.0);
                let encoded =
                    if c <= 0.003_130_8 { 12.92 * c } else { 1.055 * libm::pow(c, 1.0 / 2.4) - 0.055 };
                libm::round(255.0 * encoded) as u8
            });
        }
        chroma *= 0.95;
    }
}

/// From Oklab to linear sRGB.
fn linear(lightness: f64, a: f64, b: f64) -> [f64; 3] {
    let cube = |x: f64| x * x * x;
    let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
    let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
    let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548 * b);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Oklab's lightness of a colour, by the forward transform.
    fn lightness(shade: Shade) -> f64 {
        let [r, g, b] = shade.map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
        });
        let l = libm::cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
        let m = libm::cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
        let s = libm::cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
        0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s
    }

    #[test]
    fn functions_that_meet_differ_in_lightness() {
        for dark in [false, true] {
            for step in 0..2000_u128 {
                let bits = step.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
                for len in [2, 16, 128] {
                    let function = Function::new(bits, len);
                    let other = function.flipped(step as usize % len);
                    let (one, two) = (lightness(colour(function, dark)), lightness(colour(other, dark)));
                    // A step is 0.06, from the lightest function to a constant 0.055; 8 bits a channel move
                    // the lightness by less than 0.005.
                    assert!((one - two).abs() > 0.045, "{function} {one}, {other} {two}");
                }
            }
        }
    }

    #[test]
    fn constants_are_neutral_and_stand_out_from_the_paper_and_each_other() {
        for dark in [false, true] {
            let constants = [Function::new(0, 16), Function::new(u128::MAX, 16)];
            let [zero, one] = constants.map(|function| colour(function, dark));
            for shade in [zero, one] {
                let spread = shade.iter().max().unwrap() - shade.iter().min().unwrap();
                assert!(spread < 16, "{shade:?}");
            }
            let [zero, one, paper] = [zero, one, paper(dark)].map(lightness);
            assert!((zero - paper).abs() > 0.03 && (one - zero).abs() > 0.04 && (one - paper).abs() > 0.08);
        }
    }

    #[test]
    fn colours_keep_their_values() {
        let function = Function::parse("0x00ff", 16).unwrap();
        assert_eq!([colour(function, false), colour(function, true)], [[145, 106, 13], [142, 103, 6]]);
    }
}
