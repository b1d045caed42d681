//! Saved runs of every stream version are opened as they were saved, and only those of this one go on.

use dice_and_descent::experiment::{SavedRun, compare, gates, landscape};
use dice_and_descent::random::STREAM_VERSION;
use dice_and_descent::settings::Experiment;
use std::fs;
use std::path::PathBuf;

/// The links of the stored runs: small ones.
const LINKS: [(Experiment, &str); 4] = [
    (Experiment::Compare, "n=2&target=dictator&hidden=3&max_epochs=3&runs=64&kept=20"),
    (Experiment::Landscape, "experiment=landscape&n=3&hidden=4&draws=1&last_layers=2"),
    (Experiment::Gates, "experiment=gates&draws=1&hidden=2"),
    (Experiment::Map, ""),
];

fn path(experiment: Experiment, version: u32) -> PathBuf {
    let name = format!("tests/corpus/{}-v{version}.json", experiment.key());
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn stored() -> Vec<(Experiment, u32, String)> {
    let mut files = Vec::new();
    for version in 1..=STREAM_VERSION {
        for experiment in Experiment::ALL {
            if let Ok(text) = fs::read_to_string(path(experiment, version)) {
                files.push((experiment, version, text));
            }
        }
    }
    files
}

fn said(text: &str, entry: &str) -> String {
    let (_, rest) = text.split_once(&format!("\"{entry}\": \"")).expect("an entry of the file");
    rest.split('"').next().unwrap_or_default().to_owned()
}

fn written(saved: &mut SavedRun) -> String {
    let mut text = String::new();
    saved.write_json(&mut |piece| text.push_str(piece));
    text
}

#[test]
fn stored_runs_of_every_version_are_opened_as_they_were_saved() {
    let stored = stored();
    for version in [1, STREAM_VERSION] {
        let of_version = stored.iter().filter(|(_, own, _)| *own == version).count();
        assert_eq!(of_version, 4, "tests/corpus needs a run of every experiment of stream version {version}");
    }
    for (experiment, version, text) in stored {
        let place = path(experiment, version).display().to_string();
        let mut saved =
            SavedRun::read_json(text.as_bytes()).unwrap_or_else(|error| panic!("{place}: {error}"));
        assert_eq!(saved.fingerprint(), said(&text, "fingerprint"), "{place}");
        assert_eq!(saved.note().is_some(), version != STREAM_VERSION, "{place}");
        if experiment == Experiment::Map {
            continue;
        }
        // Saved again, and packed, it is still of its own streams, and what it was.
        let again = written(&mut saved);
        let unpacked = SavedRun::unpack(&saved.pack()).unwrap();
        let reread = SavedRun::read_json(again.as_bytes()).unwrap_or_else(|error| panic!("{place}: {error}"));
        for copy in [unpacked, reread] {
            assert_eq!((copy.fingerprint(), copy.note()), (saved.fingerprint(), saved.note()), "{place}");
        }
        assert_eq!(said(&again, "link"), said(&text, "link"), "{place}");
        assert_eq!(said(&again, "fingerprint"), said(&text, "fingerprint"), "{place}");
    }
}

#[test]
fn a_run_of_other_streams_is_never_gone_on_with() {
    for (experiment, version, text) in stored() {
        let saved = SavedRun::read_json(text.as_bytes()).unwrap();
        if version == STREAM_VERSION {
            continue;
        }
        let before = saved.fingerprint();
        match saved {
            SavedRun::Compare(mut ledger) => {
                ledger.extend("v=1&n=2&target=dictator&hidden=3&max_epochs=3&runs=1280&kept=400000");
                assert!(ledger.has_ended() && ledger.assign().is_none());
                ledger.run();
                let status = ledger.status(0.0);
                let why = status.progress[0].why.as_deref().unwrap();
                assert!(why.contains("cannot be continued") && why.contains("begin anew"), "{why}");
                assert_eq!(ledger.fingerprint(), before);
            }
            SavedRun::Landscape(mut ledger) => {
                ledger.extend("v=2&experiment=landscape&draws=100000000");
                ledger.run();
                assert!(
                    ledger.status(0.0).progress[0].why.as_deref().unwrap().contains("cannot be continued")
                );
                assert_eq!(ledger.fingerprint(), before);
            }
            SavedRun::Gates(mut ledger) => {
                ledger.extend("v=2&experiment=gates&draws=100000000");
                ledger.run();
                assert!(ledger.status(0.0).sampled[1].text.contains("cannot be continued"));
                assert_eq!(ledger.fingerprint(), before);
            }
            SavedRun::Map(saved) => assert!(saved.note().unwrap().contains("another fingerprint")),
        }
        // A count that was changed shows in the fingerprint of its own version.
        if experiment == Experiment::Compare {
            let changed = text.replace("\"beyond\": 0", "\"beyond\": 1");
            assert!(SavedRun::read_json(changed.as_bytes()).is_err());
        }
    }
}

#[test]
fn runs_of_two_versions_are_set_side_by_side_with_a_remark() {
    let read = |version| {
        let text = fs::read_to_string(path(Experiment::Compare, version)).unwrap();
        SavedRun::read_json(text.as_bytes()).unwrap()
    };
    let remarks = read(1).beside(&read(STREAM_VERSION)).unwrap().remarks;
    assert!(remarks.iter().any(|remark| remark.contains("random streams of version 1")), "{remarks:?}");
    let remarks = read(1).beside(&read(1)).unwrap().remarks;
    assert!(!remarks.iter().any(|remark| remark.contains("random streams")), "{remarks:?}");
}

/// Writes the runs of this stream version, once it is settled.
#[test]
#[ignore = "writes files into tests/corpus"]
fn corpus_of_this_stream_version() {
    for (experiment, link) in LINKS {
        let text = match experiment {
            Experiment::Compare => {
                let mut ledger = compare::Ledger::new(link);
                ledger.run();
                written(&mut SavedRun::Compare(Box::new(ledger)))
            }
            Experiment::Landscape => {
                let mut ledger = landscape::Ledger::with_memory(link, 1000);
                ledger.run();
                written(&mut SavedRun::Landscape(Box::new(ledger)))
            }
            Experiment::Gates => {
                let mut ledger = gates::Ledger::new(link);
                ledger.run();
                written(&mut SavedRun::Gates(Box::new(ledger)))
            }
            Experiment::Map => crate::corpus::map(),
        };
        fs::write(path(experiment, STREAM_VERSION), text).unwrap();
    }
}
