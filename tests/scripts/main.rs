//! The scripts behind `npm start` and `npm test` begin where nothing is installed yet, and the native program does what
//! it says.

#![cfg(not(target_arch = "wasm32"))]

mod parts;
mod program;

use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::Path;

/// What a script imports before it does anything.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    text.split("\nimport ").skip(1).filter_map(|import| {
        let from = import.split(';').next()?.rsplit("from ").next()?;
        from.trim().strip_prefix('"')?.strip_suffix('"')
    })
}

#[test]
fn nothing_but_node_is_imported_before_the_set_up() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
    for command in ["start.mjs", "test.mjs", "setup.mjs"] {
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![command.to_owned()]);
        while let Some(script) = waiting.pop() {
            let text = format!("\n{}", read_to_string(root.join(&script)).expect("a script"));
            for import in imports(&text) {
                match import.strip_prefix("./") {
                    Some(other) if seen.insert(other.to_owned()) => waiting.push(other.to_owned()),
                    Some(_) => {}
                    None => assert!(
                        import.starts_with("node:"),
                        "{command}: {script} imports {import} at its head"
                    ),
                }
            }
        }
        assert!(seen.contains("run.mjs"), "{command} imports {seen:?}");
    }
}
