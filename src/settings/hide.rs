//! What of an experiment is not shown: figures, texts, controls and settings, each by its key.
//!
//! The text of `hide` is a list that is read from left to right: a key hides, `-key` shows again, `all` and
//! `settings` stand for everything and for every setting. So `all,-chart` is the chart alone, and stays it when
//! the page gains another figure.

use super::part::{Part, PartKind};
use super::setting::{Group, Kind, Setting, settings};

/// The key of the setting that hides.
pub(crate) const HIDE: &str = "hide";

/// Names that mean more than one part, or none: no part has one of them.
#[cfg(test)]
pub(crate) const RESERVED: [&str; 4] = [ALL, NONE, SETTINGS, HIDE];

const NONE: &str = "none";
const ALL: &str = "all";
const SETTINGS: &str = "settings";

/// The shortest text that hides the same, and the names in `text` that mean nothing.
pub(crate) fn canonical(table: &[Group], text: &str) -> (String, Vec<String>) {
    let parts = all_parts(table);
    let (hidden, unknown) = resolve(&parts, text);
    (shortest(&parts, &hidden), unknown)
}

/// The parts of the page, then the settings that have a control there.
pub(crate) fn all_parts(table: &[Group]) -> Vec<Part> {
    let own = settings(table).flat_map(|setting| match &setting.kind {
        Kind::Parts { parts } => parts.as_slice(),
        _ => &[],
    });
    let controls = settings(table)
        .filter(|setting| setting.key != HIDE && !matches!(setting.kind, Kind::Methods { .. }))
        .map(|&Setting { key, label, .. }| Part { key, label, kind: PartKind::Setting });
    own.copied().chain(controls).collect()
}

/// Whether each part is hidden, and the names that mean nothing.
pub(crate) fn resolve(parts: &[Part], text: &str) -> (Vec<bool>, Vec<String>) {
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
    use crate::settings::part::{control, figure, text};
    use crate::settings::rows;

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
}
