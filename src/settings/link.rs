//! Settings as the readable fragment of a link: `v=2&target=xor&sigma_w=2`.

use super::experiment::Experiment;
use super::fragment::{Pairs, clip, encode, pairs_of};
use super::hide;
use super::migration::{VERSION, migrate};
use super::own::{meant, own_key};
use super::setting::{Effect, Group, Kind, Setting, settings};
use super::texts::Texts;
use crate::numeric::order::order;
use serde::Serialize;

/// No link that this page writes is half as long. Of a longer one only the beginning is read: nobody can wait for a
/// page that tells of every one of a million keys.
const MOST_BYTES: usize = 1 << 14;

/// As many things that are wrong with a link are told one by one.
const MOST_NOTICES: usize = 20;

/// Something in a link that could not be used as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Notice {
    /// The key that it concerns.
    pub key: String,
    /// A sentence: what was wrong, what is allowed, what is used instead.
    pub text: String,
}

impl Notice {
    /// The sentence without what is used instead, which does not matter to one who only tries.
    pub fn why(&self) -> String {
        let why = self.text.rsplit_once(';').map_or(self.text.trim_end_matches('.'), |(why, _)| why);
        format!("{why}.")
    }
}

/// A canonical text for every key of a table, and for those that single methods have for themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// In the order of the table.
    shared: Vec<(&'static str, String)>,
    /// Place of the method, key and text, in the order of the first two.
    own: Vec<(usize, &'static str, String)>,
}

impl Values {
    /// The defaults of `table`.
    pub fn defaults(table: &[Group]) -> Self {
        let shared = settings(table).map(|setting| (setting.key, setting.default.to_owned()));
        Self { shared: shared.collect(), own: Vec::new() }
    }

    /// Reads the fragment of a link. What is missing has its default; what is not allowed is replaced and
    /// named in the notices; nothing else is lost.
    pub fn read(table: &[Group], fragment: &str) -> (Self, Vec<Notice>) {
        let mut values = Self::defaults(table);
        let (pairs, mut notices) = pairs(fragment);
        let mut seen: Vec<(Option<usize>, &str)> = Vec::new();
        for (key, text) in pairs {
            if key == "experiment" {
                if Experiment::named(&text).is_none() {
                    let text = format!(
                        "The link asks for an experiment \u{201c}{}\u{201d} that this page does not have.",
                        clip(&text)
                    );
                    notices.push(Notice { key, text });
                }
                continue;
            }
            let Some((setting, place)) = meant(table, &key) else {
                let text = format!(
                    "The link has a setting \u{201c}{}\u{201d} that this page does not know; it is ignored.",
                    clip(&key)
                );
                notices.push(Notice { key: clip(&key), text });
                continue;
            };
            let value = match setting.kind {
                Kind::Parts { .. } => {
                    let (value, unknown) = hide::canonical(table, &text);
                    if !unknown.is_empty() {
                        let unknown = clip(&unknown.join(", "));
                        let text = format!(
                            "{} ({key}): \u{201c}{unknown}\u{201d} names nothing that can be hidden here; it is ignored.",
                            setting.label
                        );
                        notices.push(Notice { key: key.clone(), text });
                    }
                    value
                }
                _ => setting.canonical(&text).unwrap_or_else(|(instead, why)| {
                    notices.push(Notice { key: key.clone(), text: of_key(&why, setting, &key) });
                    instead
                }),
            };
            let earlier = match place {
                Some(place) => values.own(place, setting.key),
                None => Some(values.get(setting.key)),
            };
            if seen.contains(&(place, setting.key)) && earlier.is_some_and(|earlier| earlier != value) {
                let text = format!(
                    "{} ({key}) stands in the link more than once; the last one, {value}, is used.",
                    setting.label
                );
                notices.push(Notice { key, text });
            }
            seen.push((place, setting.key));
            match place {
                Some(place) => values.set_own(place, setting.key, value),
                None => values.set(setting.key, value),
            }
        }
        if notices.len() > MOST_NOTICES {
            let more = notices.len() - MOST_NOTICES;
            notices.truncate(MOST_NOTICES);
            let text = format!("Of {more} further things in the link something had to be changed, too.");
            notices.push(Notice { key: "link".to_owned(), text });
        }
        (values, notices)
    }

    /// The settings of a preset: `wanted`, the defaults of all others, and of these values only what `stays`.
    pub(crate) fn with_preset(
        &self,
        table: &[Group],
        wanted: &[(&'static str, &'static str)],
        stays: impl Fn(&Setting) -> bool,
    ) -> Self {
        let mut values = Self::defaults(table);
        for setting in settings(table).filter(|&setting| stays(setting)) {
            values.set(setting.key, self.get(setting.key));
        }
        for &(key, value) in wanted {
            match meant(table, key) {
                Some((setting, Some(place))) => values.set_own(place, setting.key, value),
                _ => values.set(key, value),
            }
        }
        values
    }

    /// The texts as the method at `place` has them, without what others have for themselves.
    pub(crate) fn of_method(&self, place: usize) -> Self {
        let mut values = Self { shared: self.shared.clone(), own: Vec::new() };
        for (_, key, text) in self.all_own().filter(|&(at, ..)| at == place) {
            values.set(key, text);
        }
        values
    }

    /// The text that the method at `place` has for itself, if it has one.
    pub(crate) fn own(&self, place: usize, key: &str) -> Option<&str> {
        self.all_own().find(|&(at, own, _)| at == place && own == key).map(|(_, _, text)| text)
    }

    /// Gives the method at `place` a text of its own.
    pub(crate) fn set_own(&mut self, place: usize, key: &'static str, text: impl Into<String>) {
        let at =
            self.own.iter().position(|&(at, own, _)| (at, own) >= (place, key)).unwrap_or(self.own.len());
        let text = text.into();
        match self.own.get_mut(at) {
            Some(found) if (found.0, found.1) == (place, key) => found.2 = text,
            _ => self.own.insert(at, (place, key, text)),
        }
    }

    /// What methods have for themselves: place, key and text, in that order.
    pub(crate) fn all_own(&self) -> impl Iterator<Item = (usize, &'static str, &str)> {
        self.own.iter().map(|(place, key, text)| (*place, *key, text.as_str()))
    }

    /// The same, where the method at each place of `from` is the one that stood at that place before.
    #[cfg(feature = "atlas")]
    pub(crate) fn rearranged(&self, from: &[usize]) -> Self {
        let mut values = Self { shared: self.shared.clone(), own: Vec::new() };
        for (before, key, text) in self.all_own() {
            for (place, _) in from.iter().enumerate().filter(|&(_, &own)| own == before) {
                values.set_own(place, key, text);
            }
        }
        values
    }

    /// Leaves out what methods have for themselves as all have it.
    pub(crate) fn without_needless(mut self) -> Self {
        let shared = &self.shared;
        self.own.retain(|(_, key, text)| shared.iter().any(|(own, shared)| own == key && shared != text));
        self
    }

    /// Whether these values are those of a preset in all that `matters`.
    pub(crate) fn is_preset(
        &self,
        table: &[Group],
        wanted: &[(&'static str, &'static str)],
        matters: impl Fn(&Setting) -> bool,
    ) -> bool {
        let given = |key: &str| wanted.iter().find(|(name, _)| *name == key).map(|&(_, value)| value);
        let shared = settings(table)
            .filter(|&setting| matters(setting))
            .all(|setting| self.get(setting.key) == given(setting.key).unwrap_or(setting.default));
        let own = self.all_own().filter(|&(_, key, _)| {
            settings(table).any(|setting| setting.key == key && (matters(setting) || setting.key == "seed"))
        });
        let (count, as_wanted) = own.fold((0, true), |(count, all), (place, key, text)| {
            (count + 1, all && given(&own_key(place, key)) == Some(text))
        });
        let in_wanted = wanted.iter().filter(|(key, _)| matches!(meant(table, key), Some((_, Some(_)))));
        shared && as_wanted && count == in_wanted.count()
    }

    /// The fragment that reads back as these values: only what differs from the defaults, with the version and
    /// the experiment, where it is not the comparison.
    pub fn fragment(&self, experiment: Experiment, table: &[Group]) -> String {
        let mut fragment = format!("v={VERSION}");
        if experiment != Experiment::Compare {
            fragment.push_str("&experiment=");
            fragment.push_str(experiment.key());
        }
        let mut add = |key: &str, value: &str| {
            fragment.push('&');
            fragment.push_str(key);
            fragment.push('=');
            encode(value, &mut fragment);
        };
        for setting in settings(table) {
            let value = self.get(setting.key);
            if value != setting.default {
                add(setting.key, value);
            }
        }
        for (place, key, value) in self.all_own() {
            add(&own_key(place, key), value);
        }
        fragment
    }

    /// The fragment without what does not change the counts: how a run is shown and carried out.
    pub(crate) fn experiment_fragment(&self, experiment: Experiment, table: &[Group]) -> String {
        let mut values = self.clone();
        for setting in settings(table).filter(|setting| setting.effect == Effect::View) {
            values.set(setting.key, setting.default);
        }
        values.fragment(experiment, table)
    }

    /// What going from these values to `after` does to a run; `None` if nothing changes. A smaller budget is a
    /// restart: what was counted beyond it can't be taken back.
    pub(crate) fn effect_of(&self, after: &Self, table: &[Group], smaller_budget: bool) -> Option<Effect> {
        let differs = |setting: &Setting| {
            let own = |values: &Self| -> Vec<(usize, String)> {
                let own = values.all_own().filter(|&(_, key, _)| key == setting.key);
                own.map(|(place, _, text)| (place, text.to_owned())).collect()
            };
            self.get(setting.key) != after.get(setting.key) || own(self) != own(after)
        };
        settings(table)
            .filter(|&setting| differs(setting))
            .map(|setting| match setting.effect {
                Effect::Extend if smaller_budget => Effect::Restart,
                effect => effect,
            })
            .min_by_key(|effect| *effect as u8)
    }

    /// The text of `key`; empty for a key that the table does not have.
    pub fn get(&self, key: &str) -> &str {
        self.shared.iter().find(|(own, _)| *own == key).map_or("", |(_, text)| text.as_str())
    }

    /// Replaces the text of `key`.
    pub(crate) fn set(&mut self, key: &'static str, value: impl Into<String>) {
        let value = value.into();
        match self.shared.iter_mut().find(|(own, _)| *own == key) {
            Some((_, text)) => *text = value,
            None => self.shared.push((key, value)),
        }
    }

    /// The text of every key, and of those that methods have for themselves (`b.lr`).
    pub fn texts(&self) -> Texts {
        let own = self.all_own().map(|(place, key, text)| (own_key(place, key), text.to_owned()));
        let texts: Vec<(String, String)> =
            self.iter().map(|(key, text)| (key.to_owned(), text.to_owned())).chain(own).collect();
        let order = order(texts.len(), &|one, other| texts[one].0.cmp(&texts[other].0));
        Texts(order.into_iter().map(|place| texts[place].clone()).collect())
    }

    /// Every key with its text, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.shared.iter().map(|(key, value)| (*key, value.as_str()))
    }
}

/// A sentence about a setting, which names its key in brackets, as one about a method's own.
pub(crate) fn of_key(sentence: &str, setting: &Setting, key: &str) -> String {
    sentence.replacen(&format!("({})", setting.key), &format!("({key})"), 1)
}

/// Every key of a fragment with its text, as this version means them, and what has to be said of the whole link.
pub(crate) fn pairs(fragment: &str) -> (Pairs, Vec<Notice>) {
    let mut notices = Vec::new();
    let mut notice = |key: &str, text| notices.push(Notice { key: key.to_owned(), text });
    let read = match fragment.as_bytes().get(..=MOST_BYTES) {
        None => fragment,
        Some(beginning) => {
            let text =
                format!("The link is longer than {MOST_BYTES} characters; only its beginning is read.");
            notice("link", text);
            // What `&` ends is whole.
            let end = beginning.iter().rposition(|&byte| byte == b'&').unwrap_or(0);
            fragment.get(..end).unwrap_or_default()
        }
    };
    let mut pairs: Pairs = pairs_of(read);
    if let Some(text) = migrate(&mut pairs) {
        notice("v", text);
    }
    (pairs, notices)
}

impl Experiment {
    /// The experiment that the fragment of a link is about: that of its last known `experiment`, or the
    /// comparison.
    pub fn of_link(fragment: &str) -> Self {
        let (pairs, _) = pairs(fragment);
        Self::of_pairs(&pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Vec<Group> {
        let text = Kind::Text { hint: "" };
        let number = Kind::Integer { min: 1, max: 7 };
        let setting = |key, default, kind| Setting {
            key,
            label: "L",
            help: "",
            default,
            effect: Effect::Restart,
            allowed: Kind::allowed(&kind),
            kind,
            own: false,
        };
        vec![Group {
            id: "g",
            label: "G",
            settings: vec![setting("n", "4", number), setting("words", "a b", text)],
        }]
    }

    #[test]
    fn only_what_differs_is_written_and_it_reads_back() {
        let table = table();
        let (values, notices) = Values::read(&table, "#n=5&words=%C3%A9+%25%C3%A9");
        assert_eq!((values.get("n"), values.get("words"), notices.len()), ("5", "\u{e9} %\u{e9}", 0));
        let fragment = values.fragment(Experiment::Compare, &table);
        assert_eq!(fragment, "v=2&n=5&words=%C3%A9%20%25%C3%A9");
        assert_eq!(Values::read(&table, &fragment), (values, vec![]));
        let defaults = Values::defaults(&table);
        assert_eq!(defaults.fragment(Experiment::Compare, &table), "v=2");
        assert_eq!(defaults.fragment(Experiment::Landscape, &table), "v=2&experiment=landscape");
    }

    #[test]
    fn a_hostile_link_costs_no_more_than_its_beginning() {
        let many = format!("n=5&{}", "n=9&".repeat(100_000));
        let (values, notices) = Values::read(&table(), &many);
        assert_eq!((values.get("n"), notices.len()), ("7", MOST_NOTICES + 1));
        assert!(notices[0].text.contains("only its beginning is read"));
        assert!(notices[MOST_NOTICES].text.starts_with("Of 4"), "{}", notices[MOST_NOTICES].text);
        let (values, notices) = Values::read(&table(), &"\u{1F3B2}".repeat(100_000));
        assert_eq!((values, notices.len()), (Values::defaults(&table()), 1));
    }

    #[test]
    fn a_bad_link_names_every_key_and_loses_nothing_else() {
        let (values, notices) =
            Values::read(&table(), "v=9&n=99&colour=red&words=ok&&n=3&%zz&experiment=moon");
        assert_eq!((values.get("n"), values.get("words")), ("3", "ok"));
        let keys: Vec<&str> = notices.iter().map(|notice| notice.key.as_str()).collect();
        assert_eq!(keys, ["v", "n", "colour", "n", "zz", "experiment"]);
        assert!(notices[1].text.contains("outside 1 to 7; 7 is used"), "{}", notices[1].text);
    }

    #[test]
    fn a_link_without_the_word_is_a_comparison() {
        assert_eq!(Experiment::of_link(""), Experiment::Compare);
        assert_eq!(Experiment::of_link("#v=2&n=5"), Experiment::Compare);
        assert_eq!(Experiment::of_link("n=5&experiment=moon"), Experiment::Compare);
        for experiment in Experiment::ALL {
            assert_eq!(Experiment::of_link(&format!("#v=2&experiment={}&n=5", experiment.key())), experiment);
        }
    }
}
