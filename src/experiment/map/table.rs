//! The table of the map's settings.

use super::parts::PARTS;
use crate::experiment::compare;
use crate::map::Layout;
use crate::settings::hide::HIDE;
use crate::settings::rows::{THEME, choice, hide, restart, theme, view};
use crate::settings::{Group, Kind, Setting};

/// All settings of the map, in the order of the page: task, network and training are those of the comparison.
pub(super) fn table() -> Vec<Group> {
    let mut groups = vec![Group { id: "map", label: "Map", settings: map() }];
    // Its paths are those of descent: other methods' settings would change nothing.
    for mut group in shared() {
        match group.id {
            "task" | "network" | "descent" => {}
            "run" => group.settings.retain(|setting| ["seed", "workers"].contains(&setting.key)),
            _ => continue,
        }
        groups.push(group);
    }
    groups
}

/// The table of the comparison, without what is about its page.
pub(super) fn shared() -> Vec<Group> {
    let mut groups = compare::Table::new().groups;
    for group in &mut groups {
        group.settings.retain(|setting| ![THEME, HIDE].contains(&setting.key));
    }
    groups
}

fn map() -> Vec<Setting> {
    vec![
        restart(
            "plane",
            "Plane",
            "Which two directions of parameter space are shown.",
            "random",
            choice(&[
                ("random", "two random directions"),
                ("chosen", "two chosen parameters"),
                ("path", "the path of a training run"),
            ]),
        ),
        restart(
            "through",
            "Through",
            "What a random or chosen plane passes through: all parameters 0, or a random draw of the prior.",
            "origin",
            choice(&[("origin", "the origin"), ("draw", "a random network")]),
        ),
        restart(
            "plane_seed",
            "Seed of the plane",
            "Which of the random planes, and which random network it passes through.",
            "1",
            Kind::Integer { min: 0, max: u32::MAX as u64 },
        ),
        restart(
            "axis_u",
            "Parameter to the right",
            "A weight as layer.unit.input, or a bias as layer.unit.b, each counted from 1.",
            "1.1.1",
            Kind::Text { hint: "layer.unit.input or layer.unit.b: 1.3.2" },
        ),
        restart(
            "axis_v",
            "Parameter upwards",
            "A weight as layer.unit.input, or a bias as layer.unit.b, each counted from 1.",
            "1.1.b",
            Kind::Text { hint: "layer.unit.input or layer.unit.b: 1.3.b" },
        ),
        view(
            "centre",
            "Centre of the window",
            "Coordinates on the plane, in standard deviations of the prior; auto shows all there is.",
            "auto",
            Kind::Text { hint: "auto, or two numbers: 0.5,-1" },
        ),
        view(
            "zoom",
            "Zoom",
            "How many times closer than the whole: three standard deviations to every side, or the whole path.",
            "1",
            Kind::Real { min: 0.01, max: 1000.0, logarithmic: true },
        ),
        view(
            "resolution",
            "Resolution",
            "Pixels along a side. Regions smaller than a pixel are not seen.",
            "512",
            Kind::Integer { min: Layout::MIN as u64, max: Layout::MAX as u64 },
        ),
        view(
            "condition",
            "Condition on the training set",
            "Functions that do not fit the training set fade away; what remains is where the posterior is not 0.",
            "off",
            choice(&[("off", "no"), ("on", "yes")]),
        ),
        view(
            "lines",
            "Border lines",
            "Thin lines where two functions meet; left out where they would hide the picture.",
            "on",
            choice(&[("on", "yes"), ("off", "no")]),
        ),
        view(
            "paths",
            "Training runs shown",
            "How many runs of descent are projected on the plane. They are the first runs of the comparison with the same settings and seed.",
            "0",
            Kind::Integer { min: 0, max: 16 },
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
        let mut keys = Vec::new();
        for setting in table.iter().flat_map(|group| &group.settings) {
            assert_eq!(setting.canonical(setting.default).as_deref(), Ok(setting.default), "{}", setting.key);
            assert!(setting.help.ends_with('.'), "{}: a help is a sentence", setting.key);
            keys.push(setting.key);
        }
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }
}
