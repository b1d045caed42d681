//! The table of the comparison's settings.

use super::parts::PARTS;
use crate::settings::rows::{SEED, choice, extend, hide, network, restart, theme, view};
use crate::settings::{Group, Kind, Setting};

/// All settings of the comparison, in the order of the page.
pub(super) fn table() -> Vec<Group> {
    vec![
        Group { id: "task", label: "Task", settings: task() },
        Group { id: "network", label: "Network and prior", settings: network() },
        Group { id: "descent", label: "Descent", settings: descent() },
        Group { id: "run", label: "Run", settings: run() },
    ]
}

fn task() -> Vec<Setting> {
    vec![
        restart(
            "n",
            "Inputs n",
            "Number of Boolean inputs. Functions are looked at on all 2^n of their values.",
            "4",
            Kind::Integer { min: 1, max: 7 },
        ),
        restart(
            "encoding",
            "Encoding",
            "How a Boolean input enters the network.",
            "pm",
            choice(&[("01", "0 and 1"), ("pm", "\u{2212}1 and +1")]),
        ),
        restart(
            "target",
            "Target",
            "The function that labels the training set: a name, or its truth table.",
            "and-or",
            Kind::Text { hint: "a name (xor), 2^n characters 0 or 1, or 0x and hexadecimal digits" },
        ),
        restart("target_seed", "Seed of the target", "Which of the random targets.", "1", SEED),
        restart(
            "train",
            "Training set",
            "Which inputs are shown: chosen at random, or marked 1 in a table.",
            "random",
            Kind::Text { hint: "random, f0 to f6, or a table with 1 for every training point" },
        ),
        restart(
            "train_size",
            "Training points",
            "|S|, the size of a random training set.",
            "half",
            Kind::Text { hint: "half, or 1 to 2^n \u{2212} 1" },
        ),
        restart("train_seed", "Seed of the training set", "Which of the random training sets.", "1", SEED),
    ]
}

fn descent() -> Vec<Setting> {
    vec![
        restart(
            "optimiser",
            "Optimiser",
            "How a gradient becomes a step.",
            "sgd",
            choice(&[
                ("sgd", "SGD"),
                ("momentum", "SGD with momentum"),
                ("adam", "Adam"),
                ("rmsprop", "RMSProp"),
                ("adagrad", "Adagrad"),
                ("adadelta", "Adadelta"),
            ]),
        ),
        restart(
            "lr",
            "Learning rate",
            "What the gradient is multiplied with to give a step of plain SGD; other optimisers scale it first. Adadelta's usual rate is 1, Adam's 0.001.",
            "0.1",
            Kind::Real { min: 1e-6, max: 1e9, logarithmic: true },
        ),
        restart(
            "batch",
            "Batch size",
            "Training points per step; full: all of them, so that a step has no noise of batches.",
            "1",
            Kind::Text { hint: "full, or 1 to |S|" },
        ),
        restart(
            "loss",
            "Loss",
            "What is minimised. Targets 0 and 1 put the label's threshold at an output of one half, for both methods.",
            "cross-entropy",
            choice(&[
                ("cross-entropy", "cross-entropy"),
                ("mse", "squared error, targets \u{2212}1 and +1"),
                ("mse01", "squared error, targets 0 and 1"),
                ("hinge", "hinge"),
            ]),
        ),
        restart(
            "momentum",
            "Momentum",
            "Share of the velocity that stays from step to step.",
            "0.9",
            Kind::Real { min: 0.0, max: 0.9999, logarithmic: false },
        ),
        restart(
            "beta1",
            "\u{3b2}1",
            "Adam's decay of the mean gradient.",
            "0.9",
            Kind::Real { min: 0.0, max: 0.9999, logarithmic: false },
        ),
        restart(
            "beta2",
            "\u{3b2}2",
            "Adam's decay of the mean squared gradient.",
            "0.999",
            Kind::Real { min: 0.0, max: 0.99999, logarithmic: false },
        ),
        restart(
            "rms_decay",
            "RMSProp decay",
            "Decay of the mean squared gradient.",
            "0.99",
            Kind::Real { min: 0.0, max: 0.9999, logarithmic: false },
        ),
        restart(
            "adadelta_decay",
            "Adadelta decay",
            "Decay of the mean squared gradient and step.",
            "0.9",
            Kind::Real { min: 0.0, max: 0.9999, logarithmic: false },
        ),
        restart(
            "extra_epochs",
            "Epochs after the first fit",
            "0 stops at the end of the first epoch after which every training point is right; more is overtraining.",
            "0",
            Kind::Integer { min: 0, max: 100_000 },
        ),
        restart(
            "max_epochs",
            "Limit of epochs",
            "A run that has not fitted by then has failed, and is counted as such.",
            "5000",
            Kind::Integer { min: 1, max: 1_000_000 },
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
            "runs",
            "Training runs",
            "How often descent trains; rounded up to whole chunks.",
            "100000",
            Kind::Integer { min: 1, max: 100_000_000 },
        ),
        extend(
            "kept",
            "Networks to keep",
            "Dice stop at the end of the chunk in which so many draws have fitted.",
            "100000",
            Kind::Integer { min: 1, max: 100_000_000 },
        ),
        extend(
            "draws",
            "Limit of draws",
            "Dice give up at the end of the chunk in which so many networks have been drawn.",
            "1000000000",
            Kind::Integer { min: 1, max: 1_000_000_000_000 },
        ),
        view(
            "workers",
            "Workers",
            "How many computations go on side by side. The result does not depend on it.",
            "auto",
            Kind::Text { hint: "auto, or 1 to 64" },
        ),
        view(
            "rows",
            "Functions listed",
            "Length of the ranked list.",
            "20",
            Kind::Integer { min: 1, max: 1000 },
        ),
        theme(),
        hide(&PARTS),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Experiment, Values};

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
        assert_eq!(Values::defaults(&table).fragment(Experiment::Compare, &table), "v=2");
    }
}
