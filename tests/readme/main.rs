//! The documents, as they are read: tables of settings say what the code says, links lead somewhere, files that are named exist.
#![cfg(not(target_arch = "wasm32"))]

use std::env;
use std::fs::{read_dir, read_to_string, write};
use std::path::{Path, PathBuf};

mod links;
mod tables;
mod typed;

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every document, by its path from the root.
fn documents() -> Vec<(PathBuf, String)> {
    let directories = ["", "docs"].into_iter().map(Path::new);
    let mut paths: Vec<PathBuf> = directories
        .flat_map(|directory| {
            let entries = read_dir(root().join(directory)).expect("a directory");
            entries.map(|entry| directory.join(entry.expect("an entry").file_name()))
        })
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    paths.sort();
    assert!(paths.len() > 10, "{paths:?}");
    paths
        .into_iter()
        .map(|path| {
            let text = read_to_string(root().join(&path)).expect("a text");
            (path, text)
        })
        .collect()
}

/// A file must be what is written here; `WRITE=1` makes it so.
fn assert_written(path: &str, text: &str) {
    let file = root().join(path);
    if env::var_os("WRITE").is_some() {
        write(&file, text).expect("a file that can be written");
    }
    let found = read_to_string(&file).unwrap_or_default();
    assert!(found == text, "{path} is out of date: WRITE=1 cargo test --test readme");
}
