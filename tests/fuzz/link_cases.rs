//! Links of all experiments.

use crate::generate::Damage;
use crate::links;
use dice_and_descent::experiment::compare::{change, effect_of, read_link};
use dice_and_descent::experiment::{Experiment, Kind, Setting};

pub(crate) struct Links {
    corpus: Vec<Vec<u8>>,
    words: Vec<String>,
    tables: Vec<(Experiment, Vec<Setting>)>,
}

impl Links {
    pub(crate) fn new() -> Self {
        let tables: Vec<(Experiment, Vec<Setting>)> = Experiment::ALL
            .into_iter()
            .map(|experiment| {
                (experiment, experiment.table().into_iter().flat_map(|group| group.settings).collect())
            })
            .collect();
        let mut words: Vec<String> =
            Experiment::ALL.map(|experiment| format!("&experiment={}", experiment.key())).into();
        for setting in tables.iter().flat_map(|(_, settings)| settings) {
            words.push(format!("&{}=", setting.key));
            words.push(format!("&{}={}", setting.key, setting.default));
            match &setting.kind {
                Kind::Choice { options } => {
                    words.extend(options.iter().map(|option| format!("&{}={}", setting.key, option.value)));
                }
                Kind::Integer { min, max } => {
                    words.extend([*min, *max, max + 1].map(|number| format!("&{}={number}", setting.key)));
                }
                Kind::Real { min, max, .. } => {
                    words.extend([*min, *max, -*max].map(|number| format!("&{}={number}", setting.key)));
                }
                _ => {}
            }
        }
        let targets = [
            "xor",
            "majority",
            "random",
            "palindrome",
            "f3",
            "0x8000",
            "0110",
            "0xffffffffffffffffffffffffffffffff",
        ];
        words.extend(targets.map(|target| format!("&target={target}")));
        words.extend(["f0", "f6", "0x00ff", "0111", "random"].map(|train| format!("&train={train}")));
        words.extend(
            ["none", "128,128,128,128", "1", "16,", "0", "999999999999"]
                .map(|hidden| format!("&hidden={hidden}")),
        );
        words.extend(
            ["all", "all,-chart", "settings", "-settings,lr", "none", "chart,,chart"]
                .map(|hide| format!("&hide={hide}")),
        );
        Self { corpus: crate::corpus::links(), words, tables }
    }

    pub(crate) fn case(&self, damage: &mut Damage) {
        let base = damage.one_of(&self.corpus).clone();
        let text = String::from_utf8_lossy(&damage.text(&base, &self.words, &self.corpus)).into_owned();
        self.check(&text);
        if damage.below(16) == 0 {
            let setting = damage.one_of(&self.tables[0].1);
            let value =
                String::from_utf8_lossy(&damage.text(setting.default.as_bytes(), &self.words, &self.corpus))
                    .into_owned();
            let before = read_link(&text).hash;
            let after = change(&text, setting.key, &value);
            assert!(
                after.error.is_none() || after.state.hash == before,
                "{text:?} {} {value:?}",
                setting.key
            );
            assert_eq!(effect_of(&after.state.hash, &after.state.hash), None);
        }
    }

    pub(crate) fn check(&self, text: &str) {
        let (given, notices) = links::read(text);
        let (again, none) = links::read(&given);
        assert!(
            again == given && none.is_empty(),
            "{text:?} gives {given:?}, and that gives {again:?} with {none:?}"
        );
        assert!(notices.len() < 60, "{text:?}: {}", notices.len());
        let told = |key: &str| notices.iter().any(|notice| notice.key == key);
        // The last one of these stands for those that are no longer told.
        if told("link") {
            return;
        }
        let (experiment, settings) = &self.tables[Experiment::of_link(text) as usize];
        assert_eq!(*experiment, Experiment::of_link(text));
        for setting in settings {
            let wanted = last(text, setting.key).unwrap_or_else(|| setting.default.to_owned());
            let used = last(&given, setting.key).unwrap_or_else(|| setting.default.to_owned());
            assert!(
                is_same(&setting.kind, &wanted, &used) || told(setting.key),
                "{text:?}: {} was {wanted:?}, is {used:?}, and nobody is told",
                setting.key
            );
        }
    }
}

/// The last text of a key, decoded.
fn last(link: &str, key: &str) -> Option<String> {
    let pairs = link.trim_start_matches('#').split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.rev().find(|(name, _)| decoded(name) == key).map(|(_, text)| decoded(text).trim().to_owned())
}

fn decoded(text: &str) -> String {
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::new(), 0);
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        match (bytes[at], digits) {
            (b'%', Some(digits)) => {
                out.push(u8::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap());
                at += 2;
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Whether two texts of a setting mean the same. Texts with a grammar of their own are left to other tests.
fn is_same(kind: &Kind, one: &str, other: &str) -> bool {
    let number = |text: &str| text.replace([',', '_', ' '], "").parse::<f64>();
    match kind {
        Kind::Choice { .. } => one == other,
        Kind::Integer { .. } | Kind::Real { .. } => match (number(one), number(other)) {
            (Ok(one), Ok(other)) => one == other,
            _ => false,
        },
        _ => true,
    }
}
