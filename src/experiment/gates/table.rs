//! The table of the gates' settings.

use super::column::Column;
use super::parts::PARTS;
use crate::complexity::Measure;
use crate::settings::rows::{SEED, choice, extend, hide, restart, theme, view};
use crate::settings::{Choice, Group, Kind, Setting};

/// The most hidden layers of the network that is drawn beside the perceptron.
pub(super) const MOST_LAYERS: usize = 4;

/// All settings of the gates, in the order of the page.
pub(super) fn table() -> Vec<Group> {
    vec![
        Group { id: "gates", label: "Perceptron", settings: perceptron() },
        Group { id: "network", label: "Network with hidden units", settings: network() },
        Group { id: "run", label: "Draws", settings: run() },
        Group { id: "view", label: "What is shown", settings: shown() },
    ]
}

fn perceptron() -> Vec<Setting> {
    vec![
        restart(
            "n",
            "Inputs n",
            "Number of Boolean inputs of the gates.",
            "2",
            choice(&[("2", "two"), ("3", "three"), ("4", "four")]),
        ),
        restart(
            "encoding",
            "Encoding",
            "How a Boolean input enters the perceptron and the network.",
            "01",
            choice(&[("01", "0 and 1"), ("pm", "\u{2212}1 and +1")]),
        ),
        restart(
            "bias",
            "Bias",
            "Whether the perceptron has a bias c beside its weights.",
            "yes",
            choice(&[("yes", "with bias"), ("no", "without")]),
        ),
        restart(
            "bias_scale",
            "Bias scale",
            "How many times wider the bias is spread than a weight. Exact fractions need a decimal number of few digits.",
            "1",
            Kind::Real { min: 0.01, max: 100.0, logarithmic: true },
        ),
        restart(
            "prior",
            "Prior",
            "The law of the parameters that is drawn from, tested and plotted; the table has both.",
            "uniform",
            choice(&[("uniform", "uniform in the cube"), ("gaussian", "Gaussian")]),
        ),
    ]
}

fn network() -> Vec<Setting> {
    vec![
        restart(
            "hidden",
            "Hidden layers",
            "Units of each hidden layer of the network, separated by commas.",
            "16",
            Kind::Text { hint: "none, or up to 4 numbers from 1 to 128: 40,40" },
        ),
        restart(
            "activation",
            "Activation",
            "What every hidden unit does to its sum.",
            "relu",
            choice(&[("relu", "ReLU"), ("tanh", "tanh"), ("erf", "erf"), ("sign", "hard threshold")]),
        ),
        restart(
            "sigma_w",
            "\u{3c3}_w",
            "Standard deviation of the network's weights, times the square root of the units that they come from.",
            "1.41421356",
            Kind::Real { min: 0.01, max: 100.0, logarithmic: true },
        ),
        restart(
            "sigma_b",
            "\u{3c3}_b",
            "Standard deviation of the network's biases.",
            "0.1",
            Kind::Real { min: 0.0, max: 100.0, logarithmic: false },
        ),
    ]
}

fn run() -> Vec<Setting> {
    vec![
        restart(
            "seed",
            "Seed",
            "The same seed and settings give the same counts, on any machine.",
            "1",
            SEED,
        ),
        extend(
            "draws",
            "Draws",
            "How many perceptrons, and how many networks, are drawn; rounded up to whole chunks.",
            "2000000",
            Kind::Integer { min: 1, max: 1_000_000_000_000 },
        ),
        view(
            "workers",
            "Workers",
            "How many computations go on side by side. The result does not depend on it.",
            "auto",
            Kind::Text { hint: "auto, or 1 to 64" },
        ),
    ]
}

fn shown() -> Vec<Setting> {
    let measures = Measure::ALL.map(|measure| Choice { value: measure.key(), label: measure.label() });
    let columns = Column::ALL.map(|column| Choice { value: column.key(), label: column.label() });
    vec![
        view(
            "measure",
            "Complexity",
            "The measure of complexity in the last column and in the plot.",
            "formula",
            Kind::Choice { options: measures.to_vec() },
        ),
        view(
            "show",
            "Functions",
            "Of three or four inputs: those that a perceptron can compute, or all.",
            "threshold",
            choice(&[("threshold", "threshold functions"), ("all", "all functions")]),
        ),
        view(
            "sort",
            "Sorted by",
            "The column by which the table is sorted.",
            "table",
            Kind::Choice { options: columns.to_vec() },
        ),
        view(
            "order",
            "Order",
            "Whether small or large stands first.",
            "up",
            choice(&[("up", "ascending"), ("down", "descending")]),
        ),
        theme(),
        hide(&PARTS),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_canonical_and_keys_unique() {
        let table = table();
        let mut keys: Vec<&str> =
            table.iter().flat_map(|group| &group.settings).map(|setting| setting.key).collect();
        for setting in table.iter().flat_map(|group| &group.settings) {
            assert_eq!(setting.canonical(setting.default).as_deref(), Ok(setting.default), "{}", setting.key);
            assert!(setting.help.ends_with('.'), "{}: a help is a sentence", setting.key);
        }
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }
}
