//! Settings worth looking at, each with what to watch.

use serde::Serialize;

/// Where a preset comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum LandscapePresetGroup {
    /// After the network of Valle-Perez, Camargo, Louis 2018; their parameters are uniform with sigma_w = sqrt 2, or wide.
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
    /// What to watch. Everything that it says of numbers is tested on a run of these settings.
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
                ("measure", "lz"),
            ],
            $watch,
        )
    };
}

/// All presets, in the order of the page.
pub(super) const PRESETS: [LandscapePreset; 16] = [
    preset(
        "vcl18",
        "Gaussian",
        Vcl18,
        &[("view", "rank")],
        "Nearly three networks of four are constant; the most frequent function that is not is more than a hundred times rarer than a constant.",
    ),
    preset(
        "vcl18-classes",
        "Gaussian, by classes",
        Vcl18,
        &[("classes", "on"), ("view", "rank")],
        "A million networks reach P = 10\u{207b}\u{b9}\u{2070}, as ten billion did in Fig. 1a of the paper, because functions that arise from each other by permuting inputs or negating the output share their count. From rank 200 to ten million the curve runs along Zipf's line, within a factor of three.",
    ),
    preset(
        "vcl18-uniform",
        "uniform",
        Vcl18,
        &[("prior", "uniform"), ("view", "rank")],
        "With uniform parameters of the same variance nearly as many networks are constant: between these two laws the shape hardly matters for that.",
    ),
    preset(
        "vcl18-smallbias",
        "Gaussian, small biases",
        Vcl18,
        &[("bias_scale", "fan-in"), ("view", "rank")],
        "With biases as small as the weights about one network of four is constant, not three.",
    ),
    preset(
        "vcl18-uniform-smallbias",
        "uniform, small biases",
        Vcl18,
        &[("prior", "uniform"), ("bias_scale", "fan-in"), ("view", "rank")],
        "Here too, uniform and Gaussian parameters give nearly the same share of constant networks.",
    ),
    preset(
        "vcl18-wide",
        "Gaussian, wide weights",
        Vcl18,
        &[("weight_scale", "fixed"), ("view", "rank")],
        "Weights that are not scaled down drown the biases: about one network of five is constant, and most functions are seen only once.",
    ),
    preset(
        "vcl18-uniform-wide",
        "uniform, wide weights",
        Vcl18,
        &[("prior", "uniform"), ("weight_scale", "fixed"), ("view", "rank")],
        "Wide uniform weights give nearly the same share of constant networks as wide Gaussian ones.",
    ),
    preset(
        "perceptron",
        "perceptron without bias",
        Mingard19,
        &[
            ("hidden", "none"),
            ("weight_scale", "fixed"),
            ("sigma_b", "0"),
            ("draws", "10000000"),
            ("view", "ones"),
        ],
        "Every number of ones from 0 to 127 is equally likely, as theorem 4.1 of Mingard et al. 2019 says, though only one function has none and very many have 64.",
    ),
    preset(
        "perceptron-bias",
        "perceptron with bias",
        Mingard19,
        &[("hidden", "none"), ("weight_scale", "fixed"), ("draws", "10000000"), ("view", "ones")],
        "With a bias no ones and only ones are both likelier than the flat law of the perceptron without one has them.",
    ),
    preset(
        "layer-64",
        "one hidden layer of 64",
        Mingard19,
        &[("hidden", "64"), ("sigma_b", "0"), ("view", "ones")],
        "One hidden layer of ReLU units, without biases, already lifts both ends of the flat law of the perceptron.",
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
        "Small enough for exact sizes of formulas and circuits: compare how the measures go with P once the number of ones is fixed.",
    ),
    chaos!(
        "chaos-1",
        "\u{3c3}_w = 1",
        "1",
        "With hardly any bias this is close to the line between order, where layers make different inputs more alike, and chaos, where they drive them apart: the median complexity is less than half that of random functions."
    ),
    chaos!(
        "chaos-1.5",
        "\u{3c3}_w = 1.5",
        "1.5",
        "Past the line into chaos the median complexity is already about three quarters of that of random functions."
    ),
    chaos!(
        "chaos-2",
        "\u{3c3}_w = 2",
        "2",
        "Nearly every network computes a function that no other one does, and yet the median complexity is about a tenth below that of random functions."
    ),
    chaos!(
        "chaos-4",
        "\u{3c3}_w = 4",
        "4",
        "The median complexity is a few per cent below that of random functions."
    ),
    chaos!(
        "chaos-8",
        "\u{3c3}_w = 8, deep in chaos",
        "8",
        "By this measure a random network is hardly simpler than a random function: the medians are within three per cent."
    ),
];
