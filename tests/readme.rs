//! The README's table of settings is the table of settings.
#![cfg(not(target_arch = "wasm32"))]

use dice_and_descent::experiment::Kind;
use dice_and_descent::experiment::compare::Table;

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

#[test]
fn every_setting_is_documented_as_it_is() {
    let readme = include_str!("../README.md");
    let table = Table::new();
    let rows: Vec<String> = table
        .groups
        .iter()
        .flat_map(|group| &group.settings)
        .map(|setting| {
            format!(
                "| `{}` | {} | {} | `{}` |",
                setting.key,
                setting.help,
                allowed(&setting.kind),
                setting.default
            )
        })
        .collect();
    let missing: Vec<&String> = rows.iter().filter(|row| !readme.contains(row.as_str())).collect();
    assert!(missing.is_empty(), "the README lacks, or says otherwise:\n{}", rows.join("\n"));
}
