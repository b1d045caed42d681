//! Stored cases: links and files that somebody has kept, and what once was treated wrongly.

use std::fs;
use std::path::{Path, PathBuf};

fn files_in(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

/// All stored links, and those that are only here to be tried.
pub(crate) fn links() -> Vec<Vec<u8>> {
    let stored = files_in("links").into_iter().flat_map(|file| {
        let text = fs::read_to_string(file).unwrap();
        let links =
            text.lines().filter_map(|line| line.strip_prefix("link:").or(line.strip_prefix("gives:")));
        links.map(|link| link.trim().as_bytes().to_vec()).collect::<Vec<_>>()
    });
    let tried = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/links.txt")).unwrap();
    stored.chain(tried.split(|&byte| byte == b'\n').map(<[u8]>::to_vec)).collect()
}

/// All stored files of runs.
pub(crate) fn files() -> Vec<Vec<u8>> {
    let files =
        files_in("corpus").into_iter().filter(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.map(|file| fs::read(file).unwrap()).collect()
}
