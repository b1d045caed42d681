//! Saved runs, as files.

use crate::generate::Damage;
use dice_and_descent::experiment::compare::Ledger;

pub(crate) struct Files {
    corpus: Vec<Vec<u8>>,
    words: Vec<String>,
}

pub(crate) fn written(ledger: &Ledger) -> String {
    let mut text = String::new();
    ledger.write_json(3, &mut |piece| text.push_str(piece));
    text
}

impl Files {
    pub(crate) fn new() -> Self {
        let links = [
            "v=1&n=2&hidden=2&runs=64&kept=20&max_epochs=2",
            "v=1&n=1&hidden=none&runs=64&kept=20&activation=sign",
        ];
        let mut corpus = crate::corpus::files();
        for link in links {
            let mut ledger = Ledger::new(link);
            corpus.push(written(&ledger).into_bytes());
            ledger.run();
            corpus.push(written(&ledger).into_bytes());
        }
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
        ];
        let mut words: Vec<String> = keys.iter().map(|key| format!("\"{key}\": ")).collect();
        words.extend(
            ["[", "]", "{", "}", ",", ":", "\"", "\\u0000", "[[\"01\",1]]", "null", "\"0x0\""]
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
        match Ledger::read_json(bytes) {
            Ok(ledger) => {
                let again = Ledger::unpack(&ledger.pack()).expect("what was read can be packed");
                assert_eq!(again.fingerprint(), ledger.fingerprint());
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
            let Ok(ledger) = Ledger::read_json(file) else { continue };
            let text = written(&ledger);
            assert_eq!(written(&Ledger::read_json(text.as_bytes()).unwrap()), text);
            whole += 1;
        }
        assert!(whole >= 4, "{whole}");
    }
}
