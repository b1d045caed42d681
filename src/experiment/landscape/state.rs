//! What the page shows of the settings, and how each gesture of a visitor changes them.
//!
//! The fragment of the link *is* the state: every function here takes one and gives the next.

use super::presets::{LandscapePreset, PRESETS};
use super::settings::{Landscape, Setup};
use super::symmetry_words::symmetry_words;
use super::table::table;
use crate::complexity::Measure;
use crate::experiment::architecture_words;
use crate::network::{Activation, BiasScale, Distribution, WeightScale};
use crate::numeric::{count, plural, powers};
use crate::settings::Texts;
use crate::settings::change::changed;
use crate::settings::{Effect, Experiment, Group, Notice, Setting, Values};
use crate::symmetry::{OutputSymmetry, Symmetries};
use serde::Serialize;

/// The table of settings and the presets: all that the page needs to build its controls.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct LandscapeTable {
    /// The settings, in groups.
    pub groups: Vec<Group>,
    /// The presets.
    pub presets: Vec<LandscapePreset>,
}

impl LandscapeTable {
    /// The table of the landscape.
    pub fn new() -> Self {
        Self { groups: table(), presets: PRESETS.to_vec() }
    }
}

impl Default for LandscapeTable {
    fn default() -> Self {
        Self::new()
    }
}

/// A measure of complexity, as it is offered.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct MeasureInfo {
    /// As in the link.
    pub key: &'static str,
    /// As a person reads it.
    pub label: &'static str,
    /// What is counted; empty for a pure number.
    pub unit: &'static str,
    /// The definition in a sentence.
    pub definition: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// Whether it is known for functions of so many inputs.
    pub available: bool,
}

/// The settings as the page shows them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
pub struct LandscapeState {
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
    /// Every input as its bits.
    pub names: Vec<String>,
    /// All measures of complexity.
    pub measures: Vec<MeasureInfo>,
    /// What is being looked at, in short sentences.
    pub facts: Vec<String>,
    /// The preset that these settings are.
    pub preset: Option<&'static str>,
    /// What to watch in it.
    pub watch: Option<&'static str>,
}

/// The outcome of a gesture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
pub struct LandscapeChange {
    /// The new state, or the old one if the change was refused.
    pub state: LandscapeState,
    /// Why it was refused.
    pub error: Option<String>,
}

/// The state that a link means.
pub fn read_link(fragment: &str) -> LandscapeState {
    LandscapeState::new(Setup::read(fragment))
}

/// Sets `key` to `text`. A text that is not allowed is refused with a sentence; another setting that no
/// longer goes with the new one is replaced and named in the notices.
pub fn change(fragment: &str, key: &str, text: &str) -> LandscapeChange {
    let setup = Setup::read(fragment);
    let table = table();
    let read = |values: &Values| Setup::read(&values.fragment(Experiment::Landscape, &table));
    match changed(&setup.values, &table, (key, text), read, |after| &after.notices) {
        Ok(after) => LandscapeChange { state: LandscapeState::new(after), error: None },
        Err(error) => LandscapeChange { state: LandscapeState::new(setup), error: Some(error) },
    }
}

/// The settings of preset `id`; only seed and view stay. An unknown preset changes nothing.
pub fn apply_preset(fragment: &str, id: &str) -> LandscapeState {
    let setup = Setup::read(fragment);
    let Some(preset) = PRESETS.iter().find(|preset| preset.id == id) else {
        return LandscapeState::new(setup);
    };
    let table = table();
    let values = setup.values.with_preset(&table, preset.values, Setting::is_seed_or_view);
    read_link(&values.fragment(Experiment::Landscape, &table))
}

/// The same settings with another seed.
pub fn with_seed(fragment: &str, seed: u32) -> LandscapeState {
    change(fragment, "seed", &seed.to_string()).state
}

/// What going from one fragment to another does to a run; `None` if nothing changes. A smaller budget is a
/// restart: what was counted beyond it can't be taken back.
pub fn effect_of(before: &str, after: &str) -> Option<Effect> {
    let (before, after) = (Setup::read(before), Setup::read(after));
    let smaller = after.landscape.draws < before.landscape.draws;
    before.values.effect_of(&after.values, &table(), smaller)
}

impl LandscapeState {
    fn new(setup: Setup) -> Self {
        let hash = setup.fragment();
        let landscape = &setup.landscape;
        let n = landscape.n();
        let preset = PRESETS.iter().find(|preset| is_preset(preset, &setup.values));
        Self {
            hash,
            values: setup.values.texts(),
            disabled: disabled(landscape),
            n,
            inputs: 1 << n,
            names: (0..1 << n).map(|j| format!("{j:0n$b}")).collect(),
            measures: Measure::ALL.into_iter().map(|measure| info(measure, n)).collect(),
            facts: facts(landscape),
            preset: preset.map(|preset| preset.id),
            watch: preset.map(|preset| preset.watch),
            notices: setup.notices,
        }
    }
}

fn info(measure: Measure, n: usize) -> MeasureInfo {
    MeasureInfo {
        key: measure.key(),
        label: measure.label(),
        unit: measure.unit(),
        definition: measure.definition(),
        source: measure.source(),
        available: measure.applies_to(n),
    }
}

/// Presets are recognised by everything but seed, budget and view; where the hint speaks of a measure, by the measure.
fn is_preset(preset: &LandscapePreset, values: &Values) -> bool {
    let speaks_of = |key: &str| key == "measure" && preset.values.iter().any(|&(name, _)| name == key);
    values.is_preset(&table(), preset.values, |setting| {
        setting.decides_what_is_counted() || speaks_of(setting.key)
    })
}

fn disabled(landscape: &Landscape) -> Vec<&'static str> {
    let perceptron = landscape.problem.architecture.hidden.is_empty();
    let mut disabled = Vec::new();
    if perceptron {
        disabled.push("activation");
    }
    if landscape.problem.prior.sigma_b == 0.0 {
        disabled.push("bias_scale");
        // The labels of positively homogeneous networks do not depend on the scale of the weights.
        if perceptron
            || matches!(landscape.problem.architecture.activation, Activation::Relu | Activation::Sign)
        {
            disabled.extend(["sigma_w", "weight_scale"]);
        }
    }
    disabled
}

fn facts(landscape: &Landscape) -> Vec<String> {
    let architecture = &landscape.problem.architecture;
    let inputs = 1 << landscape.n();
    let facts = vec![
        format!(
            "{}: {inputs} inputs to label, {} possible functions",
            plural(landscape.n(), "bit"),
            powers(inputs)
        ),
        format!(
            "{}, {}",
            architecture_words(architecture),
            plural(architecture.parameter_count(), "parameter")
        ),
        prior_words(landscape),
    ];
    facts.into_iter().chain(landscape.classes.into_iter().flat_map(class_facts)).collect()
}

/// Which symmetries are used, and which the settings break.
fn class_facts(symmetries: Symmetries) -> impl Iterator<Item = String> {
    let used = format!(
        "counted by classes: functions that arise from each other by {} ({} arrangements) share their count",
        symmetry_words(symmetries),
        count(u64::from(symmetries.order()))
    );
    let inputs = (!symmetries.negated_inputs).then(|| {
        "negating inputs changes P with inputs 0 and 1; with \u{2212}1 and +1 it would not".to_owned()
    });
    let output = match symmetries.output {
        OutputSymmetry::All => None,
        OutputSymmetry::None => Some(
            "negating the output changes P: without biases all ReLUs of a layer can be dead, and the output 0 is labelled 0"
                .to_owned(),
        ),
        OutputSymmetry::AllButInputZero => {
            Some("without biases the input 0 always gives output 0, which is labelled 0".to_owned())
        }
    };
    [used].into_iter().chain(inputs).chain(output)
}

/// "Gaussian weights of standard deviation 1/√fan-in, biases of standard deviation 1".
fn prior_words(landscape: &Landscape) -> String {
    let prior = &landscape.problem.prior;
    let law = match prior.distribution {
        Distribution::Gaussian => "Gaussian",
        Distribution::Uniform => "uniform",
    };
    let weights = match prior.weight_scale {
        WeightScale::FanIn => format!("{}/\u{221a}fan-in", prior.sigma_w),
        WeightScale::Fixed => prior.sigma_w.to_string(),
    };
    let biases = match prior.bias_scale {
        _ if prior.sigma_b == 0.0 => {
            return format!("{law} weights of standard deviation {weights}, no biases");
        }
        BiasScale::Fixed => prior.sigma_b.to_string(),
        BiasScale::FanIn => format!("{}/\u{221a}fan-in", prior.sigma_b),
        BiasScale::Units => format!("{}\u{b7}{}/units of the layer", prior.sigma_b, prior.sigma_w),
    };
    format!("{law} weights of standard deviation {weights}, biases of standard deviation {biases}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_recognised_and_needs_no_notice() {
        for preset in PRESETS {
            let state = apply_preset("experiment=landscape&sigma_w=3&seed=7&measure=entropy", preset.id);
            assert_eq!(state.notices, [], "{}", preset.id);
            let measure = if preset.id.starts_with("chaos") { "lz" } else { "entropy" };
            assert_eq!((state.values["seed"].as_str(), state.values["measure"].as_str()), ("7", measure));
            let other = apply_preset("seed=7&measure=entropy&draws=9&n=3&last_layers=4", preset.id);
            assert_eq!((other.hash, other.watch), (state.hash.clone(), Some(preset.watch)));
            for changed in
                ["prior=uniform", "sigma_b=0.3", "n=4", "activation=erf", "last_layers=2", "hidden=3"]
            {
                let changed = read_link(&format!("{}&{changed}", state.hash));
                let same = changed.notices.is_empty() && changed.preset == state.preset;
                assert!(!same || changed.hash == state.hash, "{}: {}", preset.id, changed.hash);
            }
            let entropy = change(&state.hash, "measure", "ones").state;
            assert_eq!(entropy.watch.is_some(), measure == "entropy", "{}", preset.id);
            assert_eq!(state.preset, Some(preset.id));
            assert!(preset.watch.ends_with('.'));
            assert!(state.hash.starts_with("v=2&experiment=landscape"));
        }
        assert_eq!(apply_preset("sigma_w=3", "moon"), read_link("sigma_w=3"));
    }

    #[test]
    fn a_refused_change_leaves_everything_as_it_was() {
        let refused = change("n=5", "draws", "few");
        assert!(refused.error.unwrap().contains("is not a whole number"));
        assert_eq!(refused.state, read_link("n=5"));
        assert!(change("", "target", "xor").error.unwrap().contains("no setting"));
        let fewer = change("n=4&measure=dnf", "n", "5").state;
        assert_eq!((fewer.values["measure"].as_str(), fewer.notices.len()), ("lz", 1));
    }

    #[test]
    fn effects_tell_a_restart_from_a_longer_run() {
        assert_eq!(effect_of("", "v=2&experiment=landscape"), None);
        assert_eq!(effect_of("", "sigma_b=2&measure=ones"), Some(Effect::Restart));
        assert_eq!(effect_of("", "draws=2000000"), Some(Effect::Extend));
        assert_eq!(effect_of("", "draws=2000"), Some(Effect::Restart));
        assert_eq!(effect_of("", "measure=ones"), Some(Effect::View));
    }

    #[test]
    fn what_has_no_effect_is_named() {
        assert_eq!(read_link("").disabled, [""; 0]);
        assert_eq!(
            read_link("hidden=none&sigma_b=0").disabled,
            ["activation", "bias_scale", "sigma_w", "weight_scale"]
        );
        assert_eq!(read_link("activation=tanh&sigma_b=0").disabled, ["bias_scale"]);
        assert!(!read_link("").measures.iter().any(|measure| measure.key == "circuit" && measure.available));
    }
}
