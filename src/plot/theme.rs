//! The colours of the charts, on light and on dark paper.

use super::chart_style::ChartStyle;
use plotters::style::RGBColor;

/// One set of colours. Marks stand out from the paper by 3:1 at least, words by 4.5:1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    /// The ground.
    pub(super) paper: RGBColor,
    /// The ground of what is set off: the margins.
    pub(super) sunk: RGBColor,
    /// Grid lines: there to be overlooked.
    pub(super) rule: RGBColor,
    /// Axes, intervals, and lines that are read.
    pub(super) edge: RGBColor,
    /// Exact values and theory, and the main words.
    pub(super) ink: RGBColor,
    /// Secondary words.
    pub(super) soft: RGBColor,
    /// Marks of the dice.
    pub(super) dice: RGBColor,
    /// The fill of the dice's bars, beneath their outline.
    pub(super) dice_wash: RGBColor,
    /// Words about the dice.
    pub(super) dice_words: RGBColor,
    /// Marks of descent.
    pub(super) descent: RGBColor,
    /// Words about descent.
    pub(super) descent_words: RGBColor,
    /// Classes of test errors, from none to many: from the strongest against the paper to the weakest, in even
    /// steps of lightness, so that the order survives greyscale and colour blindness.
    pub(super) errors: [RGBColor; 6],
}

/// 0xRRGGBB as a colour.
const fn rgb(hex: u32) -> RGBColor {
    RGBColor((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const LIGHT: Palette = Palette {
    paper: rgb(0xfd_fcf9),
    sunk: rgb(0xf4_f1ea),
    rule: rgb(0xe6_e1d6),
    edge: rgb(0x8b_8577),
    ink: rgb(0x23_211d),
    soft: rgb(0x5d_5950),
    dice: rgb(0xc2_7a06),
    dice_wash: rgb(0xf9_e3bb),
    dice_words: rgb(0x8a_5200),
    descent: rgb(0x2a_6db5),
    descent_words: rgb(0x1d_5795),
    errors: [rgb(0x1a_0f3c), rgb(0x3f_1466), rgb(0x6f_1d7c), rgb(0x9d_2f80), rgb(0xc2_4a75), rgb(0xd8_646b)],
};

const DARK: Palette = Palette {
    paper: rgb(0x16_181b),
    sunk: rgb(0x20_2327),
    rule: rgb(0x2e_3238),
    edge: rgb(0x7d_7a73),
    ink: rgb(0xe9_e6df),
    soft: rgb(0xab_a79d),
    dice: rgb(0xed_a63c),
    dice_wash: rgb(0x4a_3818),
    dice_words: rgb(0xf3_b75c),
    descent: rgb(0x62_a8ee),
    descent_words: rgb(0x86_bdf5),
    errors: [rgb(0xfd_e3d0), rgb(0xf9_bfa8), rgb(0xf3_9a94), rgb(0xe8_728c), rgb(0xd2_4f92), rgb(0xb0_449f)],
};

/// For those who need more contrast: marks and words alike stand out by 7:1.
const STRONG_LIGHT: Palette = Palette {
    paper: rgb(0xff_ffff),
    sunk: rgb(0xff_ffff),
    rule: rgb(0xb8_b8b8),
    edge: rgb(0x33_3333),
    ink: rgb(0x00_0000),
    soft: rgb(0x1f_1f1f),
    dice: rgb(0x7a_4400),
    dice_wash: rgb(0xff_ffff),
    dice_words: rgb(0x5c_3300),
    descent: rgb(0x0b_4a8f),
    descent_words: rgb(0x00_3a75),
    errors: [rgb(0x12_0028), rgb(0x2b_0052), rgb(0x4d_0059), rgb(0x6f_0257), rgb(0x8e_1349), rgb(0x9e_313d)],
};

const STRONG_DARK: Palette = Palette {
    paper: rgb(0x00_0000),
    sunk: rgb(0x00_0000),
    rule: rgb(0x55_5555),
    edge: rgb(0xb8_b8b8),
    ink: rgb(0xff_ffff),
    soft: rgb(0xee_eeee),
    dice: rgb(0xff_b950),
    dice_wash: rgb(0x00_0000),
    dice_words: rgb(0xff_d08a),
    descent: rgb(0x9c_ceff),
    descent_words: rgb(0xb5_dbff),
    errors: [rgb(0xff_f8f3), rgb(0xff_dfd2), rgb(0xfe_c3be), rgb(0xfe_a6b5), rgb(0xfe_82bd), rgb(0xdf_70cb)],
};

impl Palette {
    /// The colours for dark or light paper.
    pub(super) fn of(look: &ChartStyle) -> &'static Self {
        match (look.dark, look.contrast) {
            (false, false) => &LIGHT,
            (true, false) => &DARK,
            (false, true) => &STRONG_LIGHT,
            (true, true) => &STRONG_DARK,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2, "relative luminance").
    fn luminance(RGBColor(red, green, blue): RGBColor) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast ratio, 1 to 21 (WCAG 2.2, "contrast ratio").
    fn contrast(one: RGBColor, other: RGBColor) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn contrast_is_the_standard_s() {
        assert!((contrast(rgb(0xffffff), rgb(0)) - 21.0).abs() < 1e-12);
        assert!((contrast(rgb(0x767676), rgb(0xffffff)) - 4.54).abs() < 0.005);
    }

    const ALL: [(Palette, f64, f64); 4] =
        [(LIGHT, 3.0, 4.5), (DARK, 3.0, 4.5), (STRONG_LIGHT, 7.0, 7.0), (STRONG_DARK, 7.0, 7.0)];

    #[test]
    fn marks_and_words_stand_out() {
        for (palette, marks, least) in ALL {
            for ground in [palette.paper, palette.sunk] {
                for mark in [palette.dice, palette.descent, palette.ink, palette.edge]
                    .into_iter()
                    .chain(palette.errors)
                {
                    let ratio = contrast(mark, ground);
                    assert!(ratio >= marks, "mark {mark:?} on {ground:?}: {ratio:.2}");
                }
                for words in [palette.ink, palette.soft, palette.dice_words, palette.descent_words] {
                    let ratio = contrast(words, ground);
                    assert!(ratio >= least, "words {words:?} on {ground:?}: {ratio:.2}");
                }
            }
        }
    }

    /// CIE lightness, 0 to 100.
    fn lightness(color: RGBColor) -> f64 {
        116.0 * libm::cbrt(luminance(color)) - 16.0
    }

    #[test]
    fn error_classes_are_told_apart_in_grey() {
        for (palette, ..) in ALL {
            for pair in palette.errors.windows(2) {
                let (near, far) = (lightness(pair[0]), lightness(pair[1]));
                assert!((near - far).abs() > 6.0, "{pair:?}: {near:.1} and {far:.1}");
                assert!(
                    contrast(pair[0], palette.paper) > contrast(pair[1], palette.paper),
                    "{pair:?} must fade towards the paper"
                );
            }
        }
    }
}
