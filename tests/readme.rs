//! The README's tables of settings are the tables of settings.
#![cfg(not(target_arch = "wasm32"))]

use dice_and_descent::experiment::compare::Table;
use dice_and_descent::experiment::gates::settings_table;
use dice_and_descent::experiment::landscape::LandscapeTable;
use dice_and_descent::experiment::map::MapTable;
use dice_and_descent::experiment::{Experiment, Group, Kind, PartKind, parts};

const README: &str = include_str!("../README.md");

fn allowed(kind: &Kind) -> String {
    match kind {
        Kind::Choice { options } => {
            options.iter().map(|option| format!("`{}`", option.value)).collect::<Vec<_>>().join(", ")
        }
        Kind::Integer { min, max } => format!("{min} to {max}"),
        Kind::Real { min, max, .. } => format!("{min} to {max}"),
        Kind::Text { hint } => (*hint).to_owned(),
        Kind::Parts { .. } => "keys, separated by commas".to_owned(),
    }
}

/// The table as it must stand in the README, heading and all.
fn documented(groups: &[Group]) -> String {
    let mut text = "| key | meaning | allowed | default |\n|---|---|---|---|\n".to_owned();
    for setting in groups.iter().flat_map(|group| &group.settings) {
        let default = match setting.default {
            "" => String::new(),
            default => format!("`{default}`"),
        };
        text.push_str(&format!(
            "| `{}` | {} | {} | {default} |\n",
            setting.key,
            setting.help,
            allowed(&setting.kind)
        ));
    }
    text
}

/// What stands under a title that says which experiment's link is meant.
fn under(title: &str) -> &str {
    let (_, rest) = README.split_once(title).unwrap_or_else(|| panic!("the README lacks {title}"));
    rest.trim_start()
}

fn assert_documented(title: &str, groups: &[Group]) {
    let table = documented(groups);
    assert!(under(title).starts_with(&table), "after {title} the README must say:\n{table}");
}

#[test]
fn every_setting_of_the_comparison_is_documented_as_it_is() {
    let table = documented(&Table::new().groups);
    assert!(README.contains(&table), "the README must say:\n{table}");
}

#[test]
fn every_setting_of_the_gates_is_documented_as_it_is() {
    assert_documented("<code>experiment=gates</code></summary>", &settings_table());
}

#[test]
fn every_setting_of_the_landscape_is_documented_as_it_is() {
    assert_documented("<code>experiment=landscape</code></summary>", &LandscapeTable::new().groups);
}

#[test]
fn every_setting_of_the_map_is_documented_as_it_is() {
    assert_documented("<code>experiment=map</code></summary>", &MapTable::new().groups);
}

#[test]
fn every_part_that_can_be_hidden_is_named() {
    for experiment in Experiment::ALL {
        let key = experiment.key();
        let own = parts(&format!("experiment={key}"));
        let own: Vec<String> = own
            .iter()
            .filter(|part| part.kind != PartKind::Setting)
            .map(|part| format!("`{}`", part.key))
            .collect();
        let row = format!("| `{key}` | {} |\n", own.join(", "));
        assert!(own.is_empty() || README.contains(&row), "the README must say:\n{row}");
    }
}
