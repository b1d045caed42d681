//! What the methods of a comparison are called: by what sets them apart.

use crate::method::Method;
use crate::settings::own::letter;
use crate::settings::{Effect, Group, Kind, Setting, Values};

/// A name for each method: that of its kind, and every setting that matters to it in which it differs from another
/// one of its kind.
pub(super) fn names(table: &[Group], values: &Values, methods: &[&'static dyn Method]) -> Vec<String> {
    let texts: Vec<Values> = (0..methods.len()).map(|place| values.of_method(place)).collect();
    let alike = |place: usize, other: usize| methods[place].id() == methods[other].id();
    let alone = |place: usize| (0..methods.len()).all(|other| other == place || !alike(place, other));
    let mut titles: Vec<String> = (0..methods.len())
        .map(|place| {
            if alone(place) {
                return methods[place].words().title.to_owned();
            }
            let kind = methods[place].kind(&texts[place]);
            let same_kind = |other: usize| alike(place, other) && methods[other].kind(&texts[other]) == kind;
            let others: Vec<usize> =
                (0..methods.len()).filter(|&other| other != place && same_kind(other)).collect();
            let told = told_by(table, methods[place], &texts[place]);
            let parts = told.filter_map(|setting| {
                let text = texts[place].get(setting.key);
                let differs = others.iter().any(|&other| texts[other].get(setting.key) != text);
                differs.then(|| in_words(setting, text))
            });
            std::iter::once(kind).chain(parts).collect::<Vec<String>>().join(", ")
        })
        .collect();
    let unnamed = titles.clone();
    for (place, title) in titles.iter_mut().enumerate() {
        if unnamed.iter().filter(|other| **other == *title).count() > 1 {
            title.push_str(&format!(" ({})", letter(place)));
        }
    }
    titles
}

/// The settings that a method's name may tell: its own, the network, the prior and the seed.
fn told_by<'a>(
    table: &'a [Group],
    method: &'static dyn Method,
    values: &Values,
) -> impl Iterator<Item = &'a Setting> {
    let (own, idle) = (method.group().map(|group| group.id), method.idle(values));
    let told = move |group: &Group, setting: &Setting| {
        let of_method = own == Some(group.id) && setting.key != "optimiser" && !idle.contains(&setting.key);
        let of_all = group.id == "network" || setting.key == "seed";
        setting.own && setting.effect == Effect::Restart && (of_method || of_all)
    };
    table
        .iter()
        .flat_map(move |group| group.settings.iter().map(move |setting| (group, setting)))
        .filter(move |(group, setting)| told(group, setting))
        .map(|(_, setting)| setting)
}

/// A setting with its value, in two or three words.
fn in_words(setting: &Setting, text: &str) -> String {
    match (setting.key, text) {
        ("lr", _) => format!("step {text}"),
        ("batch", "full") => "full batch".to_owned(),
        ("batch", _) => format!("batch {text}"),
        ("loss", "mse") => "squared error".to_owned(),
        ("extra_epochs", "0") => "first fit".to_owned(),
        ("extra_epochs", "1") => "1 epoch more".to_owned(),
        ("extra_epochs", _) => format!("{text} epochs more"),
        ("hidden", "none") => "no hidden layer".to_owned(),
        ("hidden", _) if text.contains(',') => format!("widths {text}"),
        ("hidden", _) => format!("width {text}"),
        ("seed", _) => format!("seed {text}"),
        _ => match &setting.kind {
            Kind::Choice { options } => options
                .iter()
                .find(|option| option.value == text)
                .map_or(text, |option| option.label)
                .to_owned(),
            _ => format!("{} {text}", setting.label),
        },
    }
}
