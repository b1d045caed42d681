//! The table of the landscape's settings.

use super::parts::PARTS;
use crate::complexity::Measure;
use crate::settings::rows::{SEED, choice, extend, hide, network, restart, theme, view};
use crate::settings::{Choice, Group, Kind, Setting};

/// The most hidden layers.
pub(super) const MOST_LAYERS: usize = 10;

/// The most last layers to one draw of the hidden layers.
const MOST_LAST_LAYERS: u64 = 64;

/// All settings of the landscape, in the order of the page.
pub(super) fn table() -> Vec<Group> {
    vec![
        Group { id: "inputs", label: "Inputs", settings: inputs() },
        Group { id: "network", label: "Network and prior", settings: parameters() },
        Group { id: "run", label: "Run", settings: run() },
    ]
}

fn inputs() -> Vec<Setting> {
    vec![
        restart(
            "n",
            "Inputs n",
            "Number of Boolean inputs. Functions are looked at on all 2^n of their values.",
            "7",
            Kind::Integer { min: 1, max: 7 },
        ),
        restart(
            "encoding",
            "Encoding",
            "How a Boolean input enters the network.",
            "01",
            choice(&[("01", "0 and 1"), ("pm", "\u{2212}1 and +1")]),
        ),
    ]
}

/// The rows that every experiment has, with the defaults of the network of Valle-Perez et al. 2018.
fn parameters() -> Vec<Setting> {
    let mut rows = network();
    for row in &mut rows {
        match row.key {
            "hidden" => {
                row.default = "40,40";
                row.kind = Kind::Text { hint: "none, or up to 10 numbers from 1 to 128: 40,40" };
            }
            "activation" => row.help = "What every hidden unit does to its sum.",
            "sigma_w" | "sigma_b" => row.default = "1",
            _ => {}
        }
    }
    rows
}

fn run() -> Vec<Setting> {
    let measures = Measure::ALL.into_iter();
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
            "Networks to draw",
            "How many random networks are drawn; rounded up to whole chunks.",
            "1000000",
            Kind::Integer { min: 1, max: 1_000_000_000_000 },
        ),
        restart(
            "last_layers",
            "Last layers per hidden draw",
            "Networks that share their hidden layers, each with a last layer of its own: many more a second, but not independent. Intervals count hidden draws.",
            "1",
            Kind::Integer { min: 1, max: MOST_LAST_LAYERS },
        ),
        restart(
            "classes",
            "Count classes",
            "Functions that arise from each other by a symmetry of the prior (permuting inputs; negating them, if they are \u{2212}1 and +1; negating the output) are equally probable. Counted together, they show P of functions thousands of times rarer, from the same networks.",
            "off",
            choice(&[("off", "no"), ("on", "yes")]),
        ),
        view(
            "workers",
            "Workers",
            "How many computations go on side by side. The result does not depend on it.",
            "auto",
            Kind::Text { hint: "auto, or 1 to 64" },
        ),
        view(
            "measure",
            "Complexity",
            "The measure against which P is shown. Exact sizes exist for up to four inputs.",
            "lz",
            Kind::Choice {
                options: measures
                    .map(|measure| Choice { value: measure.key(), label: measure.label() })
                    .collect(),
            },
        ),
        view(
            "view",
            "Figure",
            "Which figure is shown.",
            "rank",
            choice(&[
                ("rank", "P against rank"),
                ("complexity", "P against complexity"),
                ("ones", "Number of ones"),
                ("distribution", "How complex networks are"),
            ]),
        ),
        view(
            "order",
            "Order of the measures",
            "How the table of all measures is sorted: as they are listed, or the strongest correlation with P first.",
            "listed",
            choice(&[
                ("listed", "as listed"),
                ("overall", "by rank correlation"),
                ("within", "by rank correlation with equally many ones"),
            ]),
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
        let mut keys = Vec::new();
        for setting in table.iter().flat_map(|group| &group.settings) {
            assert_eq!(setting.canonical(setting.default).as_deref(), Ok(setting.default), "{}", setting.key);
            assert!(setting.help.ends_with('.'), "{}: a help is a sentence", setting.key);
            keys.push(setting.key);
        }
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), all);
        let fragment = Values::defaults(&table).fragment(Experiment::Landscape, &table);
        assert_eq!(fragment, "v=2&experiment=landscape");
    }
}
