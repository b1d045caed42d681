//! What the page shows of the settings, and how each gesture of a visitor changes them.
//!
//! The fragment of the link *is* the state: every function here takes one and gives the next.

use super::cards::{MethodCard, cards};
use super::ledger::impossible_for_all;
use super::members::Member;
use super::presets::{PRESETS, Preset};
use super::settings::{Comparison, Setup};
use super::table::table;
use crate::experiment::architecture_words;
use crate::method::rejection::SamplingSpace;
use crate::method::{METHODS, MethodId, rejection};
use crate::numeric::{plural, powers};
use crate::settings::Texts;
use crate::settings::change::changed;
use crate::settings::{Effect, Experiment, Group, Notice, Setting, Values, settings};
use serde::Serialize;

/// The table of settings and the presets: all that the page needs to build its controls.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Table {
    /// The settings, in groups.
    pub groups: Vec<Group>,
    /// The presets.
    pub presets: Vec<Preset>,
}

impl Table {
    /// The table of the comparison.
    pub fn new() -> Self {
        Self { groups: table(), presets: PRESETS.to_vec() }
    }
}

impl Default for Table {
    fn default() -> Self {
        Self::new()
    }
}

/// The settings as the page shows them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
pub struct State {
    /// The fragment of the link: only what differs from the defaults.
    pub hash: String,
    /// The text of every setting.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Record<string, string>"))]
    pub values: Texts,
    /// What in the given fragment could not be used as it was.
    pub notices: Vec<Notice>,
    /// Settings that have no effect beside the others.
    pub disabled: Vec<&'static str>,
    /// The number of Boolean inputs.
    pub n: usize,
    /// 2^n.
    pub inputs: usize,
    /// The truth table of the target.
    pub target: String,
    /// The training points, marked 1.
    pub training: String,
    /// Every input as its bits.
    pub names: Vec<String>,
    /// What is being looked at, in short sentences.
    pub facts: Vec<String>,
    /// The preset that these settings are.
    pub preset: Option<&'static str>,
    /// What to watch in it.
    pub watch: Option<&'static str>,
    /// The methods, each with what its card says.
    pub methods: Vec<MethodCard>,
    /// The places of the two that are shown side by side.
    pub pair: Vec<usize>,
    /// How the dice are thrown, if there are any.
    pub dice_note: Option<&'static str>,
}

/// The outcome of a gesture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
pub struct Change {
    /// The new state, or the old one if the change was refused.
    pub state: State,
    /// Why it was refused.
    pub error: Option<String>,
}

/// The state that a link means.
pub fn read_link(fragment: &str) -> State {
    State::new(Setup::read(fragment))
}

/// Sets `key` to `text`. A text that is not allowed is refused with a sentence; another setting that no
/// longer goes with the new one is replaced and named in the notices.
pub fn change(fragment: &str, key: &str, text: &str) -> Change {
    let setup = Setup::read(fragment);
    let table = table();
    let read = |values: &Values| Setup::read(&values.fragment(Experiment::Compare, &table));
    match changed(&setup.values, &table, (key, text), read, |after| &after.notices) {
        Ok(after) => Change { state: State::new(after), error: None },
        Err(error) => Change::refused(setup, error),
    }
}

/// The settings of preset `id`; only seed and view stay. An unknown preset changes nothing.
pub fn apply_preset(fragment: &str, id: &str) -> State {
    let setup = Setup::read(fragment);
    let Some(preset) = PRESETS.iter().find(|preset| preset.id == id) else { return State::new(setup) };
    let table = table();
    let values = setup.values.with_preset(&table, preset.values, Setting::is_seed_or_view);
    read_link(&values.fragment(Experiment::Compare, &table))
}

/// Flips the target's label at input `j`.
pub fn flip_target(fragment: &str, j: usize) -> Change {
    let task = Setup::read(fragment).comparison.problem.task;
    if j >= task.inputs.count() {
        return Change::refused(Setup::read(fragment), format!("There is no input {j}."));
    }
    change(fragment, "target", &task.target.flipped(j).to_string())
}

/// Moves input `j` from the training set to the test set or back.
pub fn move_input(fragment: &str, j: usize) -> Change {
    let task = Setup::read(fragment).comparison.problem.task;
    if j >= task.inputs.count() {
        return Change::refused(Setup::read(fragment), format!("There is no input {j}."));
    }
    change(fragment, "train", &task.training.flipped(j).to_string())
}

/// The same settings with another seed; methods with a seed of their own keep their distance from it, so that all draw
/// other random numbers.
pub fn with_seed(fragment: &str, seed: u32) -> State {
    let setup = Setup::read(fragment);
    let mut values = setup.values;
    let own: Vec<(usize, u32)> = (values.all_own())
        .filter(|&(_, key, _)| key == "seed")
        .filter_map(|(place, _, text)| Some((place, text.parse().ok()?)))
        .collect();
    for (place, own) in own {
        let moved = seed.wrapping_add(own).wrapping_sub(setup.comparison.seed);
        values.set_own(place, "seed", moved.to_string());
    }
    values.set("seed", seed.to_string());
    read_link(&values.fragment(Experiment::Compare, &table()))
}

/// What going from one fragment to another does to a run; `None` if nothing changes. A smaller budget is a
/// restart: what was counted beyond it can't be taken back.
pub fn effect_of(before: &str, after: &str) -> Option<Effect> {
    let (before, after) = (Setup::read(before), Setup::read(after));
    let methods = before.comparison.methods.iter().zip(&after.comparison.methods);
    let smaller = methods.into_iter().any(|(before, after)| after.stop().is_smaller(before.stop()));
    before.values.effect_of(&after.values, &table(), smaller)
}

impl Change {
    pub(super) fn refused(setup: Setup, error: String) -> Self {
        Self { state: State::new(setup), error: Some(error) }
    }
}

impl State {
    pub(super) fn new(setup: Setup) -> Self {
        let hash = setup.fragment();
        let comparison = &setup.comparison;
        let task = &comparison.problem.task;
        let (n, inputs) = (task.inputs.dimension(), task.inputs.count());
        let table = table();
        let preset = PRESETS
            .iter()
            .find(|preset| setup.values.is_preset(&table, preset.values, Setting::decides_what_is_counted));
        Self {
            hash,
            values: setup.values.texts(),
            disabled: disabled(comparison, &setup.values),
            n,
            inputs,
            target: task.target.to_string(),
            training: task.training.to_string(),
            names: (0..inputs).map(|j| format!("{j:0n$b}")).collect(),
            facts: facts(comparison),
            preset: preset.map(|preset| preset.id),
            watch: preset.map(|preset| preset.watch),
            methods: cards(comparison, &setup.values),
            pair: comparison.pair.to_vec(),
            dice_note: dice_note(comparison),
            notices: setup.notices,
        }
    }
}

/// Settings that have no effect on any method.
fn disabled(comparison: &Comparison, values: &Values) -> Vec<&'static str> {
    let mut disabled = Vec::new();
    if !comparison.target.is_random() {
        disabled.push("target_seed");
    }
    if values.get("train") != "random" {
        disabled.extend(["train_size", "train_seed"]);
    }
    let members = || comparison.methods.iter().zip(0..);
    for method in METHODS {
        let own: Vec<(&Member, usize)> =
            members().filter(|(member, _)| member.method() == method.id()).collect();
        let runs = own.iter().any(|(member, _)| member.refused.is_none());
        let groups: Vec<Group> = method.group().into_iter().collect();
        let budget = method.budget();
        for setting in settings(&groups).chain(&budget) {
            let idle =
                own.iter().all(|&(_, place)| method.idle(&values.of_method(place)).contains(&setting.key));
            if !runs || (idle && setting.effect == Effect::Restart) {
                disabled.push(setting.key);
            }
        }
    }
    // Where the threshold lies is decided by the loss, for dice too.
    disabled.retain(|&key| key != "loss" || comparison.methods.iter().all(|member| member.refused.is_some()));
    disabled
}

fn facts(comparison: &Comparison) -> Vec<String> {
    let problem = &comparison.problem;
    let task = &problem.task;
    let inputs = task.inputs.count();
    // The 16 values of four inputs are shown as images of 2 by 2 pixels.
    let points = if inputs == 16 { "images" } else { "points" };
    let impossible = impossible_for_all(comparison).map(|why| format!("impossible: {why}"));
    let mut networks: Vec<String> = Vec::new();
    for architecture in comparison.methods.iter().map(|member| &member.problem.architecture) {
        let words = architecture_words(architecture);
        let words = format!("{words}, {}", plural(architecture.parameter_count(), "parameter"));
        if !networks.contains(&words) {
            networks.push(words);
        }
    }
    let facts = vec![
        format!(
            "{}: {inputs} {points} to label, {} possible functions",
            plural(task.inputs.dimension(), "input"),
            powers(inputs)
        ),
        format!(
            "{} and {}: {} functions fit, one of them the target, {}",
            plural(task.training_size(), "training point"),
            plural(task.test_size(), "test point"),
            powers(task.test_size()),
            comparison.target.words()
        ),
        networks.join("; "),
    ];
    impossible.into_iter().chain(facts).collect()
}

fn dice_note(comparison: &Comparison) -> Option<&'static str> {
    let dice = comparison.methods.iter().find(|member| member.method() == MethodId::REJECTION)?;
    Some(match rejection::sampling_space(&dice.problem) {
        SamplingSpace::FunctionSpace => {
            "Dice are thrown in function space: with Gaussian weights the values at the training points are Gaussian too, given the layer before, so they are drawn one after the other, training points first, and a network is given up at the first wrong label. The same law as drawing all weights, only faster."
        }
        SamplingSpace::WeightSpace => {
            "Dice are thrown in weight space: all parameters are drawn from the prior, and a network is given up at the first training point that it gets wrong."
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_recognised_and_needs_no_notice() {
        for preset in PRESETS {
            let state = apply_preset("lr=0.5&target=and&seed=7", preset.id);
            assert_eq!(state.notices, [], "{}", preset.id);
            assert_eq!(state.values["seed"], "7");
            assert_eq!(state.preset, Some(preset.id));
            assert!(preset.watch.ends_with('.'));
            // Whatever was set before, the same stands there after.
            let other = apply_preset(&apply_preset("seed=7&loss=hinge&draws=5&kept=9", "f6").hash, preset.id);
            assert_eq!(other.hash, state.hash);
        }
    }

    #[test]
    fn a_hint_stands_only_where_all_that_matters_is_as_in_its_preset() {
        const TEXTS: [&str; 12] =
            ["2", "5", "0.5", "0x1", "tanh", "uniform", "fixed", "units", "adam", "hinge", "01", "xor"];
        for preset in PRESETS.into_iter().step_by(5) {
            let state = apply_preset("", preset.id);
            let table = table();
            for (setting, text) in settings(&table).flat_map(|setting| TEXTS.map(|text| (setting, text))) {
                let Change { state: changed, error: None } = change(&state.hash, setting.key, text) else {
                    continue;
                };
                if changed.hash == state.hash {
                    continue;
                }
                let stays = changed.preset == state.preset && changed.watch == Some(preset.watch);
                assert_eq!(
                    stays,
                    !setting.decides_what_is_counted(),
                    "{}: {} = {text}",
                    preset.id,
                    setting.key
                );
            }
        }
    }

    #[test]
    fn gestures_on_the_truth_table_make_it_explicit() {
        let flipped = flip_target("target=zero", 15).state;
        assert_eq!(
            (flipped.target.as_str(), flipped.values["target"].as_str()),
            ("0000000000000001", "0x0001")
        );
        let moved = move_input("train=0x8000", 1).state;
        assert_eq!(moved.values["train"], "0xc000");
        assert!(move_input("train=0x8000", 0).error.unwrap().contains("training set is empty"));
        assert!(flip_target("", 16).error.is_some());
    }

    #[test]
    fn a_refused_change_leaves_everything_as_it_was() {
        let refused = change("n=5&sigma_w=2", "sigma_w", "-3");
        assert_eq!(
            refused.error.as_deref(),
            Some("\u{3c3}_w (sigma_w): \u{201c}-3\u{201d} is outside 0.01 to 100.")
        );
        assert_eq!(refused.state, read_link("n=5&sigma_w=2"));
        assert!(change("", "colour", "red").error.unwrap().contains("no setting"));
    }

    #[test]
    fn a_change_that_others_can_not_follow_names_them() {
        let state = change("target=0x00ff", "n", "5").state;
        assert_eq!(state.notices.len(), 1);
        assert_eq!((state.notices[0].key.as_str(), state.values["target"].as_str()), ("target", "and-or"));
    }

    #[test]
    fn effects_tell_a_restart_from_a_longer_run() {
        assert_eq!(effect_of("", "v=2"), None);
        assert_eq!(effect_of("", "lr=0.2&rows=5"), Some(Effect::Restart));
        assert_eq!(effect_of("", "runs=200000"), Some(Effect::Extend));
        assert_eq!(effect_of("", "runs=2000"), Some(Effect::Restart));
        assert_eq!(effect_of("", "workers=2"), Some(Effect::View));
    }

    #[test]
    fn another_seed_is_another_one_for_every_method() {
        let state = with_seed("methods=descent,descent,descent&seed=5&b.seed=6&c.seed=2&c.lr=0.2", 100);
        assert_eq!(state.hash, "v=2&methods=descent,descent,descent&seed=100&b.seed=101&c.lr=0.2&c.seed=97");
        assert_eq!(with_seed("methods=dice,dice&b.seed=0", 0).values["b.seed"], u32::MAX.to_string());
    }

    #[test]
    fn what_has_no_effect_is_named() {
        let state = read_link("");
        assert!(state.disabled.contains(&"momentum") && !state.disabled.contains(&"train_size"));
        let state = read_link("activation=sign");
        assert!(state.disabled.contains(&"lr") && state.methods[1].note.is_some());
    }
}
