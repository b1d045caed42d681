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
    /// One sentence on what to watch.
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
        watch: "Far from the origin regions become rays: biases matter less and less, and larger parameters of the same direction compute the same.",
        values: &[],
    },
    MapPreset {
        id: "neighbourhood",
        label: "Around a random network",
        watch: "Around a typical network few functions fill the whole window: most of its neighbours compute the same.",
        values: &[("through", "draw")],
    },
    MapPreset {
        id: "path",
        label: "Where descent walks",
        watch: "Only what fits the training set keeps its colour: follow the runs from a random network to the edge of a region that fits.",
        values: &[("plane", "path"), ("condition", "on"), ("paths", "4"), ("train", "0xa437")],
    },
    MapPreset {
        id: "large-steps",
        label: "Large steps",
        watch: "With a learning rate ten times larger a run jumps over narrow regions that small steps would have entered.",
        values: &[("plane", "path"), ("condition", "on"), ("paths", "4"), ("train", "0xa437"), ("lr", "1")],
    },
    MapPreset {
        id: "posterior",
        label: "What fits three points",
        watch: "Everything that contradicts three training points fades: what remains is the posterior, and its largest region is rarely the target.",
        values: &[("n", "3"), ("train_size", "3"), ("condition", "on"), ("plane_seed", "5")],
    },
    MapPreset {
        id: "wedges",
        label: "Perceptron, two inputs",
        watch: "With two weights and no bias every border is a straight line through the origin: each gate has a wedge, and XOR has none.",
        values: &[
            ("n", "2"),
            ("hidden", "none"),
            ("sigma_b", "0"),
            ("plane", "chosen"),
            ("axis_u", "1.1.1"),
            ("axis_v", "1.1.2"),
            ("target", "and"),
        ],
    },
    MapPreset {
        id: "hidden-unit",
        label: "One unit of many",
        watch: "Only one weight and one bias of sixteen units move: where the unit is dead, nothing changes at all.",
        values: &[("plane", "chosen"), ("through", "draw")],
    },
    MapPreset {
        id: "order",
        label: "Order: tanh, small weights",
        watch: "Small weights keep four layers of tanh almost linear: large regions with smooth borders.",
        values: &[
            ("n", "5"),
            ("hidden", "24,24,24,24"),
            ("activation", "tanh"),
            ("sigma_w", "1"),
            ("sigma_b", "0.2"),
            ("through", "draw"),
            ("resolution", "256"),
        ],
    },
    MapPreset {
        id: "chaos",
        label: "Chaos: tanh, large weights",
        watch: "Large weights fold space again and again: neighbouring networks compute unrelated functions, and no pixel tells what the next one is.",
        values: &[
            ("n", "5"),
            ("hidden", "24,24,24,24"),
            ("activation", "tanh"),
            ("sigma_w", "6"),
            ("sigma_b", "0.2"),
            ("through", "draw"),
            ("resolution", "256"),
        ],
    },
];
