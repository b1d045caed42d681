//! Maps worth looking at, each with what to watch.

use serde::Serialize;

/// A named bundle of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct MapPreset {
    /// A short name.
    pub id: &'static str,
    /// As a person reads it.
    pub label: &'static str,
    /// What to watch. Everything that it says of numbers is tested on a map of these settings.
    pub watch: &'static str,
    /// The settings that differ from the defaults.
    #[serde(skip)]
    pub(super) values: &'static [(&'static str, &'static str)],
}

/// All presets, in the order of the page.
pub(super) const PRESETS: [MapPreset; 9] = [
    MapPreset {
        id: "rays",
        label: "Through the origin",
        watch: "Far from the origin regions become rays: with all parameters larger in the same proportion, the biases decide less and the function hardly changes.",
        values: &[],
    },
    MapPreset {
        id: "neighbourhood",
        label: "Around a random network",
        watch: "In the middle stands one random network: the colour changes wherever one of its labels does.",
        values: &[("through", "draw")],
    },
    MapPreset {
        id: "path",
        label: "Where descent walks",
        watch: "Only what fits the training set keeps its colour: follow the run from a random network that does not fit to one that does.",
        values: &[("plane", "path"), ("condition", "on"), ("train", "0xa437"), ("lr", "0.02")],
    },
    MapPreset {
        id: "large-steps",
        label: "Large steps",
        watch: "With a learning rate fifty times larger the same run, from the same start, ends several times as far away.",
        values: &[("plane", "path"), ("condition", "on"), ("paths", "4"), ("train", "0xa437"), ("lr", "1")],
    },
    MapPreset {
        id: "posterior",
        label: "What fits three points",
        watch: "Everything that contradicts three training points fades. What remains is where the posterior is not 0, on this plane and not weighted by the prior.",
        values: &[("n", "3"), ("train_size", "3"), ("condition", "on"), ("plane_seed", "5")],
    },
    MapPreset {
        id: "wedges",
        label: "Perceptron, two inputs",
        watch: "With two weights and no bias every border is a straight line through the origin: four gates have a wedge of the same size, AND and XOR have none.",
        values: &[
            ("n", "2"),
            ("hidden", "none"),
            ("sigma_b", "0"),
            ("plane", "chosen"),
            ("axis_u", "1.1.1"),
            ("axis_v", "1.1.2"),
            ("target", "and"),
            // Off the middle, so that no pixel stands on a border, where an output is 0.
            ("centre", "0.001,0.0004"),
        ],
    },
    MapPreset {
        id: "hidden-unit",
        label: "One unit of many",
        watch: "Only one weight and one bias of one of sixteen units move: where this unit is 0 for every input, nothing changes at all.",
        values: &[("plane", "chosen"), ("through", "draw")],
    },
    MapPreset {
        id: "order",
        label: "Order: tanh, small weights",
        watch: "Four layers of tanh with small weights: few functions fill most of the plane. Compare with large weights.",
        values: &[
            ("n", "5"),
            ("hidden", "24,24,24,24"),
            ("activation", "tanh"),
            ("sigma_w", "1"),
            ("sigma_b", "0.2"),
            ("resolution", "256"),
        ],
    },
    MapPreset {
        id: "chaos",
        label: "Chaos: tanh, large weights",
        watch: "With weights six times as large there are on the same plane many times as many functions as with small weights.",
        values: &[
            ("n", "5"),
            ("hidden", "24,24,24,24"),
            ("activation", "tanh"),
            ("sigma_w", "6"),
            ("sigma_b", "0.2"),
            ("resolution", "256"),
        ],
    },
];
