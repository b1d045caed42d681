//! The colours of the charts, on light and on dark paper.

use super::chart_style::ChartStyle;
use super::method_label::MethodLabel;
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
    /// The colours of the methods, by their places.
    pub(super) methods: [MethodColors; 6],
    /// Classes of test errors, from none to many: from the strongest against the paper to the weakest, in even
    /// steps of lightness, so that the order survives greyscale and colour blindness.
    pub(super) errors: [RGBColor; 6],
}

/// The colours of one method.
#[derive(Clone, Copy, Debug)]
pub(super) struct MethodColors {
    /// Marks.
    pub(super) mark: RGBColor,
    /// The fill of bars, beneath their outline.
    pub(super) wash: RGBColor,
    /// Words about the method.
    pub(super) words: RGBColor,
}

/// The colours of a method's marks, washes and words.
const fn method(mark: u32, wash: u32, words: u32) -> MethodColors {
    MethodColors { mark: rgb(mark), wash: rgb(wash), words: rgb(words) }
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
    methods: [
        method(0xc2_7a06, 0xf9_e3bb, 0x8a_5200),
        method(0x2a_6db5, 0xd6_e8fe, 0x1d_5795),
        method(0x2a_5825, 0xd2_f0ce, 0x2a_5825),
        method(0x07_9088, 0xbd_f3ed, 0x02_6660),
        method(0x74_084c, 0xff_dbeb, 0x74_084c),
        method(0x70_36d8, 0xe6_e2ff, 0x64_23c8),
    ],
    errors: [rgb(0x1a_0f3c), rgb(0x3f_1466), rgb(0x6f_1d7c), rgb(0x9d_2f80), rgb(0xc2_4a75), rgb(0xd8_646b)],
};

const DARK: Palette = Palette {
    paper: rgb(0x16_181b),
    sunk: rgb(0x20_2327),
    rule: rgb(0x2e_3238),
    edge: rgb(0x7d_7a73),
    ink: rgb(0xe9_e6df),
    soft: rgb(0xab_a79d),
    methods: [
        method(0xed_a63c, 0x4a_3818, 0xf3_b75c),
        method(0x62_a8ee, 0x23_3c56, 0x86_bdf5),
        method(0xa2_df94, 0x2b_4226, 0xa2_df94),
        method(0x7c_eeea, 0x0b_4342, 0x7c_eeea),
        method(0xb8_4c78, 0x51_2e3b, 0xf9_93b8),
        method(0x86_60f8, 0x3a_3555, 0xb6_aaff),
    ],
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
    methods: [
        method(0x7a_4400, 0xff_ffff, 0x5c_3300),
        method(0x0b_4a8f, 0xff_ffff, 0x00_3a75),
        method(0x0e_2a00, 0xff_ffff, 0x0e_2a00),
        method(0x06_645a, 0xff_ffff, 0x00_4f47),
        method(0x38_0026, 0xff_ffff, 0x38_0026),
        method(0x4e_0eaa, 0xff_ffff, 0x4e_0eaa),
    ],
    errors: [rgb(0x12_0028), rgb(0x2b_0052), rgb(0x4d_0059), rgb(0x6f_0257), rgb(0x8e_1349), rgb(0x9e_313d)],
};

const STRONG_DARK: Palette = Palette {
    paper: rgb(0x00_0000),
    sunk: rgb(0x00_0000),
    rule: rgb(0x55_5555),
    edge: rgb(0xb8_b8b8),
    ink: rgb(0xff_ffff),
    soft: rgb(0xee_eeee),
    methods: [
        method(0xff_b950, 0x00_0000, 0xff_d08a),
        method(0x9c_ceff, 0x00_0000, 0xb5_dbff),
        method(0xb8_f0a0, 0x00_0000, 0xc8_f7b4),
        method(0x9f_fff2, 0x00_0000, 0xb8_fff6),
        method(0xe2_709c, 0x00_0000, 0xf3_a5c0),
        method(0x9a_8bff, 0x00_0000, 0xb8_acff),
    ],
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

    /// The colours of a method.
    pub(super) fn of_method(&self, label: &MethodLabel) -> &MethodColors {
        &self.methods[label.place as usize % self.methods.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2, "relative luminance").
    fn luminance(color: RGBColor) -> f64 {
        let [red, green, blue] = channels(color);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
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
                let methods = palette.methods.map(|method| method.mark);
                for mark in [palette.ink, palette.edge].into_iter().chain(methods).chain(palette.errors) {
                    let ratio = contrast(mark, ground);
                    assert!(ratio >= marks, "mark {mark:?} on {ground:?}: {ratio:.2}");
                }
                let methods = palette.methods.map(|method| method.words);
                for words in [palette.ink, palette.soft].into_iter().chain(methods) {
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

    /// Linear-light channels, 0 to 1.
    fn channels(RGBColor(red, green, blue): RGBColor) -> [f64; 3] {
        [red, green, blue].map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
        })
    }

    fn times(matrix: &[[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2])
    }

    /// CIE L*a*b* of linear sRGB, for the white D65.
    fn lab(linear: [f64; 3]) -> [f64; 3] {
        const XYZ: [[f64; 3]; 3] = [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ];
        let [x, y, z] = times(&XYZ, linear.map(|c| c.clamp(0.0, 1.0)));
        let f = |t: f64| if t > 0.008856 { libm::cbrt(t) } else { 7.787 * t + 16.0 / 116.0 };
        let (x, y, z) = (f(x / 0.95047), f(y), f(z / 1.08883));
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// CIE76 distance.
    fn apart(one: [f64; 3], other: [f64; 3]) -> f64 {
        one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
    }

    /// How complete protanopia, deuteranopia and tritanopia see linear sRGB (Machado, Oliveira and Fernandes 2009,
    /// severity 1).
    const PROTANOPIA: [[f64; 3]; 3] =
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
    const DEUTERANOPIA: [[f64; 3]; 3] =
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
    const TRITANOPIA: [[f64; 3]; 3] =
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]];
    const USUAL: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

    #[test]
    fn methods_are_told_apart_by_every_eye() {
        // A just noticeable difference is about 2.3.
        let eyes = [(USUAL, 28.0), (PROTANOPIA, 23.0), (DEUTERANOPIA, 23.0), (TRITANOPIA, 11.0)];
        for (palette, ..) in ALL {
            for (eye, least) in &eyes {
                let seen = palette.methods.map(|method| lab(times(eye, channels(method.mark))));
                for (k, one) in seen.iter().enumerate() {
                    for (j, other) in seen.iter().enumerate().take(k) {
                        let distance = apart(*one, *other);
                        assert!(distance > *least, "{j} and {k}: {distance:.1} of {least}");
                    }
                }
            }
        }
    }

    #[test]
    fn methods_are_told_from_ink() {
        for (palette, ..) in ALL {
            let ink = lab(channels(palette.ink));
            for method in palette.methods {
                let distance = apart(lab(channels(method.mark)), ink);
                assert!(distance > 28.0, "{method:?}: {distance:.1}");
            }
        }
    }

    #[test]
    fn in_grey_no_three_methods_are_alike() {
        for (palette, ..) in ALL {
            let mut greys = palette.methods.map(|method| lightness(method.mark));
            greys.sort_by(f64::total_cmp);
            for three in greys.windows(3) {
                assert!(three[2] - three[0] > 5.0, "{greys:.0?}");
            }
        }
    }

    #[test]
    fn bars_are_told_from_their_ground() {
        for (palette, ..) in ALL {
            for method in palette.methods {
                assert!(contrast(method.mark, method.wash) >= 2.4, "{method:?}");
                assert!(contrast(palette.ink, method.wash) >= 7.0, "whiskers: {method:?}");
            }
        }
    }
}
