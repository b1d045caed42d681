//! The table of the comparison's settings.

use super::parts::PARTS;
use crate::method::METHODS;
use crate::settings::rows::{SEED, choice, hide, network, restart, theme, view};
use crate::settings::{Group, Kind, Setting};

/// The methods of a link that names none.
pub(super) const DEFAULT_METHODS: &str = "dice,descent";

/// These methods: all that the engine of the first load compares.
#[cfg(not(feature = "atlas"))]
pub(super) fn default_methods() -> Vec<&'static dyn crate::method::Method> {
    DEFAULT_METHODS.split(',').filter_map(crate::method::method_named).collect()
}

/// All settings of the comparison, in the order of the page.
pub(super) fn table() -> Vec<Group> {
    let mut groups = vec![Group { id: "task", label: "Task", settings: task() }, network_group()];
    groups.extend(METHODS.iter().filter_map(|method| method.group()));
    groups.push(Group { id: "run", label: "Run", settings: run() });
    groups
}

/// Network and prior, of which each method may have its own.
pub(super) fn network_group() -> Group {
    let settings = network().into_iter().map(Setting::of_each_method).collect();
    Group { id: "network", label: "Network and prior", settings }
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

fn run() -> Vec<Setting> {
    let options: Vec<&str> = METHODS.iter().map(|method| method.words().key).collect();
    let mut settings = vec![
        restart(
            "methods",
            "Methods",
            "Which methods are compared, two to six; the first is called a, the second b, up to f. What only one of them has is set with its letter: b.lr=0.01.",
            DEFAULT_METHODS,
            Kind::Methods { options },
        ),
        restart(
            "seed",
            "Seed",
            "The same seed and settings give the same counts, on any machine.",
            "1",
            SEED,
        )
        .of_each_method(),
    ];
    // Training runs before draws: the order of keys in a link is part of fingerprints.
    settings.extend(METHODS.iter().rev().flat_map(|method| method.budget()));
    settings.extend([
        view(
            "pair",
            "Pair shown",
            "Which two of the methods stand in the chart and in the comparison in numbers: the letter of the one to the right, then of the one upwards.",
            "ab",
            Kind::Text { hint: "two letters: ac" },
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
    ]);
    settings
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
