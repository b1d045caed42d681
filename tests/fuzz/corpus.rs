//! Stored cases: links and files that somebody has kept, and what once was treated wrongly.

use dice_and_descent::experiment::map::{Atlas, Setup};
use dice_and_descent::experiment::{SavedRun, compare, gates, landscape};
use dice_and_descent::map::TileRunner;
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

/// Small runs of the experiments that count, before their first chunk and at their end.
pub(crate) fn runs() -> Vec<SavedRun> {
    let mut runs = Vec::new();
    for link in [
        "v=2&n=2&hidden=2&runs=64&kept=20&max_epochs=2",
        "v=2&n=1&hidden=none&runs=64&kept=20&activation=sign",
    ] {
        let mut ledger = compare::Ledger::new(link);
        runs.push(SavedRun::Compare(Box::new(compare::Ledger::new(link))));
        ledger.run();
        runs.push(SavedRun::Compare(Box::new(ledger)));
    }
    for (link, memory) in [
        ("v=2&experiment=landscape&n=2&hidden=2&draws=1", 1000),
        ("v=2&experiment=landscape&n=3&hidden=2&draws=1&last_layers=4", 1000),
        ("v=2&experiment=landscape&n=5&hidden=none&draws=1", 60),
    ] {
        runs.push(SavedRun::Landscape(Box::new(landscape::Ledger::with_memory(link, memory))));
        let mut ledger = landscape::Ledger::with_memory(link, memory);
        ledger.run();
        runs.push(SavedRun::Landscape(Box::new(ledger)));
    }
    let link = "v=2&experiment=gates&draws=1&hidden=2";
    runs.push(SavedRun::Gates(Box::new(gates::Ledger::new(link))));
    let mut ledger = gates::Ledger::new(link);
    ledger.run();
    runs.push(SavedRun::Gates(Box::new(ledger)));
    runs
}

/// A map in its file.
pub(crate) fn map() -> String {
    let link = "v=2&experiment=map&n=2&target=and&train_size=2&hidden=2&resolution=16";
    let setup = Setup::read(link);
    let mut maker = setup.plane_maker().unwrap();
    while !maker.advance(1000) {}
    let plane = maker.plane().unwrap();
    let mut atlas = Atlas::new(link, &plane.pack()).unwrap();
    let mut runner = TileRunner::new(&setup.comparison.problem, plane, setup.view(plane), setup.window.size);
    while let Some(tile) = atlas.assign() {
        runner.begin(tile);
        while !runner.advance(1000) {}
        atlas.accept(&runner.take().pack(runner.layout())).unwrap();
    }
    let mut text = String::new();
    atlas.write_json(&mut |piece| text.push_str(piece));
    text
}
