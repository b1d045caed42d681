//! Rows of tables of settings, and those that every experiment has.

use super::hide::HIDE;
use super::part::Part;
use super::setting::{Choice, Effect, Kind, Setting};

/// Seeds are 32 bits.
pub(crate) const SEED: Kind = Kind::Integer { min: 0, max: u32::MAX as u64 };

/// The network and its prior.
pub(crate) fn network() -> Vec<Setting> {
    vec![
        restart(
            "hidden",
            "Hidden layers",
            "Units of each hidden layer, separated by commas; none gives the perceptron.",
            "16",
            Kind::Text { hint: "none, or up to 4 numbers from 1 to 128: 40,40" },
        ),
        restart(
            "activation",
            "Activation",
            "What every hidden unit does to its sum. The hard threshold has no gradient: dice only.",
            "relu",
            choice(&[("relu", "ReLU"), ("tanh", "tanh"), ("erf", "erf"), ("sign", "hard threshold")]),
        ),
        restart(
            "prior",
            "Distribution",
            "The law of every weight and bias at initialisation.",
            "gaussian",
            choice(&[("gaussian", "Gaussian"), ("uniform", "uniform")]),
        ),
        restart(
            "sigma_w",
            "\u{3c3}_w",
            "Standard deviation of the weights, before scaling.",
            "1.41421356",
            Kind::Real { min: 0.01, max: 100.0, logarithmic: true },
        ),
        restart(
            "sigma_b",
            "\u{3c3}_b",
            "Standard deviation of the biases, before scaling.",
            "0.1",
            Kind::Real { min: 0.0, max: 100.0, logarithmic: false },
        ),
        restart(
            "weight_scale",
            "Weight scaling",
            "Weights divided by the square root of the number of inputs of their layer, or not.",
            "fan-in",
            choice(&[("fan-in", "\u{3c3}_w / \u{221a}fan-in"), ("fixed", "\u{3c3}_w in every layer")]),
        ),
        restart(
            "bias_scale",
            "Bias scaling",
            "How the biases of a layer are scaled.",
            "fixed",
            choice(&[
                ("fixed", "\u{3c3}_b in every layer"),
                ("fan-in", "\u{3c3}_b / \u{221a}fan-in"),
                ("units", "\u{3c3}_b \u{3c3}_w / units"),
            ]),
        ),
    ]
}

fn setting(
    key: &'static str,
    label: &'static str,
    help: &'static str,
    default: &'static str,
    effect: Effect,
    kind: Kind,
) -> Setting {
    let allowed = kind.allowed();
    Setting { key, label, help, default, effect, kind, allowed, own: false }
}

/// A setting whose change makes it another experiment.
pub(crate) fn restart(
    key: &'static str,
    label: &'static str,
    help: &'static str,
    default: &'static str,
    kind: Kind,
) -> Setting {
    setting(key, label, help, default, Effect::Restart, kind)
}

/// A budget.
pub(crate) fn extend(
    key: &'static str,
    label: &'static str,
    help: &'static str,
    default: &'static str,
    kind: Kind,
) -> Setting {
    setting(key, label, help, default, Effect::Extend, kind)
}

/// A setting that changes only how a run is shown or carried out.
pub(crate) fn view(
    key: &'static str,
    label: &'static str,
    help: &'static str,
    default: &'static str,
    kind: Kind,
) -> Setting {
    setting(key, label, help, default, Effect::View, kind)
}

/// One of a few words, each with its label.
pub(crate) fn choice(options: &[(&'static str, &'static str)]) -> Kind {
    Kind::Choice { options: options.iter().map(|&(value, label)| Choice { value, label }).collect() }
}

/// The key of the setting that makes the page light or dark.
pub(crate) const THEME: &str = "theme";

/// Whether the page is light or dark.
pub(crate) fn theme() -> Setting {
    view(
        THEME,
        "Colours",
        "Light or dark, or as the reader's device prefers. Print is always light.",
        "auto",
        choice(&[("auto", "as the reader prefers"), ("light", "light"), ("dark", "dark")]),
    )
}

/// What of the page is hidden; `parts` is what there is beside the settings.
pub(crate) fn hide(parts: &[Part]) -> Setting {
    view(
        HIDE,
        "Hidden",
        "What of the page is not shown, by key; a minus shows it again.",
        "none",
        Kind::Parts { parts: parts.to_vec() },
    )
}
