//! What the page shows of the settings, and how each gesture of a visitor changes them.
//!
//! The fragment of the link *is* the state: every function here takes one and gives the next.

use super::column::Column;
use super::settings::{Sampled, Setup};
use super::table::table;
use crate::experiment::architecture_words;
use crate::network::Distribution;
use crate::numeric::powers;
use crate::settings::Texts;
use crate::settings::change::changed;
use crate::settings::{Effect, Experiment, Group, Notice, Values};
use serde::Serialize;

/// The settings as the page shows them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
pub struct GatesState {
    /// The fragment of the link: only what differs from the defaults.
    pub hash: String,
    /// The text of every setting.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Record<string, string>"))]
    pub values: Texts,
    /// What in the given fragment could not be used as it was.
    pub notices: Vec<Notice>,
    /// Settings that have no effect beside the others.
    pub disabled: Vec<&'static str>,
    /// The number of inputs of the gates.
    pub n: usize,
    /// What is being looked at, in short sentences.
    pub facts: Vec<String>,
}

/// The outcome of a gesture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
pub struct GatesChange {
    /// The new state, or the old one if the change was refused.
    pub state: GatesState,
    /// Why it was refused.
    pub error: Option<String>,
}

/// The settings, in groups.
pub fn settings_table() -> Vec<Group> {
    table()
}

/// The state that a link means.
pub fn read_link(fragment: &str) -> GatesState {
    GatesState::new(Setup::read(fragment))
}

/// Sets `key` to `text`. A text that is not allowed is refused with a sentence.
pub fn change(fragment: &str, key: &str, text: &str) -> GatesChange {
    let setup = Setup::read(fragment);
    let read = |values: &Values| Setup::read(&values.fragment(Experiment::Gates, &table()));
    match changed(&setup.values, &table(), (key, text), read, |after| &after.notices) {
        Ok(after) => GatesChange { state: GatesState::new(after), error: None },
        Err(error) => GatesChange::refused(setup, error),
    }
}

/// Sorts by a column: at first in its natural order, then in the other one.
pub fn sort_by(fragment: &str, key: &str) -> GatesChange {
    let setup = Setup::read(fragment);
    let Some(column) = Column::from_key(key) else {
        return GatesChange::refused(setup, format!("There is no column \u{201c}{key}\u{201d}."));
    };
    let descending = if setup.gates.sort == column { !setup.gates.descending } else { column.falls() };
    let sorted = change(fragment, "sort", key);
    change(&sorted.state.hash, "order", if descending { "down" } else { "up" })
}

/// The same settings with another seed.
pub fn with_seed(fragment: &str, seed: u32) -> GatesState {
    change(fragment, "seed", &seed.to_string()).state
}

/// What going from one fragment to another does to a run; `None` if nothing changes.
pub fn effect_of(before: &str, after: &str) -> Option<Effect> {
    let (before, after) = (Setup::read(before), Setup::read(after));
    before.values.effect_of(&after.values, &table(), after.gates.draws < before.gates.draws)
}

impl GatesChange {
    fn refused(setup: Setup, error: String) -> Self {
        Self { state: GatesState::new(setup), error: Some(error) }
    }
}

impl GatesState {
    fn new(setup: Setup) -> Self {
        let mut disabled = Vec::new();
        let perceptron = setup.gates.perceptron;
        if !perceptron.has_bias() {
            disabled.push("bias_scale");
        }
        if perceptron.inputs() == 2 {
            disabled.push("show");
        }
        Self {
            hash: setup.fragment(),
            values: setup.values.texts(),
            disabled,
            n: perceptron.inputs(),
            facts: facts(&setup),
            notices: setup.notices,
        }
    }
}

fn facts(setup: &Setup) -> Vec<String> {
    let gates = &setup.gates;
    let rows = gates.perceptron.rows();
    let law = match gates.distribution {
        Distribution::Uniform => "uniform in a cube",
        Distribution::Gaussian => "independent Gaussians",
    };
    vec![
        format!("{} parameters of the perceptron, {law}", gates.perceptron.parameters()),
        format!("{rows} rows of a truth table, {} functions", powers(rows)),
        format!(
            "the network beside it: {}, Gaussian",
            architecture_words(&gates.problem(Sampled::Network).architecture)
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_click_turns_the_order_round() {
        let first = sort_by("experiment=gates", "cube").state;
        assert_eq!(first.hash, "v=2&experiment=gates&sort=cube&order=down");
        let second = sort_by(&first.hash, "cube").state;
        assert_eq!(second.hash, "v=2&experiment=gates&sort=cube");
        assert_eq!(sort_by(&second.hash, "table").state.hash, "v=2&experiment=gates");
        assert!(sort_by("", "colour").error.is_some());
    }

    #[test]
    fn effects_tell_a_restart_from_a_longer_run() {
        assert_eq!(effect_of("", "experiment=gates"), None);
        assert_eq!(effect_of("", "sort=cube&measure=circuit"), Some(Effect::View));
        assert_eq!(effect_of("", "draws=3000000"), Some(Effect::Extend));
        assert_eq!(effect_of("", "draws=1"), Some(Effect::Restart));
        assert_eq!(effect_of("", "n=3&sort=cube"), Some(Effect::Restart));
    }

    #[test]
    fn a_refused_change_leaves_everything_as_it_was() {
        let refused = change("n=3", "bias_scale", "-1");
        assert!(refused.error.unwrap().contains("outside 0.01 to 100"));
        assert_eq!(refused.state, read_link("n=3"));
        assert_eq!(change("n=3", "colour", "red").state, read_link("n=3"));
    }

    #[test]
    fn what_has_no_effect_is_named() {
        assert_eq!(read_link("").disabled, ["show"]);
        assert_eq!(read_link("n=3&bias=no").disabled, ["bias_scale"]);
    }
}
