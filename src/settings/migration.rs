//! Links of other versions, brought to the meaning of this one.
//!
//! A link says with `v` which version's words it is written in; one without it is taken for one of this version,
//! since it was written by hand. Once links have been published, their words are never given another meaning: when
//! a key is renamed, an allowed value dropped or a default changed, [`VERSION`] grows by one and a step is added at
//! the end of [`STEPS`]. A step gets the pairs of a link of the version before, as they stand in it, and turns them
//! into pairs of the next. After a change of a default it writes the old default out where the key is missing.
//! `tests/links` keeps links of every version with what they must give.

use super::experiment::Experiment;
use super::fragment::{Pairs, clip};
use super::rows::{SEED, restart};
use super::setting::{Kind, Setting};
use crate::task::Target;
use std::collections::BTreeMap;

/// The version of the meaning of links.
pub(crate) const VERSION: usize = 2;

/// `STEPS[k]` brings a link of version k + 1 to version k + 2.
const STEPS: [fn(&mut Pairs); VERSION - 1] = [targets_of_their_own];

/// To version 2: the target `balanced` has random numbers of its own. Before, it labelled 1 what a random training set
/// of half of the inputs with the same seed would have had; a link keeps that target, as a truth table.
fn targets_of_their_own(pairs: &mut Pairs) {
    if !matches!(Experiment::of_pairs(pairs), Experiment::Compare | Experiment::Map) {
        return;
    }
    // As they were in version 1, whatever they are now.
    let inputs = restart("n", "", "", "4", Kind::Integer { min: 1, max: 7 });
    let seed = restart("target_seed", "", "", "1", SEED);
    let (n, seed) = (number(pairs, &inputs), number(pairs, &seed));
    let targets = pairs.iter_mut().filter(|(key, text)| key == "target" && text.trim() == "balanced");
    for (_, text) in targets {
        *text = Target::balanced_as_training_set(n as usize, seed as u32).to_compact_string();
    }
}

/// The whole number that the comparison, and the map with it, would have read of a setting.
fn number(pairs: &Pairs, setting: &Setting) -> u64 {
    let given = pairs.iter().rev().find(|(name, _)| name == setting.key).map(|(_, text)| text.as_str());
    let text = setting.canonical(given.unwrap_or(setting.default));
    text.unwrap_or_else(|(instead, _)| instead).parse().expect("the kind made it a whole number")
}

/// Settings that were written beside `link`, as this version means them.
pub(crate) fn as_now(link: &str, written: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let of_link = link.trim_start_matches('#').split('&').filter_map(|pair| pair.split_once('='));
    let named = of_link.filter(|(key, _)| ["v", "experiment"].contains(key));
    let mut pairs: Pairs = named.map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
    pairs.extend(written.iter().map(|(key, text)| (key.clone(), text.clone())));
    migrate(&mut pairs);
    pairs.into_iter().collect()
}

/// Brings the pairs to this version; a sentence if the version that the link names is none that this page knows.
pub(crate) fn migrate(pairs: &mut Pairs) -> Option<String> {
    bring(pairs, &STEPS)
}

fn bring(pairs: &mut Pairs, steps: &[fn(&mut Pairs)]) -> Option<String> {
    let current = steps.len() + 1;
    let mut named = None;
    pairs.retain(|(key, text)| {
        let is_version = key == "v";
        if is_version {
            named = Some(text.clone());
        }
        !is_version
    });
    let text = named?;
    match text.parse::<usize>() {
        Ok(version) if (1..=current).contains(&version) && text == version.to_string() => {
            for step in &steps[version - 1..] {
                step(pairs);
            }
            None
        }
        Ok(version) if version > current => Some(format!(
            "This link was made by a later version of the page ({}) than this one ({current}). What this page knows of it is used; load the page anew to get the latest.",
            clip(&text)
        )),
        _ => Some(format!(
            "There is no version \u{201c}{}\u{201d} of links; this one is read as version {current}.",
            clip(&text)
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Pairs {
        text.split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(key, value)| (key.into(), value.into()))
            .collect()
    }

    /// Version 2 renames a key, version 3 changes the default of another.
    const EXAMPLE: [fn(&mut Pairs); 2] = [
        |pairs| {
            for (key, _) in pairs.iter_mut().filter(|(key, _)| key == "rate") {
                *key = "lr".to_owned();
            }
        },
        |pairs| {
            if !pairs.iter().any(|(key, _)| key == "batch") {
                pairs.push(("batch".to_owned(), "1".to_owned()));
            }
        },
    ];

    fn brought(text: &str) -> (Pairs, Option<String>) {
        let mut pairs = pairs(text);
        let notice = bring(&mut pairs, &EXAMPLE);
        (pairs, notice)
    }

    #[test]
    fn every_step_from_its_version_on_is_taken() {
        assert_eq!(brought("v=1&rate=2"), (pairs("lr=2&batch=1"), None));
        assert_eq!(brought("v=2&rate=2"), (pairs("rate=2&batch=1"), None));
        assert_eq!(brought("v=3&rate=2"), (pairs("rate=2"), None));
        assert_eq!(brought("rate=2"), (pairs("rate=2"), None));
        assert_eq!(brought("v=3&rate=2&v=1").0, pairs("lr=2&batch=1"));
    }

    #[test]
    fn versions_that_are_not_known_are_said() {
        let later = brought("lr=2&v=4");
        assert_eq!(later.0, pairs("lr=2"));
        assert!(later.1.unwrap().contains("later version of the page (4) than this one (3)"));
        for none in ["0", "01", "-1", "", "one", "1.0", " 1"] {
            let (pairs_after, notice) = brought(&format!("v={none}&rate=2"));
            assert_eq!(pairs_after, pairs("rate=2"));
            assert!(notice.unwrap().contains(&format!("no version \u{201c}{none}\u{201d}")), "{none}");
        }
        assert!(brought("v=99999999999999999999999&a=1").1.unwrap().contains("no version"));
    }
}
