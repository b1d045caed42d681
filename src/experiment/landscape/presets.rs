//! Settings worth looking at, each with what to watch.

use serde::Serialize;

/// Where a preset comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum LandscapePresetGroup {
    /// The network of Valle-Perez, Camargo, Louis 2018 with the parameter distributions of its authors.
    Vcl18,
    /// The perceptrons and the shallow network of Mingard et al. 2019.
    Mingard19,
    /// A small network whose functions are all told apart.
    Images,
    /// From order to chaos, Mingard et al. 2025.
    Chaos,
}

/// A named bundle of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct LandscapePreset {
    /// A short name.
    pub id: &'static str,
    /// As a person reads it.
    pub label: &'static str,
    /// Where it comes from.
    pub group: LandscapePresetGroup,
    /// One sentence on what to watch.
    pub watch: &'static str,
    /// The settings that differ from the defaults, and the figure in which to watch it.
    #[serde(skip)]
    pub(super) values: &'static [(&'static str, &'static str)],
}

const fn preset(
    id: &'static str,
    label: &'static str,
    group: LandscapePresetGroup,
    values: &'static [(&'static str, &'static str)],
    watch: &'static str,
) -> LandscapePreset {
    LandscapePreset { id, label, group, watch, values }
}

use LandscapePresetGroup::{Chaos, Images, Mingard19, Vcl18};

macro_rules! chaos {
    ($id:literal, $label:literal, $sigma_w:literal, $watch:literal) => {
        preset(
            $id,
            $label,
            Chaos,
            &[
                ("hidden", "64,64,64,64,64,64,64,64,64,64"),
                ("activation", "tanh"),
                ("sigma_w", $sigma_w),
                ("sigma_b", "0.2"),
                ("bias_scale", "units"),
                ("draws", "20000"),
                ("view", "distribution"),
            ],
            $watch,
        )
    };
}

/// All presets, in the order of the page.
pub(super) const PRESETS: [LandscapePreset; 15] = [
    preset(
        "vcl18",
        "VCL18: Gaussian",
        Vcl18,
        &[("view", "rank")],
        "Three networks of four are constant, and the rest of the probability falls off like a power of the rank.",
    ),
    preset(
        "vcl18-uniform",
        "VCL18: uniform",
        Vcl18,
        &[("prior", "uniform"), ("view", "rank")],
        "Uniform parameters of the same variance give nearly the same curve: the shape of the law hardly matters.",
    ),
    preset(
        "vcl18-smallbias",
        "VCL18: Gaussian, small biases",
        Vcl18,
        &[("bias_scale", "fan-in"), ("view", "rank")],
        "With biases as small as the weights one network of four is constant, not three.",
    ),
    preset(
        "vcl18-uniform-smallbias",
        "VCL18: uniform, small biases",
        Vcl18,
        &[("prior", "uniform"), ("bias_scale", "fan-in"), ("view", "rank")],
        "Again the uniform law and the Gaussian one can hardly be told apart.",
    ),
    preset(
        "vcl18-wide",
        "VCL18: Gaussian, wide weights",
        Vcl18,
        &[("weight_scale", "fixed"), ("view", "rank")],
        "Weights that are not scaled down drown the biases: one network of five is constant, and most functions are seen only once.",
    ),
    preset(
        "vcl18-uniform-wide",
        "VCL18: uniform, wide weights",
        Vcl18,
        &[("prior", "uniform"), ("weight_scale", "fixed"), ("view", "rank")],
        "Wide uniform weights do what wide Gaussian ones do.",
    ),
    preset(
        "perceptron",
        "M19: perceptron without bias",
        Mingard19,
        &[
            ("hidden", "none"),
            ("weight_scale", "fixed"),
            ("sigma_b", "0"),
            ("draws", "10000000"),
            ("view", "ones"),
        ],
        "Every number of ones is equally likely, as theorem 4.1 says, though some are had by very few functions.",
    ),
    preset(
        "perceptron-bias",
        "M19: perceptron with bias",
        Mingard19,
        &[("hidden", "none"), ("weight_scale", "fixed"), ("draws", "10000000"), ("view", "rank")],
        "A bias makes few ones and many ones likelier than the flat law has it; the exponent -0.85 of the literature should lie within the fitted interval.",
    ),
    preset(
        "layer-64",
        "M19: one hidden layer of 64",
        Mingard19,
        &[("hidden", "64"), ("sigma_b", "0"), ("view", "ones")],
        "One hidden layer, without biases, already lifts both ends of the flat law of the perceptron.",
    ),
    preset(
        "images",
        "2\u{d7}2 images",
        Images,
        &[
            ("n", "4"),
            ("encoding", "pm"),
            ("hidden", "16"),
            ("sigma_w", "1.41421356"),
            ("sigma_b", "0.1"),
            ("draws", "10000000"),
            ("view", "complexity"),
        ],
        "Small enough for exact sizes of formulas and circuits: compare which measure predicts P best once the number of ones is fixed.",
    ),
    chaos!(
        "chaos-1",
        "M25: \u{3c3}_w = 1, order",
        "1",
        "Ten layers of tanh keep what they are given: networks are much simpler than random functions."
    ),
    chaos!(
        "chaos-1.5",
        "M25: \u{3c3}_w = 1.5",
        "1.5",
        "Just past the transition the median complexity moves towards that of random functions."
    ),
    chaos!(
        "chaos-2",
        "M25: \u{3c3}_w = 2",
        "2",
        "Nearly every network is a new function, yet simpler than a random one."
    ),
    chaos!("chaos-4", "M25: \u{3c3}_w = 4", "4", "The bias towards simple functions is nearly gone."),
    chaos!(
        "chaos-8",
        "M25: \u{3c3}_w = 8, chaos",
        "8",
        "Deep in chaos a random network is hardly simpler than a random function."
    ),
];
