//! Links of all experiments.

use crate::generate::Damage;
use crate::links;
use dice_and_descent::experiment::compare::{change, effect_of, read_link};
use dice_and_descent::settings::{Experiment, Kind, Setting, pairs_of};

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

    /// What mails, chats and pages do to links in passing is seen through: the same settings come out, and nobody is
    /// told. What else is put into a link is told at least.
    pub(crate) fn mended_case(&self, damage: &mut Damage) {
        let base = damage.one_of(&self.corpus).clone();
        let text = damage.text(&base, &self.words, &self.corpus);
        let (link, _) = links::read(&String::from_utf8_lossy(&text));
        let mut damaged = link.clone();
        for _ in 0..1 + damage.below(3) {
            damaged = in_passing(&damaged, damage);
        }
        let read = links::read(&damaged);
        assert_eq!(read, (link.clone(), vec![]), "{damaged:?}");

        let place = 3 + damage.below(link.len() - 2);
        let sign =
            damage.one_of(&[")", "(", "]", "}", ">", "\"", "!", "?", ":", "~", "|", "\\", "^", "`", "*"]);
        let torn = format!("{}{sign}{}", &link[..place], &link[place..]);
        let (read, notices) = links::read(&torn);
        assert!(read == link || !notices.is_empty(), "{torn:?} gives {read:?}");
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

/// The last text of a key, as it is understood.
fn last(link: &str, key: &str) -> Option<String> {
    pairs_of(link).into_iter().rev().find(|(name, _)| name == key).map(|(_, text)| text)
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

/// One kind of damage after which it is certain what was meant.
fn in_passing(link: &str, damage: &mut Damage) -> String {
    let signs = [
        ")", "]", "}", ">", ".", ",", ";", ":", "!", "?", "\"", "'", "\u{201d}", "*", "\u{2026}", "%29", "/",
    ];
    match damage.below(10) {
        0 => link.replace('&', pick(damage, &["&amp;", "&amp;amp;", "&#38;", "&#x26;", "&#038;"])),
        1 => link.replace('=', "%3D"),
        2 => link.replace('&', "%26").replace('#', "%23"),
        3 => {
            let encoded = |letter: char| match letter {
                'a'..='z' | 'A'..='Z' | '0'..='9' => letter.to_string(),
                _ => letter.to_string().bytes().map(|byte| format!("%{byte:02x}")).collect(),
            };
            link.chars().map(encoded).collect()
        }
        4 => (0..1 + damage.below(3)).fold(link.to_owned(), |link, _| link + pick(damage, &signs)),
        5 => format!("{}{link}", pick(damage, &["#", "##", "#/", "#?", "#!", "%23"])),
        6 => format!("{link}#{link}"),
        7 => {
            let places: Vec<usize> = link.char_indices().map(|(place, _)| place).collect();
            let place = *damage.one_of(&places);
            // Not inside a code or an entity, which would be torn.
            let torn =
                link[..place].rfind(['%', '&']).is_some_and(|sign| !link[sign..place].contains(['=', ';']));
            let unseen = pick(damage, &["\n", "\r\n", "%0A", "\u{200b}", "%E2%80%8B", "\u{ad}"]);
            if torn { link.to_owned() } else { format!("{}{unseen}{}", &link[..place], &link[place..]) }
        }
        8 => link.replace('-', pick(damage, &["\u{2013}", "\u{2212}", "\u{2010}", "%E2%80%93"])),
        _ => link.replace('=', "=\"").replace('&', "\"&"),
    }
}

fn pick(damage: &mut Damage, of: &[&'static str]) -> &'static str {
    damage.one_of::<&str>(of)
}
