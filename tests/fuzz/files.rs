//! Saved runs of all experiments, as files.

use crate::generate::Damage;
use dice_and_descent::experiment::SavedRun;

pub(crate) struct Files {
    corpus: Vec<Vec<u8>>,
    words: Vec<String>,
}

fn written(saved: &mut SavedRun) -> String {
    let mut text = String::new();
    saved.write_json(&mut |piece| text.push_str(piece));
    text
}

impl Files {
    pub(crate) fn new() -> Self {
        let mut corpus = crate::corpus::files();
        for saved in &mut crate::corpus::runs() {
            corpus.push(written(saved).into_bytes());
        }
        corpus.push(crate::corpus::map().into_bytes());
        let keys = [
            "format",
            "format_version",
            "experiment",
            "link",
            "settings",
            "fingerprint",
            "dice",
            "descent",
            "drawn",
            "kept",
            "thrown_away",
            "beyond",
            "runs",
            "fitted",
            "unfit",
            "lost",
            "diverged",
            "epochs",
            "fitted_at_start",
            "census_dice",
            "census_descent",
            "distinct",
            "once",
            "census",
            "found_once",
            "sample",
            "repeats",
            "memory",
            "told_apart_at_most",
            "complete",
            "ones",
            "named",
            "examples",
            "clusters",
            "constant",
            "total",
            "check",
            "perceptron",
            "network",
            "census_perceptron",
            "census_network",
            "functions",
            "function",
            "fits",
            "pixels",
        ];
        let mut words: Vec<String> = keys.iter().map(|key| format!("\"{key}\": ")).collect();
        words.extend(
            [
                "[",
                "]",
                "{",
                "}",
                ",",
                ":",
                "\"",
                "\\u0000",
                "[[\"01\",1]]",
                "null",
                "\"0x0\"",
                "\"0110\"",
                "landscape",
                "gates",
                "map",
            ]
            .map(str::to_owned),
        );
        words.push("[".repeat(10_000));
        Self { corpus, words }
    }

    pub(crate) fn case(&self, damage: &mut Damage) {
        let base = damage.one_of(&self.corpus).clone();
        self.check(&damage.text(&base, &self.words, &self.corpus));
    }

    pub(crate) fn check(&self, bytes: &[u8]) {
        match SavedRun::read_json(bytes) {
            // Its settings are all that is used of it.
            Ok(SavedRun::Map(saved)) => assert!(saved.setup().notices.is_empty()),
            Ok(saved) => {
                let again = SavedRun::unpack(&saved.pack()).expect("what was read can be packed");
                assert_eq!(again.fingerprint(), saved.fingerprint());
            }
            Err(error) => {
                let sentence = error.to_string();
                assert!(
                    sentence.starts_with("The file is not used: ") && sentence.len() < 1500,
                    "{sentence}"
                );
            }
        }
    }

    /// Every whole file is read, and written as it was.
    pub(crate) fn round_trip(&self) {
        let mut whole = 0;
        for file in &self.corpus {
            let Ok(mut saved) = SavedRun::read_json(file) else { continue };
            whole += 1;
            if matches!(saved, SavedRun::Map(_)) {
                continue;
            }
            let text = written(&mut saved);
            assert_eq!(written(&mut SavedRun::read_json(text.as_bytes()).unwrap()), text);
        }
        assert!(whole >= 13, "{whole}");
    }
}
