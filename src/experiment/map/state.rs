//! What the page shows of the map's settings, and how each gesture of a visitor changes them.
//!
//! The fragment of the link *is* the state: every function here takes one and gives the next.

use super::presets::{MapPreset, PRESETS};
use super::settings::{PlaneKind, Setup, centre_text};
use super::{link, table};
use crate::experiment::{compare, landscape};
use crate::map::{Plane, View};
use crate::numeric::decimal;
use crate::settings::Texts;
use crate::settings::change::changed;
use crate::settings::hide::HIDE;
use crate::settings::migration::VERSION;
use crate::settings::rows::THEME;
use crate::settings::{Experiment, Group, Notice, Setting, Values, rows, settings};
use serde::Serialize;

/// The table of settings and the presets: all that the page needs to build its controls.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct MapTable {
    /// The settings, in groups.
    pub groups: Vec<Group>,
    /// The presets.
    pub presets: Vec<MapPreset>,
}

impl MapTable {
    /// The table of the map.
    pub fn new() -> Self {
        Self { groups: table::table(), presets: PRESETS.to_vec() }
    }
}

impl Default for MapTable {
    fn default() -> Self {
        Self::new()
    }
}

/// The settings as the page shows them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
pub struct MapState {
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
    /// What is being looked at, in short sentences; the last one is about the plane.
    pub facts: Vec<String>,
    /// Pixels along a side of the picture.
    pub resolution: usize,
    /// Training runs to show.
    pub paths: u64,
    /// The preset that these settings are.
    pub preset: Option<&'static str>,
    /// What to watch in it.
    pub watch: Option<&'static str>,
    /// The link of the landscape of the same networks, where it is counted how likely each function is.
    pub landscape: String,
    /// Why there are no training runs.
    pub descent_note: Option<&'static str>,
}

/// The outcome of a gesture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
pub struct MapChange {
    /// The new state, or the old one if the change was refused.
    pub state: MapState,
    /// Why it was refused.
    pub error: Option<String>,
}

/// What a change of the link asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Consequences {
    /// The plane must be made anew, and with it all the rest.
    pub plane: bool,
    /// The tiles must be computed anew.
    pub picture: bool,
    /// The training runs must be done anew.
    pub paths: bool,
    /// The picture must be painted and described anew.
    pub paint: bool,
}

/// The state that a link means.
pub fn read_link(fragment: &str) -> MapState {
    MapState::new(Setup::read(fragment))
}

/// Sets `key` to `text`. A text that is not allowed is refused with a sentence; another setting that no
/// longer goes with the new one is replaced and named in the notices.
pub fn change(fragment: &str, key: &str, text: &str) -> MapChange {
    let setup = Setup::read(fragment);
    let read = |values: &Values| Setup::read(&link::fragment(values));
    match changed(&setup.values, &table::table(), (key, text), read, |after| &after.notices) {
        Ok(after) => MapChange { state: MapState::new(after), error: None },
        Err(error) => MapChange::refused(setup, error),
    }
}

/// The settings of preset `id`; seed and workers stay. An unknown preset changes nothing.
pub fn apply_preset(fragment: &str, id: &str) -> MapState {
    let setup = Setup::read(fragment);
    let Some(preset) = PRESETS.iter().find(|preset| preset.id == id) else { return MapState::new(setup) };
    let stays = |setting: &Setting| STAYS.contains(&setting.key);
    let values = setup.values.with_preset(&table::table(), preset.values, stays);
    read_link(&link::fragment(&values))
}

/// Flips the target's label at input `j`.
pub fn flip_target(fragment: &str, j: usize) -> MapChange {
    let task = Setup::read(fragment).comparison.problem.task;
    if j >= task.inputs.count() {
        return MapChange::refused(Setup::read(fragment), format!("There is no input {j}."));
    }
    change(fragment, "target", &task.target.flipped(j).to_string())
}

/// Moves input `j` from the training set to the test set or back.
pub fn move_input(fragment: &str, j: usize) -> MapChange {
    let task = Setup::read(fragment).comparison.problem.task;
    if j >= task.inputs.count() {
        return MapChange::refused(Setup::read(fragment), format!("There is no input {j}."));
    }
    change(fragment, "train", &task.training.flipped(j).to_string())
}

/// The same settings with another random plane, or with that of another training run.
pub fn with_plane_seed(fragment: &str, seed: u32) -> MapState {
    let key = if Setup::read(fragment).plane == PlaneKind::Path { "seed" } else { "plane_seed" };
    change(fragment, key, &seed.to_string()).state
}

/// The window onto `plane` after a drag of the picture by these shares of its width to the right and down.
pub fn drag(fragment: &str, plane: &Plane, right: f64, down: f64) -> MapState {
    let view = Setup::read(fragment).view(plane);
    looking(fragment, plane, view.dragged(right, down))
}

/// The window onto `plane` made `factor` times as wide about a point of the picture, given as shares of its width from
/// the left and from the top; not closer than single precision allows.
pub fn zoom(fragment: &str, plane: &Plane, factor: f64, left: f64, top: f64) -> MapState {
    let setup = Setup::read(fragment);
    let view = setup.view(plane);
    let least = setup.least_half(plane, view.zoomed(factor, left, top).centre);
    // What is as close as can be may still be closer than that.
    let factor = if factor < 1.0 { factor.max(least / view.half).min(1.0) } else { factor };
    looking(fragment, plane, view.zoomed(factor, left, top))
}

/// The window that shows all there is to see.
pub fn whole(fragment: &str) -> MapState {
    let mut setup = Setup::read(fragment);
    let table = table::table();
    for setting in settings(&table).filter(|setting| ["centre", "zoom"].contains(&setting.key)) {
        setup.values.set(setting.key, setting.default);
    }
    read_link(&setup.fragment())
}

fn looking(fragment: &str, plane: &Plane, after: View) -> MapState {
    let mut setup = Setup::read(fragment);
    if !(after.half > 0.0 && after.centre.iter().all(|x| x.is_finite())) {
        return MapState::new(setup);
    }
    let zoom = (plane.frame().half / after.half).clamp(0.01, 1000.0);
    // As many digits as a pixel of the largest picture needs.
    let place = libm::pow(10.0, libm::floor(libm::log10(after.half)) - 4.0);
    let rounded = after.centre.map(|x| round_to(x, place));
    setup.values.set("centre", centre_text(rounded));
    setup
        .values
        .set("zoom", round_to(zoom, libm::pow(10.0, libm::floor(libm::log10(zoom)) - 4.0)).to_string());
    read_link(&setup.fragment())
}

/// `x` as a multiple of `place`, a power of ten, without the noise of binary fractions.
pub(super) fn round_to(x: f64, place: f64) -> f64 {
    let count = libm::round(x / place);
    if place < 1.0 { count / libm::round(1.0 / place) } else { count * place }
}

/// What going from one fragment to another asks for.
pub fn consequences(before: &str, after: &str) -> Consequences {
    let (before, after) = (Setup::read(before), Setup::read(after));
    let (problem, other) = (&before.comparison.problem, &after.comparison.problem);
    let trains = |setup: &Setup| {
        let compare::Comparison { problem, descent, seed, .. } = &setup.comparison;
        (problem.clone(), *descent, *seed)
    };
    let lies = |setup: &Setup| (setup.plane, setup.through_draw, setup.plane_seed);
    let training = trains(&before) != trains(&after);
    let plane = (&problem.architecture, problem.prior, &problem.task.inputs)
        != (&other.architecture, other.prior, &other.task.inputs)
        || lies(&before) != lies(&after)
        || after.plane == PlaneKind::Path && training;
    let picture = plane || before.window != after.window || problem.threshold != other.threshold;
    let paths = plane || training || before.paths != after.paths;
    let look = |setup: &Setup| (setup.condition, setup.lines);
    let paint = picture || problem.task != other.task || look(&before) != look(&after);
    Consequences { plane, picture, paths, paint }
}

impl MapChange {
    fn refused(setup: Setup, error: String) -> Self {
        Self { state: MapState::new(setup), error: Some(error) }
    }
}

impl MapState {
    fn new(setup: Setup) -> Self {
        let hash = setup.fragment();
        let task = &setup.comparison.problem.task;
        let (n, inputs) = (task.inputs.dimension(), task.inputs.count());
        let preset = PRESETS.iter().find(|preset| is_preset(preset, &setup.values));
        // Task, network and training are described as in the comparison.
        let shared = compare::read_link(&shared_fragment(&setup.values));
        let mut disabled: Vec<&'static str> = shared
            .disabled
            .into_iter()
            .filter(|&key| setup.values.iter().any(|(own, _)| own == key))
            .collect();
        match setup.plane {
            PlaneKind::Random => disabled.extend(["axis_u", "axis_v"]),
            PlaneKind::Chosen(_) if !setup.through_draw => disabled.push("plane_seed"),
            PlaneKind::Chosen(_) => {}
            PlaneKind::Path => disabled.extend(["axis_u", "axis_v", "through", "plane_seed"]),
        }
        if !setup.comparison.can_descend() {
            disabled.push("paths");
        }
        let mut facts = shared.facts;
        facts.push(plane_words(&setup));
        facts.extend(distance_words(&setup));
        Self {
            hash,
            values: setup.values.texts(),
            disabled,
            n,
            inputs,
            target: task.target.to_string(),
            training: task.training.to_string(),
            names: (0..inputs).map(|j| format!("{j:0n$b}")).collect(),
            facts,
            resolution: setup.window.size,
            paths: setup.paths,
            preset: preset.map(|preset| preset.id),
            watch: preset.map(|preset| preset.watch),
            landscape: landscape_fragment(&setup.values),
            descent_note: (!setup.comparison.can_descend()).then_some(
                "There are no training runs: a hard threshold has no gradient to follow. A plane through a path is replaced by a random one.",
            ),
            notices: setup.notices,
        }
    }
}

/// The fragment of the comparison with the same task, network and training.
fn shared_fragment(values: &Values) -> String {
    let shared = table::shared();
    let mut given = Values::defaults(&shared);
    for (key, value) in values.iter().filter(|(key, _)| settings(&shared).any(|setting| setting.key == *key))
    {
        given.set(key, value);
    }
    given.fragment(Experiment::Compare, &shared)
}

/// The fragment of the landscape of the same networks.
fn landscape_fragment(values: &Values) -> String {
    let network = rows::network();
    let shared = values.iter().filter(|(key, _)| {
        ["n", "encoding"].contains(key) || network.iter().any(|setting| setting.key == *key)
    });
    let pairs: Vec<String> = shared.map(|(key, value)| format!("{key}={value}")).collect();
    landscape::read_link(&format!("v={VERSION}&experiment=landscape&{}", pairs.join("&"))).hash
}

/// How far random networks are from a plane through the origin: the length of a vector of as many independent
/// variables of variance 1 as there are free parameters.
fn distance_words(setup: &Setup) -> Option<String> {
    if setup.through_draw || setup.plane == PlaneKind::Path {
        return None;
    }
    let problem = &setup.comparison.problem;
    let free: usize = problem
        .architecture
        .layers()
        .map(|layer| layer.units * (layer.fan_in + usize::from(problem.prior.bias_std(layer) > 0.0)))
        .sum();
    // Two directions of so many have a share of 2 / free of the squared distance.
    let outside = if free > 4 { ", most of it outside this plane" } else { "" };
    Some(format!(
        "Random networks lie about {} standard deviations from the origin{outside}",
        decimal(libm::sqrt(free as f64), 2)
    ))
}

/// What a preset leaves as it is.
const STAYS: [&str; 4] = ["seed", "workers", THEME, HIDE];

/// Maps are recognised by everything but this and the window: their hints speak of the plane, not of what is seen of it.
fn is_preset(preset: &MapPreset, values: &Values) -> bool {
    values.is_preset(&table::table(), preset.values, |setting| {
        !STAYS.contains(&setting.key) && !["centre", "zoom"].contains(&setting.key)
    })
}

fn plane_words(setup: &Setup) -> String {
    let through =
        if setup.through_draw { "a random network" } else { "the origin, where all parameters are 0" };
    match setup.plane {
        PlaneKind::Random => format!(
            "A plane through {through}, in two random directions; one unit is one standard deviation of the prior"
        ),
        PlaneKind::Chosen(_) => {
            let (u, v) = (setup.values.get("axis_u"), setup.values.get("axis_v"));
            let rest = if setup.through_draw { "those of a random network" } else { "0" };
            format!(
                "Parameter {u} to the right and {v} upwards, each in its standard deviations; all others are {rest}"
            )
        }
        PlaneKind::Path => "The plane through the first point of run 0, its last, and the one farthest from the line between them; one unit is one standard deviation of the prior".to_owned(),
    }
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
        }
    }

    #[test]
    fn a_drag_and_a_zoom_are_in_the_link() {
        let plane = |fragment: &str| {
            let mut maker = Setup::read(fragment).plane_maker().unwrap();
            while !maker.advance(1000) {}
            maker.plane().unwrap().clone()
        };
        let usual = plane("");
        let dragged = drag("", &usual, 0.5, 0.0);
        assert_eq!(dragged.hash, "v=2&experiment=map&centre=-3,0");
        let closer = zoom("", &usual, 0.5, 1.0, 1.0);
        assert_eq!(closer.hash, "v=2&experiment=map&centre=1.5,-1.5&zoom=2");
        assert_eq!((closer.notices, closer.preset), (vec![], Some("rays")));
        assert_eq!(whole(&closer.hash).hash, "v=2&experiment=map");
        assert_eq!(zoom("", &usual, f64::NAN, 0.0, 0.0).hash, "v=2&experiment=map");
    }

    #[test]
    fn a_zoom_ends_where_single_precision_does() {
        for (fragment, closest) in [
            ("resolution=16", 1000.0),
            ("centre=9000,4169&resolution=512", 5.0),
            ("centre=-8000,1&resolution=1024", 5.0),
        ] {
            let mut maker = Setup::read(fragment).plane_maker().unwrap();
            while !maker.advance(1000) {}
            let plane = maker.plane().unwrap();
            let mut hash = fragment.to_owned();
            for _ in 0..40 {
                hash = zoom(&hash, plane, 0.5, 0.25, 0.5).hash;
            }
            let setup = Setup::read(&hash);
            let view = setup.view(plane);
            assert!(setup.window.zoom <= closest, "{hash}");
            assert!(
                setup.window.zoom == 1000.0 || view.half < 1.01 * setup.least_half(plane, view.centre),
                "{hash}"
            );
            // The last digit of the link's text is rounded.
            let again = |factor: f64| Setup::read(&zoom(&hash, plane, factor, 0.5, 0.5).hash).window.zoom;
            assert!(again(0.5) <= setup.window.zoom, "no closer: {hash}");
            assert!(again(2.0) < 0.6 * setup.window.zoom, "but farther: {hash}");
            // A link that asks for more is given what can be seen.
            let asked = Setup::read(&change(&hash, "zoom", "1000").state.hash);
            assert!(asked.view(plane).half >= setup.least_half(plane, view.centre), "{hash}");
        }
    }

    #[test]
    fn a_change_asks_for_no_more_than_it_must() {
        let asks = |after: &str| {
            let Consequences { plane, picture, paths, paint } = consequences("", after);
            (plane, picture, paths, paint)
        };
        assert_eq!(asks("experiment=map"), (false, false, false, false));
        assert_eq!(asks("lines=off"), (false, false, false, true));
        assert_eq!(asks("zoom=2"), (false, true, false, true));
        assert_eq!(asks("target=and"), (false, false, true, true));
        assert_eq!(asks("loss=mse01"), (false, true, true, true));
        assert_eq!(asks("lr=0.2"), (false, false, true, false));
        assert_eq!(asks("plane_seed=2"), (true, true, true, true));
        assert!(consequences("plane=path", "plane=path&lr=0.2").plane);
        assert!(!consequences("plane=path", "plane=path&workers=2").plane);
    }

    #[test]
    fn where_random_networks_lie_depends_on_how_many_parameters_are_free() {
        let fact =
            |link: &str| read_link(link).facts.into_iter().find(|fact| fact.starts_with("Random networks"));
        for (link, distance, outside) in [
            ("", "9.8", true),
            ("n=2&hidden=none&sigma_b=0", "1.4", false),
            ("n=2&hidden=none", "1.7", false),
            ("n=4&hidden=none", "2.2", true),
        ] {
            let fact = fact(link).unwrap();
            assert!(fact.contains(&format!("about {distance} standard")), "{fact}");
            assert_eq!(fact.contains("outside this plane"), outside, "{fact}");
        }
        assert_eq!(fact("through=draw"), None);
    }

    #[test]
    fn another_plane_is_that_of_another_run_where_a_run_spans_it() {
        assert_eq!(with_plane_seed("", 7).hash, "v=2&experiment=map&plane_seed=7");
        assert_eq!(with_plane_seed("plane=path", 7).hash, "v=2&experiment=map&plane=path&seed=7");
    }

    #[test]
    fn gestures_on_the_truth_table_make_it_explicit() {
        let flipped = flip_target("target=zero", 15).state;
        assert_eq!(
            (flipped.target.as_str(), flipped.values["target"].as_str()),
            ("0000000000000001", "0x0001")
        );
        assert_eq!(move_input("train=0x8000", 1).state.values["train"], "0xc000");
        assert!(move_input("train=0x8000", 0).error.unwrap().contains("training set is empty"));
        assert!(change("", "zoom", "far").error.unwrap().contains("is not a number"));
        assert!(change("", "colour", "red").error.unwrap().contains("no setting"));
    }
}
