//! What of an experiment is not shown: figures, texts, controls and settings, each by its key.
//!
//! The text of `hide` is a list that is read from left to right: a key hides, `-key` shows again, `all` and
//! `settings` stand for everything and for every setting. So `all,-chart` is the chart alone, and stays it when
//! the page gains another figure.

use super::link::settings;
use super::{Experiment, Group, Kind, Setting, Values};
use serde::Serialize;

/// What kind of thing can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub enum PartKind {
    /// A chart, a table or live counts.
    Figure,
    /// Something to press or choose from.
    Control,
    /// Sentences.
    Text,
    /// The control of one setting.
    Setting,
}

/// Something of an experiment's page that can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Part {
    /// The name in the link.
    pub key: &'static str,
    /// As a person reads it.
    pub label: &'static str,
    /// What kind of thing.
    pub kind: PartKind,
}

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

/// The key of the setting that hides.
pub(super) const HIDE: &str = "hide";

const NONE: &str = "none";
const ALL: &str = "all";
const SETTINGS: &str = "settings";

pub(super) const fn figure(key: &'static str, label: &'static str) -> Part {
    Part { key, label, kind: PartKind::Figure }
}

pub(super) const fn control(key: &'static str, label: &'static str) -> Part {
    Part { key, label, kind: PartKind::Control }
}

pub(super) const fn text(key: &'static str, label: &'static str) -> Part {
    Part { key, label, kind: PartKind::Text }
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

/// The shortest text that hides the same, and the names in `text` that mean nothing.
pub(super) fn canonical(table: &[Group], text: &str) -> (String, Vec<String>) {
    let parts = all_parts(table);
    let (hidden, unknown) = resolve(&parts, text);
    (shortest(&parts, &hidden), unknown)
}

/// The parts of the page, then the settings; the one that hides is not among them.
fn all_parts(table: &[Group]) -> Vec<Part> {
    let own = settings(table).flat_map(|setting| match &setting.kind {
        Kind::Parts { parts } => parts.as_slice(),
        _ => &[],
    });
    let controls = settings(table)
        .filter(|setting| setting.key != HIDE)
        .map(|&Setting { key, label, .. }| Part { key, label, kind: PartKind::Setting });
    own.copied().chain(controls).collect()
}

/// Whether each part is hidden, and the names that mean nothing.
fn resolve(parts: &[Part], text: &str) -> (Vec<bool>, Vec<String>) {
    let mut hidden = vec![false; parts.len()];
    let mut unknown = Vec::new();
    for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
        let (key, hides) = item.strip_prefix('-').map_or((item, true), |key| (key, false));
        let means = |part: &Part| match key {
            ALL => true,
            SETTINGS => part.kind == PartKind::Setting,
            _ => part.key == key,
        };
        if key == NONE {
            hidden.fill(false);
        } else if parts.iter().any(means) {
            for (hidden, _) in hidden.iter_mut().zip(parts).filter(|(_, part)| means(part)) {
                *hidden = hides;
            }
        } else {
            unknown.push(key.to_owned());
        }
    }
    (hidden, unknown)
}

fn shortest(parts: &[Part], hidden: &[bool]) -> String {
    let listed = list(parts, hidden, true);
    let mut excepted = vec![ALL.to_owned()];
    excepted.extend(list(parts, hidden, false));
    match (listed.len(), excepted.len()) {
        (0, _) => NONE.to_owned(),
        (listing, excepting) if excepting < listing => excepted.join(","),
        _ => listed.join(","),
    }
}

/// The items that hide everything hidden, or that show everything shown.
fn list(parts: &[Part], hidden: &[bool], hides: bool) -> Vec<String> {
    let item = |key: &str, hides: bool| if hides { key.to_owned() } else { format!("-{key}") };
    let of = |setting: bool, wanted: bool| {
        parts
            .iter()
            .zip(hidden)
            .filter(move |(part, hidden)| (part.kind == PartKind::Setting) == setting && **hidden == wanted)
            .map(move |(part, _)| item(part.key, wanted))
    };
    let mut items: Vec<String> = of(false, hides).collect();
    let (wanted, others) = (of(true, hides).count(), of(true, !hides).count());
    if wanted <= others + 1 && (others > 0 || wanted <= 1) {
        items.extend(of(true, hides));
    } else {
        items.push(item(SETTINGS, hides));
        items.extend(of(true, !hides));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::rows;

    fn table() -> Vec<Group> {
        const PARTS: [Part; 3] = [figure("chart", "Chart"), text("lead", "Lead"), control("pause", "Pause")];
        let integer = |key| rows::view(key, "L", "", "1", Kind::Integer { min: 1, max: 9 });
        vec![Group {
            id: "g",
            label: "G",
            settings: vec![integer("n"), integer("seed"), integer("runs"), rows::hide(&PARTS)],
        }]
    }

    #[test]
    fn every_set_has_one_shortest_text_that_means_it() {
        let table = table();
        let parts = all_parts(&table);
        for set in 0_u32..1 << parts.len() {
            let hidden: Vec<bool> = (0..parts.len()).map(|bit| set >> bit & 1 == 1).collect();
            let text = shortest(&parts, &hidden);
            assert_eq!(resolve(&parts, &text), (hidden, vec![]), "{text}");
            assert_eq!(canonical(&table, &text), (text, vec![]));
        }
    }

    #[test]
    fn lists_are_read_from_left_to_right() {
        let table = table();
        for (given, short) in [
            ("", "none"),
            ("chart, none", "none"),
            ("all", "all"),
            ("all,-chart", "all,-chart"),
            ("-chart,all", "all"),
            ("lead,pause,n,seed,runs", "all,-chart"),
            ("settings", "settings"),
            ("n,seed,runs", "settings"),
            ("settings,-runs,lead", "lead,n,seed"),
            ("runs,runs", "runs"),
        ] {
            assert_eq!(canonical(&table, given), (short.to_owned(), vec![]), "{given}");
        }
    }

    #[test]
    fn what_is_unknown_is_named_and_the_rest_holds() {
        assert_eq!(
            canonical(&table(), "chart,colour,-moon,hide"),
            ("chart".to_owned(), vec!["colour".to_owned(), "moon".to_owned(), "hide".to_owned()])
        );
    }

    #[test]
    fn no_part_of_an_experiment_has_the_name_of_another() {
        for experiment in Experiment::ALL {
            let parts = all_parts(&experiment.table());
            let mut keys: Vec<&str> = parts.iter().map(|part| part.key).collect();
            keys.extend([ALL, NONE, SETTINGS, HIDE]);
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
