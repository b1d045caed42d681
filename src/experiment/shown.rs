//! What of an experiment's page a link shows, and in which colours.

use crate::settings::hide::{HIDE, all_parts, canonical, resolve};
use crate::settings::{Experiment, Part, PartKind, Values};
use serde::Serialize;

/// A part with whether a link hides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct PartShown {
    /// The name in the link.
    pub key: &'static str,
    /// As a person reads it.
    pub label: &'static str,
    /// What kind of thing.
    pub kind: PartKind,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// Everything of an experiment that can be hidden, with whether a link hides it.
pub fn parts(fragment: &str) -> Vec<PartShown> {
    let table = Experiment::of_link(fragment).table();
    let (values, _) = Values::read(&table, fragment);
    let parts = all_parts(&table);
    let (hidden, _) = resolve(&parts, values.get(HIDE));
    let shown = |(Part { key, label, kind }, hidden)| PartShown { key, label, kind, hidden };
    parts.into_iter().zip(hidden).map(shown).collect()
}

/// The fragment of a link that hides what `text` names, and nothing else.
pub fn with_hidden(fragment: &str, text: &str) -> String {
    let experiment = Experiment::of_link(fragment);
    let table = experiment.table();
    let (mut values, _) = Values::read(&table, fragment);
    values.set(HIDE, canonical(&table, text).0);
    values.fragment(experiment, &table)
}

/// The fragment of a link with `text` for the setting `key`, which must be one that any text goes with: what the
/// others mean together is not looked at. What is not allowed is replaced.
pub fn with_view(fragment: &str, key: &str, text: &str) -> String {
    let experiment = Experiment::of_link(fragment);
    let table = experiment.table();
    let (values, _) = Values::read(&table, &format!("{fragment}&{key}={text}"));
    values.fragment(experiment, &table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::hide::RESERVED;

    #[test]
    fn no_part_of_an_experiment_has_the_name_of_another() {
        for experiment in Experiment::ALL {
            let parts = all_parts(&experiment.table());
            let mut keys: Vec<&str> = parts.iter().map(|part| part.key).collect();
            keys.extend(RESERVED);
            let all = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), all, "{experiment:?}");
            let plain = |key: &str| {
                key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
            };
            assert!(keys.into_iter().all(plain), "{experiment:?}");
        }
    }

    #[test]
    fn a_link_says_what_it_hides_and_can_be_told_to_hide_something_else() {
        let link = "v=2&experiment=gates&n=3&hide=all,-table";
        let shown: Vec<&str> = parts(link).iter().filter(|part| !part.hidden).map(|part| part.key).collect();
        assert_eq!(shown, ["table"]);
        assert_eq!(with_hidden(link, "lead"), "v=2&experiment=gates&n=3&hide=lead");
        assert_eq!(with_hidden(link, ""), "v=2&experiment=gates&n=3");
    }

    #[test]
    fn a_link_can_be_told_to_be_shown_otherwise() {
        for experiment in Experiment::ALL {
            let link = Values::defaults(&experiment.table()).fragment(experiment, &experiment.table());
            let dark = with_view(&link, "theme", "dark");
            assert_eq!(dark, format!("{link}&theme=dark"));
            assert_eq!(with_view(&dark, "theme", "auto"), link);
            assert_eq!(with_view(&dark, "theme", "red"), link);
        }
    }
}
