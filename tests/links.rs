//! Links that have been published keep their meaning: the stored ones in `tests/links`, version by version.
//!
//! A file holds entries with empty lines between them. `link` is what somebody has stored; `gives` is the link that it
//! is read as; every `notice` is the key of a notice and a part of its sentence, in order; `counts` is the
//! fingerprint of the run, and `stream 2` what it was before stream version 3, which draws the same networks for these
//! settings.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/links.rs"]
mod links;

use dice_and_descent::experiment::{compare, gates, landscape};
use dice_and_descent::run::Origin;
use dice_and_descent::settings::Experiment;
use std::fs;
use std::path::Path;

struct Entry {
    place: String,
    link: String,
    gives: String,
    notices: Vec<(String, String)>,
    counts: Option<String>,
    before: Option<String>,
}

fn entries() -> Vec<Entry> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/links");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut entries = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        for block in text.split("\n\n") {
            let lines: Vec<&str> = block.lines().filter(|line| !line.starts_with("# ")).collect();
            let all = |key: &str| -> Vec<&str> {
                lines
                    .iter()
                    .filter_map(|line| line.strip_prefix(key)?.strip_prefix(':'))
                    .map(str::trim_start)
                    .collect()
            };
            let (link, gives, counts) = (all("link"), all("gives"), all("counts"));
            let before = all("stream 2");
            if lines.is_empty() {
                continue;
            }
            let notices = all("notice").into_iter().map(|notice| notice.split_once(": ").unwrap());
            let notices: Vec<_> = notices.map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
            let place = format!("{name}: {}", link[0]);
            assert_eq!((link.len(), gives.len(), counts.len() <= 1), (1, 1, true), "{place}");
            assert_eq!(
                lines.len(),
                2 + notices.len() + counts.len() + before.len(),
                "{place}: a line that is none"
            );
            entries.push(Entry {
                place,
                link: link[0].to_owned(),
                gives: gives[0].to_owned(),
                notices,
                counts: counts.first().map(|&text| text.to_owned()),
                before: before.first().map(|&text| text.to_owned()),
            });
        }
    }
    entries
}

#[test]
fn stored_links_give_what_they_gave() {
    let entries = entries();
    assert!(entries.len() >= 25, "{}", entries.len());
    for Entry { place, link, gives, notices, .. } in &entries {
        let (given, found) = links::read(link);
        assert_eq!(&given, gives, "{place}");
        let found: Vec<(&str, &str)> =
            found.iter().map(|notice| (notice.key.as_str(), notice.text.as_str())).collect();
        assert_eq!(found.len(), notices.len(), "{place}: {found:?}");
        for ((key, text), (wanted_key, wanted)) in found.iter().zip(notices) {
            assert!(key == wanted_key && text.contains(wanted.as_str()), "{place}: {key}: {text}");
        }
        assert_eq!(links::read(&given), (given, vec![]), "{place}: what it gives must stay");
    }
}

#[test]
fn stored_links_count_what_they_counted() {
    let entries = entries();
    let counted: Vec<&Entry> = entries.iter().filter(|entry| entry.counts.is_some()).collect();
    assert!(counted.len() >= 8, "{}", counted.len());
    let differ: Vec<String> = counted
        .into_iter()
        .map(|entry| (entry, fingerprint(&entry.link)))
        .filter(|(entry, found)| &entry.counts != found)
        .map(|(entry, found)| format!("{}\n  counts: {}", entry.place, found.unwrap_or_default()))
        .collect();
    assert!(differ.is_empty(), "other counts than those stored:\n{}", differ.join("\n"));
}

#[test]
fn what_was_not_mended_counts_as_before() {
    let mut compared = 0;
    for Entry { place, gives, before, .. } in entries() {
        let Some(before) = before else { continue };
        let mut ledger = compare::Ledger::new(&gives);
        ledger.run();
        let counted = [0, 1].map(|place| ledger.census(place).save().into());
        // As a file of that version would have said it.
        let origin = Origin { stream: 2, link: gives.replacen("v=2", "v=1", 1) };
        let as_saved = compare::Ledger::restore(&origin, &counted).unwrap();
        assert_eq!(as_saved.fingerprint(), before, "{place}");
        compared += 1;
    }
    assert!(compared >= 5, "{compared}");
}

/// The fingerprint of the run of a link, done in this thread.
fn fingerprint(link: &str) -> Option<String> {
    match Experiment::of_link(link) {
        Experiment::Compare => {
            let mut ledger = compare::Ledger::new(link);
            ledger.run();
            Some(ledger.fingerprint())
        }
        Experiment::Landscape => {
            let mut ledger = landscape::Ledger::new(link);
            ledger.run();
            Some(ledger.fingerprint())
        }
        Experiment::Gates => {
            let mut ledger = gates::Ledger::new(link);
            ledger.run();
            Some(ledger.fingerprint())
        }
        // A picture, and no census.
        Experiment::Map => None,
    }
}
